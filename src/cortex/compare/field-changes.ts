import type { KeyPath } from '../../text/text.ts'
import { findNode, type YamlNode } from '../../yaml/tree.ts'
import type { FieldChange, Located } from '../files/subject.ts'
import { isKnownKey } from '../keys/known.ts'
import { overlaps } from '../values/version-range.ts'
import { compareForms } from './forms.ts'
import { isDeepEqual, isRecord, isSameMeaning } from './normalize.ts'

/**
 * The values in which two sides of a subject differ, after defaults.
 *
 * What stands in it as a subject of its own is left out. If the sides are of different versions,
 * only what both of these know is compared, and no default that changed with the version.
 */
export function compareFields(before: Located, after: Located): readonly FieldChange[] {
  const old = valuesOf(before)
  const now = valuesOf(after)
  const changes = [
    ...compareValues([], old, now, before.kind),
    ...compareOthers([], [nodeOf(before), nodeOf(after)], [old, now], before.kind),
  ]
  const comparable = changes.filter(({ path }) => isComparable(path, before, after))
  return [...comparable, ...compareForms(before, after)]
}

/** The paths that are subjects of their own, that mean nothing, or that others stand for. */
const SKIPPED: Readonly<Record<string, readonly string[]>> = {
  // The command line overwrites `telemetry` with its own setting.
  // An update overwrites `cluster_uid` with that of the running cluster.
  cluster: ['version', 'node_groups', 'telemetry', 'cluster_uid'],
  // `definition` is read as `predictor`, `endpoint` as `networking.endpoint`.
  api: ['version', 'pod.containers', 'endpoint', 'definition'],
}

function isSkipped(path: KeyPath, kind: string): boolean {
  return SKIPPED[kind]?.includes(path.join('.')) ?? false
}

/** A spec as its file has it: images are keys of the top level. */
function valuesOf({ kind, value }: Located): Readonly<Record<string, unknown>> {
  const values: Readonly<Record<string, unknown>> = { ...value }
  if (kind !== 'cluster') return values
  const { images, ...rest } = values
  return isRecord(images) ? { ...rest, ...images } : rest
}

function nodeOf({ file, path }: Located): YamlNode | undefined {
  return findNode(file.document.root, path)
}

function* compareValues(
  path: KeyPath,
  before: unknown,
  after: unknown,
  kind: string,
): Iterable<FieldChange> {
  if (isSkipped(path, kind)) return
  if (!isRecord(before) || !isRecord(after)) {
    if (!isSameMeaning(path, before, after)) yield { path, before, after }
    return
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    yield* compareValues([...path, key], ownValue(before, key), ownValue(after, key), kind)
  }
}

/** Compares what is written but not part of the specs, e.g. `predictor.config` of 0.30. */
function* compareOthers(
  path: KeyPath,
  nodes: readonly [YamlNode | undefined, YamlNode | undefined],
  values: readonly [unknown, unknown],
  kind: string,
): Iterable<FieldChange> {
  const [before, after] = nodes.map((node) => entriesOf(node))
  if (!before || !after) return

  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const at = [...path, key]
    if (isSkipped(at, kind)) continue
    const pair = [before.get(key), after.get(key)] as const
    const read = [ownValue(values[0], key), ownValue(values[1], key)] as const
    const isRead = read[0] !== undefined || read[1] !== undefined
    const isInner = isRead ? isRecord(read[0] ?? read[1]) : pair.every(isMap)
    if (isInner) yield* compareOthers(at, pair, read, kind)
    if (isRead || isInner) continue

    const [old, now] = pair.map((node) => plainOf(node) ?? undefined)
    if (!isDeepEqual(old, now)) yield { path: at, before: old, after: now }
  }
}

/** The entries of a map by key; kept, as a map may have thousands and is asked for each. */
function entriesOf(node: YamlNode | undefined): ReadonlyMap<string, YamlNode> {
  if (node?.kind !== 'map') return NO_ENTRIES
  const known = entriesByNode.get(node)
  if (known) return known

  const entries = new Map(node.entries.map(({ key, value }) => [keyOf(key), value]))
  entriesByNode.set(node, entries)
  return entries
}

const NO_ENTRIES: ReadonlyMap<string, YamlNode> = new Map()
const entriesByNode = new WeakMap<YamlNode, ReadonlyMap<string, YamlNode>>()

function keyOf(key: YamlNode): string {
  return key.kind === 'list' || key.kind === 'map'
    ? JSON.stringify(plainOf(key))
    : String(key.value)
}

function isMap(node: YamlNode | undefined): boolean {
  return node?.kind === 'map'
}

function plainOf(node: YamlNode | undefined): unknown {
  if (node?.kind === 'list') return node.items.map((item) => plainOf(item))
  if (node?.kind !== 'map') return node?.value
  return Object.fromEntries(node.entries.map(({ key, value }) => [keyOf(key), plainOf(value)]))
}

function ownValue(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

function isComparable(path: KeyPath, before: Located, after: Located): boolean {
  const old = before.file.version
  const now = after.file.version
  // Defaults follow the newest version of a range.
  if (old.to !== now.to && !isWritten(before, path) && !isWritten(after, path)) return false
  return overlaps(old, now) || [old, now].every((version) => isKnownKey(after, path, version))
}

function isWritten(subject: Located, path: KeyPath): boolean {
  let node = nodeOf(subject)
  for (const step of path) node = entriesOf(node).get(String(step))
  return node !== undefined
}
