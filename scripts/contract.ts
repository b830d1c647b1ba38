/**
 * Builds `test/contract/rest.json`: the part of GitHub's REST description that this project uses,
 * as JSON Schema. Run it by hand when an operation is added:
 *
 *     npm pack @octokit/openapi@23.0.2 --pack-destination /tmp && cd /tmp && tar xzf octokit-openapi-*
 *     node --import ./scripts/typescript.js scripts/contract.ts /tmp/package
 *
 * The package has 385 MB and is therefore no dependency.
 */
import { createHash } from 'node:crypto'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'

type Json = null | boolean | number | string | Json[] | JsonObject
interface JsonObject {
  [key: string]: Json
}

const OPERATIONS = [
  'actions/get-workflow-run',
  'actions/list-artifacts-for-repo',
  'actions/list-workflow-runs',
  'actions/re-run-workflow',
  'actions/re-run-workflow-failed-jobs',
  'git/get-blob',
  'git/get-tree',
  'issues/create',
  'issues/create-comment',
  'issues/delete-comment',
  'issues/get-comment',
  'issues/list-comments',
  'issues/list-for-repo',
  'issues/update',
  'issues/update-comment',
  'pulls/create-review',
  'pulls/create-review-comment',
  'pulls/delete-pending-review',
  'pulls/delete-review-comment',
  'pulls/get',
  'pulls/list',
  'pulls/list-files',
  'pulls/list-review-comments',
  'pulls/list-reviews',
  'pulls/update-review-comment',
  'repos/compare-commits-with-basehead',
  'repos/get-collaborator-permission-level',
  'repos/list-pull-requests-associated-with-commit',
]

/** The event payloads that the tests send. */
const WEBHOOKS = [
  'webhook-issue-comment-created',
  'webhook-issue-comment-deleted',
  'webhook-issue-comment-edited',
  'webhook-merge-group-checks-requested',
  'webhook-pull-request-edited',
  'webhook-pull-request-opened',
  'webhook-pull-request-ready-for-review',
  'webhook-pull-request-reopened',
  'webhook-pull-request-synchronize',
  'webhook-workflow-run-completed',
]

/** What the description says and GitHub does not keep: these can be null. */
const NULLABLE: readonly (readonly [schema: string, ...properties: string[]])[] = [
  ['pull-request-review-comment', 'line'],
  ['pull-request-review-comment', 'original_line'],
  ['pull-request-review-comment', 'position'],
  ['pull-request-review-comment', 'original_position'],
  ['pull-request-review-comment', 'user'],
  ['pull-request', 'user'],
  ['pull-request', 'head', 'repo'],
  ['pull-request-simple', 'head', 'repo'],
]

const DROPPED = new Set(['example', 'examples', 'discriminator', 'externalDocs', 'description'])
const METHODS = ['get', 'post', 'put', 'patch', 'delete']

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('Name the folder of the unpacked package @octokit/openapi')

const source = await readFile(join(folder, 'generated/api.github.com.json'))
const description: JsonObject = JSON.parse(source.toString('utf8'))
const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))

const schemas: JsonObject = {}
const operations: JsonObject = {}
const examples: JsonObject = {}

for (const [path, methods] of Object.entries(object(description['paths']))) {
  for (const method of METHODS) {
    const operation = object(methods)[method]
    const id = operation && object(operation)['operationId']
    if (typeof id === 'string' && OPERATIONS.includes(id)) {
      operations[id] = convertOperation(id, method, path, object(operation))
    }
  }
}
for (const name of WEBHOOKS) collect(name)
for (const [name, ...properties] of NULLABLE) loosen(schemas[name], properties)

const contract = {
  source: `@octokit/openapi@${version}`,
  sha256: createHash('sha256').update(source).digest('hex'),
  operations: sortKeys(operations),
  schemas: sortKeys(schemas),
  examples: sortKeys(examples),
}
await writeFile('test/contract/rest.json', `${JSON.stringify(contract)}\n`)
await copyFile(join(folder, 'LICENSE'), 'test/contract/LICENSE')

const missing = OPERATIONS.filter((id) => !operations[id])
if (missing.length > 0) throw new Error(`Not in the description: ${missing.join(', ')}`)
console.log(`${OPERATIONS.length} operations, ${Object.keys(schemas).length} schemas`)

function convertOperation(id: string, method: string, path: string, operation: JsonObject) {
  const parameters = array(operation['parameters']).map((each) => object(resolve(each)))
  const body = contentSchema(operation['requestBody'])
  const responses: JsonObject = {}

  for (const [status, response] of Object.entries(object(operation['responses']))) {
    const resolved = object(resolve(response))
    const schema = contentSchema(resolved)
    responses[status] = schema === undefined ? null : convert(schema)
    if (status.startsWith('2')) keepExample(id, resolved)
  }
  return {
    method: method.toUpperCase(),
    path,
    query: parameters
      .filter((each) => each['in'] === 'query')
      .map((each) => ({ name: each['name'] ?? '', schema: convert(each['schema'] ?? {}) })),
    ...(body === undefined ? {} : { body: convert(body) }),
    responses,
  }
}

/** The first example of an answer: where the tests start from. */
function keepExample(id: string, response: JsonObject): void {
  const content = object(object(response['content'] ?? {})['application/json'] ?? {})
  const first = Object.values(object(content['examples'] ?? {}))[0]
  if (first) examples[id] = object(resolve(first))['value'] ?? null
}

function contentSchema(holder: Json | undefined): Json | undefined {
  if (!holder) return undefined
  const content = object(resolve(holder))['content']
  const json = content && object(content)['application/json']
  return json ? object(json)['schema'] : undefined
}

/** OpenAPI 3.0 schema → JSON Schema; everything it refers to is collected. */
function convert(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(convert)
  if (typeof schema !== 'object' || schema === null) return schema

  const converted: JsonObject = {}
  for (const [key, value] of Object.entries(schema)) {
    if (DROPPED.has(key) || key.startsWith('x-') || key === 'nullable') continue
    if (typeof value === 'string' && key === '$ref') {
      converted[key] = collect(value.split('/').at(-1) ?? '')
    } else if (key === 'properties') converted[key] = mapValues(object(value), convert)
    else if (key === 'enum' || key === 'required' || key === 'default') converted[key] = value
    else converted[key] = convert(value)
  }
  return schema['nullable'] === true ? { anyOf: [converted, { type: 'null' }] } : converted
}

function collect(name: string): string {
  if (!(name in schemas)) {
    schemas[name] = {}
    const found = object(object(description['components'])['schemas'])[name]
    if (found === undefined) throw new Error(`No schema ${name}`)
    schemas[name] = convert(found)
  }
  return `#/schemas/${name}`
}

/** Lets the value at the end of a path of properties be null. */
function loosen(schema: Json | undefined, [property = '', ...rest]: readonly string[]): void {
  const properties = object(object(schema)['properties'])
  const found = properties[property]
  if (found === undefined) throw new Error(`No property ${property} to loosen`)
  if (rest.length > 0) loosen(found, rest)
  else properties[property] = { anyOf: [found, { type: 'null' }] }
}

function resolve(value: Json): Json {
  const reference = object(value)['$ref']
  if (typeof reference !== 'string') return value
  const steps = reference.split('/').slice(1)
  return resolve(steps.reduce<Json>((at, step) => object(at)[step] ?? {}, description))
}

function object(value: Json | undefined): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new Error(`Not an object: ${JSON.stringify(value)}`)
}

function array(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}

function mapValues(values: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]))
}

function sortKeys(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
}
