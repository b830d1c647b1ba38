/** A place in a text. Lines and columns count from 1, columns in UTF-16 units, as GitHub counts. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A stretch of text; `end` is just past it. */
export interface SourceRange {
  readonly start: Position
  readonly end: Position
}

/** A stretch of text in UTF-16 offsets from 0; `end` is just past it. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The way from a document's root to a value: map keys and list indexes. */
export type KeyPath = readonly (string | number)[]

/** Replaces the text between two offsets. */
export interface TextEdit extends Span {
  readonly text: string
}

/** Finds lines in a text, and offsets in lines. */
export interface LineIndex {
  readonly lineCount: number
  /** The position of an offset; offsets past the end give the end. */
  positionAt(offset: number): Position
  /** The span of a line (from 1), without its line break. */
  lineSpan(line: number): Span
}

/**
 * Applies edits to a text.
 *
 * The edits may come in any order; two insertions at one offset are applied in the order given.
 * Throws a RangeError if two edits overlap or one lies outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  let result = ''
  let offset = 0

  for (const edit of sorted) {
    if (edit.start < offset || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`Edit ${edit.start}–${edit.end} overlaps another or leaves the text`)
    }
    result += text.slice(offset, edit.start) + edit.text
    offset = edit.end
  }
  return result + text.slice(offset)
}

/** Indexes the lines of a text. A line ends with LF or CRLF, as Git and GitHub see it. */
export function indexLines(text: string): LineIndex {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)

  const startOf = (line: number) => starts[line - 1] ?? text.length

  return {
    lineCount: starts.length,
    positionAt(offset) {
      const clamped = Math.min(Math.max(offset, 0), text.length)
      const line = countStartsUpTo(starts, clamped)
      return { line, column: clamped - startOf(line) + 1 }
    },
    lineSpan(line) {
      const start = startOf(line)
      let end = line < starts.length ? startOf(line + 1) - 1 : text.length
      if (end > start && text[end - 1] === '\r') end -= 1
      return { start, end: Math.max(start, end) }
    },
  }
}

/** Converts offsets to positions. */
export function toRange(lines: LineIndex, span: Span): SourceRange {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) }
}

function countStartsUpTo(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}
