import type { Client } from './client.ts'
import type { Surroundings } from './post-review.ts'
import type { CommentEdit, CommentPlan } from './reconcile.ts'
import { messageOf, remedyForWrite } from './refusal.ts'

/** What one field of a mutation does, for a sentence about its failure. */
type Step = 'edited' | 'closed'

interface Mutation {
  readonly text: string
  readonly variables: Readonly<Record<string, string>>
  /** By the alias of the field. */
  readonly steps: ReadonlyMap<string, Step>
}

/** So many threads fit in a request that GitHub computes in time. */
const BATCH = 20

/**
 * Edits comments in one GraphQL request; those that have nothing left to ask are resolved as well,
 * or minimised if the token may not resolve.
 *
 * Each is a field of its own: what fails costs a warning and nothing else. All of it can be repeated.
 */
export async function editThreads(
  client: Client,
  { edit, close }: Pick<CommentPlan, 'edit' | 'close'>,
  { warn }: Pick<Surroundings, 'warn'>,
): Promise<void> {
  const changes = [
    ...edit.map((each) => ({ ...each, isClosed: false })),
    ...close.map((each) => ({ ...each, isClosed: true })),
  ]
  for (let at = 0; at < changes.length; at += BATCH) {
    const mutation = buildMutation(changes.slice(at, at + BATCH))
    const failed = await perform(client, mutation)
    const [first] = [...failed.values()].flat()
    if (first === undefined) continue
    const parts = [...failed].map(([step, { length }]) => `${length} could not be ${step}`)
    warn(`${remedyForWrite(first)} Of the comments, ${parts.join(' and ')}: ${messageOf(first)}`)
  }
}

/** The mutation; texts and ids are variables, never pasted in. */
export function buildMutation(
  changes: readonly (CommentEdit & { readonly isClosed: boolean })[],
): Mutation {
  const variables: Record<string, string> = {}
  const declarations: string[] = []
  const fields: string[] = []
  const steps = new Map<string, Step>()
  const add = (alias: string, step: Step, field: string) => {
    steps.set(alias, step)
    fields.push(`${alias}: ${field} { clientMutationId }`)
  }

  for (const [index, { thread, body, isClosed }] of changes.entries()) {
    variables[`c${index}`] = thread.comment.nodeId
    variables[`b${index}`] = body
    declarations.push(`$c${index}: ID!`, `$b${index}: String!`)
    add(
      `edit${index}`,
      'edited',
      `updatePullRequestReviewComment(input: { pullRequestReviewCommentId: $c${index}, body: $b${index} })`,
    )
    if (!isClosed) continue
    if (!thread.canResolve) {
      const input = `{ subjectId: $c${index}, classifier: RESOLVED }`
      add(`close${index}`, 'closed', `minimizeComment(input: ${input})`)
      continue
    }
    variables[`t${index}`] = thread.id
    declarations.push(`$t${index}: ID!`)
    add(`close${index}`, 'closed', `resolveReviewThread(input: { threadId: $t${index} })`)
  }
  const text = `mutation Edit(${declarations.join(', ')}) {\n  ${fields.join('\n  ')}\n}\n`
  return { text, variables, steps }
}

/** Sends a mutation; returns what did not succeed, and why. */
async function perform(
  client: Client,
  { text, variables, steps }: Mutation,
): Promise<ReadonlyMap<Step, readonly Error[]>> {
  try {
    await client.graphql(text, { ...variables })
    return new Map()
  } catch (error) {
    const failed = new Map<Step, Error[]>()
    const note = (step: Step, reason: Error) =>
      failed.set(step, [...(failed.get(step) ?? []), reason])
    for (const { alias, message } of listFieldErrors(error)) {
      const step = steps.get(alias)
      if (step) note(step, new Error(message))
    }
    const whole = error instanceof Error ? error : new Error(String(error))
    if (failed.size === 0) for (const step of steps.values()) note(step, whole)
    return failed
  }
}

/** The errors of single fields; the others were carried out. */
export function listFieldErrors(
  error: unknown,
): readonly { readonly alias: string; readonly message: string }[] {
  if (typeof error !== 'object' || error === null || !('errors' in error)) return []
  if (!Array.isArray(error.errors)) return []
  return error.errors.flatMap((each) => {
    const alias = Array.isArray(each?.path) ? String(each.path[0]) : undefined
    return alias === undefined ? [] : [{ alias, message: String(each.message) }]
  })
}
