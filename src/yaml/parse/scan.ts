import type { CST } from 'yaml'
import { Lexer, Parser } from 'yaml'
import type { Span } from '../../text/text.ts'
import type { ProblemCode } from '../problem.ts'
import { failSyntax, SourceError } from '../problem.ts'
import { findQuoteEnd, maskLines, unifyLineBreaks } from './mask.ts'

/** Beyond any real config; each keeps hostile files from costing memory or time. */
export const MAX_LENGTH = 1024 * 1024
export const MAX_DEPTH = 100
export const MAX_TOKENS = 500_000
const MAX_MASKS = 50

/** The lexemes by which the lexer tells the parser where it is. */
const [DOCUMENT, FLOW_END, SCALAR] = ['\x02', '\x18', '\x1f']

/** The form of the first document of a text, as `yaml` reads it; nothing has a meaning yet. */
export interface Scan {
  readonly document: CST.Document | undefined
  /** The `%` lines before the document. */
  readonly directives: readonly CST.Directive[]
  readonly comments: readonly Span[]
  /** Where a marker ends the document; the text's length if none does. */
  readonly end: number
}

/** Reads the form of the first document. Throws SourceError. */
export function scanDocument(text: string): Scan {
  if (text.length > MAX_LENGTH) fail('too-large', 0, `is larger than ${MAX_LENGTH / 1024} KiB`)

  const readable = text.slice(0, findControlCharacter(text))
  let masked = unifyLineBreaks(readable)
  const maskedComments: Span[] = []

  for (let masks = 0; masks <= MAX_MASKS; masks += 1) {
    const result = readForm(masked)
    if ('document' in result) {
      if (result.end === readable.length && readable.length < text.length) failControl(result.end)
      return { ...result, comments: sortSpans([...result.comments, ...maskedComments]) }
    }
    const { text: next, comments } = maskLines(masked, result.maskAt)
    masked = next
    for (const comment of comments) maskedComments.push(comment)
  }
  return failSyntax({ start: 0, end: 0 }, 'Too many brackets or quotes span unindented lines.')
}

/** What is known while the lexemes go by. */
interface Progress {
  readonly parser: Parser
  readonly comments: Span[]
  readonly directives: CST.Directive[]
  lexemes: number
  lineStart: number
  /** Whether only blanks and the indicators `-`, `?` and `:` came on this line so far. */
  leading: boolean
  /** Whether the last thing before blanks and line breaks was an unquoted scalar. */
  afterPlain: boolean
  flowDepth: number
  /** Whether the next lexeme is the text of a scalar. */
  atScalar: boolean
}

function readForm(text: string): Scan | { readonly maskAt: number } {
  // The parser takes a byte order mark for the first characters of a line and miscounts.
  const start = text.startsWith('\ufeff') ? 1 : 0
  const progress = begin(start)
  const { parser, comments, directives } = progress

  for (const lexeme of new Lexer().lex(text.slice(start))) {
    const end = parser.offset
    const maskAt = observe(progress, lexeme, text)
    if (maskAt !== undefined) return { maskAt }

    for (const token of parser.next(lexeme)) {
      const document = finish(progress, token, lexeme)
      if (document) return { document, directives, comments, end }
    }
  }
  for (const token of parser.end()) {
    const document = finish(progress, token, '')
    if (document) return { document, directives, comments, end: text.length }
  }
  if (directives.length > 0) failSyntax(spanOf(directives[0]), 'No document follows this line.')
  return { document: undefined, directives, comments, end: text.length }
}

function begin(start: number): Progress {
  const parser = new Parser()
  parser.offset = start
  return {
    parser,
    comments: [],
    directives: [],
    lexemes: 0,
    lineStart: start,
    leading: true,
    afterPlain: false,
    flowDepth: 0,
    atScalar: false,
  }
}

