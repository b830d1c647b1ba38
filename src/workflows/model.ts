import { UserError } from '../settings/user-error.ts'
import type { KeyPath } from '../text/text.ts'
import { locate, parseDocument, type YamlDocument } from '../yaml/document.ts'

/** A workflow as far as it matters to Cortex Review. */
export interface Workflow {
  readonly path: string
  readonly text: string
  /** The text with places; the key `on` is `ON` in it. */
  readonly document: YamlDocument
  readonly name: string | undefined
  /** What starts it, each with what is set for it. */
  readonly events: ReadonlyMap<string, Data>
  readonly jobs: readonly Job[]
  /** Why it is not valid; GitHub does not run it then. */
  readonly errors: readonly string[]
}

export interface Job {
  readonly id: string
  readonly name: string | undefined
  /** Where its permissions are set: in the job, or for all jobs. */
  readonly permissionsPath: KeyPath
  /** By permission; undefined if neither the job nor its workflow sets any. */
  readonly permissions: ((name: string) => string) | undefined
  readonly steps: readonly Step[]
}

export interface Step {
  readonly path: KeyPath
  readonly uses: string
  readonly inputs: Readonly<Record<string, unknown>>
}

export type Data = Readonly<Record<string, unknown>>

/**
 * What `on` is called in the document of a workflow: a name of the same length, since YAML 1.1, in which
 * Cortex's files are read, takes the word for `true`.
 */
export const ON = 'oN'
const BARE_ON = /^on(?=\s*:)/m

/** Reads the text of a workflow with places. */
export function toDocument(text: string): YamlDocument {
  return parseDocument(text.replace(BARE_ON, ON))
}

/** The line of the deepest part of a path that is there. */
export function lineOf({ document }: Workflow, path: KeyPath): number {
  for (let depth = path.length; depth > 0; depth--) {
    const place = locate(document, path.slice(0, depth))
    if (place) return document.lines.positionAt((place.key ?? place.value).start).line
  }
  return 1
}

/** What GitHub's parser has no limit for. */
const UNBOUNDED: ReadonlySet<string> = new Set([
  'too-large',
  'too-deep',
  'too-many-nodes',
  'too-many-aliases',
  'circular-alias',
])

/**
 * Reads a workflow, as GitHub does. The parser is loaded when it is first needed.
 *
 * Throws a UserError if it has too many values, too deep ones, or aliases of too many.
 */
export async function readWorkflow(path: string, content: string): Promise<Workflow> {
  const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser')
  const document = toDocument(content)
  if (document.problems.some(({ code }) => UNBOUNDED.has(code))) {
    throw new UserError(`${path} has more values than can be read.`)
  }
  const { value, context } = parseWorkflow({ name: path, content }, new NoOperationTraceWriter())
  // Its form of maps and lists is documented for JSON only.
  const root = toData(toPlain(JSON.parse(JSON.stringify(value ?? null))))
  const jobs = Object.entries(toData(root['jobs']))
  return {
    path,
    text: content,
    document,
    name: typeof root['name'] === 'string' ? root['name'] : undefined,
    events: readEvents(root['on']),
    jobs: jobs.map(([id, job]) => readJob(id, toData(job), root['permissions'])),
    errors: context.errors.getErrors().map(({ message }) => message),
  }
}

function readEvents(value: unknown): ReadonlyMap<string, Data> {
  if (typeof value === 'string') return new Map([[value, {}]])
  if (Array.isArray(value)) return new Map(value.map((name) => [String(name), {}]))
  return new Map(Object.entries(toData(value)).map(([name, data]) => [name, toData(data)]))
}

function readJob(id: string, job: Data, inherited: unknown): Job {
  const steps = Array.isArray(job['steps']) ? job['steps'].map(toData) : []
  return {
    id,
    name: typeof job['name'] === 'string' ? job['name'] : undefined,
    permissionsPath: [...(job['permissions'] === undefined ? [] : ['jobs', id]), 'permissions'],
    permissions: readPermissions(job['permissions'] ?? inherited),
    steps: steps.map(({ uses, with: inputs }, index) => ({
      path: ['jobs', id, 'steps', index],
      uses: typeof uses === 'string' ? uses : '',
      inputs: toData(inputs),
    })),
  }
}

function readPermissions(value: unknown): Job['permissions'] {
  if (value === undefined) return undefined
  if (value === 'write-all') return () => 'write'
  if (value === 'read-all') return () => 'read'
  const set = toData(value)
  return (name) => {
    const given = set[name]
    return typeof given === 'string' ? given : 'none'
  }
}

/** The parser's own form of maps and lists, as data. */
function toPlain(value: unknown): unknown {
  const { map, seq } = toData(value)
  if (Array.isArray(seq)) return seq.map(toPlain)
  if (!Array.isArray(map)) return isPlainEmpty(value) ? {} : value
  return Object.fromEntries(
    map.map(toData).map(({ Key, Value }) => [toKey(Key), toPlain(Value)] as const),
  )
}

function toKey(key: unknown): string {
  return typeof key === 'string' ? key : JSON.stringify(key)
}

function isPlainEmpty(value: unknown): boolean {
  return 'type' in toData(value)
}

function toData(value: unknown): Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
