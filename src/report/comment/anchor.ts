import type { ChangeSet } from '../../review/change-set.ts'
import type { Finding } from '../../review/finding.ts'
import type { Review } from '../../review/review.ts'
import type { HunkLine } from '../../text/hunks.ts'
import { onceFor } from '../../text/once.ts'
import { type DiffRow, type DiffRows, indexRows } from '../diff-rows.ts'
import { documentAt, lineAt } from '../documents.ts'
import { findSubject, type LineRange, linesOf } from '../subject.ts'

/** Where a comment goes, as GitHub takes it. `startLine` only if it is before `line`. */
export interface Anchor {
  /** The new path, or the old one of a removed file. */
  readonly path: string
  readonly side: 'LEFT' | 'RIGHT'
  readonly line: number
  readonly startLine?: number
}

/** The diff of a change set, to look up its rows. */
export interface DiffIndex {
  /** The rows of a file by the path that the diff gives it. */
  rowsOf(path: string): DiffRows | undefined
  /** The path that the diff gives a file of the old side. */
  newPathOf(oldPath: string): string
}

/** Indexes a diff; each file when it is first asked for. */
export function indexDiff({ moves }: Review, hunks: ChangeSet['hunks']): DiffIndex {
  const indexed = new Map<string, DiffRows>()
  return {
    // A diff may show a file that moved as one that is removed.
    newPathOf: (oldPath) => (hunks.has(oldPath) ? oldPath : (moves.get(oldPath) ?? oldPath)),
    rowsOf(path) {
      const known = indexed.get(path)
      const ofFile = hunks.get(path)
      if (known || !ofFile) return known

      const rows = indexRows(ofFile)
      indexed.set(path, rows)
      return rows
    },
  }
}

/**
 * The line of the diff where a finding belongs: its own, else the nearest of its spec, an added
 * line before one that only stands by.
 */
export function findAnchor(finding: Finding, review: Review, diff: DiffIndex): Anchor | undefined {
  const own = findOwnRow(finding, review, diff)
  if (own) return own

  const { path, side, range } = finding.location
  const subject = findSubject(review.after, finding.subject)
  const rows = subject && diff.rowsOf(subject.file.path)
  if (!rows) return undefined

  const { start, end } = linesOf(subject)
  const isThere = side === 'after' && subject.file.path === path
  const wanted = isThere ? range.start.line : start
  const { added, context } = linesByType(rows)
  const nearest =
    findNearestLine(added, wanted, { start, end }) ??
    findNearestLine(context, wanted, { start, end })
  return nearest === undefined
    ? undefined
    : { path: subject.file.path, side: 'RIGHT', line: nearest }
}

/** Whether an anchor holds a finding's own line, or is where that line was removed. */
export function isBeside(
  finding: Finding,
  anchor: Anchor,
  review: Review,
  diff: DiffIndex,
): boolean {
  const own = findOwnRow(finding, review, diff)
  if (!own || own.path !== anchor.path) return false
  if (own.side === anchor.side) {
    return (anchor.startLine ?? anchor.line) <= own.line && own.line <= anchor.line
  }
  const rows = diff.rowsOf(own.path)
  const removed = rows?.left.get(own.line)
  const [first, last] = [anchor.startLine ?? anchor.line, anchor.line].map((line) =>
    rows?.right.get(line),
  )
  if (!rows || !removed || first?.hunk !== removed.hunk || last?.hunk !== removed.hunk) return false
  const [from, to] =
    removed.row < first.row ? [removed.row, first.row] : [last.row + 1, removed.row]
  const between = rows.hunks[removed.hunk]?.lines.slice(from, to) ?? []
  return between.every(({ type }) => type !== 'context')
}

/** The lines of the new side that are in a diff, in their order. */
const linesByType = onceFor(({ right }: DiffRows) => {
  const linesOfType = (type: HunkLine['type']) =>
    [...right].flatMap(([number, { line }]) => (line.type === type ? [number] : []))
  return { added: linesOfType('added'), context: linesOfType('context') }
})

/** The line of a range that is nearest to one; of two, the first. */
function findNearestLine(
  lines: readonly number[],
  wanted: number,
  { start, end }: LineRange,
): number | undefined {
  const at = countBelow(lines, Math.min(Math.max(wanted, start), end))
  const near = [lines[at - 1], lines[at]].filter((line) => line !== undefined)
  const [one, other] = near.filter((line) => line >= start && line <= end)
  if (one === undefined || other === undefined) return one
  return Math.abs(other - wanted) < Math.abs(one - wanted) ? other : one
}

/** How many of some sorted numbers are below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

function findOwnRow({ location }: Finding, review: Review, diff: DiffIndex): Anchor | undefined {
  const { path, side, range } = location
  const { line } = range.start
  if (side === 'after') {
    return diff.rowsOf(path)?.right.has(line) ? { path, side: 'RIGHT', line } : undefined
  }
  const newPath = diff.newPathOf(path)
  const row = diff.rowsOf(newPath)?.left.get(line)
  const document = documentAt(review.before, path)
  if (!row || !document || withoutCr(row.line.text) !== lineAt(document, line)) return undefined
  return anchorRow(newPath, row)
}

/** A line that both sides have is addressed on the new one. */
function anchorRow(path: string, { line }: DiffRow): Anchor {
  return line.type === 'removed'
    ? { path, side: 'LEFT', line: line.before }
    : { path, side: 'RIGHT', line: line.after }
}

function withoutCr(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text
}
