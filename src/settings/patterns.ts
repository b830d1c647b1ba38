import type { Span } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import { quoteNode, type Reading, readScalar, type ValueType } from './values.ts'

/** Beyond this a pattern is no longer written by hand. */
const MAX_PATTERN_LENGTH = 500
const MAX_PATTERNS = 200

/** A list of glob patterns; an input has one a line, an option is repeated. */
export const patterns: ValueType<readonly string[]> = {
  label: 'list of glob patterns',
  isList: true,
  fromText(given, reading) {
    const lines = given.split(/\r?\n/).map((line) => line.trim())
    const written = lines.filter((line) => line !== '')
    return keepAll(written.map((line) => parsePattern(line, reading)))
  },
  fromYaml(node, reading) {
    if (node.kind !== 'list') {
      return reading.problem(`expected a list of glob patterns, found ${quoteNode(node)}.`, node)
    }
    if (node.items.length > MAX_PATTERNS) {
      return reading.problem(
        `has ${node.items.length} patterns; at most ${MAX_PATTERNS} are allowed.`,
        node,
      )
    }
    return keepAll(
      node.items.map((item) => {
        const value = readScalar(item)
        if (typeof value === 'string') return parsePattern(value, reading, item)
        return reading.problem(
          `expected a glob pattern, found ${quoteNode(item)}; put it in quotes.`,
          item,
        )
      }),
    )
  },
  schema: {
    type: 'array',
    maxItems: MAX_PATTERNS,
    items: { type: 'string', minLength: 1, maxLength: MAX_PATTERN_LENGTH, pattern: '^[^!]' },
  },
}

/** As `patterns`, and at least one. */
export const somePatterns: ValueType<readonly string[]> = {
  ...patterns,
  fromYaml(node, reading) {
    if (node.kind === 'list' && node.items.length === 0) {
      return reading.problem('expected at least one glob pattern, found an empty list.', node)
    }
    return patterns.fromYaml(node, reading)
  },
  schema: { ...patterns.schema, minItems: 1 },
}

function parsePattern(given: string, reading: Reading, at?: Span): string | undefined {
  if (given === '') return reading.problem('a glob pattern must not be empty.', at)
  if (given.length > MAX_PATTERN_LENGTH) {
    return reading.problem(`a glob pattern has at most ${MAX_PATTERN_LENGTH} characters.`, at)
  }
  if (given.startsWith('!')) {
    return reading.problem(
      `${quote(given)} starts with \`!\`; list files to skip in \`paths-ignore\`.`,
      at,
    )
  }
  return given
}

/** The values, if each one could be read. */
function keepAll<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const kept = values.filter((value) => value !== undefined)
  return kept.length === values.length ? kept : undefined
}
