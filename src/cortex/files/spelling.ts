import type { Field, MapShape } from '../../schema/schema.ts'
import { isKnown } from '../../schema/schema.ts'
import { findNearest } from '../../text/nearest.ts'
import type { KeyPath } from '../../text/text.ts'
import {
  findEntry,
  findNode,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from '../../yaml/tree.ts'
import { anyApiTable } from '../tables/api.ts'
import { clusterTable } from '../tables/cluster.ts'
import { NEWEST_VERSION, type VersionRange } from '../values/version-range.ts'
import { isApiSpec } from './api-shape.ts'
import type { CortexFile, FileKind } from './subject.ts'

/**
 * The content of a file with misspelt keys and words read as those that were meant, so that one
 * mistake is not taken for many changes. What was written stays with each, for the verdict.
 *
 * Only of files of the newest version, whose verdict names every mistake.
 */
export function correctSpelling(
  root: YamlNode | undefined,
  kind: FileKind,
  { to }: VersionRange,
): YamlNode | undefined {
  if (!root || to !== NEWEST_VERSION) return root
  if (kind === 'cluster') return correct(root, clusterTable)
  if (root.kind !== 'list') return isApiSpec(root) ? correct(root, anyApiTable) : root
  return mapItems(root, (item) => (isApiSpec(item) ? correct(item, anyApiTable) : item))
}

/** A path of a file's content with each key as the file spells it. */
export function spellPath({ document: { root }, written }: CortexFile, path: KeyPath): KeyPath {
  if (!written) return path
  let node = root
  return path.map((step) => {
    const entry = typeof step === 'string' ? findEntry(node, step) : undefined
    node = typeof step === 'string' ? entry?.value : findNode(node, [step])
    return entry?.key.kind === 'string' ? (entry.key.written ?? step) : step
  })
}

function correct(node: YamlNode, { shape }: Field<unknown>): YamlNode {
  if (shape.type === 'map' && node.kind === 'map') return correctMap(node, shape)
  if (shape.type === 'list') return mapItems(node, (item) => correct(item, shape.item))
  if (shape.type !== 'string' || node.kind !== 'string' || !shape.allowed) return node

  const meant = shape.allowed.includes(node.value)
    ? undefined
    : findNearest(node.value, shape.allowed)
  return meant === undefined ? node : { ...node, value: meant, written: node.value }
}

/** The same list if nothing in it changes. */
function mapItems(node: YamlNode, convert: (item: YamlNode) => YamlNode): YamlNode {
  if (node.kind !== 'list') return node
  const items = node.items.map(convert)
  return items.every((item, index) => item === node.items[index]) ? node : { ...node, items }
}

function correctMap(node: YamlMap, { fields }: MapShape): YamlMap {
  const written = new Set(node.entries.flatMap(({ key }) => nameOf(key) ?? []))
  const entries = node.entries.map((entry) => correctEntry(entry, fields, written))
  return entries.every((entry, index) => entry === node.entries[index])
    ? node
    : { ...node, entries }
}

function correctEntry(
  entry: YamlEntry,
  fields: MapShape['fields'],
  written: ReadonlySet<string>,
): YamlEntry {
  const { key } = entry
  if (key.kind !== 'string') return entry
  const meant = Object.hasOwn(fields, key.value) ? key.value : meantBy(key.value, fields, written)
  const field = meant === undefined ? undefined : fields[meant]
  if (meant === undefined || !field) return entry

  const value = correct(entry.value, field)
  if (meant === key.value) return value === entry.value ? entry : { ...entry, value }
  return { ...entry, key: { ...key, value: meant, written: key.value }, value }
}

/** Who wrote the nearest key as well, or a key of another place, means something else. */
function meantBy(
  name: string,
  fields: MapShape['fields'],
  written: ReadonlySet<string>,
): string | undefined {
  if (KEY_NAMES.has(name)) return undefined
  const known = Object.entries(fields).filter(([, field]) => isKnown(field, NEWEST))
  const meant = findNearest(
    name,
    known.map(([key]) => key),
  )
  return meant !== undefined && !written.has(meant) ? meant : undefined
}

const NEWEST: VersionRange = { from: NEWEST_VERSION, to: NEWEST_VERSION }

function nameOf(key: YamlNode): string | undefined {
  return key.kind === 'string' ? key.value : undefined
}

/** The names of all keys, wherever they belong. */
const KEY_NAMES: ReadonlySet<string> = new Set([...namesIn(anyApiTable), ...namesIn(clusterTable)])

function namesIn({ shape }: Field<unknown>): readonly string[] {
  if (shape.type === 'list') return namesIn(shape.item)
  if (shape.type !== 'map') return []
  return Object.entries(shape.fields).flatMap(([name, field]) => [name, ...namesIn(field)])
}
