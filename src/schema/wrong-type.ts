import { quote } from '../text/wording.ts'
import type { EditScalar } from '../yaml/edit/edits.ts'
import type { YamlMap, YamlNode } from '../yaml/tree.ts'
import { complain, type Place } from './problem.ts'
import type { NumberShape, SchemaFix, TextShape } from './schema.ts'

type TypeName = keyof typeof EXPECTED

const EXPECTED = {
  map: 'a map with string keys',
  list: 'a list',
  text: 'a string',
  'text-or-integer': 'a string or an integer',
  'text-or-number': 'a string or a number',
  integer: 'an integer',
  'integer-32': 'a 32-bit integer',
  float: 'a number',
  boolean: '`true` or `false`',
} as const

/** How a message names the type of a shape. */
export function typeNameOf(shape: TextShape | NumberShape): TypeName {
  if (shape.type !== 'string') return shape.bits === 32 ? 'integer-32' : shape.type
  if (!shape.accepts) return 'text'
  return shape.accepts === 'integers' ? 'text-or-integer' : 'text-or-number'
}

/** Reports that a node is of a wrong type; `meant` says which text an unquoted value stands for. */
export function mistyped(
  expected: TypeName,
  node: YamlNode,
  place: Place,
  meant: TextShape['meant'] = (source) => source,
): undefined {
  if (!place.reading.report) return undefined
  const value = respell(expected, node, meant)
  const isText = expected === 'text' && isBare(node)
  const what = isText ? howToWrite(value, node.source) : EXPECTED[expected]
  const message = `must be ${what}, not ${describe(node)}`
  complain(place, {
    code: 'wrong-type',
    message,
    ...(value !== undefined && { fix: writing(value) }),
  })
  return undefined
}

/** Quotes alone do not make a number, say, a duration. */
function howToWrite(value: EditScalar | undefined, source: string): string {
  if (value === source) return 'a quoted string'
  return value === undefined ? 'a string with a unit' : `a string such as ${quote(String(value))}`
}

type Bare = Extract<YamlNode, { kind: 'int' | 'float' | 'bool' }>

function isBare(node: YamlNode): node is Bare {
  return node.kind === 'int' || node.kind === 'float' || node.kind === 'bool'
}

function describe(node: YamlNode): string {
  switch (node.kind) {
    case 'map':
      return describeMap(node)
    case 'list':
      return node.items.length === 0 ? 'an empty list' : 'a list'
    case 'null':
      return 'null'
    case 'string':
      return `the string ${quote(node.value)}`
    case 'bool':
      return node.source === String(node.value)
        ? quote(node.source)
        : `${quote(node.source)}, which YAML 1.1 reads as \`${node.value}\``
    case 'reference':
      return `the reference ${quote(node.source)}; quote it to make it a string`
    default:
      return `the number ${quote(node.source)}`
  }
}

/** A map is wrong as such, or for a key that YAML does not read as text. */
function describeMap({ entries }: YamlMap): string {
  if (entries.length === 0) return 'an empty map'
  const strange = entries.find(({ key }) => 'source' in key && key.kind !== 'string')?.key
  return strange ? `one with the key ${describe(strange)}` : 'a map'
}

/** The same scalar in the expected type, where it can be meant in one way only. */
function respell(
  expected: TypeName,
  node: YamlNode,
  meant: NonNullable<TextShape['meant']>,
): EditScalar | undefined {
  if (expected === 'text' && isBare(node)) return meant(node.source)
  if (expected === 'text' && node.kind === 'reference') return node.value
  if (node.kind !== 'string') return undefined
  if (expected === 'boolean') {
    return ['true', 'false'].includes(node.value) ? node.value === 'true' : undefined
  }
  const isNumber = ['integer', 'integer-32', 'float'].includes(expected)
  return isNumber && /^-?(?:0|[1-9]\d{0,8})$/.test(node.value) ? Number(node.value) : undefined
}

function writing(value: EditScalar): SchemaFix {
  const shown = typeof value === 'string' ? `"${value}"` : String(value)
  return {
    title: `Write ${quote(shown)}`,
    safety: 'unsafe',
    edits: [{ op: 'set', path: [], value }],
  }
}
