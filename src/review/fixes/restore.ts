import type { Comparison } from '../../cortex/compare/comparison.ts'
import type { Located } from '../../cortex/files/subject.ts'
import { findWritten, type Spot } from '../../cortex/files/written.ts'
import { applyEdits, type KeyPath } from '../../text/text.ts'
import { parseDocument } from '../../yaml/document.ts'
import { EditError, resolveEdits } from '../../yaml/edit/edit.ts'
import type { Edit, EditValue } from '../../yaml/edit/edits.ts'
import { hasValue } from '../../yaml/edit/value.ts'
import { findNode, isMerged } from '../../yaml/tree.ts'
import type { RawFinding } from '../evaluate.ts'
import type { FixEdit } from '../rule.ts'

/**
 * The edits of a fix with what they restore: what the old side says, copied from its text, or
 * nothing where it is silent. Paths start at `target`, which is on the new side.
 */
export function toEdits(
  edits: readonly FixEdit[],
  { side, subject, before }: RawFinding,
  target: Located,
  comparison: Comparison,
): readonly Edit[] {
  // A container stands in the pod of an API.
  const depth = subject.kind === 'container' ? -3 : -2
  const parent = { file: subject.file, path: subject.path.slice(0, depth) }
  const earlier: Spot | undefined = side === 'before' ? parent : before
  const paths = edits.flatMap(({ op, path }) => (op === 'restore' ? [path] : []))
  const placed = side === 'before' ? findPlaced(subject, target, comparison) : new Map()
  const restored = new Map<string, Edit>()
  for (const edit of edits) {
    const { op, path } = edit
    if (op !== 'restore') restored.set(`${restored.size}`, withFormer(edit, before))
    else if (earlier) {
      const sides = { earlier, subject: target, paths }
      const own = side === 'before' ? restoreItem(sides, path, placed) : restoreKey(sides, path)
      if (own) restored.set(own.path.join('.'), own)
    }
  }
  return [...restored.values()]
}

/** A number instead of another one, of which a comment that came with it says nothing true. */
function withFormer(
  edit: Exclude<FixEdit, { readonly op: 'restore' }>,
  before: Located | undefined,
): Edit {
  if (edit.op !== 'set' || !before || typeof edit.value !== 'number') return edit
  if (typeof findWritten(before, edit.path) !== 'number') return edit
  const path = [...before.path, ...edit.path]
  return { ...edit, formerly: { document: before.file.document, path } }
}

/** Puts a removed item of a list, such as a node group, back where it stood. */
function restoreItem(
  { earlier }: Sides,
  path: KeyPath,
  placed: ReadonlyMap<number, number>,
): Edit | undefined {
  const value = findWritten(earlier, path)
  const [list, place] = [path.slice(0, -1), path.at(-1)]
  if (value === undefined || typeof place !== 'number') return undefined

  const source = { document: earlier.file.document, path: [...earlier.path, ...path] }
  return { op: 'insert', path: list, index: findIndex(placed, place), value, source }
}

/** After the nearest item that stood before it and is still there, else before the nearest after it. */
function findIndex(placed: ReadonlyMap<number, number>, place: number): number {
  const places = [...placed.keys()].toSorted((a, b) => a - b)
  const previous = placed.get(places.findLast((other) => other < place) ?? -1)
  const next = placed.get(places.find((other) => other > place) ?? -1)
  return previous === undefined ? (next ?? 0) : previous + 1
}

/** Where the items of the list that a removed one stood in are now, by where they were. */
function findPlaced(
  removed: Located,
  target: Located,
  { after, counterpartOf }: Comparison,
): ReadonlyMap<number, number> {
  const siblings = after.subjects(removed.kind).filter(({ file }) => file === target.file)
  return new Map(
    siblings.flatMap((now) => {
      const then = counterpartOf(now)
      const isSibling = then?.file === removed.file && isSameList(then.path, removed.path)
      return isSibling ? [[Number(then.path.at(-1)), Number(now.path.at(-1))]] : []
    }),
  )
}

function isSameList(one: KeyPath, other: KeyPath): boolean {
  return one.slice(0, -1).join('.') === other.slice(0, -1).join('.')
}

interface Sides {
  readonly earlier: Spot
  readonly subject: Spot
  /** All that is restored. */
  readonly paths: readonly KeyPath[]
}

function restoreKey(sides: Sides, path: KeyPath): Edit | undefined {
  const { earlier, subject } = sides
  const value = findWritten(earlier, path)
  if (value === undefined) {
    const at = findNews(sides, path)
    return isWrittenIn(subject, at) ? { op: 'remove', path: at } : undefined
  }
  const { document } = earlier.file
  const source = { document, path: [...earlier.path, ...path] }
  const uncovered = isMerged(document.root, source.path) ? uncover(subject, path, value) : undefined
  return uncovered ?? { op: 'set', path, value, source }
}

/** Removes a key that hides what a merge key brings, if that is what was there before. */
function uncover(
  { file: { document }, path }: Spot,
  at: KeyPath,
  value: EditValue,
): Edit | undefined {
  const whole = [...path, ...at]
  if (!findNode(document.root, whole) || isMerged(document.root, whole)) return undefined
  try {
    const edits = resolveEdits(document, [{ op: 'remove', path: whole, uncovers: true }])
    const node = findNode(parseDocument(applyEdits(document.text, edits)).root, whole)
    return node && hasValue(node, value) ? { op: 'remove', path: at, uncovers: true } : undefined
  } catch (error) {
    if (error instanceof EditError) return undefined
    throw error
  }
}

/** The outermost part of a path that came with it, or with its like. */
function findNews(sides: Sides, path: KeyPath): KeyPath {
  const { earlier, subject, paths } = sides
  const section = path.slice(0, -1)
  if (section.length === 0 || isWrittenIn(earlier, section)) return path

  const node = findNode(subject.file.document.root, [...subject.path, ...section])
  const keys = new Set(paths.map((other) => other.join('.')))
  const isCovered =
    node?.kind === 'map' &&
    node.entries.every(
      ({ key }) => key.kind === 'string' && keys.has([...section, key.value].join('.')),
    )
  return isCovered ? findNews({ ...sides, paths: [section] }, section) : path
}

function isWrittenIn({ file, path }: Spot, at: KeyPath): boolean {
  return findNode(file.document.root, [...path, ...at]) !== undefined
}
