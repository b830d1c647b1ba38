import { diffTexts } from '../../text/hunks.ts'
import { largest } from '../../text/largest.ts'
import { applyEdits, type LineIndex, type TextEdit } from '../../text/text.ts'
import type { YamlDocument } from '../../yaml/document.ts'

/** An edit in whole lines, without line breaks: the smallest stretch that it changes. */
export interface LineEdit {
  /** The first replaced line, or the line before which the edit inserts. */
  readonly startLine: number
  /** The lines replaced; none for an insertion. */
  readonly before: readonly string[]
  /** What replaces them; none for a deletion. */
  readonly after: readonly string[]
  /** Whether the file gets or loses the line break at its end. */
  readonly changesFinalNewline: boolean
  /** Whether it inserts at the start of a line; then another one may at the end of the line above. */
  readonly isAtStart?: true
}

/**
 * Widens edits to whole lines; undefined if no line changes.
 *
 * Lines that differ in CR only count as equal. Throws a RangeError if edits overlap.
 */
export function toLineEdit(
  { text, lines }: YamlDocument,
  edits: readonly TextEdit[],
): LineEdit | undefined {
  if (edits.length === 0) return undefined

  const first = lines.positionAt(-largest(edits.map(({ start }) => -start))).line
  const last = lines.positionAt(largest(edits.map(({ end }) => end))).line
  const from = lines.lineSpan(first).start
  const to = startOfNext(lines, last, text)
  const old = text.slice(from, to)
  const edited = applyEdits(
    old,
    edits.map((edit) => shift(edit, -from)),
  )

  // What is before the stretch ends in a line break, or is empty.
  const endsInBreak = (part: string) => from + part.length > 0 && /(^|\n)$/.test(part)
  const changesFinalNewline = to === text.length && endsInBreak(old) !== endsInBreak(edited)
  const isAtStart = edits.every((edit) => edit.start === edit.end && edit.start === from)
  return trim({
    startLine: first,
    before: splitLines(old),
    after: splitLines(edited),
    changesFinalNewline,
    ...(isAtStart && { isAtStart }),
  })
}

/** A line of an edit shown as a small diff. */
export interface EditRow {
  readonly type: 'removed' | 'added' | 'context'
  readonly number: number
  readonly text: string
}

/** An edit as a diff, in which what stays between two changes is not removed and added. */
export function listRows({ startLine, before, after }: LineEdit): readonly EditRow[] {
  const most = before.length + after.length
  return diffTexts(joinLines(before), joinLines(after), most)
    .flatMap(({ lines }) => lines)
    .map((row) => {
      const number = row.type === 'removed' ? row.before : row.after
      return { type: row.type, number: startLine + number - 1, text: row.text }
    })
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

/** Splits a text into lines without their breaks (LF or CRLF); a final break opens no line. */
export function splitLines(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function trim(untrimmed: LineEdit): LineEdit | undefined {
  const { startLine, before, after, changesFinalNewline } = untrimmed
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1

  const edit = {
    ...untrimmed,
    startLine: startLine + head,
    before: before.slice(head, before.length - tail),
    after: after.slice(head, after.length - tail),
  }
  const isEmpty = edit.before.length === 0 && edit.after.length === 0
  return isEmpty && !changesFinalNewline ? undefined : edit
}

function startOfNext(lines: LineIndex, line: number, text: string): number {
  return line < lines.lineCount ? lines.lineSpan(line + 1).start : text.length
}

function shift(edit: TextEdit, by: number): TextEdit {
  return { ...edit, start: edit.start + by, end: edit.end + by }
}
