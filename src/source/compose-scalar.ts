import type { CST } from 'yaml'
import type { Properties } from './form.ts'
import { checkTrailing, failUnexpected, resolveTag, spanOf } from './form.ts'
import { failSyntax } from './problem.ts'
import type { ScalarMeaning } from './scalar.ts'
import { resolvePlain, resolveTagged } from './scalar.ts'
import { readBlockScalar, readDoubleQuoted, readPlain, readSingleQuoted } from './scalar-text.ts'
import type { Span } from './text.ts'
import type { ScalarStyle, YamlScalar } from './tree.ts'

/** What the reading of a scalar needs to know of its document. */
export interface ScalarContext {
  readonly text: string
  /** Tag handles and what they stand for. */
  readonly handles: ReadonlyMap<string, string>
}

const STYLES = {
  scalar: 'plain',
  'single-quoted-scalar': 'single',
  'double-quoted-scalar': 'double',
} as const

export type FlowScalarToken = CST.FlowScalar & { readonly type: keyof typeof STYLES }

/** The scalar that stands where nothing is written: usually null. */
export function composeEmpty(context: ScalarContext, { tag, end }: Properties): YamlScalar {
  return makeScalar(context, { start: end, end, style: 'plain', source: '' }, '', tag)
}

/** An unquoted or quoted scalar. Throws SourceError. */
export function composeFlowScalar(
  context: ScalarContext,
  token: FlowScalarToken,
  tag: CST.SourceToken | undefined,
  inFlow: boolean,
): YamlScalar {
  const start = token.offset
  const end = start + token.source.length
  const source = context.text.slice(start, end)
  const style = STYLES[token.type]
  const place = { start, end, style, source }

  if (style === 'single') return makeScalar(context, place, readSingleQuoted(source), tag)
  if (style === 'double') {
    return makeScalar(context, place, readDoubleQuoted(source, start), tag)
  }
  checkPlain(token, source, inFlow)
  return makeScalar(context, place, readPlain(source), tag)
}

/** What go-yaml refuses in unquoted scalars, and `yaml` does not. */
function checkPlain(token: CST.FlowScalar, source: string, inFlow: boolean): void {
  if (/^[,%`|>[\]{}]/.test(source)) {
    failSyntax(spanOf(token), `A value that starts with \`${source.charAt(0)}\` needs quotes.`)
  }
  // Within brackets, go-yaml takes every `?`, and a `:` at the start, for an indicator.
  if (inFlow && (source.startsWith(':') || source.includes('?'))) {
    failSyntax(spanOf(token), `\`${source}\` needs quotes within brackets.`)
  }
  // The lexer ends a text at a comment, unless the line break before it is masked.
  if (/\s#/.test(source)) failSyntax(spanOf(token), 'A comma is missing.')
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
  return makeScalar(context, { start: token.offset, end, style, source }, text, tag)
}

interface ScalarPlace extends Span {
  readonly style: ScalarStyle
  readonly source: string
}

function makeScalar(
  context: ScalarContext,
  place: ScalarPlace,
  text: string,
  tag: CST.SourceToken | undefined,
): YamlScalar {
  return { ...place, ...resolveMeaning(context, place.style, text, tag) }
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
  if (!meaning) failSyntax(spanOf(tag), `\`${text}\` does not fit the tag \`${tag.source}\`.`)
  return meaning
}
