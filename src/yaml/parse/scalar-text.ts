import type { Span } from '../../text/text.ts'
import { failSyntax } from '../problem.ts'

/** The line breaks of YAML 1.1. */
const BREAK = '(?:\\r\\n|[\\r\\n\\x85\\u2028\\u2029])'
const ANY_BREAK = /[\r\n\x85\u2028\u2029]/
const BREAKS = new RegExp(BREAK, 'g')
const BREAK_KEPT = new RegExp(`(${BREAK})`)
const FOLDED = new RegExp(`[ \\t]+|${BREAK}(?:[ \\t]|${BREAK})*`, 'g')
const ESCAPED = new RegExp(
  `\\\\(?:x[\\da-fA-F]{2}|u[\\da-fA-F]{4}|U[\\da-fA-F]{8}|${BREAK}(?:[ \\t]|${BREAK})*|[^])|${FOLDED.source}`,
  'g',
)

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
])

/** The text of an unquoted scalar: its lines folded. */
export function readPlain(source: string): string {
  return ANY_BREAK.test(source) ? foldLines(source) : source
}

/** The text of a single-quoted scalar. */
export function readSingleQuoted(source: string): string {
  return readPlain(source.slice(1, -1)).replaceAll("''", "'")
}

/** The text of a double-quoted scalar at `offset`. Throws SourceError on an unknown escape. */
export function readDoubleQuoted(source: string, offset: number): string {
  const inner = source.slice(1, -1)
  if (!inner.includes('\\')) return readPlain(inner)

  return inner.replace(ESCAPED, (token: string, at: number) =>
    token.startsWith('\\')
      ? unescape(token, offset + 1 + at)
      : foldToken(token, inner, at + token.length),
  )
}

export interface BlockScalarSource {
  /** `|` or `>` with its indicators. */
  readonly header: string
  /** The lines after the header's, indentation and line breaks included. */
  readonly body: string
  /** The offset of the header. */
  readonly offset: number
  /** The column (from 0) of the collection around it, -1 for none. */
  readonly parentIndent: number
}

/** The text of a literal or folded block scalar. Throws SourceError. */
export function readBlockScalar({ header, body, offset, parentIndent }: BlockScalarSource): string {
  const span = { start: offset, end: offset + header.length }
  const indicators = /^[|>](?:([-+])([1-9])?|([1-9])([-+])?)?$/.exec(header)
  if (!indicators) failSyntax(span, `\`${header}\` is not the start of a block text.`)

  const [, chompFirst, digitLast, digitFirst, chompLast] = indicators
  const lines = splitLines(body)
  const digit = digitFirst ?? digitLast
  const indent = digit
    ? Math.max(parentIndent, 0) + Number(digit)
    : detectIndent(lines, Math.max(parentIndent + 1, 1), span)

  if (lines.some((line) => isTooShallow(line.text, indent))) {
    failSyntax(
      span,
      'The first line of this block text is indented less than the empty lines above.',
    )
  }
  return joinBlock(lines, indent, header.startsWith('|'), chompFirst ?? chompLast)
}

function foldLines(text: string): string {
  return text.replace(FOLDED, (token: string, at: number) =>
    foldToken(token, text, at + token.length),
  )
}

/** Blanks before a line break vanish; one break is a space, more are themselves less one. */
function foldToken(token: string, text: string, end: number): string {
  if (!ANY_BREAK.test(token)) return ANY_BREAK.test(text.charAt(end)) ? '' : token

  const [first = '', ...others] = breaksOf(token)
  if (first === '\n') return others.length > 0 ? others.join('') : ' '
  return first + others.join('')
}

function unescape(token: string, offset: number): string {
  const code = token.charAt(1)
  if (token.length > 2 || ANY_BREAK.test(code)) {
    return ANY_BREAK.test(code) ? breaksOf(token).slice(1).join('') : decodeCodePoint(token, offset)
  }

  const text = ESCAPES.get(code)
  if (text === undefined) failEscape(token, offset)
  return text
}

function decodeCodePoint(token: string, offset: number): string {
  const code = Number.parseInt(token.slice(2), 16)
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) failEscape(token, offset)
  return String.fromCodePoint(code)
}

function failEscape(token: string, offset: number): never {
  const span = { start: offset, end: offset + token.length }
  failSyntax(span, `\`${token}\` is not an escape sequence of YAML`)
}

function breaksOf(text: string): string[] {
  return Array.from(text.matchAll(BREAKS), ([found]) => normalizeBreak(found))
}

/** Line and paragraph separators stay as they are. */
function normalizeBreak(found: string): string {
  return found === '\u2028' || found === '\u2029' ? found : '\n'
}

interface Line {
  readonly text: string
  readonly lineBreak: string
}

function splitLines(body: string): Line[] {
  const parts = body.split(BREAK_KEPT)
  const lines: Line[] = []
  for (let index = 0; index < parts.length; index += 2) {
    const lineBreak = parts[index + 1]
    lines.push({
      text: parts[index] ?? '',
      lineBreak: lineBreak === undefined ? '' : normalizeBreak(lineBreak),
    })
  }
  return lines
}

/** The indentation of the first line with content, or of a deeper empty line before it. */
function detectIndent(lines: readonly Line[], minimum: number, header: Span): number {
  let indent = minimum
  for (const { text } of lines) {
    const spaces = countSpaces(text)
    if (text.charAt(spaces) === '\t') {
      failSyntax(header, 'A tab indents the first line of this block text.')
    }
    indent = Math.max(indent, spaces)
    if (spaces < text.length) break
  }
  return indent
}

function countSpaces(text: string): number {
  let count = 0
  while (text.charCodeAt(count) === 0x20) count += 1
  return count
}

function isTooShallow(text: string, indent: number): boolean {
  const spaces = countSpaces(text)
  return spaces < indent && spaces < text.length
}

/** Follows `yaml_parser_scan_block_scalar` of go-yaml. */
function joinBlock(
  lines: readonly Line[],
  indent: number,
  literal: boolean,
  chomp: string | undefined,
): string {
  let text = ''
  let leadingBreak = ''
  let trailingBreaks = ''
  let afterBlank = false

  for (const line of lines) {
    const content = line.text.slice(indent)
    if (content === '') {
      trailingBreaks += line.lineBreak
      continue
    }
    const startsBlank = /^[ \t]/.test(content)
    const folds = !literal && leadingBreak === '\n' && !afterBlank && !startsBlank
    if (!folds) text += leadingBreak
    else if (trailingBreaks === '') text += ' '
    text += trailingBreaks + content
    leadingBreak = line.lineBreak
    trailingBreaks = ''
    afterBlank = startsBlank
  }

  if (chomp === '-') return text
  return chomp === '+' ? text + leadingBreak + trailingBreaks : text + leadingBreak
}
