import type { Field, Fields } from '../../schema/schema.ts'
import type { YamlMap, YamlNode } from '../../yaml/tree.ts'
import { findEntry, findNode } from '../../yaml/tree.ts'
import { anyApiTable } from '../tables/api.ts'
import { clusterTable } from '../tables/cluster.ts'
import {
  includes,
  NEWEST_VERSION,
  OLDEST_VERSION,
  type VersionRange,
} from '../values/version-range.ts'
import { LEGACY_KINDS } from './api-shape.ts'

const ANY_VERSION: VersionRange = { from: OLDEST_VERSION, to: NEWEST_VERSION }

/**
 * The versions of Cortex whose form a file has.
 *
 * Tags of Cortex's own images decide. Else the lifetimes of the keys are intersected, and a link to
 * the docs of one version narrows what is left. Of keys that never were known together the newest
 * count: the others were left behind. What makes the structure of a file outranks single keys, and
 * keys outrank values.
 */
export function findVersion(
  root: YamlNode | undefined,
  kind: 'api' | 'cluster',
  text: string,
): VersionRange {
  const tagged = spanOf(imageVersions(root, kind))
  if (tagged) return tagged

  const lifetimes = [...(kind === 'cluster' ? clusterLifetimes(root) : apiLifetimes(root))]
  const form = [STRUCTURE, KEY, VALUE].reduce(
    (range, rank) =>
      intersect(
        range,
        lifetimes.filter((lifetime) => rankOf(lifetime) === rank),
      ),
    ANY_VERSION,
  )
  const linked = linkedVersions(text).filter((version) => includes(form, version))
  return spanOf(linked) ?? form
}

function spanOf(versions: readonly number[]): VersionRange | undefined {
  const [first, ...others] = versions
  if (first === undefined) return undefined
  return others.reduce(
    ({ from, to }, version) => ({ from: Math.min(from, version), to: Math.max(to, version) }),
    { from: first, to: first },
  )
}

/** The first and the last minor version that took a key or a form. */
interface Lifetime extends Partial<VersionRange> {
  /** `KEY` if absent. */
  readonly rank?: number
}

/** How much a lifetime tells, the most first. */
const STRUCTURE = 0
const KEY = 1
const VALUE = 2

function rankOf({ rank = KEY }: Lifetime): number {
  return rank
}

/** What is left of a range; a lifetime that has nothing in common with it does not count. */
function intersect(range: VersionRange, lifetimes: readonly Lifetime[]): VersionRange {
  const all = lifetimes.filter(
    ({ from = OLDEST_VERSION, to = NEWEST_VERSION }) => from <= range.to && to >= range.from,
  )
  const from = all.reduce((least, lifetime) => Math.max(least, lifetime.from ?? least), range.from)
  const ends = all.flatMap(({ to }) => (to !== undefined && to >= from ? [to] : []))
  return { from, to: ends.reduce((least, end) => Math.min(least, end), range.to) }
}

function* clusterLifetimes(root: YamlNode | undefined): Iterable<Lifetime> {
  if (root?.kind !== 'map') return
  yield* lifetimesOf(root, clusterTable)
  if (findEntry(root, 'node_groups')) yield { from: 31, rank: STRUCTURE }
  else if (WORKER_KEYS.filter((key) => findEntry(root, key)).length > 1) {
    yield { to: 30, rank: STRUCTURE }
  }
  // Users could choose the bucket up to 0.34; Cortex still writes the key itself.
  if (findEntry(root, 'bucket')) yield { to: 34 }

  const groups = findNode(root, ['node_groups'])
  for (const group of groups?.kind === 'list' ? groups.items : []) {
    if (readScalar(group, ['instance_volume_type']) === 'gp3') yield { from: 35, rank: VALUE }
  }
}

/** What a file says of its workers up to 0.30; two of them are no leftover. */
const WORKER_KEYS = ['instance_type', 'min_instances', 'max_instances']

