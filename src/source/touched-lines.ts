import type { YamlDocument } from './document.ts'
import type { TextEdit } from './text.ts'

/**
 * Whether two changes of a document touch one line, or insert lines at one place: then they cannot
 * both be made of the lines as they are.
 */
export function shareLine(
  document: YamlDocument,
  edits: readonly TextEdit[],
  others: readonly TextEdit[],
): boolean {
  const taken = others.map((edit) => ({ ...touchedLines(edit, document), edit }))
  return edits.some((edit) => {
    const own = touchedLines(edit, document)
    return taken.some(
      ({ first, last, edit: other }) =>
        (own.first <= last && first <= own.last) || overlap(edit, other),
    )
  })
}

/** A line goes with its break, at which another one may be inserted. */
function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.start < b.end && b.start < a.end
}

/** The lines that an edit changes; an insertion of lines is between two, at a half. */
function touchedLines({ start, end, text }: TextEdit, { lines }: YamlDocument) {
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)]
  const isBelow = start === lines.lineSpan(from.line).end && /^(?:[\r\n]|$)/.test(text)
  const isAbove = to.column === 1 && /(?:[\r\n]|^)$/.test(text)
  if (start < end) {
    return { first: from.line + (isBelow ? 1 : 0), last: to.line - (isAbove ? 1 : 0) }
  }
  const line = isBelow ? from.line + 0.5 : isAbove ? from.line - 0.5 : from.line
  return { first: line, last: line }
}
