import { parseMarker } from '../../report/comment/marker.ts'
import { type Client, isModest } from '../client.ts'
import { type Conversation, completeConversation, readConversation } from '../read/conversation.ts'
import type { PullRequestTask } from '../read/event.ts'
import { asSentence, classify, FieldError, isDrift, messageOf, remedyForWrite } from '../refusal.ts'
import { createComment } from './issue-comment.ts'
import {
  buildMutation,
  type Failure,
  type Sent,
  type Step,
  type SummaryChange,
  send,
  type ThreadChange,
} from './mutation.ts'
import type { Surroundings } from './posted.ts'
import type { CommentPlan, SummaryPlan } from './reconcile.ts'

/** What is to be written besides the review. */
export interface Updates {
  readonly comments: Pick<CommentPlan, 'edit' | 'close'>
  readonly summary: Pick<SummaryPlan, 'create' | 'update'>
  /** Whether the review is new, so that another run may have written the same at that moment. */
  readonly hasReview: boolean
}

/** What became of it. */
export interface Updated {
  /** Of the summary. */
  readonly outcome: 'published' | 'denied' | 'failed'
  /** What stood in the pull request afterwards, if that was seen. */
  readonly after?: Conversation
}

interface Updating extends Surroundings {
  readonly client: Client
  readonly task: PullRequestTask
}

interface Batch {
  readonly changes: readonly ThreadChange[]
  readonly summary?: SummaryChange
}

/** So many threads fit in a request that GitHub computes in time. */
const BATCH = 20

/**
 * Edits and closes comments, and posts the summary, in one GraphQL request. If anything is new, its
 * answer also tells what stands in the pull request afterwards.
 *
 * `plan` tells what is to be done, given what stands there, which is `now` to begin with. Each change
 * is a field of its own: what fails costs a warning and nothing else. Never throws on what GitHub
 * answers.
 */
export async function postUpdates(
  updating: Updating,
  now: Conversation,
  plan: (conversation: Conversation) => Updates,
): Promise<Updated> {
  const updates = plan(now)
  const sent = await sendAll(updating, now, updates)
  if (!isWorthALook(sent, updates)) return finish(updating, updates, sent)

  const later = await readLater(updating)
  if (!later) return finish(updating, updates, sent)
  const left = plan(later)
  const result = await finish(updating, left, await sendAll(updating, later, left))
  return { after: later, ...result }
}

/** Whether the summary may stand there after a lost answer, or is gone because a person deleted it. */
function isWorthALook({ failed }: Sent, { summary }: Updates): boolean {
  const error = reasonOf(failed, 'summary')
  if (summary.update) return error instanceof FieldError && classify(error) === 'missing'
  return classify(error) === 'unclear'
}

async function readLater({ client, task }: Updating): Promise<Conversation | undefined> {
  try {
    return await readConversation(client, task, task.number)
  } catch {
    return undefined
  }
}

async function sendAll(
  { client }: Updating,
  { pullRequestId = '' }: Conversation,
  updates: Updates,
): Promise<Sent> {
  const failed: Failure[] = []
  let after: Sent['after']
  for (const { changes, summary } of toBatches(updates, pullRequestId)) {
    const mutation = buildMutation(changes, summary, isModest(client))
    const sent = await send(client, mutation).catch((error: unknown): Sent => {
      const reason = error instanceof Error ? error : new Error(String(error))
      return { failed: [...mutation.steps.values()].map((step) => ({ step, reason })) }
    })
    failed.push(...sent.failed)
    after = sent.after
  }
  return { failed, ...(after && { after }) }
}

function toBatches({ comments, summary, hasReview }: Updates, pullRequestId: string): Batch[] {
  const changes = [
    ...comments.edit.map((each) => ({ ...each, isClosed: false })),
    ...comments.close.map((each) => ({ ...each, isClosed: true })),
  ]
  const batches: Batch[] = []
  for (let at = 0; at < changes.length; at += BATCH) {
    batches.push({ changes: changes.slice(at, at + BATCH) })
  }
  if (summary.create === undefined && !summary.update) return batches
  const looksBack = hasReview || summary.create !== undefined
  const last = batches.pop() ?? { changes: [] }
  return [...batches, { ...last, summary: { ...summary, pullRequestId, looksBack } }]
}

/** Says what was not done, and completes what was seen afterwards. */
async function finish(updating: Updating, updates: Updates, sent: Sent): Promise<Updated> {
  const { client, task, warn } = updating
  const refusal = reasonOf(sent.failed, 'summary')
  const reason = await postOtherwise(updating, updates, refusal)
  const threads = sent.failed.filter(({ step }) => step !== 'summary')
  if (isDenial(reason)) {
    // Whoever called tells which permission is missing.
    if (!threads.every((each) => isDenial(each.reason))) warn(describe(threads))
    return { outcome: 'denied' }
  }
  const failed: readonly Failure[] = reason ? [...threads, { step: 'summary', reason }] : threads
  if (failed.length > 0) warn(describe(failed))
  const outcome = reason ? 'failed' : 'published'
  if (!sent.after) return { outcome }
  try {
    const after = await completeConversation(client, task, task.number, sent.after)
    return { outcome, after }
  } catch {
    return { outcome }
  }
}

/**
 * Posts the summary through REST if a token that may comment may not do so through GraphQL, or GraphQL
 * has changed; returns why the summary is not there.
 */
async function postOtherwise(
  { client, task }: Updating,
  { summary: { create, update } }: Updates,
  refusal: Error | undefined,
): Promise<Error | undefined> {
  const isRefused = refusal instanceof FieldError && isDenial(refusal) && !task.fork
  if (!isRefused && !isDrift(refusal)) return refusal
  const { owner, repo } = task
  try {
    if (create !== undefined) {
      const name = parseMarker(create)?.name
      await createComment(client, task, create, ({ summaries }) =>
        summaries.some(({ marker }) => marker.name === name),
      )
    }
    if (update) {
      const { comment, body } = update
      if (comment.id === undefined) return refusal
      await client.rest.issues.updateComment({ owner, repo, comment_id: comment.id, body })
    }
    return undefined
  } catch (error) {
    return error instanceof Error ? error : refusal
  }
}

function reasonOf(failed: readonly Failure[], step: Step): Error | undefined {
  return failed.find((each) => each.step === step)?.reason
}

function isDenial(error: Error | undefined): boolean {
  return ['denied', 'missing'].includes(classify(error))
}

/** One sentence about all that was not done, and GitHub's word on the first of it. */
function describe(failed: readonly Failure[]): string {
  const first = failed[0]?.reason
  const count = (step: Step) => failed.filter((each) => each.step === step).length
  const threads = [
    ...(count('edit') > 0 ? [`${count('edit')} not edited`] : []),
    ...(count('close') > 0 ? [`${count('close')} not closed`] : []),
  ]
  const what = threads.length > 0 ? `Updating comments failed (${threads.join(', ')})` : ''
  const summary = count('summary') > 0 ? 'the summary was not posted' : ''
  const sentence = [what, summary].filter(Boolean).join(', and ')
  return `${sentence.replace(/^t/, 'T')}: ${asSentence(messageOf(first))} ${remedyForWrite(first)}`
}
