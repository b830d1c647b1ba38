/** What a JSON Schema may say here; a schema that says more is not checked in full. */
interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minimum?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean
  readonly items?: Schema
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** The keywords that are understood; a test compares them with those in use. */
export const KEYWORDS = [
  '$ref',
  '$schema',
  'additionalProperties',
  'const',
  'definitions',
  'description',
  'enum',
  'items',
  'minimum',
  'pattern',
  'properties',
  'required',
  'title',
  'type',
]

/**
 * The first thing that is wrong with a value, as where and what; undefined if it is as described.
 *
 * Names and values that are not in the schema are never repeated: they may be hostile.
 */
export function findProblem(value: unknown, schema: object): string | undefined {
  return check(value, schema, { root: schema, at: '' })
}

interface Place {
  readonly root: Schema
  readonly at: string
}

function check(value: unknown, given: Schema, place: Place): string | undefined {
  const schema = given.$ref === undefined ? given : definitionOf(given.$ref, place.root)
  const problem = checkScalar(value, schema)
  if (problem) return `${place.at || 'the report'} ${problem}`
  if (Array.isArray(value)) return checkItems(value, schema, place)
  return isObject(value) ? checkObject(value, schema, place) : undefined
}

function checkScalar(value: unknown, schema: Schema): string | undefined {
  const { type, const: only, enum: values, pattern, minimum } = schema
  const types = typeof type === 'string' ? [type] : type
  if (types && !types.some((name) => isOfType(value, name))) return `is not of type ${types.join()}`
  if ('const' in schema && value !== only) return 'is not what it has to be'
  if (values && !values.includes(value)) return 'is none of the words that it can be'
  if (pattern && typeof value === 'string' && !new RegExp(pattern, 'u').test(value)) {
    return 'has not its form'
  }
  const isLow = minimum !== undefined && typeof value === 'number' && value < minimum
  return isLow ? 'is too small' : undefined
}

function checkItems(
  items: readonly unknown[],
  { items: schema }: Schema,
  { root, at }: Place,
): string | undefined {
  if (!schema) return undefined
  for (const [index, item] of items.entries()) {
    const problem = check(item, schema, { root, at: `${at}[${index}]` })
    if (problem) return problem
  }
  return undefined
}

function checkObject(
  object: Readonly<Record<string, unknown>>,
  { required = [], properties = {}, additionalProperties }: Schema,
  { root, at }: Place,
): string | undefined {
  const missing = required.find((name) => !Object.hasOwn(object, name))
  if (missing !== undefined) return `${at || 'the report'} lacks \`${missing}\``

  for (const [name, value] of Object.entries(object)) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (!schema && additionalProperties === false) {
      return `${at || 'the report'} has a key that does not belong there`
    }
    const problem = schema && check(value, schema, { root, at: at ? `${at}.${name}` : name })
    if (problem) return problem
  }
  return undefined
}

function definitionOf(reference: string, { definitions = {} }: Schema): Schema {
  return definitions[reference.replace('#/definitions/', '')] ?? {}
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
