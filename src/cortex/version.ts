import type { YamlMap, YamlNode } from '../source/tree.ts'
import { findEntry, findNode } from '../source/tree.ts'
import { API_LIFETIMES, CLUSTER_LIFETIMES, KIND_LIFETIMES, type Lifetime } from './history.ts'

/**
 * A range of Cortex minor versions, both ends included. Every release is 0.x, so a version is its
 * minor number: 0.42.1 is 42. A single release has `from === to`.
 */
export interface VersionRange {
  readonly from: number
  readonly to: number
}

export const OLDEST_VERSION = 1
export const NEWEST_VERSION = 42

const ANY_VERSION: VersionRange = { from: OLDEST_VERSION, to: NEWEST_VERSION }

/**
 * The versions of Cortex whose form a file has.
 *
 * Tags of Cortex's own images decide. Else the lifetimes of the keys are intersected, and a link to
 * the docs of one version narrows what is left. Keys that never were known together say nothing.
 */
export function findVersion(
  root: YamlNode | undefined,
  kind: 'api' | 'cluster',
  text: string,
): VersionRange {
  const tagged = spanOf(imageVersions(root, kind))
  if (tagged) return tagged

  const lifetimes = kind === 'cluster' ? clusterLifetimes(root) : apiLifetimes(root)
  const form = intersect(lifetimes)
  const linked = linkedVersions(text).filter((version) => includes(form, version))
  return spanOf(linked) ?? form
}

/** Whether some version is in both ranges. */
export function overlaps(a: VersionRange, b: VersionRange): boolean {
  return a.from <= b.to && b.from <= a.to
}

/** A range in words, e.g. `0.36`, `0.19 to 0.33`, `0.36 or later`. */
export function formatVersion({ from, to }: VersionRange): string {
  if (from === to) return `0.${from}`
  if (from === OLDEST_VERSION && to === NEWEST_VERSION) return 'any version'
  if (to === NEWEST_VERSION) return `0.${from} or later`
  if (from === OLDEST_VERSION) return `0.${to} or earlier`
  return `0.${from} to 0.${to}`
}

function includes({ from, to }: VersionRange, version: number): boolean {
  return from <= version && version <= to
}

function spanOf(versions: readonly number[]): VersionRange | undefined {
  const [first, ...others] = versions
  if (first === undefined) return undefined
  return others.reduce(
    ({ from, to }, version) => ({ from: Math.min(from, version), to: Math.max(to, version) }),
    { from: first, to: first },
  )
}

function intersect(lifetimes: Iterable<Lifetime>): VersionRange {
  let { from, to } = ANY_VERSION
  for (const [first, last] of lifetimes) {
    from = Math.max(from, first)
    to = Math.min(to, last)
  }
  return from <= to ? { from, to } : ANY_VERSION
}

function* clusterLifetimes(root: YamlNode | undefined): Iterable<Lifetime> {
  if (root?.kind !== 'map') return
  yield* lifetimesOf(root, CLUSTER_LIFETIMES)
  yield* gp3Lifetimes(root)
}

/** The volume type gp3 came with 0.35. */
function* gp3Lifetimes(root: YamlMap): Iterable<Lifetime> {
  const groups = findNode(root, ['node_groups'])
  for (const group of groups?.kind === 'list' ? groups.items : []) {
    if (readScalar(group, ['instance_volume_type']) === 'gp3') yield [35, NEWEST_VERSION]
  }
}

function* apiLifetimes(root: YamlNode | undefined): Iterable<Lifetime> {
  for (const spec of specsOf(root)) {
    const kind = kindOf(spec)
    const lifetime = Object.hasOwn(KIND_LIFETIMES, kind) ? KIND_LIFETIMES[kind] : undefined
    if (lifetime) yield lifetime
    yield* lifetimesOf(spec, API_LIFETIMES)
    yield* scaleToZeroLifetimes(spec, kind)
  }
}

/** Scaling to zero came with 0.36 for Async, with 0.38 for Realtime. */
function* scaleToZeroLifetimes(spec: YamlMap, kind: string): Iterable<Lifetime> {
  if (readScalar(spec, ['autoscaling', 'min_replicas']) !== 0) return
  if (kind === 'AsyncAPI') yield [36, NEWEST_VERSION]
  if (kind === 'RealtimeAPI') yield [38, NEWEST_VERSION]
}

/** The kind of a spec, or of one up to 0.18, which has none. */
function kindOf(spec: YamlMap): string {
  const kind = readScalar(spec, ['kind']) ?? ''
  return typeof kind === 'string' ? kind : 'unknown'
}

function readScalar(node: YamlNode, path: readonly string[]): unknown {
  const value = findNode(node, path)
  return value && value.kind !== 'list' && value.kind !== 'map' ? value.value : undefined
}

function specsOf(root: YamlNode | undefined): readonly YamlMap[] {
  if (root?.kind === 'map') return [root]
  return root?.kind === 'list' ? root.items.filter((item) => item.kind === 'map') : []
}

function* lifetimesOf(
  node: YamlNode,
  table: Readonly<Record<string, Lifetime>>,
): Iterable<Lifetime> {
  for (const path of writtenPaths(node, '', 4)) {
    const lifetime = Object.hasOwn(table, path) ? table[path] : undefined
    if (lifetime) yield lifetime
  }
}

/** The key paths that are written, with `[]` for a list item, e.g. `node_groups[].priority`. */
function* writtenPaths(node: YamlNode, prefix: string, depth: number): Iterable<string> {
  if (depth === 0) return
  if (node.kind === 'list') {
    for (const item of node.items) yield* writtenPaths(item, `${prefix}[]`, depth - 1)
  }
  if (node.kind !== 'map') return
  for (const { key, value } of node.entries) {
    if (key.kind !== 'string') continue
    const path = prefix ? `${prefix}.${key.value}` : key.value
    yield path
    yield* writtenPaths(value, path, depth - 1)
  }
}

/** A tag of one of Cortex's own images, also of a mirror; up to 0.35 APIs ran in such images. */
const CORTEX_IMAGE = /(?:^|\/)cortexlabs(?:dev)?\/[\w-]+:v?0\.(\d{1,2})(?:\.|$)/

function imageVersions(root: YamlNode | undefined, kind: 'api' | 'cluster'): readonly number[] {
  const images = kind === 'cluster' ? clusterImages(root) : apiImages(root)
  return images.flatMap((image) => {
    const version = Number(CORTEX_IMAGE.exec(image)?.[1])
    return includes(ANY_VERSION, version) ? [version] : []
  })
}

function clusterImages(root: YamlNode | undefined): readonly string[] {
  if (root?.kind !== 'map') return []
  return root.entries.flatMap(({ key, value }) => {
    const isImage = key.kind === 'string' && key.value.startsWith('image_')
    return isImage && value.kind === 'string' ? [value.value] : []
  })
}

function apiImages(root: YamlNode | undefined): readonly string[] {
  return specsOf(root).flatMap((spec) =>
    ['predictor', 'handler'].flatMap((section) =>
      ['image', 'tensorflow_serving_image'].flatMap((key) => {
        const image = findEntry(findNode(spec, [section]), key)?.value
        return image?.kind === 'string' ? [image.value] : []
      }),
    ),
  )
}

function linkedVersions(text: string): readonly number[] {
  const links = text.matchAll(/docs\.cortex\.dev\/v\/0\.(\d{1,2})\b/g)
  return [...links].map((link) => Number(link[1]))
}
