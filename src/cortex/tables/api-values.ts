import {
  type Complaint,
  converted,
  type Field,
  type FieldOptions,
  float,
  integer,
  string,
} from '../../schema/schema.ts'
import { alternatives, quote } from '../../text/wording.ts'
import { parseDuration, renderDuration } from '../values/duration.ts'
import { canonicalEndpoint, checkEndpoint } from '../values/endpoint.ts'
import { parseReplicaShare } from '../values/percentage.ts'
import { compareQuantities, parseQuantity } from '../values/quantity.ts'

/** A Kubernetes quantity as text; `minimum` is a quantity too. */
export function quantity(
  doc: string,
  options: FieldOptions<string> & {
    readonly accepts?: 'numbers'
    readonly minimum?: string
  } = {},
): Field<string> {
  const { minimum, ...rest } = options
  const isCpu = rest.accepts === 'numbers'
  const checks = [
    (text: string) => checkQuantity(text, isCpu ? nearCpu : nearBytes),
    (text: string) => checkLeast(text, minimum),
  ]
  const limits = [
    'a quantity such as `200m`, `1.5`, or `2Gi`',
    minimum !== undefined && `at least \`${minimum}\``,
    rest.limits,
  ]
  const field = string(doc, { pattern: QUANTITY, meant: asBytes, ...rest, checks })
  return { ...field, limits: limits.filter(Boolean).join('; '), dropInvalid: true }
}

/** A number with a unit; what is no number in between is for the check. */
const QUANTITY = '^[-+]?[0-9]*(\\.[0-9]*)?([numkMGTPE]|[KMGTPE]i|[eE][-+]?[0-9]*)?$'

function checkQuantity(
  text: string,
  nearTo: (text: string) => string | undefined,
): Complaint | undefined {
  if (parseQuantity(text)) return undefined
  const near = nearTo(text)
  return {
    code: 'invalid-quantity',
    message: `must be a quantity such as \`200m\`, \`1.5\`, or \`2Gi\`, not ${quote(text)}`,
    ...(near !== undefined && { fix: respelling(near) }),
  }
}

/** A number alone is of bytes, if so many were worth asking for; fewer are of some unit. */
function asBytes(source: string): string | undefined {
  return (compareQuantities(source, '1Mi') ?? -1) >= 0 ? source : undefined
}

/** Nobody means thousands of CPUs, whatever the unit looks like. */
function nearCpu(text: string): string | undefined {
  const near = /^(\d+(?:\.\d+)?) ?(m?) ?$/.exec(text)
  return near ? `${near[1]}${near[2]}` : undefined
}

/**
 * What a mistaken unit stands for: `1GB` and `1g` are `1G`, `1gi` is `1Gi`, `100K` is `100k`.
 *
 * A lone `m` stays: it means thousandths, which are not mega.
 */
function nearBytes(text: string): string | undefined {
  const match = /^(\d+(?:\.\d+)?) ?([kmgt])(i?)(b?)$/i.exec(text)
  if (!match) return undefined

  const [, number = '', letter = '', i = '', b = ''] = match
  const isBinary = i !== ''
  const isThousandths = letter === 'm' && !isBinary && b === ''
  const lower = isThousandths || (letter.toLowerCase() === 'k' && !isBinary)
  const near =
    number + (lower ? letter.toLowerCase() : letter.toUpperCase()) + (isBinary ? 'i' : '')
  return parseQuantity(near) && near
}

function checkLeast(text: string, minimum: string | undefined): Complaint | undefined {
  if (minimum === undefined || (compareQuantities(text, minimum) ?? 0) >= 0) return undefined
  const message = `must be at least ${quote(minimum)}, not ${quote(text)}`
  return { code: 'out-of-range', message }
}

const TICK = 10_000_000_000n

/** A duration in nanoseconds; the default too. `isTicked`: a multiple of 10 s, and not less. */
export function duration(
  doc: string,
  options: FieldOptions<number> & { readonly isTicked?: boolean } = {},
): Field<number> {
  const { isTicked = false, ...rest } = options
  const checks = [checkDuration, isTicked ? checkTicks : checkNotNegative]
  const range = isTicked ? 'a multiple of `10s`, at least that' : 'not negative'
  return converted(doc, (text) => Number(parseDuration(text) ?? 0n), {
    meant: asSeconds,
    limits: `a duration such as \`90s\`, \`5m\`, or \`1h30m\`; ${range}`,
    pattern: DURATION,
    ...(rest.default !== undefined && { defaultNote: `\`${renderDuration(rest.default)}\`` }),
    ...rest,
    checks,
  })
}

