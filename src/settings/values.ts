import {
  NEWEST_VERSION,
  OLDEST_VERSION,
  type VersionRange,
} from '../cortex/values/version-range.ts'
import type { CompileRule } from '../custom/source.ts'
import { ENGINE_RULES } from '../review/engine-rules.ts'
import type { RuleMeta } from '../review/rule.ts'
import { findNearest } from '../text/nearest.ts'
import type { Span } from '../text/text.ts'
import { alternatives, quote } from '../text/wording.ts'
import type { YamlNode } from '../yaml/tree.ts'

export type JsonSchema = { readonly [keyword: string]: unknown }

/** What reading a value needs, and where its problems go. */
export interface Reading {
  /** The rules that may be named. */
  readonly rules: readonly RuleMeta[]
  /** Notes a problem; without a span it concerns the whole input. Gives undefined: no value. */
  readonly problem: (message: string, at?: Span) => undefined
  /** For reading the value of a key: the problems name it. */
  readonly within: (key: string) => Reading
  /** For reading what may name more rules. */
  readonly knowing: (rules: readonly RuleMeta[]) => Reading
  /** Makes rules of one's own. */
  readonly compile: CompileRule
  /** The path of the file that is read; '' where there is none. */
  readonly path: string
  readonly taken: readonly string[]
  readonly isOpen: boolean
}

/** What reading a settings file needs besides the rules that are built in. */
export interface FileReading {
  readonly path?: string
  /** Absent: the file has no rules of its own, so that nothing has to be loaded for them. */
  readonly compile?: CompileRule | undefined
  /** Names of rules of one's own that other files have. */
  readonly taken?: readonly string[]
  /** Whether rules of one's own may be named that are not known yet. */
  readonly isOpen?: boolean
}

/**
 * Starts a reading whose problems go to `note`. The engine's own rules may always be named: no one
 * has to hand them in.
 */
export function createReading(
  rules: readonly RuleMeta[],
  note: (message: string, at?: Span) => void,
  { path: file = '', compile = NO_COMPILER, taken = [], isOpen = false }: FileReading = {},
): Reading {
  const readingAt = (path: readonly string[], known: readonly RuleMeta[]): Reading => ({
    rules: known,
    problem(message, at) {
      note(path.length > 0 ? `\`${path.join('.')}\`: ${message}` : message, at)
      return undefined
    },
    within: (key) => readingAt([...path, key], known),
    knowing: (more) => readingAt(path, [...known, ...more]),
    compile,
    path: file,
    taken,
    isOpen,
  })
  return readingAt([], [...rules, ...ENGINE_RULES])
}

const NO_COMPILER: CompileRule = () => {
  throw new Error('What compiles rules of one’s own is not loaded')
}

/** A kind of value: how it is read from a settings file, an input or an option. */
export interface ValueType<T> {
  /** For the documentation, e.g. `list of glob patterns`. */
  readonly label: string
  /** What may be written, where that is a short list. */
  readonly values?: readonly string[]
  /** Whether an option may be repeated, and an input may have several lines. */
  readonly isList?: true
  /** Notes every problem; undefined if there was one. */
  readonly fromYaml: (node: YamlNode, reading: Reading) => T | undefined
  /** Reads an input of the Action, or an option. Absent: only a settings file can say it. */
  readonly fromText?: (text: string, reading: Reading) => T | undefined
  /** A JSON Schema, draft 7; settings files that pass are those that can be read. */
  readonly schema: JsonSchema
}

/**
 * A scalar by the core schema of YAML 1.2, as editors see it: settings are no file of Cortex, and
 * `off` is a severity, not `false`. Undefined for maps and lists.
 */
