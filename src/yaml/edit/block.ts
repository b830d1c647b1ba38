import type { TextEdit } from '../../text/text.ts'
import type { YamlDocument } from '../document.ts'
import type { YamlList, YamlNode } from '../tree.ts'
import type { CollectionChange, Insertion } from './change.ts'
import type { Child, InsertionGroup } from './children.ts'
import { groupInsertions, listChildren, listRuns } from './children.ts'
import { listLostComments } from './comments.ts'
import { EditError } from './error.ts'
import type { EditContext, Layout } from './layout.ts'
import {
  columnOf,
  findCommentedEnd,
  findCommentedStart,
  findLineEnd,
  findLineStart,
  findPreviousLineEnd,
  lineBreakAt,
  skipLineBreak,
  startsLine,
} from './layout.ts'
import { cutLines, indentBy, isSpaced, says } from './source.ts'
import { indentLines, isCollection, isList, writeEntry, writeInline, writeLines } from './write.ts'

/** Removes and inserts items of a list with dashes, or entries of a map without braces. */
export function resolveBlockChange(context: EditContext, change: CollectionChange): TextEdit[] {
  const children = listChildren(context.document.text, change.node)
  const kept = children.filter(({ index }) => !change.removed.has(index))
  const removals = listRuns(children, change.removed).map(({ first, last }) =>
    removeRun(context, children.slice(first, last + 1), children[last + 1]),
  )
  const insertions = groupInsertions(context, change, kept).map((group) =>
    insertGroup(context, change, group),
  )
  return [...removals, ...insertions]
}

function removeRun(
  { document: { text, root } }: EditContext,
  run: readonly Child[],
  next: Child | undefined,
): TextEdit {
  const start = run[0]?.start ?? 0
  const end = run.at(-1)?.end ?? start
  if (!startsLine(text, start)) return removeAfterDash(text, start, end, next)

  const lineStart = findCommentedStart(text, start)
  const contentEnd = findCommentedEnd(text, end, columnOf(text, start))
  if (contentEnd < text.length) {
    return { start: lineStart, end: skipLineBreak(text, contentEnd), text: '' }
  }
  // The file ends without a line break, and will do so after the edit.
  const above = findPreviousLineEnd(text, lineStart)
  const keepsBreak = lineStart === findLineStart(text, 0) || endsBlockText(root, above)
  return { start: keepsBreak ? lineStart : above, end: contentEnd, text: '' }
}

/** Removes the first children, which share a line with the dash that they belong to. */
function removeAfterDash(
  text: string,
  start: number,
  end: number,
  next: Child | undefined,
): TextEdit {
  if (!next) throw new EditError('What is left would not be a map')
  const lineEnd = findLineEnd(text, end)
  if (!text.slice(lineEnd, next.start).includes('#')) return { start, end: next.start, text: '' }

  const dashEnd =
    findLineStart(text, start) + text.slice(findLineStart(text, start), start).trimEnd().length
  return { start: dashEnd, end: lineEnd, text: '' }
}

function insertGroup(
  { document, layoutAt }: EditContext,
  { node }: CollectionChange,
  { anchor, side, insertions }: InsertionGroup,
): TextEdit {
  const { text, root } = document
  if (!anchor) throw new EditError('There is no line to insert beside')
  const layout = layoutAt(anchor.start)
  const column = columnOf(text, anchor.start)
  const write = node.kind === 'list' ? itemWriter(text, node, anchor) : writeEntryLines
  const lines = insertions
    .flatMap((item) => copyEntry(document, item, side) ?? write(item, layout))
    .map(indentBy(column))

  if (side === 'after') {
    const at = findCommentedEnd(text, anchor.end, column)
    if (at === text.length && endsBlockText(root, at)) {
      throw new EditError('A block text ends the file without a line break')
    }
    const lineBreak = lineBreakAt(text, at, layout)
    return { start: at, end: at, text: lines.map((line) => lineBreak + line).join('') }
  }
  const lineBreak = lineBreakAt(text, findLineEnd(text, anchor.start), layout)
  if (startsLine(text, anchor.start)) {
    const at = findCommentedStart(text, anchor.start)
    return { start: at, end: at, text: lines.map((line) => line + lineBreak).join('') }
  }
  const indent = ' '.repeat(column)
  const added = lines.map((line) => line.slice(column) + lineBreak + indent).join('')
  return { start: anchor.start, end: anchor.start, text: added }
}

/** The lines of a key or item as an older text has them, if they mean the same here. */
function copyEntry(
  document: YamlDocument,
  insertion: Insertion,
  side: InsertionGroup['side'],
): readonly string[] | undefined {
  const { origin, value } = insertion
  const [kept, wanted] =
    'key' in insertion ? [insertion.kept, { [insertion.key]: value }] : [undefined, [value]]
  const lines = origin && cutLines(origin, kept)
  if (!lines || !says(`${lines.join('\n')}\n`, wanted, origin)) return undefined

  const whole = [...listLostComments(document, origin), ...lines]
  if (!isSpaced(origin)) return whole
  return side === 'after' ? ['', ...whole] : [...whole, '']
}

function writeEntryLines(item: Insertion, layout: Layout): string[] {
  return 'key' in item ? writeEntry(item.key, item.value, layout) : writeLines(item.value, layout)
}

/** Writes items as their neighbour is written: beside a map in braces, maps have braces. */
function itemWriter(text: string, { items }: YamlList, anchor: Child) {
  const dash = findDashHead(text, anchor)
  const neighbour = items[anchor.index]
  const hasBraces = neighbour?.kind === 'map' && text.charAt(neighbour.start) === '{'
  const padding = hasBraces && text.charAt(neighbour.start + 1) === ' ' ? ' ' : ''

  return ({ value }: Insertion, layout: Layout): string[] => {
    if (!hasBraces || !isCollection(value) || isList(value)) {
      return indentLines(dash, writeLines(value, layout))
    }
    const inner = writeInline(value, false).slice(1, -1)
    return [inner === '' ? `${dash}{}` : `${dash}{${padding}${inner}${padding}}`]
  }
}

/** The dash of an item with the blanks after it. */
function findDashHead(text: string, { start, end }: Child): string {
  return /^- +(?=[^\s#])/.exec(text.slice(start, end))?.[0] ?? '- '
}

/** Whether a block text, of which the next line break is a part, ends at an offset. */
function endsBlockText(node: YamlNode | undefined, offset: number): boolean {
  if (!node || node.end < offset) return false
  if (node.kind === 'list') return node.items.some((item) => endsBlockText(item, offset))
  if (node.kind === 'map') return node.entries.some(({ value }) => endsBlockText(value, offset))
  return node.end === offset && /^[|>](?![^\r\n]*-)/.test(node.source)
}
