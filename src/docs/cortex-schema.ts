import { innermost, type KeyFile, listKeys } from '../cortex/keys/keys.ts'
import { API_KINDS, apiTables } from '../cortex/tables/api.ts'
import type { ApiKind } from '../cortex/tables/api-types.ts'
import { clusterTable } from '../cortex/tables/cluster.ts'
import { JUDGED_VERSION } from '../cortex/verdict/verdict.ts'
import { type JsonSchema, schemaOfField } from '../schema/json-schema.ts'
import { type Field, isKnown } from '../schema/schema.ts'
import { pageOf } from './key-page.ts'
import { renderKeyMarkdown, renderKeyText } from './key-text.ts'

const DRAFT = 'http://json-schema.org/draft-07/schema#'

/**
 * The JSON Schema (draft 7) of cluster files of 0.42, for editors.
 *
 * It takes every file that Cortex takes. It is milder where a schema cannot say more: rules between
 * keys, and scalars that editors read as YAML 1.2 and Cortex as 1.1. `docs` is the address of the
 * pages of keys.
 */
export function clusterSchema(docs: string): JsonSchema {
  const writer = { hovers: hoversOf('cluster', docs), definitions: new Map<string, string>() }
  return {
    $schema: DRAFT,
    title: 'Cortex cluster config (0.42)',
    ...writeField(clusterTable, { writer, steps: [] }),
    definitions: readDefinitions(writer),
  }
}

/** The JSON Schema (draft 7) of API files of 0.42, for editors; each kind has keys of its own. */
export function apiSchema(docs: string): JsonSchema {
  const writer = { hovers: hoversOf('api', docs), definitions: new Map<string, string>() }
  const kinds = API_KINDS.map((kind) => ({
    if: { required: ['kind'], properties: { kind: { const: kind } } },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: writeField(apiTables[kind], { writer, steps: [], kind }),
  }))
  return {
    $schema: DRAFT,
    title: 'Cortex API specs (0.42)',
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      required: ['name', 'kind'],
      properties: {
        name: writer.hovers.get('name'),
        kind: { ...writer.hovers.get('kind'), enum: API_KINDS },
      },
      allOf: kinds,
    },
    definitions: readDefinitions(writer),
  }
}

interface Writer {
  /** What editors show of a key, by its steps. */
  readonly hovers: ReadonlyMap<string, JsonSchema>
  /** The schemas of maps as JSON: a map stands once, however many kinds of APIs have it. */
  readonly definitions: Map<string, string>
}

interface Place {
  readonly writer: Writer
  readonly steps: readonly string[]
  readonly kind?: ApiKind
}

function hoversOf(file: KeyFile, docs: string): ReadonlyMap<string, JsonSchema> {
  const keys = listKeys().filter((key) => key.file === file)
  return new Map(
    keys.map((key) => [
      key.steps.join('.'),
      {
        description: renderKeyText(key),
        markdownDescription: `${renderKeyMarkdown(key)}\n\n[Documentation](${pageOf(key, docs)})`,
      },
    ]),
  )
}

function writeField(field: Field<unknown>, place: Place): JsonSchema {
  const { writer, steps, kind } = place
  const isKey = steps.length > 0
  const schema = {
    ...writer.hovers.get(steps.join('.')),
    ...(isKey && defaultOf(field)),
    ...schemaOf(field, place),
  }
  return isKey && innermost(field.shape).shape.type === 'map'
    ? share(schema, writer, steps, kind)
    : schema
}

function schemaOf(field: Field<unknown>, place: Place): JsonSchema {
  return schemaOfField(
    field,
    ({ fields }) => Object.entries(fields).filter(([, inner]) => isKnown(inner, JUDGED_VERSION)),
    (inner, key) =>
      key === undefined
        ? schemaOf(inner, place)
        : writeField(inner, { ...place, steps: [...place.steps, key] }),
  )
}

function share(
  schema: JsonSchema,
  { definitions }: Writer,
  steps: readonly string[],
  kind = '',
): JsonSchema {
  const text = JSON.stringify(schema)
  const path = steps.join('.')
  const names = [path, `${kind}.${path}`]
  const name =
    names.find((each) => definitions.get(each) === text) ??
    names.find((each) => !definitions.has(each)) ??
    path
  definitions.set(name, text)
  return { $ref: `#/definitions/${name}` }
}

function readDefinitions({ definitions }: Writer): JsonSchema {
  return Object.fromEntries([...definitions].map(([name, text]) => [name, JSON.parse(text)]))
}

/** The default as it would be written; what other keys decide is in the text only. */
function defaultOf({ default: value, required, shape }: Field<unknown>): JsonSchema {
  const isWritten = shape.type !== 'string' || shape.convert === undefined
  if (required || !isWritten || value === undefined || value === null) return {}
  return value === '' ? {} : { default: value }
}