export function readScalar(node: YamlNode): string | number | boolean | null | undefined {
  if (node.kind === 'map' || node.kind === 'list') return undefined
  if (node.style !== 'plain') return String(node.value)
  if (node.kind === 'null') return null

  const text = node.kind === 'string' ? node.value : node.source
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return text.toLowerCase() === 'true'
  if (NUMBER.test(text)) return Number(text)
  if (/^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN
  return text
}

const NUMBER = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$|^0o[0-7]+$|^0x[\da-fA-F]+$/

/** How a value reads in a message: as written if it is short. */
export function quoteNode(node: YamlNode): string {
  if (node.kind === 'map') return 'a map'
  if (node.kind === 'list') return 'a list'
  return node.source === '' ? 'nothing' : quote(node.source)
}

/** The name that was probably meant, or all of them. */
export function suggestNames(name: string, known: readonly string[]): string {
  const nearest = findNearest(name, known)
  return nearest ? `did you mean \`${nearest}\`?` : `use ${alternatives(known)}.`
}

export const text: ValueType<string> = {
  label: 'text',
  fromText: (given) => given,
  fromYaml(node, reading) {
    const value = readScalar(node)
    if (typeof value === 'string' && value !== '') return value
    return reading.problem(`expected a string, found ${quoteNode(node)}; put it in quotes.`, node)
  },
  schema: { type: 'string', minLength: 1 },
}

export const flag: ValueType<boolean> = {
  label: 'true or false',
  values: ['true', 'false'],
  fromText(given, reading) {
    if (/^(?:true|True|TRUE)$/.test(given)) return true
    if (/^(?:false|False|FALSE)$/.test(given)) return false
    return reading.problem(`expected \`true\` or \`false\`, found ${quote(given)}.`)
  },
  fromYaml(node, reading) {
    const value = readScalar(node)
    if (typeof value === 'boolean') return value
    return reading.problem(`expected \`true\` or \`false\`, found ${quoteNode(node)}.`, node)
  },
  schema: { type: 'boolean' },
}

/** A whole number between two bounds, both included. */
export function count(minimum: number, maximum: number): ValueType<number> {
  const fits = (value: unknown): value is number =>
    Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum
  const expected = `expected an integer from ${minimum} to ${maximum}, found`

  return {
    label: `integer from ${minimum} to ${maximum}`,
    fromText(given, reading) {
      const value = /^\d+$/.test(given) ? Number(given) : undefined
      return fits(value) ? value : reading.problem(`${expected} ${quote(given)}.`)
    },
    fromYaml(node, reading) {
      const value = readScalar(node)
      return fits(value) ? value : reading.problem(`${expected} ${quoteNode(node)}.`, node)
    },
    schema: { type: 'integer', minimum, maximum },
  }
}

/** One of some words. */
export function choice<T extends string>(values: readonly T[]): ValueType<T> {
  function read(given: unknown, shown: string, reading: Reading, at?: Span): T | undefined {
    const value = values.find((word) => word === given)
    if (value !== undefined) return value

    const nearest = typeof given === 'string' ? findNearest(given, values) : undefined
    const hint = nearest ? `; did you mean \`${nearest}\`?` : '.'
    return reading.problem(`expected ${alternatives(values)}, found ${shown}${hint}`, at)
  }
  return {
    label: values.map((value) => `\`${value}\``).join(' \\| '),
    values,
    fromText: (given, reading) => read(given, quote(given), reading),
    fromYaml: (node, reading) => read(readScalar(node), quoteNode(node), reading, node),
    schema: { type: 'string', enum: values },
  }
}

const MINORS = Array.from(
  { length: NEWEST_VERSION - OLDEST_VERSION + 1 },
  (_, index) => OLDEST_VERSION + index,
)

/** A release of Cortex; the patch level does not matter. */
export const version: ValueType<VersionRange> = {
  label: 'version of Cortex',
  fromText: (given, reading) => parseVersion(given, reading),
  fromYaml(node, reading) {
    if (node.kind === 'map' || node.kind === 'list')
      return parseVersion(quoteNode(node), reading, node)
    // As written: 0.40 as a number would be 0.4.
    return parseVersion(node.style === 'plain' ? node.source : String(node.value), reading, node)
  },
  schema: {
    anyOf: [
      { type: 'string', pattern: '^v?0\\.(?:[1-9]|[1-3]\\d|4[0-2])(?:\\.\\d+)?$' },
      { enum: [...new Set(MINORS.map((minor) => Number(`0.${minor}`)))] },
    ],
  },
}

function parseVersion(given: string, reading: Reading, at?: Span): VersionRange | undefined {
  const minor = Number(/^v?0\.([1-9]\d?)(?:\.\d+)?$/.exec(given)?.[1])
  if (minor >= OLDEST_VERSION && minor <= NEWEST_VERSION) return { from: minor, to: minor }

  const known = `from \`0.${OLDEST_VERSION}\` to \`0.${NEWEST_VERSION}\``
  return reading.problem(`expected a version of Cortex ${known}, found ${quote(given)}.`, at)
}
