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

/** The lines (from 1) that changes touch, and those beside an insertion. */
export function linesTouched(touched: readonly Touched[]): readonly number[] {
  return touched.flatMap(({ first, last }) => {
    const start = Math.floor(first)
    return Array.from({ length: Math.ceil(last) - start + 1 }, (_, at) => start + at)
  })
}

/** Finds changes of files that share a line, of very many. */
export function createTouchIndex() {
  const byLine = new Map<string, Touched[]>()
  const keysOf = (path: string, touched: readonly Touched[]) =>
    linesTouched(touched).map((line) => `${line} ${path}`)
  return {
    add(path: string, touched: readonly Touched[]): void {
      for (const each of touched) {
        for (const key of keysOf(path, [each])) {
          const known = byLine.get(key)
          if (known) known.push(each)
          else byLine.set(key, [each])
        }
      }
    },
    sharesLine: (path: string, touched: readonly Touched[]): boolean =>
      keysOf(path, touched).some((key) => shareLine(touched, byLine.get(key) ?? [])),
  }
}
