import type { CST } from 'yaml'
import { failSyntax } from '../problem.ts'
import type { ScalarStyle, YamlScalar } from '../tree.ts'
import type { Properties } from './form.ts'
import { checkTrailing, failUnexpected, resolveTag, spanOf } from './form.ts'
import type { ScalarMeaning } from './scalar.ts'
import { resolvePlain, resolveTagged } from './scalar.ts'
import { readBlockScalar, readDoubleQuoted, readPlain, readSingleQuoted } from './scalar-text.ts'

/** What the reading of a scalar needs to know of its document. */
export interface ScalarContext {
  readonly text: string
  /** Tag handles and what they stand for. */
  readonly handles: ReadonlyMap<string, string>
}

/** An alias is no scalar, but of the same type of token. */
const STYLES = {
  alias: 'plain',
  scalar: 'plain',
  'single-quoted-scalar': 'single',
  'double-quoted-scalar': 'double',
} as const

/** The scalar that stands where nothing is written: usually null. */
export function composeEmpty(context: ScalarContext, { tag, end }: Properties): YamlScalar {
  const meaning = resolveMeaning(context, 'plain', '', tag)
  return Object.assign({ style: 'plain' as const, source: '', start: end, end }, meaning)
}

/** An unquoted or quoted scalar. Throws SourceError. */
export function composeFlowScalar(
  context: ScalarContext,
  token: CST.FlowScalar,
  tag: CST.SourceToken | undefined,
  inFlow: boolean,
): YamlScalar {
  const start = token.offset
  const end = start + token.source.length
  const source = context.text.slice(start, end)
  const style = STYLES[token.type]
  if (style === 'plain') checkPlain(token, source, inFlow)
  const meaning = resolveMeaning(context, style, readText(source, style, start), tag)
  // A spread takes four times as long here.
  return Object.assign({ style, source, start, end }, meaning)
}

function readText(source: string, style: 'plain' | 'single' | 'double', start: number): string {
  if (style === 'plain') return readPlain(source)
  return style === 'single' ? readSingleQuoted(source) : readDoubleQuoted(source, start)
}

/** What go-yaml refuses in unquoted scalars, and `yaml` does not. */
function checkPlain(token: CST.FlowScalar, source: string, inFlow: boolean): void {
  if (source !== '' && ',%`|>[]{}'.includes(source.charAt(0))) {
    failSyntax(spanOf(token), `A value that starts with \`${source.charAt(0)}\` must be quoted.`)
  }
  // Within brackets, go-yaml takes every `?`, and a `:` at the start, for an indicator.
  if (inFlow && (source.startsWith(':') || source.includes('?'))) {
    failSyntax(spanOf(token), `\`${source}\` must be quoted inside brackets.`)
  }
  // The lexer ends a text at a comment, unless the line break before it is masked.
  if (source.includes('#') && /\s#/.test(source)) failSyntax(spanOf(token), 'Missing comma.')
}

/** A literal or folded scalar. Throws SourceError. */
export function composeBlockScalar(
  context: ScalarContext,
  token: CST.BlockScalar,
  tag: CST.SourceToken | undefined,
): YamlScalar {
  const [header, ...others] = token.props
  if (header?.type !== 'block-scalar-header') return failUnexpected(token)
  checkTrailing(others)

  const last = others.at(-1)
  const bodyStart = last && 'source' in last ? last.offset + last.source.length : token.offset
  const body = context.text.slice(bodyStart, bodyStart + token.source.length)
  const contentEnd = bodyStart + body.length - (/(?:\r\n|[\r\n])$/.exec(body)?.[0].length ?? 0)
  const end = body ? contentEnd : token.offset + header.source.length
  const source = context.text.slice(token.offset, end)
  const style: ScalarStyle = source.startsWith('|') ? 'literal' : 'folded'
  const parentIndent = token.indent
  const text = readBlockScalar({ header: header.source, body, offset: token.offset, parentIndent })
  const meaning = resolveMeaning(context, style, text, tag)
  return Object.assign({ style, source, start: token.offset, end }, meaning)
}

function resolveMeaning(
  { handles }: ScalarContext,
  style: ScalarStyle,
  text: string,
  tag: CST.SourceToken | undefined,
): ScalarMeaning {
  if (!tag) return style === 'plain' ? resolvePlain(text) : { kind: 'string', value: text }

  const name = resolveTag(tag, handles)
  const meaning = resolveTagged(name, text)
  if (!meaning) failSyntax(spanOf(tag), `The value does not fit the tag \`${tag.source}\`.`)
  return meaning
}
