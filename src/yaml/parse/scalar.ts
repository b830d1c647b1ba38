import type { YamlScalar } from '../tree.ts'

/** What a scalar means, without its place. */
export type ScalarMeaning =
  | { readonly kind: 'string' | 'reference'; readonly value: string }
  | { readonly kind: 'int'; readonly value: number | bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'null'; readonly value: null }

const TAG_PREFIX = 'tag:yaml.org,2002:'
const NULL: ScalarMeaning = { kind: 'null', value: null }

/** The words of go-yaml v2's `resolve.go`; the casings listed there and no others. */
const WORDS: ReadonlyMap<string, ScalarMeaning> = new Map([
  ...casings(['y', 'yes', 'true', 'on'], { kind: 'bool', value: true }),
  ...casings(['n', 'no', 'false', 'off'], { kind: 'bool', value: false }),
  ...casings(['null'], NULL),
  ...(['', '~'] as const).map((word) => [word, NULL] as const),
  ...(['.nan', '.NaN', '.NAN'] as const).map((word) => [word, float(Number.NaN)] as const),
  ...['.inf', '.Inf', '.INF'].flatMap((word) => [
    [word, float(Number.POSITIVE_INFINITY)] as const,
    [`+${word}`, float(Number.POSITIVE_INFINITY)] as const,
    [`-${word}`, float(Number.NEGATIVE_INFINITY)] as const,
  ]),
])

/** First characters of everything that is not simply a string. */
const HINT = /^[-+.0-9yYnNtTfFoO~]/
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const DOT_FLOAT = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]| +)\d{1,2}:\d{1,2}:\d{1,2}.*)?$/
const INT64_MIN = -(2n ** 63n)
const UINT64_MAX = 2n ** 64n - 1n

/**
 * What an unquoted scalar means to Cortex: go-yaml v2 (YAML 1.1 without base 60; dates stay
 * strings), in the fork of Cortex, which reads an unquoted `@name` as a reference.
 */
export function resolvePlain(text: string): ScalarMeaning {
  if (text.startsWith('@')) return { kind: 'reference', value: text }
  return resolveUntagged(text)
}

/**
 * What a scalar with an explicit tag (in long form) means; undefined if the tag does not fit.
 * Tags that go-yaml does not know leave the text as it is.
 */
export function resolveTagged(tag: string, text: string): ScalarMeaning | undefined {
  const asText: ScalarMeaning = { kind: 'string', value: text }
  const name = tag.startsWith(TAG_PREFIX) ? tag.slice(TAG_PREFIX.length) : ''

  if (name === 'binary') return decodeBase64(text)
  if (name === 'timestamp') return DATE.test(text) ? asText : undefined
  if (name !== 'int' && name !== 'float' && name !== 'bool' && name !== 'null') return asText

  const meaning = resolveUntagged(text)
  if (name === 'float' && meaning.kind === 'int') return float(Number(meaning.value))
  return meaning.kind === name ? meaning : undefined
}

/** Identifies a scalar among the keys of a map, as Go's `interface{}` keys compare. */
export function keyIdentity(key: YamlScalar): string {
  return `${key.kind}:${key.value}`
}

function resolveUntagged(text: string): ScalarMeaning {
  const word = text.length <= 5 ? WORDS.get(text) : undefined
  if (word) return word
  if (!HINT.test(text)) return { kind: 'string', value: text }

  const number = text.startsWith('.') ? parseDotFloat(text) : parseNumber(text.replaceAll('_', ''))
  return number ?? { kind: 'string', value: text }
}

function parseDotFloat(text: string): ScalarMeaning | undefined {
  return DOT_FLOAT.test(text) ? parseFinite(text) : undefined
}

function parseNumber(text: string): ScalarMeaning | undefined {
  const int = parseInteger(text)
  if (int !== undefined) return { kind: 'int', value: shrink(int) }
  return FLOAT.test(text) ? parseFinite(text) : undefined
}

/** Go's `strconv.ParseInt(text, 0, 64)`, and for numbers without a sign `ParseUint`. */
function parseInteger(text: string): bigint | undefined {
  const sign = /^[-+]/.test(text) ? text.charAt(0) : ''
  const digits = text.slice(sign.length)
  const literal = toLiteral(digits)
  if (literal === undefined) return undefined

  const value = sign === '-' ? -BigInt(literal) : BigInt(literal)
  const max = sign === '' ? UINT64_MAX : 2n ** 63n - 1n
  return value >= INT64_MIN && value <= max ? value : undefined
}

/** A Go integer literal as one of JavaScript; long ones are none, since 64 bits hold 22 digits. */
function toLiteral(digits: string): string | undefined {
  if (digits.length > 70) return undefined
  if (/^(?:0|[1-9][0-9]*)$/.test(digits)) return digits
  if (/^0[xX][0-9a-fA-F]+$/.test(digits)) return digits
  if (/^0[bB][01]+$/.test(digits)) return digits
  if (/^0[oO]?[0-7]+$/.test(digits)) return `0o${digits.replace(/^0[oO]?/, '')}`
  return undefined
}

function shrink(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/** Go refuses floats out of range, and the text stays a string. */
function parseFinite(text: string): ScalarMeaning | undefined {
  const value = Number(text)
  return Number.isFinite(value) ? float(value) : undefined
}

function float(value: number): ScalarMeaning {
  return { kind: 'float', value }
}

function casings(words: readonly string[], meaning: ScalarMeaning) {
  return words.flatMap((word) => {
    const capitalized = word.charAt(0).toUpperCase() + word.slice(1)
    return [word, capitalized, word.toUpperCase()].map((written) => [written, meaning] as const)
  })
}

function decodeBase64(text: string): ScalarMeaning | undefined {
  const compact = text.replaceAll(/[\r\n]/g, '')
  const valid = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
  if (!valid.test(compact)) return undefined
  return { kind: 'string', value: new TextDecoder().decode(Uint8Array.from(atob(compact), byteOf)) }
}

function byteOf(character: string): number {
  return character.charCodeAt(0)
}
