import type { YamlList, YamlMap } from '../tree.ts'
import type { CollectionChange, Insertion } from './change.ts'
import { EditError } from './error.ts'
import type { EditContext } from './layout.ts'
import { columnOf } from './layout.ts'
import type { Collection } from './slot.ts'
import { listWritten } from './slot.ts'

/** An item or entry that is written in a list or map. */
export interface Child {
  readonly index: number
  /** Of the dash, or of the first of `?`, anchor, tag and value or key. */
  readonly start: number
  readonly end: number
  /** The key, if it is a string. */
  readonly key?: string
}

/** The children of a list or map in the order of the text, merge keys among them. */
export function listChildren(text: string, node: Collection): Child[] {
  if (node.kind === 'list') return listItems(text, node)
  const written = listWritten(node).flatMap((index) => {
    const entry = node.entries[index]
    if (!entry) return []
    const start = findPropertiesStart(text, entry.start)
    if (node.style === 'block' && columnOf(text, start) !== columnOf(text, node.start)) {
      throw new EditError('A key stands apart from its `?`')
    }
    const key = entry.key.kind === 'string' ? { key: entry.key.value } : {}
    return [{ index, start, end: entry.end, ...key }]
  })
  const merges = listMergeKeys(node)
  if (merges.length === 0) return written
  return [...written, ...merges].toSorted((a, b) => a.start - b.start)
}

/** The merge keys that bring an entry; they are no entries, so no index is theirs. */
function listMergeKeys({ entries }: YamlMap): Child[] {
  const ends = new Map(entries.flatMap(({ merged, start, end }) => (merged ? [[start, end]] : [])))
  return [...ends].map(([start, end], at) => ({ index: -1 - at, start, end }))
}

function isMergeKey({ index }: Child): boolean {
  return index < 0
}

/** Runs of neighbours that are removed, as positions of the first and the last one. */
export function listRuns(children: readonly Child[], removed: ReadonlySet<number>) {
  const runs: { first: number; last: number }[] = []
  for (const [position, { index }] of children.entries()) {
    const run = runs.at(-1)
    if (!removed.has(index)) continue
    if (run && run.last === position - 1) run.last = position
    else runs.push({ first: position, last: position })
  }
  return runs
}

/** What is inserted at one place: after a child, before the first one, or into an empty list. */
export interface InsertionGroup {
  readonly anchor: Child | undefined
  readonly side: 'before' | 'after'
  readonly insertions: readonly Insertion[]
}

/** Finds the places of insertions among the children that stay, in the order they will have. */
export function groupInsertions(
  { order }: EditContext,
  { slot, inserted }: CollectionChange,
  kept: readonly Child[],
): InsertionGroup[] {
  const keys = order(slot.path)
  // What a merge key brings replaces what stands before it.
  const afterMerges = kept.slice(Math.max(0, kept.findLastIndex(isMergeKey)))
  const rank = (item: Insertion) => ('key' in item ? keys.indexOf(item.key) : item.index)
  const groups = new Map<
    string,
    { anchor: Child | undefined; side: 'before' | 'after'; insertions: Insertion[] }
  >()

  for (const item of inserted.toSorted((a, b) => compareRanks(rank(a), rank(b)))) {
    const [anchor, side] =
      'key' in item ? placeKey(item.key, keys, afterMerges) : placeItem(item.index, kept)
    const id = `${side} ${anchor?.index}`
    const group = groups.get(id) ?? { anchor, side, insertions: [] }
    group.insertions.push(item)
    groups.set(id, group)
  }
  return [...groups.values()]
}

type Place = readonly [anchor: Child | undefined, side: 'before' | 'after']

/** After the last key that comes before it in the documented order, else before the next one. */
function placeKey(key: string, order: readonly string[], kept: readonly Child[]): Place {
  const rank = order.indexOf(key)
  const rankOf = (child: Child) => (child.key === undefined ? -1 : order.indexOf(child.key))
  if (rank < 0) return [kept.at(-1), 'after']

  const before = kept.findLast((child) => rankOf(child) >= 0 && rankOf(child) < rank)
  if (before) return [before, 'after']
  const after = kept.find((child) => rankOf(child) > rank)
  return after ? [after, 'before'] : [kept.at(-1), 'after']
}

function placeItem(index: number, kept: readonly Child[]): Place {
  const next = kept.find((child) => child.index >= index)
  if (!next) return [kept.at(-1), 'after']
  const previous = kept.findLast((child) => child.index < index)
  return previous ? [previous, 'after'] : [next, 'before']
}

/** Keys without a documented place come last; what is equal keeps the order given. */
function compareRanks(a: number, b: number): number {
  if (a < 0 || b < 0) return Number(a < 0) - Number(b < 0)
  return a - b
}

function listItems(text: string, list: YamlList): Child[] {
  return list.places.map((place, index) => {
    const before = list.places[index - 1]?.end ?? list.start
    const start =
      list.style === 'block'
        ? findDash(text, before, place.start)
        : findPropertiesStart(text, place.start)
    return { index, start, end: place.end }
  })
}

function findDash(text: string, start: number, end: number): number {
  const tokens = text.slice(start, end).matchAll(/#[^\r\n]*|-/g)
  for (const token of tokens) if (token[0] === '-') return start + token.index
  return end
}

/** Where a `?`, an anchor and a tag start that stand before an offset on its line. */
function findPropertiesStart(text: string, offset: number): number {
  let start = offset
  for (;;) {
    const end = skipBack(text, start, BLANK)
    const word = skipBack(text, end, OF_PROPERTY)
    const first = text.charAt(word)
    if (word === end) return start
    if (first === '?' && end - word === 1) return word
    if (end === start || !/[&!]/.test(first)) return start
    start = word
  }
}

const BLANK = /[ \t]/
const OF_PROPERTY = /[^\s,[\]{}]/

/** The start of the run of such characters that ends at an offset. */
function skipBack(text: string, offset: number, characters: RegExp): number {
  let start = offset
  while (start > 0 && characters.test(text.charAt(start - 1))) start -= 1
  return start
}
