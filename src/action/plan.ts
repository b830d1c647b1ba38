import type { Head } from '../github/organization.ts'
import { listOf, number, object, text, texts } from '../report/formats/finding-schema.ts'
import { findProblem } from '../report/formats/schema-check.ts'
import { MOST_SHARDS } from '../settings/fields/audit.ts'
import { UserError } from '../settings/user-error.ts'

/** Which repositories an audit looks at, and which job looks at which. */
export interface Plan {
  readonly form: 1
  readonly shards: readonly (readonly Head[])[]
  /** Repositories that are named and that the token cannot see. */
  readonly unseen: readonly string[]
  /** What the reader of the report should know about the list; sentences. */
  readonly notes: readonly string[]
}

/** A job takes some twenty seconds before it audits anything. */
const SHARD_SIZE = 100

/** Deals repositories to shards: none has more than one more than another, and none is empty. */
export function cutShards(
  heads: readonly Head[],
  wanted = Math.ceil(heads.length / SHARD_SIZE),
): Plan['shards'] {
  const count = Math.min(Math.max(wanted, 1), MOST_SHARDS, Math.max(heads.length, 1))
  // Neighbors by name are often alike, so they are dealt out and not cut.
  const shards = Array.from({ length: count }, (): Head[] => [])
  for (const [at, head] of heads.entries()) shards[at % count]?.push(head)
  return shards
}

const head = object(
  {
    name: text,
    url: text,
    commit: text,
    isArchived: { type: 'boolean' },
    isFork: { type: 'boolean' },
    isPrivate: { type: 'boolean' },
  },
  ['commit'],
)
const SCHEMA = object({
  form: { ...number, const: 1 },
  shards: listOf(listOf(head)),
  unseen: texts,
  notes: texts,
})

/** Reads what the step `plan` wrote. Throws a UserError if it is something else. */
export function parsePlan(source: string): Plan {
  const value = parseJson(source)
  const problem = findProblem(value, SCHEMA)
  if (isPlan(value, problem)) return value
  throw new UserError(`The plan is not one of Cortex Review: ${problem}.`, REMEDY)
}

const REMEDY = 'Download the artifact that the job with `step: plan` uploaded.'

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    throw new UserError('The plan is not JSON.', REMEDY)
  }
}

/** What the schema has no objection to. */
function isPlan(_value: unknown, problem: string | undefined): _value is Plan {
  return problem === undefined
}
