import type { Finding } from '../../review/finding.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import { diffTexts, type HunkLine } from '../../text/hunks.ts'
import { onceFor } from '../../text/once.ts'
import type { SourceRange } from '../../text/text.ts'
import { truncate } from '../../text/truncate.ts'
import type { YamlDocument } from '../../yaml/document.ts'
import { type DiffRows, indexRows } from '../diff-rows.ts'
import { documentAt, lineAt } from '../documents.ts'
import { show, widthOf } from './ansi.ts'

/** A line of a code frame; `mark` underlines a part of the row above. */
export interface FrameRow {
  readonly type: HunkLine['type'] | 'mark'
  readonly number?: number
  readonly text: string
}

/** Shows a finding's line, what it replaces, and a line on either side, cut to a width. */
export type FrameMaker = (finding: Finding, width: number) => readonly FrameRow[]

/** How many lines are shown that one line may replace. */
const MOST_REMOVED = 3
/** Of a longer stretch of changed lines nobody knows which replaces which. */
const MOST_REPLACED = 400
/** How much is shown before a marked part that is far to the right. */
const LEAD = 16

/** Made once for a review, since it compares whole files; each when it is first needed. */
export function createFrames(review: Review): FrameMaker {
  const diffOf = compareLazily(review)
  const hide = hideOf(review)
  const lineOf = onceFor((document: YamlDocument) =>
    onceAt((number) => hide(lineAt(document, number), 'kept')),
  )

  return ({ location }, width) => {
    const { path, side, range } = location
    const { line } = range.start
    const document = documentAt(side === 'before' ? review.before : review.after, path)
    if (!document) return []

    const diff = diffOf(path, side)
    const changed = side === 'before' ? 'removed' : 'added'
    const rowAt = (number: number): FrameRow => {
      const row = (side === 'before' ? diff?.left : diff?.right)?.get(number)?.line
      return { type: row?.type ?? 'context', number, text: lineOf(document)(number) }
    }
    const row = rowAt(line)
    const old = row.type === changed && diff && side === 'after' ? findReplaced(diff, line) : []
    return [
      ...(line > 1 ? [cut(rowAt(line - 1), width)] : []),
      ...old.map((each) => cut({ ...each, text: hide(each.text, 'kept') }, width)),
      ...mark(row, range, width),
      ...(line < lastLine(document) ? [cut(rowAt(line + 1), width)] : []),
    ]
  }
}

/** Computes something of a line when it is first asked for. */
function onceAt<T>(compute: (line: number) => T): (line: number) => T {
  const known = new Map<number, T>()
  return (line) => {
    const value = known.get(line) ?? compute(line)
    known.set(line, value)
    return value
  }
}

function compareLazily(review: Review) {
  const diffs = new Map<string, DiffRows | undefined>()
  const newPaths = review.moves
  const oldPaths = new Map([...newPaths].map(([oldPath, newPath]) => [newPath, oldPath] as const))

  return (path: string, side: 'before' | 'after'): DiffRows | undefined => {
    const newPath = side === 'before' ? (newPaths.get(path) ?? path) : path
    if (!diffs.has(newPath)) {
      const before = documentAt(review.before, oldPaths.get(newPath) ?? newPath)
      const after = documentAt(review.after, newPath)
      const hunks = before && diffTexts(before.text, after?.text ?? '')
      diffs.set(newPath, hunks && indexRows(hunks))
    }
    return diffs.get(newPath)
  }
}

/** The lines that an added line replaces: the one with its key, else those at its place. */
function findReplaced({ hunks, right }: DiffRows, line: number): readonly FrameRow[] {
  const place = right.get(line)
  const rows = place && hunks[place.hunk]?.lines
  if (!rows) return []

  const firstAdded = findFirst(rows, place.row, 'added')
  const firstRemoved = findFirst(rows, firstAdded, 'removed')
  if (place.row - firstRemoved > MOST_REPLACED) return []

  const removed = rows
    .slice(firstRemoved, firstAdded)
    .flatMap((row) =>
      row.type === 'removed' ? [{ type: row.type, number: row.before, text: row.text }] : [],
    )
  const key = keyOf(place.line.text)
  const sameKey = removed.filter(({ text }) => key !== '' && keyOf(text) === key)
  if (sameKey.length === 1) return sameKey
  return place.row === firstAdded ? removed.slice(0, MOST_REMOVED) : []
}

/** The first of the rows of a type that end at a row. */
function findFirst(rows: readonly HunkLine[], row: number, type: HunkLine['type']): number {
  const last = Math.max(0, row - MOST_REPLACED - 1)
  let first = row
  while (first > last && rows[first - 1]?.type === type) first -= 1
  return first
}

/** Without the empty line that a final line break opens. */
function lastLine({ text, lines }: YamlDocument): number {
  return text.endsWith('\n') ? lines.lineCount - 1 : lines.lineCount
}

function keyOf(text: string): string {
  return /^[\s-]*([^\s:#-][^\s:#]*):/.exec(text)?.[1] ?? ''
}

function cut(row: FrameRow, width: number): FrameRow {
  const text = row.text.replace(/\r$/, '').slice(0, REACH)
  return { ...row, text: truncate(show(text), Math.max(width, LEAD)) }
}

/** How much of a line on either side of a place is enough to show the place. */
const REACH = 2_000

/** A row and the underline of a range in it; of a long row, the part around the range. */
function mark(row: FrameRow, { start, end }: SourceRange, width: number): readonly FrameRow[] {
  const whole = row.text.replace(/\r$/, '')
  const offset = Math.max(0, Math.min(start.column - 1, whole.length) - REACH)
  const text = whole.slice(offset, offset + 2 * REACH)
  const last = end.line === start.line ? end.column - 1 - offset : text.length
  const from = Math.min(start.column - 1 - offset, text.length)
  const lead = show(text.slice(0, from))
  const isFar = widthOf(show(text)) > width && widthOf(lead) > LEAD
  const head = isFar ? `…${lead.slice(-LEAD)}` : lead

  const marked = truncate(show(text.slice(from)), Math.max(width - widthOf(head), LEAD))
  const length = Math.min(widthOf(show(text.slice(from, last))), widthOf(marked))
  return [
    { ...row, text: head + marked },
    { type: 'mark', text: ' '.repeat(widthOf(head)) + '^'.repeat(Math.max(length, 1)) },
  ]
}
