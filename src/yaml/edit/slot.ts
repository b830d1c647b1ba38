import type { KeyPath, Span } from '../../text/text.ts'
import type { YamlDocument } from '../document.ts'
import type { YamlEntry, YamlList, YamlMap, YamlNode } from '../tree.ts'
import { findEntry } from '../tree.ts'
import { EditError } from './error.ts'

export type Collection = YamlList | YamlMap

/** A place for a value in a document. */
export interface Slot {
  readonly path: KeyPath
  readonly node: YamlNode
  /** Where the value takes effect: its own span, or the alias's. */
  readonly place: Span
  /** From here to the place stand a colon or dash, an anchor, a tag, comments. */
  readonly gapStart: number
  /** The list or map that the value is in; absent for the root. */
  readonly parent?: { readonly slot: Slot; readonly node: Collection; readonly index: number }
}

/** A value as an older text writes it. */
export interface Origin {
  readonly document: YamlDocument
  readonly slot: Slot
}

/** Finds the slot of a path, or of its deepest part that exists, and what is left of the path. */
export function findSlot({ root }: YamlDocument, path: KeyPath): [Slot, KeyPath] | undefined {
  if (!root) return undefined

  let slot: Slot = { path: [], node: root, place: root, gapStart: root.start }
  for (const [depth, step] of path.entries()) {
    const child = findChild(slot, step)
    if (!child) return [slot, path.slice(depth)]
    slot = child
  }
  return [slot, []]
}

/** The slot of an entry or item. Throws EditError inside aliased values. */
export function findChild(slot: Slot, step: string | number): Slot | undefined {
  const { node } = slot
  if (node.kind === 'list' && typeof step === 'number') {
    return step in node.items ? itemSlot(slot, node, step) : undefined
  }
  const entry = typeof step === 'string' ? findEntry(node, step) : undefined
  return entry && node.kind === 'map' ? entrySlot(slot, node, entry) : undefined
}

/** The slots of a list's items. */
export function listSlots(slot: Slot, list: YamlList): Slot[] {
  return list.items.flatMap((_, index) => itemSlot(slot, list, index) ?? [])
}

/** Throws EditError if what is in a slot is written somewhere else. */
export function checkWritten({ node, place, path }: Slot): void {
  if (node.start >= place.start && node.end <= place.end) return
  throw new EditError(`The value at \`${path.join('.')}\` comes from an alias`)
}

function itemSlot(slot: Slot, list: YamlList, index: number): Slot | undefined {
  checkWritten(slot)
  const [node, place] = [list.items[index], list.places[index]]
  if (!node || !place) return undefined

  const before = list.places[index - 1]?.end ?? list.start
  const parent = { slot, node: list, index }
  return { path: [...slot.path, index], node, place, gapStart: before, parent }
}

function entrySlot(slot: Slot, map: YamlMap, entry: YamlEntry): Slot {
  checkWritten(slot)
  const path = [...slot.path, String('value' in entry.key ? entry.key.value : '')]
  if (entry.merged) throw new EditError(`\`${path.join('.')}\` comes from a merge key`)
  if (entry.key.start < entry.start || entry.key.end > entry.end) {
    throw new EditError(`The key \`${path.join('.')}\` is an alias`)
  }
  const { value: node, place, key } = entry
  const parent = { slot, node: map, index: map.entries.indexOf(entry) }
  return { path, node, place, gapStart: key.end, parent }
}

/** The keys of a map that stand in the document, with their indexes, in the order of the text. */
export function listWritten(map: YamlMap): number[] {
  const indexes = [...map.entries.keys()].filter((index) => !map.entries[index]?.merged)
  return indexes.toSorted((a, b) => (map.entries[a]?.start ?? 0) - (map.entries[b]?.start ?? 0))
}
