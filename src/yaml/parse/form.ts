import type { CST } from 'yaml'
import type { Span } from '../../text/text.ts'
import { failSyntax } from '../problem.ts'

const TAG_PREFIX = 'tag:yaml.org,2002:'

/** What stands before a key or a value: an indicator, an anchor, a tag. */
export interface Properties {
  readonly indicator: CST.SourceToken | undefined
  readonly comma: CST.SourceToken | undefined
  readonly anchor: CST.SourceToken | undefined
  readonly tag: CST.SourceToken | undefined
  /** Whether the last of these is followed by a line break. */
  readonly hasBreak: boolean
  /** Past the last of these. */
  readonly end: number
}

type Indicator = 'doc-start' | 'seq-item-ind' | 'explicit-key-ind' | 'map-value-ind'

/** Reads the tokens before a key or a value. Throws SourceError if one is out of place. */
export function readProperties(
  tokens: readonly CST.SourceToken[],
  expected: Indicator,
  offset: number,
  inFlow = false,
): Properties {
  let indicator: CST.SourceToken | undefined
  let comma: CST.SourceToken | undefined
  let anchor: CST.SourceToken | undefined
  let tag: CST.SourceToken | undefined
  let hasBreak = false
  let end = offset

  for (const token of tokens) {
    const { type } = token
    if (type === 'space' || type === 'comment') continue
    if (type === 'newline') {
      hasBreak = true
      continue
    }
    if (type === 'anchor' && !anchor) anchor = token
    else if (type === 'tag' && !tag) tag = token
    else if (anchor || tag) failUnexpected(token)
    else if (type === expected && !indicator) indicator = token
    else if (type === 'comma' && inFlow && !comma && !indicator) comma = token
    else failUnexpected(token)
    hasBreak = false
    end = token.offset + token.source.length
  }
  return { indicator, comma, anchor, tag, hasBreak, end }
}

/** The first token after a value that is no blank, line break or comment. */
export function findTrailing(tokens: readonly CST.Token[] | undefined): CST.Token | undefined {
  if (!tokens) return undefined
  for (const token of tokens) {
    const { type } = token
    if (type !== 'space' && type !== 'newline' && type !== 'comment') return token
  }
  return undefined
}

/** Throws SourceError if anything but blanks and comments follows a value. */
export function checkTrailing(tokens: readonly CST.Token[] | undefined): void {
  const trailing = tokens && findTrailing(tokens)
  if (trailing) failUnexpected(trailing)
}

/** The part of a token that a person should look at. */
export function spanOf(token: CST.Token): Span {
  const length = 'source' in token ? Math.max(token.source.trimEnd().length, 1) : 1
  return { start: token.offset, end: token.offset + length }
}

/** Ends the reading at a token that YAML does not have there. Always throws. */
export function failUnexpected(token: CST.Token): never {
  if ('source' in token && token.source.startsWith('-')) {
    failSyntax(spanOf(token), 'A list item cannot start here.')
  }
  if ('source' in token && token.source === ':') {
    failSyntax(spanOf(token), 'Unexpected map: check for a missing quote or indentation.')
  }
  return failSyntax(spanOf(token), 'Unexpected token.')
}

/**
 * Checks the lines before a document as go-yaml does, and returns the tag handles they declare.
 * Throws SourceError.
 */
export function readDirectives(
  directives: readonly CST.Directive[],
  hasMarker: boolean,
): ReadonlyMap<string, string> {
  const handles = new Map([['!!', TAG_PREFIX]])
  let version: string | undefined

  for (const directive of directives) {
    const [name, first, second] = directive.source.trim().split(/[ \t]+/)
    const isVersion = name === '%YAML' && first === '1.1' && version === undefined
    if (isVersion) version = first
    else if (name === '%TAG' && first && second) handles.set(first, second)
    else failSyntax(spanOf(directive), 'Cortex does not read files with this directive.')
  }
  if (directives[0] && !hasMarker) {
    failSyntax(spanOf(directives[0]), 'No `---` follows this directive.')
  }
  return handles
}

/** The long form of a tag; '!' for the tag that only says "a string". Throws SourceError. */
export function resolveTag(token: CST.SourceToken, handles: ReadonlyMap<string, string>): string {
  const { source } = token
  if (source.startsWith('!<')) return decodeTag(source.slice(2, -1))

  const handle = /^!(?:[\w-]*!)?/.exec(source)?.[0] ?? '!'
  if (handle === '!') return source
  const prefix = handles.get(handle)
  if (prefix === undefined)
    failSyntax(spanOf(token), `The tag handle \`${handle}\` is not declared.`)
  return decodeTag(prefix + source.slice(handle.length))
}

/** A tag is an address, which may write its letters in escapes. */
function decodeTag(tag: string): string {
  return tag.replaceAll(/%([0-7][\da-f])/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
}

/** The name of an anchor or alias. Throws SourceError if go-yaml does not take it. */
export function readAnchorName(token: CST.SourceToken | CST.FlowScalar): string {
  const name = token.source.slice(1)
  if (/^[\w-]+$/.test(name)) return name
  return failSyntax(
    spanOf(token),
    `\`${token.source}\` is not a valid anchor or alias name; quote it if it is a string.`,
  )
}
