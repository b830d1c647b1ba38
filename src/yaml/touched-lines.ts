import type { Span, TextEdit } from '../text/text.ts'
import type { YamlDocument } from './document.ts'

/** What an edit touches of a document. */
export interface Touched extends Span {
  /** Lines from 1; an insertion of lines is between two, at a half. */
  readonly first: number
  readonly last: number
}

/** Tells which lines edits touch. */
export function touchedBy(document: YamlDocument, edits: readonly TextEdit[]): readonly Touched[] {
  return edits.map((edit) => touchLines(edit, document))
}

/**
 * Whether two changes of a document touch one line, or insert lines at one place: then they cannot
 * both be made of the lines as they are.
 */
export function shareLine(some: readonly Touched[], others: readonly Touched[]): boolean {
  return some.some((a) =>
    others.some((b) => (a.first <= b.last && b.first <= a.last) || overlap(a, b)),
  )
}

/** A line goes with its break, at which another one may be inserted. */
function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

function touchLines({ start, end, text }: TextEdit, { lines }: YamlDocument): Touched {
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)]
  const isBelow = start === lines.lineSpan(from.line).end && /^(?:[\r\n]|$)/.test(text)
  const isAbove = to.column === 1 && /(?:[\r\n]|^)$/.test(text)
  if (start < end) {
    return { start, end, first: from.line + (isBelow ? 1 : 0), last: to.line - (isAbove ? 1 : 0) }
  }
  const line = isBelow ? from.line + 0.5 : isAbove ? from.line - 0.5 : from.line
  return { start, end, first: line, last: line }
}
