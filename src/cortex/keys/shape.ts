import type { Field, ListLimits, NumberShape, Shape, TextRule } from '../../schema/schema.ts'
import { alternatives } from '../../text/wording.ts'

/** The type of a shape in words, e.g. `list of texts`. */
export function describeType(shape: Shape): string {
  if (shape.type === 'string') return TEXT_TYPES[shape.accepts ?? 'none']
  return shape.type === 'list' ? `list of ${describeItems(shape.item.shape)}` : TYPES[shape.type]
}

const TYPES = {
  integer: 'integer',
  float: 'number',
  boolean: '`true` or `false`',
  strings: 'map of strings',
  map: 'map',
  any: 'any (not checked)',
} as const

const TEXT_TYPES = {
  none: 'string',
  integers: 'string or integer',
  numbers: 'string or number',
} as const

function describeItems(shape: Shape): string {
  if (shape.type === 'map') return 'maps'
  return shape.type === 'string' ? 'strings' : describeType(shape)
}

/** What a value must satisfy beyond its type, in words; undefined if nothing. */
export function describeLimits({ shape, limits, known }: Field<unknown>): string | undefined {
  const values = limits === undefined ? known?.() : undefined
  const parts = [...shapeLimits(shape), values && alternatives(values), limits].filter(
    (part) => part !== undefined,
  )
  return parts.length > 0 ? parts.join('; ') : undefined
}

function shapeLimits(shape: Shape): readonly (string | undefined)[] {
  switch (shape.type) {
    case 'string':
      return textLimits(shape)
    case 'integer':
    case 'float':
      return [range(shape)]
    case 'list':
      return [...listLimits(shape.length), itemLimits(shape.item)]
    case 'strings':
      return [wrapped('keys', textLimits(shape.key)), wrapped('values', textLimits(shape.value))]
    default:
      return []
  }
}

function textLimits({ allowed, minLength = 1, maxLength }: TextRule): readonly string[] {
  if (allowed) return [alternatives(allowed)]
  if (maxLength !== undefined) {
    return [
      minLength > 1 ? `${minLength} to ${maxLength} characters` : `at most ${maxLength} characters`,
    ]
  }
  return minLength > 1 ? [`at least ${minLength} characters`] : []
}

function range({ minimum, maximum, above, below }: NumberShape): string | undefined {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  const parts = [
    minimum !== undefined && `at least ${minimum}`,
    above !== undefined && `above ${above}`,
    maximum !== undefined && `at most ${maximum}`,
    below !== undefined && `below ${below}`,
  ].filter((part) => part !== false)
  return parts.length > 0 ? parts.join(', ') : undefined
}

function listLimits({ minimum, unique, notOne }: ListLimits): readonly string[] {
  return [
    minimum !== undefined && (minimum === 1 ? 'at least 1 item' : `at least ${minimum} items`),
    notOne && 'not exactly 1 item',
    unique && 'unique items',
  ].filter((part) => typeof part === 'string')
}

function itemLimits(item: Field<unknown>): string | undefined {
  const limits = item.shape.type === 'map' ? undefined : describeLimits(item)
  return limits === undefined ? undefined : `each ${limits}`
}

function wrapped(what: string, limits: readonly string[]): string | undefined {
  return limits.length > 0 ? `${what} of ${limits.join(', ')}` : undefined
}
