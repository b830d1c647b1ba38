import { anyApiTable } from '../src/cortex/tables/api.ts'
import { clusterTable } from '../src/cortex/tables/cluster.ts'
import type { Field } from '../src/schema/schema.ts'

/** A case of what Cortex itself says of a file. */
export interface ConformanceCase {
  readonly id: string
  readonly type: string
  readonly about: string
  readonly yaml?: string
  /** The file's bytes where they are no UTF-8. */
  readonly yaml_base64?: string
  /** Of updates and rollouts: the file before and after. */
  readonly old?: string
  readonly new?: string
  /** The file of the cluster that an API is deployed to. */
  readonly cluster?: string
  /** What is deployed already: `name[:kind[:endpoint]]`, separated by commas. */
  readonly deployed?: string
  readonly ok: boolean
  readonly kind?: string
  readonly stage?: string
  /** Cortex's message, or in the project's own copy the keys that it names, dotted. */
  readonly error?: string
  readonly path?: string
  readonly other_errors?: readonly string[]
  readonly other_paths?: readonly string[]
  readonly effective?: unknown
}

/** The cases of a file, one on each line. */
export function parseCases(text: string): readonly ConformanceCase[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const item: ConformanceCase = JSON.parse(line)
      return item
    })
}

/** The keys that a case's error names: one path, or several if Cortex may name any of them. */
export function errorPaths(item: ConformanceCase): readonly string[] {
  if (item.path !== undefined) return [item.path, ...(item.other_paths ?? [])]
  const errors = [item.error ?? '', ...(item.other_errors ?? [])]
  return errors.map((message) =>
    keyPathOf(message, item.type !== 'cluster' && item.type !== 'configure'),
  )
}

/**
 * The keys that a message of Cortex names, from the spec or the cluster: `pod.containers.0.name`.
 *
 * A message is the file, the API if `isApi`, keys and indexes, and what is wrong, with colons between.
 */
export function keyPathOf(message: string, isApi: boolean): string {
  const [first = ''] = message.split('\n\n')
  const all = first.split(': ')
  const hasFile = all[0]?.endsWith('.yaml') ?? false
  const parts = all.slice(hasFile ? (isApi ? 2 : 1) : 0)
  const steps: string[] = []
  const start = parts.findIndex((part) => isStep(part) || part.startsWith('key "'))
  if (start < 0) return ''

  for (const part of parts.slice(start)) {
    const unknown = /^key "(.*)" is not supported/s.exec(part)?.[1]
    const index = /^index (\d+)$/.exec(part)?.[1]
    const isName = steps.at(-1) === 'node_groups' && index === undefined && unknown === undefined
    if (unknown !== undefined) steps.push(unknown)
    else if (index !== undefined) steps.push(index)
    else if (isStep(part) || (isName && parts.at(-1) !== part)) steps.push(part)
    else break
  }
  return steps.join('.')
}

function isStep(part: string): boolean {
  return KEYS.has(part) || /^index \d+$/.test(part)
}

const KEYS: ReadonlySet<string> = new Set([...keysOf(clusterTable), ...keysOf(anyApiTable)])

function* keysOf({ shape }: Field<unknown>): Iterable<string> {
  if (shape.type === 'list') yield* keysOf(shape.item)
  if (shape.type !== 'map') return
  for (const [key, field] of Object.entries(shape.fields)) {
    yield key
    yield* keysOf(field)
  }
}

/** The text of a case's file; undefined if its bytes are no text. */
export function textOf({ yaml, yaml_base64 }: ConformanceCase): string | undefined {
  if (yaml_base64 === undefined) return yaml ?? ''
  const bytes = Buffer.from(yaml_base64, 'base64')
  const mark = bytes.subarray(0, 2).toString('hex')
  const encoding = { fffe: 'utf-16le', feff: 'utf-16be' }[mark] ?? 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
