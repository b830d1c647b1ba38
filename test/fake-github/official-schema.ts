import { readFileSync } from 'node:fs'
import {
  buildASTSchema,
  type DefinitionNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  Kind,
  parse,
  type TypeNode,
} from 'graphql'

/** Read as a text: the package would parse all of it, twice, to be imported. */
const IDL = new URL('../../node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url)
const ROOTS = ['Query', 'Mutation']

let texts: ReadonlyMap<string, string> | undefined
const definitions = new Map<string, DefinitionNode>()
const schemas = new Map<string, GraphQLSchema>()
const byOperation = new Map<string, GraphQLSchema>()
/** The types that implement an interface, by its name. */
let implementations: ReadonlyMap<string, readonly string[]> | undefined

/** The text of GitHub's official schema. */
export function readOfficialSchema(): string {
  return readFileSync(IDL, 'utf8')
}

/**
 * GitHub's official schema as an operation can see it: the types that it can reach, with the fields
 * that it names. To build all of it takes most of a second, in every test file.
 *
 * Of the hundreds of types that are a `Node`, only those that the operation names.
 */
export function schemaFor(operation: string): GraphQLSchema {
  const schema = byOperation.get(operation) ?? findSchema(operation)
  byOperation.set(operation, schema)
  return schema
}

function findSchema(operation: string): GraphQLSchema {
  texts ??= splitDefinitions(readOfficialSchema())
  const words = new Set(operation.match(/\w+/g))
  const found = new Map<string, DefinitionNode>()
  const waiting = [...ROOTS, ...[...words].filter((word) => texts?.has(word))]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    const definition = readDefinition(name)
    if (!definition) continue
    const kept = withFields(definition, words)
    found.set(name, kept)
    waiting.push(...typesIn(kept))
  }
  // The same types for an operation with other numbers and aliases.
  const key = [...found.values()].map(describe).toSorted().join('\n')
  const schema = schemas.get(key) ?? build(found)
  schemas.set(key, schema)
  return schema
}

function build(found: ReadonlyMap<string, DefinitionNode>): GraphQLSchema {
  const kept = [...found.values()].map((definition) => {
    if (!('interfaces' in definition)) return definition
    const interfaces = definition.interfaces?.filter(({ name }) => found.has(name.value)) ?? []
    return { ...definition, interfaces }
  })
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions: kept }, { assumeValid: true })
}

/** The text of each type by its name, without descriptions. */
function splitDefinitions(idl: string): ReadonlyMap<string, string> {
  const blocks = idl
    .replaceAll(/"""[\s\S]*?"""\n?/g, '')
    .split(/^(?=(?:type|interface|union|enum|input|scalar|directive) )/m)
  return new Map(blocks.map((block) => [/^\w+ (\w+)/.exec(block)?.[1] ?? '', block] as const))
}

function readDefinition(name: string): DefinitionNode | undefined {
  const known = definitions.get(name)
  const text = texts?.get(name)
  if (known || text === undefined) return known
  const [definition] = parse(text, { noLocation: true }).definitions
  if (definition) definitions.set(name, definition)
  return definition
}

function withFields(definition: DefinitionNode, words: ReadonlySet<string>): DefinitionNode {
  if (
    definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
    definition.kind !== Kind.INTERFACE_TYPE_DEFINITION
  )
    return definition
  const fields = definition.fields?.filter(({ name }) => words.has(name.value)) ?? []
  return { ...definition, fields }
}

/** The types that a type leads to. */
function typesIn(definition: DefinitionNode): readonly string[] {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
      return (definition.fields ?? []).flatMap(typesOf)
    case Kind.INTERFACE_TYPE_DEFINITION:
      return [...(definition.fields ?? []).flatMap(typesOf), ...implementing(definition.name.value)]
    case Kind.UNION_TYPE_DEFINITION:
      return (definition.types ?? []).map(({ name }) => name.value)
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (definition.fields ?? []).map(({ type }) => nameOf(type))
    default:
      return []
  }
}

function typesOf({ type, arguments: given = [] }: FieldDefinitionNode): readonly string[] {
  return [type, ...given.map((argument) => argument.type)].map(nameOf)
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type)
}

function implementing(name: string): readonly string[] {
  implementations ??= listImplementations(texts ?? new Map())
  return name === 'Node' ? [] : (implementations.get(name) ?? [])
}

function listImplementations(given: ReadonlyMap<string, string>) {
  const found = new Map<string, string[]>()
  for (const [type, text] of given) {
    const [, clause = ''] = /^type \w+ implements ([^{]*)/.exec(text) ?? []
    for (const name of new Set(clause.match(/\w+/g))) {
      found.set(name, [...(found.get(name) ?? []), type])
    }
  }
  return found
}

function describe(definition: DefinitionNode): string {
  const name = 'name' in definition ? definition.name?.value : ''
  const fields = 'fields' in definition ? definition.fields : []
  return `${name} ${fields?.map((field) => field.name.value).join(' ')}`
}
