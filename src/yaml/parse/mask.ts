import type { Span } from '../../text/text.ts'
import { failSyntax } from '../problem.ts'

/** A text of the same length whose brackets or quotes do not span lines any more. */
export interface Masked {
  readonly text: string
  /** Comments that are masked, too. */
  readonly comments: readonly Span[]
}

/** Replaces all but LF and CRLF line breaks of YAML 1.1 by LF; the length stays. */
export function unifyLineBreaks(text: string): string {
  return text.replaceAll(/\r(?!\n)|[\x85\u2028\u2029]/g, '\n')
}

/**
 * Masks the line breaks and comments within the flow collection or quoted scalar at `start`.
 *
 * The lexer of `yaml` wants those lines to be indented; Cortex does not care. Throws SourceError
 * if the collection or scalar does not end.
 */
export function maskLines(text: string, start: number): Masked {
  const comments: Span[] = []
  const end = isQuote(text.charAt(start))
    ? findQuoteEnd(text, start)
    : findFlowEnd(text, start, comments)

  let inside = text.slice(start, end)
  const marker = /\n(?:---|\.\.\.)(?=\s|$)/.exec(inside)
  if (marker) {
    const at = start + marker.index + 1
    failSyntax({ start: at, end: at + 3 }, 'A document marker stands within brackets or quotes.')
  }
  for (const comment of comments.toReversed()) {
    const blank = ' '.repeat(comment.end - comment.start)
    inside = inside.slice(0, comment.start - start) + blank + inside.slice(comment.end - start)
  }
  inside = inside.replaceAll(/[\r\n]/g, ' ')
  return { text: text.slice(0, start) + inside + text.slice(end), comments }
}

/** The offset past the quote that ends the scalar at `start`. Throws SourceError if none does. */
export function findQuoteEnd(text: string, start: number): number {
  const quote = text.charAt(start)
  let at = text.indexOf(quote, start + 1)
  while (at >= 0 && isEscaped(text, at, quote)) {
    at = text.indexOf(quote, quote === "'" ? at + 2 : at + 1)
  }
  if (at >= 0) return at + 1
  return failSyntax({ start, end: start + 1 }, 'Unclosed quote.')
}

function isEscaped(text: string, at: number, quote: string): boolean {
  if (quote === "'") return text.charAt(at + 1) === "'"

  let backslashes = 0
  while (text.charAt(at - 1 - backslashes) === '\\') backslashes += 1
  return backslashes % 2 === 1
}

function findFlowEnd(text: string, start: number, comments: Span[]): number {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '[' || character === '{') depth += 1
    else if (character === ']' || character === '}') depth -= 1
    else if (character === '#' && /[\s[{,]/.test(text.charAt(at - 1))) {
      comments.push({ start: at, end: findLineEnd(text, at) })
      at = findLineEnd(text, at) - 1
    } else if (isQuote(character) && startsToken(text, at)) {
      at = findQuoteEnd(text, at) - 1
    }
    if (depth === 0) return at + 1
  }
  const bracket = text.charAt(start)
  return failSyntax({ start, end: start + 1 }, `Unclosed \`${bracket}\`.`)
}

/** Whether a quote in a flow collection begins a scalar, rather than being part of one. */
function startsToken(text: string, at: number): boolean {
  const before = text.charAt(at - 1)
  if (before === ':') return /["']/.test(text.charAt(at - 2))
  return /[\s[{,]/.test(before)
}

function findLineEnd(text: string, at: number): number {
  const lineBreak = text.indexOf('\n', at)
  const end = lineBreak < 0 ? text.length : lineBreak
  return text.charAt(end - 1) === '\r' ? end - 1 : end
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'"
}
