import {
  type DocumentNode,
  execute,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { schemaFor } from './official-schema.ts'

/**
 * What is wrong with an operation, including two rules that GitHub enforces and the schema does
 * not tell: every connection needs `first` or `last`, and it is from 1 to 100.
 */
export function checkOperation(text: string): readonly string[] {
  const known = checked.get(text) ?? findProblems(text)
  checked.set(text, known)
  return known
}

const checked = new Map<string, readonly string[]>()

function findProblems(text: string): readonly string[] {
  const schema = schemaFor(text)
  const document = parse(text)
  // What GitHub means to drop may be gone tomorrow.
  const rules = [...specifiedRules, NoDeprecatedCustomRule]
  const problems = validate(schema, document, rules).map((error) => error.message)
  const info = new TypeInfo(schema)

  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const type = info.getType()
        const named = isNonNullType(type) ? type.ofType : type
        if (!isObjectType(named) || !named.name.endsWith('Connection')) return
        const size = node.arguments?.find(({ name }) => ['first', 'last'].includes(name.value))
        if (!size) problems.push(`${node.name.value}: needs first or last`)
        else if (size.value.kind === Kind.INT) {
          const count = Number(size.value.value)
          if (count < 1 || count > 100) problems.push(`${node.name.value}: ${count} items`)
        }
      },
    }),
  )
  return problems
}

/** The first of some fields (`Type.field`) that an operation asks for. */
export function findField(text: string, fields: readonly string[]): string | undefined {
  if (fields.length === 0) return undefined
  return listFields(text).find(({ name }) => fields.includes(name))?.name
}

/** The first field of an operation that GitHub means to drop: "Additions". */
export function findDeprecated(text: string): string | undefined {
  return listFields(text).find(({ isDeprecated }) => isDeprecated)?.name
}

function listFields(text: string): readonly { name: string; isDeprecated: boolean }[] {
  const info = new TypeInfo(schemaFor(text))
  const found: { name: string; isDeprecated: boolean }[] = []
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field({ name }) {
        const isDeprecated = info.getFieldDef()?.deprecationReason !== undefined
        found.push({ name: `${info.getParentType()?.name}.${name.value}`, isDeprecated })
      },
    }),
  )
  return found
}

/** A refusal as GraphQL words it: one of `errors`, beside the data of the other fields. */
export class GraphqlRefusal extends Error {
  override readonly name = 'GraphqlRefusal'
  readonly type: 'FORBIDDEN' | 'NOT_FOUND' | 'UNPROCESSABLE'

  constructor(type: GraphqlRefusal['type'], message: string) {
    super(message)
    this.type = type
  }
}

/** What GitHub answers to an operation. */
export interface Execution {
  data?: Record<string, unknown> | null
  errors?: { type?: string; message: string; path?: readonly (string | number)[] }[]
}

const prepared = new Map<
  string,
  { readonly schema: GraphQLSchema; readonly document: DocumentNode }
>()

/** The same operations come again and again. */
function prepare(text: string) {
  const known = prepared.get(text) ?? { schema: schemaFor(text), document: parse(text) }
  prepared.set(text, known)
  return known
}

/** Executes an operation; plain objects and functions are the data. */
export async function executeOperation(
  text: string,
  variables: Readonly<Record<string, unknown>>,
  rootValue: unknown,
): Promise<Execution> {
  const { schema, document } = prepare(text)
  const result = await execute({
    schema,
    document,
    rootValue,
    variableValues: variables,
  })
  const errors = result.errors?.map((error) => {
    const { originalError } = error
    const type = originalError instanceof GraphqlRefusal ? { type: originalError.type } : {}
    return { ...type, ...error.toJSON() }
  })
  return JSON.parse(JSON.stringify({ ...result, ...(errors ? { errors } : {}) }))
}
