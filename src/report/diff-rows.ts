import type { Hunk, HunkLine } from '../text/hunks.ts'

/** Where a line of a side stands in the diff of its file. */
export interface DiffRow {
  /** Index of the hunk. */
  readonly hunk: number
  /** Index of the row in the hunk. */
  readonly row: number
  readonly line: HunkLine
}

/** The rows of a file's diff by line number; only these lines can carry a comment. */
export interface DiffRows {
  readonly hunks: readonly Hunk[]
  readonly right: ReadonlyMap<number, DiffRow>
  readonly left: ReadonlyMap<number, DiffRow>
}

export function indexRows(hunks: readonly Hunk[]): DiffRows {
  const right = new Map<number, DiffRow>()
  const left = new Map<number, DiffRow>()

  for (const [hunk, { lines }] of hunks.entries()) {
    for (const [row, line] of lines.entries()) {
      if (line.type !== 'removed') right.set(line.after, { hunk, row, line })
      if (line.type !== 'added') left.set(line.before, { hunk, row, line })
    }
  }
  return { hunks, right, left }
}

/**
 * Whether lines of the new file, both included, can carry a suggestion: in one hunk, and with no
 * removed row from the first one's row to the last one's. GitHub takes a comment on a range with
 * a removed row but refuses to commit its suggestion.
 */
export function canSuggestOn(rows: DiffRows, startLine: number, endLine: number): boolean {
  const first = rows.right.get(startLine)
  const last = rows.right.get(endLine)
  if (!first || !last || first.hunk !== last.hunk || startLine > endLine) return false

  const between = rows.hunks[first.hunk]?.lines.slice(first.row, last.row + 1) ?? []
  return between.every(({ type }) => type !== 'removed')
}
