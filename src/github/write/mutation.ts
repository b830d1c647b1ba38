import { type Client, ONCE } from '../client.ts'
import { isPullRequest, type PullRequestNode, selectConversation } from '../read/query.ts'
import { FieldError } from '../refusal.ts'
import type { CommentEdit } from './comments.ts'
import type { SummaryPlan } from './reconcile.ts'

/** What one field of a mutation does, for a sentence about its failure. */
export type Step = 'edit' | 'close' | 'summary'

/** A comment that gets another text, and is closed or not. */
export interface ThreadChange extends CommentEdit {
  readonly isClosed: boolean
}

/** The comment with the summary that is to be created or edited. */
export interface SummaryChange extends Pick<SummaryPlan, 'create' | 'update'> {
  readonly pullRequestId: string
  /** Whether the answer brings what stands in the pull request afterwards. */
  readonly looksBack: boolean
}

export interface Mutation {
  readonly text: string
  readonly variables: Readonly<Record<string, string | null>>
  /** By the alias of the field. */
  readonly steps: ReadonlyMap<string, Step>
  /** Whether a repetition would create something twice. */
  readonly creates: boolean
}

/** Something that was not done, and why. */
export interface Failure {
  readonly step: Step
  readonly reason: Error
}

/** What became of a mutation. */
export interface Sent {
  readonly failed: readonly Failure[]
  /** The first page of what stands in the pull request afterwards, if that was asked for. */
  readonly after?: PullRequestNode
}

/** A mutation in the making. */
interface Draft {
  readonly declarations: string[]
  readonly variables: Record<string, string | null>
  readonly fields: string[]
  readonly steps: Map<string, Step>
}

/** The mutation for some changes; texts and ids are variables, never pasted in. */
export function buildMutation(
  changes: readonly ThreadChange[],
  summary: SummaryChange | undefined,
  modest = false,
): Mutation {
  const draft: Draft = { declarations: [], variables: {}, fields: [], steps: new Map() }
  for (const [index, change] of changes.entries()) addThread(draft, index, change)
  if (summary) addSummary(draft, summary, modest)
  const { declarations, fields, ...rest } = draft
  const text = `mutation Update(${declarations.join(', ')}) {\n  ${fields.join('\n  ')}\n}\n`
  return { ...rest, text, creates: summary?.create !== undefined }
}

function addThread(draft: Draft, index: number, { thread, body, isClosed }: ThreadChange): void {
  const comment = declare(draft, `c${index}`, 'ID!', thread.comment.nodeId)
  const text = declare(draft, `b${index}`, 'String!', body)
  const input = `pullRequestReviewCommentId: ${comment}, body: ${text}`
  add(draft, `edit${index}`, 'edit', `updatePullRequestReviewComment(input: { ${input} })`)
  // Whoever resolved it, or the button of its suggestion, was faster.
  if (!isClosed || thread.isResolved) return
  if (thread.canResolve) {
    const id = declare(draft, `t${index}`, 'ID!', thread.id)
    add(draft, `close${index}`, 'close', `resolveReviewThread(input: { threadId: ${id} })`)
  } else {
    const folded = `subjectId: ${comment}, classifier: RESOLVED`
    add(draft, `close${index}`, 'close', `minimizeComment(input: { ${folded} })`)
  }
}

/** The last field: what stands there afterwards includes what the others did. */
function addSummary(draft: Draft, summary: SummaryChange, modest: boolean): void {
  const { create, update, pullRequestId, looksBack } = summary
  const page = looksBack ? { threads: null, comments: null } : undefined
  for (const name of Object.keys(page ?? {})) declare(draft, name, 'String', null)
  const selected = page ? selectConversation(page, modest) : ''
  if (create !== undefined) {
    const subject = declare(draft, 'subject', 'ID!', pullRequestId)
    const input = `subjectId: ${subject}, body: ${declare(draft, 'summary', 'String!', create)}`
    const after = page ? `subject { ... on PullRequest { ${selected} } }` : ''
    add(draft, SUMMARY, 'summary', `addComment(input: { ${input} })`, after)
  }
  if (update) {
    const id = declare(draft, 'subject', 'ID!', update.comment.nodeId)
    const input = `id: ${id}, body: ${declare(draft, 'summary', 'String!', update.body)}`
    const after = page ? `issueComment { pullRequest { ${selected} } }` : ''
    add(draft, SUMMARY, 'summary', `updateIssueComment(input: { ${input} })`, after)
  }
}

const SUMMARY = 'post'

function declare(draft: Draft, name: string, type: string, value: string | null): string {
  draft.declarations.push(`$${name}: ${type}`)
  draft.variables[name] = value
  return `$${name}`
}

function add(draft: Draft, alias: string, step: Step, call: string, selected = ''): void {
  draft.steps.set(alias, step)
  draft.fields.push(`${alias}: ${call} { clientMutationId ${selected} }`)
}

/**
 * Sends a mutation. What creates something is sent once, all else is repeated if GitHub fails.
 *
 * Throws Octokit's error if the mutation failed as a whole, rather than some of its fields.
 */
export async function send(
  client: Client,
  { text, variables, steps, creates }: Mutation,
): Promise<Sent> {
  try {
    const data = await client.graphql<Payload>(text, {
      ...variables,
      ...(creates && { request: ONCE }),
    })
    return { failed: [], ...toAfter(data) }
  } catch (error) {
    const data = partOf(error)
    const reasons = listFieldErrors(error)
    if (!reasons.some(({ alias }) => steps.has(alias))) throw error
    // An error within an answer is about what stands there, not about what was done.
    const failed = reasons.flatMap((reason) => {
      const step = member(data, reason.alias) ? undefined : steps.get(reason.alias)
      return step ? [{ step, reason }] : []
    })
    return { failed, ...toAfter(data) }
  }
}

type Payload = Readonly<Record<string, unknown>> | null

function toAfter(data: Payload): Pick<Sent, 'after'> {
  const payload = member(data, SUMMARY)
  const after = member(payload, 'subject') ?? member(member(payload, 'issueComment'), 'pullRequest')
  return isPullRequest(after) && 'id' in after ? { after } : {}
}

/** What came in spite of an error. */
function partOf(error: unknown): Payload {
  const data = member(error, 'data')
  return typeof data === 'object' ? { ...data } : null
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([name]) => name === key)?.[1]
}

/** The errors of single fields; the others were carried out. */
export function listFieldErrors(error: unknown): readonly FieldError[] {
  const errors = member(error, 'errors')
  if (!Array.isArray(errors)) return []
  return errors.flatMap((each) => {
    const alias = Array.isArray(each?.path) ? String(each.path[0]) : undefined
    return alias === undefined ? [] : [new FieldError(alias, String(each.type), `${each.message}`)]
  })
}