/** Numbers with units, or a lone zero. */
const DURATION = '^[-+]?(0|([0-9.]+(ns|us|µs|μs|ms|s|m|h))+)$'

function checkDuration(text: string): Complaint | undefined {
  if (parseDuration(text) !== undefined) return undefined
  const seconds = asSeconds(text)
  return {
    code: 'invalid-duration',
    message: `must be a duration such as \`90s\`, \`5m\`, or \`1h30m\`, not ${quote(text)}`,
    ...(seconds !== undefined && { fix: respelling(seconds) }),
  }
}

const LEAST_SECONDS = 60

/** A number alone is of seconds, as in Kubernetes; a small one may be of minutes. */
function asSeconds(text: string): string | undefined {
  return /^\d+$/.test(text) && Number(text) >= LEAST_SECONDS ? `${text}s` : undefined
}

function checkTicks(text: string): Complaint | undefined {
  const value = parseDuration(text)
  if (value === undefined || (value >= TICK && value % TICK === 0n)) return undefined
  const code = value < TICK ? 'out-of-range' : 'not-a-multiple'
  return { code, message: `must be a multiple of \`10s\`, at least that, not ${quote(text)}` }
}

function checkNotNegative(text: string): Complaint | undefined {
  if ((parseDuration(text) ?? 0n) >= 0n) return undefined
  return { code: 'out-of-range', message: `must not be negative, but is ${quote(text)}` }
}

/** A number of replicas or a percentage, as text. */
export function replicaShare(doc: string, options: FieldOptions<string> = {}): Field<string> {
  return string(doc, {
    limits: 'an integer or a whole percentage up to `100%`; not zero in both keys',
    pattern: '^[-+]?[0-9]+%?$',
    ...options,
    accepts: 'integers',
    checks: [checkReplicaShare],
  })
}

function checkReplicaShare(text: string): Complaint | undefined {
  if (parseReplicaShare(text)) return undefined
  const message = `must be an integer or a whole percentage up to 100%, not ${quote(text)}`
  return { code: 'invalid-replica-share', message }
}

/** The path of a URL in its one form; `/` itself only where `allowsRoot`. */
export function urlPath(
  doc: string,
  options: FieldOptions<string> & { readonly allowsRoot?: boolean; readonly maxLength?: number },
): Field<string> {
  const { allowsRoot = false, ...rest } = options
  const checks = [(text: string) => checkEndpoint(text, allowsRoot)]
  return string(doc, {
    limits: 'letters, digits and `_ - . /`, no two slashes in a row',
    pattern: '^[a-zA-Z0-9_./-]*$',
    ...rest,
    checks,
    convert: canonicalEndpoint,
  })
}

const LARGEST_PORT = 65535
/** Ports of Cortex's sidecar containers. */
const RESERVED_PORTS: readonly number[] = [8888, 15000]

export function port(doc: string, options: FieldOptions<number> = {}): Field<number> {
  const limits = { bits: 32, minimum: 1, maximum: LARGEST_PORT } as const
  const taken = `not ${alternatives(RESERVED_PORTS.map(String))}: Cortex has them itself`
  return integer(doc, { limits: taken, ...options, ...limits, checks: [checkPort] })
}

function checkPort(value: number): Complaint | undefined {
  if (!RESERVED_PORTS.includes(value)) return undefined
  return { code: 'reserved-port', message: `must not be ${value}, a port reserved by Cortex` }
}

/** A whole number from 0 on, of 32 bits. */
export function count(doc: string, options: FieldOptions<number> = {}): Field<number> {
  return integer(doc, { bits: 32, minimum: 0, ...options })
}

/** A share from 0 to below 1. */
export function fraction(doc: string, options: FieldOptions<number> = {}): Field<number> {
  return float(doc, { minimum: 0, below: 1, ...options })
}

function respelling(value: string) {
  return {
    title: `Write ${quote(value)}`,
    safety: 'unsafe',
    edits: [{ op: 'set', path: [], value }],
  } as const
}