/** The document that the token completes, if any. Throws SourceError. */
function finish(progress: Progress, token: CST.Token, lexeme: string): CST.Document | undefined {
  if (token.type === 'directive') progress.directives.push(token)
  if (token.type === 'error') {
    failSyntax(
      { start: token.offset, end: token.offset + token.source.length },
      'Unexpected token.',
    )
  }
  if (token.type !== 'document') return undefined

  const isEmpty = !token.value && token.start.length === 0
  if (isEmpty && lexeme === '...')
    failSyntax(spanOf(token), 'No document comes before this marker.')
  return token
}

/**
 * Notes a lexeme before the parser takes it, and applies the lexical rules of go-yaml that `yaml`
 * does not have. The result, if any, is where lines have to be masked before the text can be read.
 */
function observe(progress: Progress, lexeme: string, text: string): number | undefined {
  const { parser } = progress
  progress.lexemes += 1
  if (progress.lexemes > MAX_TOKENS) fail('too-many-nodes', parser.offset, 'has too many values')
  if (parser.stack.length > MAX_DEPTH) fail('too-deep', parser.offset, 'is nested too deeply')

  if (progress.atScalar) {
    const isBlock = parser.stack.at(-1)?.type === 'block-scalar'
    progress.atScalar = false
    progress.afterPlain = !isBlock
    progress.leading = isBlock
    return undefined
  }
  switch (lexeme[0]) {
    case SCALAR:
      progress.atScalar = true
      return undefined
    case DOCUMENT:
      return undefined
    case FLOW_END:
      return parser.stack.find((token) => token.type === 'flow-collection')?.offset
    case '\n':
    case '\r':
      progress.lineStart = parser.offset + lexeme.length
      progress.leading = progress.flowDepth === 0
      return undefined
    case ' ':
    case '\t':
      if (progress.leading && lexeme.includes('\t')) checkTab(progress, lexeme)
      return undefined
    case '#':
      progress.comments.push({ start: parser.offset, end: parser.offset + lexeme.length })
      progress.afterPlain = false
      return undefined
    default:
      return observeToken(progress, lexeme, text)
  }
}

function observeToken(progress: Progress, lexeme: string, text: string): number | undefined {
  const start = progress.parser.offset
  progress.afterPlain = false
  switch (lexeme[0]) {
    case '-':
    case '?':
    case ':':
      if (lexeme.length === 1) return undefined
      break
    case '[':
    case '{':
      progress.flowDepth += 1
      break
    case ']':
    case '}':
      progress.flowDepth -= 1
      break
    case '"':
    case "'":
      if (findQuoteEnd(text, start) !== start + lexeme.length) return start
      break
    default:
  }
  progress.leading = false
  return undefined
}

/** A tab may stand between tokens, but indent only blank lines that follow an unquoted scalar. */
function checkTab({ parser, afterPlain, lineStart }: Progress, lexeme: string): void {
  const at = parser.offset + lexeme.indexOf('\t')
  const parent = parser.stack.findLast((token) => 'indent' in token && 'items' in token)
  const indent = parent && 'indent' in parent ? parent.indent : -1
  if (afterPlain && at - lineStart > indent) return
  failSyntax({ start: at, end: at + 1 }, 'Tab used for indentation: YAML requires spaces.')
}

/** What go-yaml's reader takes; a byte order mark only as the first character. */
function findControlCharacter(text: string): number {
  const start = text.startsWith('\ufeff') ? 1 : 0
  const found = text.slice(start).search(/[^\t\n\r\x20-\x7e\x85\xa0-\ufefe\uff00-\ufffd]/)
  return found < 0 ? text.length : start + found
}

function failControl(at: number): never {
  failSyntax({ start: at, end: at + 1 }, 'Control characters are not allowed in YAML.')
}

function fail(code: ProblemCode, at: number, what: string): never {
  const message = `The file is not read because it ${what}.`
  throw new SourceError({ code, message, start: at, end: at })
}

function spanOf(token: CST.Document | CST.Directive | undefined): Span {
  const start = token?.offset ?? 0
  return { start, end: start + (token && 'source' in token ? token.source.length : 3) }
}

function sortSpans(spans: readonly Span[]): readonly Span[] {
  return spans.toSorted((a, b) => a.start - b.start)
}
