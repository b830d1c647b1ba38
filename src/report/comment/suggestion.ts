import { onceFor } from '../../text/once.ts'
import type { YamlDocument } from '../../yaml/document.ts'
import { canSuggestOn, type DiffRows } from '../diff-rows.ts'
import { lineAt } from '../documents.ts'
import { fence } from '../markdown.ts'
import type { LineEdit } from './line-edit.ts'

/** Lines of the new file (from 1, both included) and what replaces them; no lines: deletion. */
export interface Suggestion {
  readonly startLine: number
  readonly endLine: number
  readonly lines: readonly string[]
  /** Whether the file has CRLF line breaks, which GitHub may change when it commits. */
  readonly hasCrlf: boolean
}

/**
 * What a comment's button may not or cannot carry literally: control characters (a lone CR ends a
 * line of Markdown), halves of surrogate pairs, byte order marks, and marks that reorder text.
 */
const UNSAFE = /[^\P{Cc}\t]|\p{Cs}|[\u{feff}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u

/**
 * Turns an edit into a suggestion that GitHub accepts and that has no line that is taken; undefined
 * if there is none.
 */
export function suggest(
  edit: LineEdit,
  document: YamlDocument,
  rows: DiffRows,
  isTaken: (line: number) => boolean,
): Suggestion | undefined {
  if (edit.changesFinalNewline) return undefined

  const hasCrlf = hasCrlfBreaks(document)
  return candidates(edit, document)
    .map((candidate) => ({ ...candidate, hasCrlf }))
    .find(
      ({ startLine, endLine, lines }) =>
        canSuggestOn(rows, startLine, endLine) &&
        fence(lines, 'suggestion').length <= LONGEST &&
        !lines.some((line) => UNSAFE.test(line)) &&
        !anyLine(startLine, endLine, isTaken),
    )
}

/** Well below the 65,536 characters that a comment may have; the fence may be as long as a line. */
const LONGEST = 30_000

const hasCrlfBreaks = onceFor(({ text }: YamlDocument) => text.includes('\r\n'))

function anyLine(first: number, last: number, isSo: (line: number) => boolean): boolean {
  for (let line = first; line <= last; line += 1) if (isSo(line)) return true
  return false
}

type Candidate = Omit<Suggestion, 'hasCrlf'>

/**
 * There is no range of zero lines, so an insertion re-emits the line before or after it, so that two
 * at one place keep their order. A line that does not exist is no row of the diff.
 */
function candidates(edit: LineEdit, document: YamlDocument): readonly Candidate[] {
  const { startLine, before, after } = edit
  const endLine = startLine + before.length - 1
  const isWhole = { startLine, endLine, lines: after }

  if (before.length === 0) {
    const both = [reemitBefore(edit, document), reemitAfter(edit, document)]
    return edit.isAtStart ? both.toReversed() : both
  }
  if (after.length > 0 || !isOpenEnd(endLine, document)) return [isWhole]

  // Deleting a last line that has no line break would leave one at the end of the file.
  return [reemitBefore(edit, document)]
}

function reemitBefore({ startLine, before, after }: LineEdit, document: YamlDocument): Candidate {
  const lines = [lineAt(document, startLine - 1), ...after]
  return { startLine: startLine - 1, endLine: startLine + before.length - 1, lines }
}

function reemitAfter({ startLine, after }: LineEdit, document: YamlDocument): Candidate {
  return { startLine, endLine: startLine, lines: [...after, lineAt(document, startLine)] }
}

/** Whether a line is the last one and has no line break. */
function isOpenEnd(line: number, { text, lines }: YamlDocument): boolean {
  return line === lines.lineCount && !text.endsWith('\n')
}
