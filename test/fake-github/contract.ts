import { readFileSync } from 'node:fs'
import Ajv, { type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'

/** An operation of GitHub's REST description; see `scripts/contract.ts`. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly query: readonly { readonly name: string; readonly schema: Schema }[]
  readonly body?: object
  readonly responses: Readonly<Record<string, object | null>>
}

interface Description {
  readonly operations: Readonly<Record<string, Operation>>
  readonly schemas: Readonly<Record<string, Schema>>
  readonly examples: Readonly<Record<string, unknown>>
}

interface Schema {
  readonly type?: string
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly additionalProperties?: unknown
}

export interface MatchedOperation {
  readonly id: string
  readonly operation: Operation
  readonly parameters: Readonly<Record<string, string>>
}

const BASE = 'http://contract.test/rest.json'
/** Refusals that every operation can give, described or not. */
const REFUSALS = [401, 403, 404, 409, 422, 429]

const description: Description = JSON.parse(
  readFileSync(new URL('../contract/rest.json', import.meta.url), 'utf8'),
)
const ajv = startAjv()
const validators = new Map<string, ValidateFunction>()

/** An answer from the description, as a start for one of ours. */
export function exampleOf(operation: string): Record<string, unknown> {
  const example = description.examples[operation]
  const one = Array.isArray(example) ? example[0] : example
  if (typeof one !== 'object' || one === null) throw new Error(`No example of ${operation}`)
  return structuredClone(one)
}

export function matchOperation(method: string, path: string): MatchedOperation | undefined {
  for (const [id, operation] of Object.entries(description.operations)) {
    if (operation.method !== method) continue
    const pattern = operation.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')
    const match = new RegExp(`^${pattern}$`).exec(path)
    if (!match) continue
    const parameters = Object.entries(match.groups ?? {})
    return {
      id,
      operation,
      parameters: Object.fromEntries(parameters.map(([k, v]) => [k, decodeURIComponent(v)])),
    }
  }
  return undefined
}

/** What the description does not allow in a request. */
export function checkRequest(match: MatchedOperation, query: URLSearchParams, body: unknown) {
  const problems: string[] = []
  for (const [name, value] of query) {
    const parameter = match.operation.query.find((each) => each.name === name)
    if (!parameter) problems.push(`${match.id}: unknown parameter ${name}`)
    else
      problems.push(
        ...validate(`${match.id}?${name}`, parameter.schema, coerce(value, parameter.schema)),
      )
  }
  const schema = match.operation.body
  if (schema && body !== undefined) {
    problems.push(...validate(`${match.id} request`, schema, body))
    problems.push(...unknownKeys(schema, body, `${match.id} request`))
  } else if (body !== undefined) problems.push(`${match.id}: a body is not expected`)
  return problems
}

/** What the description does not allow in an answer. */
export function checkResponse({ id, operation }: MatchedOperation, status: number, body: unknown) {
  if (!(String(status) in operation.responses)) {
    const refusal = status >= 500 || REFUSALS.includes(status)
    return refusal ? [] : [`${id}: status ${status} is not described`]
  }
  const schema = operation.responses[String(status)]
  if (!schema) return body === undefined ? [] : [`${id} ${status}: a body is not expected`]
  return validate(`${id} ${status}`, schema, body)
}

/** What a webhook's schema does not allow in an event payload. */
export function checkPayload(schema: string, payload: unknown): string[] {
  return validate(schema, { $ref: `#/schemas/${schema}` }, payload)
}

function validate(name: string, schema: object, value: unknown): string[] {
  let validator = validators.get(name)
  if (!validator) {
    validator = ajv.compile(absolute(schema))
    validators.set(name, validator)
  }
  if (validator(value)) return []
  return (validator.errors ?? []).map((e) => `${name}${e.instancePath}: ${e.message ?? ''}`)
}

/** Request bodies do not forbid unknown keys, so that a misspelt one would pass. */
function unknownKeys(schema: Schema, value: unknown, at: string): string[] {
  const shapes = flatten(schema)
  if (Array.isArray(value)) {
    const items = shapes.flatMap((shape) => (shape.items ? [shape.items] : []))
    if (items.length === 0) return []
    return value.flatMap((item, index) => unknownKeys({ anyOf: items }, item, `${at}/${index}`))
  }
  if (typeof value !== 'object' || value === null) return []

  const known = shapes.filter((shape) => shape.properties)
  if (known.length === 0 || shapes.some((shape) => shape.additionalProperties)) return []
  return Object.entries(value).flatMap(([key, child]) => {
    const found = known.flatMap((shape) => shape.properties?.[key] ?? [])
    if (found.length === 0) return [`${at}/${key}: unknown key`]
    return unknownKeys({ anyOf: found }, child, `${at}/${key}`)
  })
}

function flatten(schema: Schema): Schema[] {
  if (schema.$ref) {
    const target = description.schemas[schema.$ref.split('/').at(-1) ?? '']
    return target ? flatten(target) : []
  }
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return [schema, ...parts.flatMap(flatten)]
}

function startAjv() {
  // Most schemas see few values: to compile them takes longer than all that they check.
  const created = new Ajv.default({
    strict: false,
    allErrors: true,
    inlineRefs: false,
    validateSchema: false,
    code: { optimize: false },
  })
  addFormats.default(created)
  for (const format of ['int32', 'int64', 'float', 'double', 'binary', 'timestamp', 'repo.nwo']) {
    created.addFormat(format, true)
  }
  created.addSchema({ $id: BASE, schemas: description.schemas })
  return created
}

/** A schema outside the description's document needs the document's name in its references. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', `"$ref":"${BASE}#`))
}

function coerce(value: string, schema: Schema): unknown {
  return schema.type === 'integer' && /^\d+$/.test(value) ? Number(value) : value
}
