import type { Field, ListLimits, NumberShape, Shape, TextRule } from './schema.ts'

export type JsonSchema = { readonly [keyword: string]: unknown }

/** Writes the schema of a field within another: of a key, or of the items of a list without one. */
export type WriteInner = (field: Field<unknown>, key?: string) => JsonSchema

/**
 * The JSON Schema (draft 7) of what a field takes, leaving out what only its checks can say.
 *
 * `fields` are those of a map that count.
 */
export function schemaOfField(
  field: Field<unknown>,
  fieldsOf: (shape: Extract<Shape, { type: 'map' }>) => readonly [string, Field<unknown>][],
  write: WriteInner,
): JsonSchema {
  const { shape, nullMeans } = field
  const schema =
    shape.type === 'map'
      ? mapSchema(fieldsOf(shape), write)
      : shape.type === 'list'
        ? { ...listSchema(shape.length), items: write(shape.item) }
        : scalarSchema(field, shape)
  // Null stands for an empty list only where that is refused.
  return nullMeans === undefined || nullMeans === 'empty' ? schema : orNull(schema)
}

function mapSchema(fields: readonly [string, Field<unknown>][], write: WriteInner): JsonSchema {
  const required = fields.filter(([, field]) => isRequired(field)).map(([name]) => name)
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(fields.map(([name, field]) => [name, write(field, name)])),
  }
}

/** A map that nobody may leave out stands in for required keys of its own. */
function isRequired({ required = false, shape, optional, nullMeans }: Field<unknown>): boolean {
  if (required || shape.type !== 'map') return required
  return !optional && !nullMeans && Object.values(shape.fields).some((inner) => isRequired(inner))
}

function listSchema({ minimum, unique, notOne }: ListLimits): JsonSchema {
  return {
    type: 'array',
    ...(minimum !== undefined && { minItems: minimum }),
    ...(unique && { uniqueItems: true }),
    // Without the type, what is no list, e.g. null, would have one item.
    ...(notOne && { not: { type: 'array', minItems: 1, maxItems: 1 } }),
  }
}

type OtherShape = Exclude<Shape, { type: 'map' | 'list' }>

function scalarSchema(field: Field<unknown>, shape: OtherShape): JsonSchema {
  switch (shape.type) {
    case 'string':
      return stringSchema(field, shape)
    case 'integer':
      return {
        type: ['integer', 'string'],
        pattern: OTHER_INTEGER,
        ...expecting('an integer'),
        ...rangeOf(shape),
      }
    case 'float':
      return {
        type: ['number', 'string'],
        pattern: OTHER_NUMBER,
        ...expecting('a number'),
        ...rangeOf(shape),
      }
    case 'boolean':
      return {
        type: ['boolean', 'string'],
        pattern: OTHER_BOOLEAN,
        ...expecting('`true` or `false`'),
      }
    case 'strings':
      return {
        type: 'object',
        propertyNames: textSchema(shape.key),
        additionalProperties: { type: 'string', ...textSchema(shape.value) },
      }
    default:
      return {}
  }
}

function stringSchema(
  { pattern, known, limits }: Field<unknown>,
  shape: Extract<Shape, { type: 'string' }>,
): JsonSchema {
  const values = known?.()
  const type = { integers: ['string', 'integer'], numbers: ['string', 'number'] }
  return {
    type: shape.accepts ? type[shape.accepts] : 'string',
    ...textSchema(shape),
    ...(pattern !== undefined && {
      pattern: shape.accepts ? `${pattern}|${OTHER_INTEGER}|${OTHER_NUMBER}` : pattern,
      ...(limits !== undefined && expecting(limits)),
    }),
    ...(values && { enum: values }),
  }
}

/** What editors say instead of the pattern; not a part of JSON Schema. */
function expecting(what: string): JsonSchema {
  return { patternErrorMessage: `Expected: ${what.replaceAll('`', '')}.` }
}

// What Cortex, reading YAML 1.1, takes for a number or boolean, and an editor, reading 1.2, for text.
const OTHER_INTEGER = '^[-+]?(0[bB][01_]+|0[oO][0-7_]+|0[xX][0-9a-fA-F_]+|[0-9]+_[0-9_]*)$'
const OTHER_NUMBER = '^[-+]?(0[box][0-9a-fA-F_]+|[0-9.]+_[0-9_.]*([eE][-+]?[0-9]+)?)$'
const OTHER_BOOLEAN = '^(y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$'

/** Lengths count characters here and bytes in Cortex, which are more. */
function textSchema({ allowed, minLength = 1, maxLength }: TextRule): JsonSchema {
  if (allowed) return { enum: allowed }
  return {
    ...(minLength > 0 && { minLength: 1 }),
    ...(maxLength !== undefined && { maxLength }),
  }
}

function rangeOf({ minimum, maximum, above, below }: NumberShape): JsonSchema {
  return {
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(above !== undefined && { exclusiveMinimum: above }),
    ...(below !== undefined && { exclusiveMaximum: below }),
  }
}

function orNull({ type, enum: values, ...schema }: JsonSchema): JsonSchema {
  if (type === undefined) return schema
  return {
    type: [...(Array.isArray(type) ? type : [type]), 'null'],
    ...(Array.isArray(values) && { enum: [...values, null] }),
    ...schema,
  }
}