function* apiLifetimes(root: YamlNode | undefined): Iterable<Lifetime> {
  for (const spec of specsOf(root)) {
    const kind = kindOf(spec)
    yield kindLifetime(kind)
    yield* structureLifetimes(spec)
    yield* lifetimesOf(spec, anyApiTable)
    yield* scaleToZeroLifetimes(spec, kind)
    for (const key of ['local_port', 'api_gateway']) {
      if (findNode(spec, ['networking', key])) yield { from: 18, to: 25 }
    }
  }
}

/** When a kind was known; a spec without one, '', is of 0.13 to 0.18. */
function kindLifetime(kind: string): Lifetime {
  if (kind === '') return { from: 13, to: 18 }
  if (kind === 'api' || kind === 'deployment') return { to: 12 }
  if (LEGACY_KINDS.includes(kind)) return { to: 8 }
  return Object.hasOwn(MODERN_KINDS, kind) ? (MODERN_KINDS[kind] ?? {}) : {}
}

/** With the names that some had before the release of 0.19. */
const MODERN_KINDS: Readonly<Record<string, Lifetime>> = {
  RealtimeAPI: { from: 19 },
  BatchAPI: { from: 19 },
  TrafficSplitter: { from: 19 },
  TaskAPI: { from: 27 },
  AsyncAPI: { from: 31 },
  SyncAPI: { from: 18, to: 19 },
  sync_api: { from: 18, to: 19 },
  APISplitter: { from: 18, to: 19 },
}

/** What serves the requests of an API; of several, the newest. */
function* structureLifetimes(spec: YamlMap): Iterable<Lifetime> {
  if (findEntry(spec, 'pod')) yield { from: 36, rank: STRUCTURE }
  else if (findEntry(spec, 'handler')) yield { from: 34, to: 35, rank: STRUCTURE }
  else if (findEntry(spec, 'predictor')) yield { to: 33, rank: STRUCTURE }
}

/** Scaling to zero came with 0.36 for Async, with 0.38 for Realtime. */
function* scaleToZeroLifetimes(spec: YamlMap, kind: string): Iterable<Lifetime> {
  if (readScalar(spec, ['autoscaling', 'min_replicas']) !== 0) return
  if (kind === 'AsyncAPI') yield { from: 36, rank: VALUE }
  if (kind === 'RealtimeAPI') yield { from: 38, rank: VALUE }
}

/** The kind of a spec; '' for one up to 0.18, which has none. */
function kindOf(spec: YamlMap): string {
  const kind = findEntry(spec, 'kind')?.value
  if (!kind) return ''
  return kind.kind === 'string' ? kind.value : 'unknown'
}

function readScalar(node: YamlNode, path: readonly string[]): unknown {
  const value = findNode(node, path)
  return value && value.kind !== 'list' && value.kind !== 'map' ? value.value : undefined
}

function specsOf(root: YamlNode | undefined): readonly YamlMap[] {
  if (root?.kind === 'map') return [root]
  return root?.kind === 'list' ? root.items.filter((item) => item.kind === 'map') : []
}

/** The lifetimes of the keys that are written, as the field table has them. */
function* lifetimesOf(node: YamlNode, { shape }: Field<unknown>): Iterable<Lifetime> {
  if (shape.type === 'list' && node.kind === 'list') {
    for (const item of node.items) yield* lifetimesOf(item, shape.item)
  }
  if (shape.type !== 'map' || node.kind !== 'map') return
  for (const { key, value } of node.entries) {
    // The key `kind` went and came back; its values tell more.
    if (key.kind !== 'string' || key.value === 'kind') continue
    const field = fieldOf(shape.fields, key.value)
    if (!field) continue
    yield { ...(field.since && { from: field.since }), ...(field.until && { to: field.until }) }
    yield* lifetimesOf(value, field)
  }
}

function fieldOf(fields: Fields, key: string): Field<unknown> | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined
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
