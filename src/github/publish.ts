import { type Client, ONCE } from './client.ts'
import { readConversation } from './conversation.ts'
import type { PullRequestTask } from './event.ts'
import { type Posted, postReview, type Surroundings } from './post-review.ts'
import {
  type CommentPlan,
  type CommentUpdate,
  type DesiredComment,
  isIdle,
  planSummary,
  type SummaryPlan,
} from './reconcile.ts'
import { classify, messageOf } from './refusal.ts'

export interface Publication {
  /** `outdated`: the head moved, and the next run reports. */
  readonly outcome: 'published' | 'unchanged' | 'outdated' | 'denied' | 'failed'
  /** New comments that are not there now. */
  readonly missing: readonly DesiredComment[]
}

/** The plan of the summary, which lists the comments that are missing. */
export type Summarize = (missing: readonly DesiredComment[]) => SummaryPlan

/**
 * Performs a plan: one review with the new comments, edits of the old ones, the summary.
 *
 * Never throws on what GitHub answers: the verdict does not depend on posting. Everything that
 * goes wrong is a warning.
 */
export async function publish(
  client: Client,
  task: PullRequestTask,
  plan: { readonly comments: CommentPlan; readonly summarize: Summarize },
  surroundings: Surroundings,
): Promise<Publication> {
  if (isIdle(plan.comments, plan.summarize([]))) return { outcome: 'unchanged', missing: [] }

  let missing = plan.comments.create
  try {
    if (await hasMoved(client, task)) return { outcome: 'outdated', missing }

    missing = await publishComments(client, task, plan.comments, surroundings)
    await publishSummary(client, task, plan.summarize(missing))
    return { outcome: 'published', missing }
  } catch (error) {
    const isDenied = ['denied', 'missing'].includes(classify(error))
    if (!isDenied) surroundings.warn(`The review could not be posted: ${messageOf(error)}`)
    return { outcome: isDenied ? 'denied' : 'failed', missing }
  }
}

/** Whether somebody pushed, or closed the pull request, since the run began. */
async function hasMoved(client: Client, task: PullRequestTask): Promise<boolean> {
  const { owner, repo, number, headSha } = task
  const { data } = await client.rest.pulls.get({ owner, repo, pull_number: number })
  return data.head.sha !== headSha || data.state !== 'open'
}

async function publishComments(
  client: Client,
  task: PullRequestTask,
  { create, update }: CommentPlan,
  surroundings: Surroundings,
): Promise<readonly DesiredComment[]> {
  const none: Posted = { posted: [], refused: [] }
  const { refused } =
    create.length === 0 ? none : await postReview(client, task, create, surroundings)
  for (const { anchor } of refused) {
    surroundings.warn(`GitHub took no comment on ${anchor.path}:${anchor.line}; see the summary.`)
  }
  for (const change of update) await updateComment(client, task, change, surroundings)
  return refused
}

async function updateComment(
  client: Client,
  { owner, repo }: PullRequestTask,
  { id, body }: CommentUpdate,
  { warn }: Surroundings,
): Promise<void> {
  try {
    await client.rest.pulls.updateReviewComment({ owner, repo, comment_id: id, body })
  } catch (error) {
    warn(`A comment could not be edited: ${messageOf(error)}`)
  }
}

async function publishSummary(
  client: Client,
  task: PullRequestTask,
  { create, update, remove }: SummaryPlan,
): Promise<void> {
  const { owner, repo } = task
  if (create !== undefined) await createSummary(client, task, create)
  if (update) await updateSummary(client, task, update)
  for (const id of remove) await client.rest.issues.deleteComment({ owner, repo, comment_id: id })
}

/** Edits the summary; if somebody deleted it meanwhile, there is a new one. */
async function updateSummary(
  client: Client,
  task: PullRequestTask,
  { id, body }: CommentUpdate,
): Promise<void> {
  const { owner, repo } = task
  try {
    await client.rest.issues.updateComment({ owner, repo, comment_id: id, body })
  } catch (error) {
    if (classify(error) !== 'missing') throw error
    await createSummary(client, task, body)
  }
}

/** After a server's error the comment may stand there all the same: look, then repeat. */
async function createSummary(client: Client, task: PullRequestTask, body: string): Promise<void> {
  const { owner, repo, number } = task
  const comment = { owner, repo, issue_number: number, body, request: ONCE }
  try {
    await client.rest.issues.createComment(comment)
  } catch (error) {
    if (classify(error) !== 'unclear') throw error
    const { comments } = await readConversation(client, task, number)
    const plan = planSummary(body, true, comments)
    if (plan.create !== undefined) await client.rest.issues.createComment(comment)
  }
}
