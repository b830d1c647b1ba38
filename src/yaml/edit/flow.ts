import type { TextEdit } from '../../text/text.ts'
import type { CollectionChange, Insertion } from './change.ts'
import type { Child, InsertionGroup } from './children.ts'
import { groupInsertions, listChildren, listRuns } from './children.ts'
import { EditError } from './error.ts'
import type { EditContext } from './layout.ts'
import {
  columnOf,
  findCommentedStart,
  findLineEnd,
  findLineStart,
  lineBreakAt,
  skipLineBreak,
  startsLine,
} from './layout.ts'
import { cutInline, says } from './source.ts'
import { writeInline, writeScalar } from './write.ts'

/** Removes and inserts items or entries of a list or map in brackets. */
export function resolveFlowChange(context: EditContext, change: CollectionChange): TextEdit[] {
  const { text } = context.document
  const { node, removed } = change
  if (!/[[{]/.test(text.charAt(node.start))) {
    throw new EditError('An entry without braces cannot be changed')
  }
  const children = listChildren(text, node)
  const kept = children.filter(({ index }) => !removed.has(index))
  const removals = listRuns(children, removed).flatMap(({ first, last }) => {
    const run = children.slice(first, last + 1)
    return removeRun(text, run, children[first - 1], children[last + 1])
  })
  const insertions = groupInsertions(context, change, kept).flatMap((group) =>
    insertGroup(context, node.start + 1, group),
  )
  return [...removals, ...insertions]
}

function removeRun(
  text: string,
  run: readonly Child[],
  previous: Child | undefined,
  next: Child | undefined,
): TextEdit[] {
  const [first, last] = [run[0], run.at(-1)]
  if (!first || !last) return []
  const comma = findComma(text, last)

  if (standsAlone(text, first, last)) {
    const lineStart = findCommentedStart(text, first.start)
    const end = skipLineBreak(text, findLineEnd(text, comma ?? last.end))
    const edits = [{ start: lineStart, end, text: '' }]
    const previousComma = previous && findComma(text, previous)
    if (next || comma !== undefined || previousComma === undefined) return edits
    return [...edits, { start: previousComma, end: previousComma + 1, text: '' }]
  }
  if (next && comma !== undefined) {
    if (!startsLine(text, next.start)) return [{ start: first.start, end: next.start, text: '' }]
    const previousComma = previous && findComma(text, previous)
    const start = previousComma === undefined ? first.start : previousComma + 1
    return [{ start, end: comma + 1, text: '' }]
  }
  const start = previous?.end ?? first.start
  return [{ start, end: last.end, text: endsInColon(text, start) ? ' ' : '' }]
}

function insertGroup(
  { document: { text }, layoutAt }: EditContext,
  bracketEnd: number,
  { anchor, side, insertions }: InsertionGroup,
): TextEdit[] {
  const written = insertions.map(writeChild)
  if (!anchor) return [{ start: bracketEnd, end: bracketEnd, text: written.join(', ') }]

  const layout = layoutAt(anchor.start)
  const alone = standsAlone(text, anchor, anchor)
  const indent = ' '.repeat(columnOf(text, anchor.start))
  if (side === 'before') {
    const lineBreak = lineBreakAt(text, findLineEnd(text, anchor.start), layout)
    const at = alone ? findCommentedStart(text, anchor.start) : anchor.start
    const added = written.map((item) => (alone ? `${indent}${item},${lineBreak}` : `${item}, `))
    return [{ start: at, end: at, text: added.join('') }]
  }
  const { end } = anchor
  if (!alone) {
    const blank = endsInColon(text, end) ? ' ' : ''
    return [{ start: end, end, text: `${blank}, ${written.join(', ')}` }]
  }
  const comma = findComma(text, anchor)
  const lineEnd = findLineEnd(text, comma ?? end)
  const lineBreak = lineBreakAt(text, lineEnd, layout)
  const lines = written.map((item) => lineBreak + indent + item).join(',')
  const added = { start: lineEnd, end: lineEnd, text: comma === undefined ? lines : `${lines},` }
  return comma === undefined ? [{ start: end, end, text: ',' }, added] : [added]
}

function writeChild(item: Insertion): string {
  const { origin } = item
  const copied = origin && cutInline(origin)
  const isSame = origin && copied !== undefined && says(`[${copied}]`, [item.value], origin)
  const value = isSame ? copied : writeInline(item.value, true)
  return 'key' in item ? `${writeScalar(item.key, true)}: ${value}` : value
}

/** The offset of the comma after a child, if there is one. */
function findComma(text: string, { end }: Child): number | undefined {
  IGNORABLE.lastIndex = end
  IGNORABLE.test(text)
  const { lastIndex } = IGNORABLE
  return text.charAt(lastIndex) === ',' ? lastIndex : undefined
}

const IGNORABLE = /(?:\s|#[^\r\n]*(?:[\r\n]|$))*/y

/** Whether the lines of some neighbours hold nothing else but a comma and a comment. */
function standsAlone(text: string, first: Child, last: Child): boolean {
  if (!startsLine(text, first.start)) return false
  if (findLineStart(text, first.start) === findLineStart(text, 0)) return false
  const end = findComma(text, last) ?? last.end
  return /^,?[ \t]*(?:#.*)?$/.test(text.slice(end, findLineEnd(text, end)))
}

/** A colon must not come to stand before a comma or bracket: go-yaml takes it for text then. */
function endsInColon(text: string, offset: number): boolean {
  return text.charAt(offset - 1) === ':'
}
