import type { Client } from '../client.ts'
import {
  type BotComment,
  type Conversation,
  proposes,
  readConversation,
} from '../read/conversation.ts'
import type { PullRequestTask } from '../read/event.ts'
import { asSentence, classify, messageOf, remedyForWrite } from '../refusal.ts'
import type { DesiredComment } from './comments.ts'
import { postReview } from './post-review.ts'
import { postUpdates } from './post-updates.ts'
import type { Surroundings } from './posted.ts'
import { type CommentPlan, isIdle, moveThread, type SummaryPlan } from './reconcile.ts'

export interface Publication {
  /** `outdated`: another run reports, of a newer commit. */
  readonly outcome: 'published' | 'unchanged' | 'outdated' | 'denied' | 'failed'
  /** The plan that was carried out. */
  readonly plan: Plan
  readonly missing: Missing
}

/** New comments that are not there now: GitHub refused those very ones, or could not be written to. */
export interface Missing {
  readonly comments: readonly DesiredComment[]
  readonly why: 'refused' | 'failed'
}

/** What is to be written, given what stands there. */
export interface Plan {
  readonly comments: CommentPlan
  /** The plan of the summary, which lists the comments that are missing. */
  readonly summarize: (missing: Missing) => SummaryPlan
  /** Whether a later run has been there. */
  readonly isOutdated: boolean
}

interface Publishing extends Surroundings {
  readonly client: Client
  readonly task: PullRequestTask
}

/**
 * Makes a pull request say what it should: one review with the new comments, edits of the old ones,
 * the summary. `conversation` is what was read of it, `plan` what that calls for.
 *
 * Never throws on what GitHub answers: the verdict does not depend on posting. Everything that
 * goes wrong is a warning.
 */
export async function publish(
  client: Client,
  task: PullRequestTask,
  conversation: Conversation,
  plan: (conversation: Conversation) => Plan,
  surroundings: Surroundings,
): Promise<Publication> {
  const early = plan(conversation)
  // Whoever read it has said so.
  if (!conversation.pullRequestId) return notShown(early)
  if (isPlanIdle(early)) return { outcome: 'unchanged', plan: early, missing: NOTHING }
  if (early.isOutdated)
    return { outcome: 'outdated', plan: early, missing: failed(early.comments.create) }

  const publishing = { client, task, ...surroundings }
  try {
    // Right before writing, the head and what others have written since.
    const now = await readConversation(client, task, task.number)
    const planned = plan(now)
    if (!now.pullRequestId) {
      surroundings.warn(
        'Nothing was posted: the pull request conversation is no longer accessible.',
      )
      return notShown(planned)
    }
    if (!proposes(now, task.headSha) || planned.isOutdated) {
      return { outcome: 'outdated', plan: planned, missing: failed(planned.comments.create) }
    }
    if (isPlanIdle(planned)) return { outcome: 'unchanged', plan: planned, missing: NOTHING }
    const { outcome, missing } = await perform(publishing, now, plan)
    return { outcome, missing, plan: planned }
  } catch (error) {
    surroundings.warn(
      `Nothing was posted: ${asSentence(messageOf(error))} ${remedyForWrite(error)}`,
    )
    return { outcome: 'failed', plan: early, missing: failed(early.comments.create) }
  }
}

function notShown(plan: Plan): Publication {
  return { outcome: 'failed', plan, missing: failed(plan.comments.create) }
}

const NOTHING: Missing = { comments: [], why: 'refused' }

function failed(comments: readonly DesiredComment[]): Missing {
  return { comments, why: 'failed' }
}

function isPlanIdle({ comments, summarize }: Plan): boolean {
  return isIdle(comments, summarize(NOTHING))
}

interface Result extends Pick<Publication, 'missing'> {
  readonly outcome: Outcome
}

/** Writes what a plan calls for, given what stands there now. */
async function perform(
  publishing: Publishing,
  now: Conversation,
  plan: (conversation: Conversation) => Plan,
): Promise<Result> {
  const { task } = publishing
  const { comments, summarize } = plan(now)
  const review = await performReview(publishing, comments.create)
  const { missing } = review
  // A fork's token may write nothing; another one may lack only the right to review.
  const mayGoOn = review.outcome !== 'outdated' && !(review.outcome === 'denied' && task.fork)
  if (!mayGoOn) return review

  const hasReview = comments.create.length > missing.comments.length
  const left = review.outcome === 'denied' ? withoutComments(plan) : plan
  const { outcome, after } = await postUpdates(publishing, now, (conversation) => {
    const planned = left(conversation)
    return {
      comments: withMoves(planned.comments, review, task.headSha),
      summary: planned.summarize(missing),
      hasReview,
    }
  })
  const mayBeNew = outcome !== 'denied' && summarize(missing).create !== undefined
  const isNew = hasReview || mayBeNew
  await removeCopies(publishing, left, after ?? (isNew ? undefined : now))
  return { outcome: worstOf(review.outcome, outcome), missing }
}

/** Leads from what a comment of the new review takes over to that, if it stands there. */
function withMoves(
  { edit, close }: CommentPlan,
  { missing, address }: Reviewed,
  commit: string,
): Pick<CommentPlan, 'edit' | 'close'> {
  const closing = close.flatMap((each) => {
    const { thread, successor } = each
    if (!successor) return [each]
    return missing.comments.includes(successor) ? [] : [moveThread(thread, commit, address)]
  })
  return { edit, close: closing }
}

/** What is left to a token that may write in the conversation only. */
function withoutComments(
  plan: (conversation: Conversation) => Plan,
): (conversation: Conversation) => Plan {
  const none = { create: [], edit: [], close: [], remove: [] }
  return (conversation) => {
    const planned = plan(conversation)
    return { ...planned, comments: { ...planned.comments, ...none } }
  }
}

type Outcome = Exclude<Publication['outcome'], 'unchanged'>

function worstOf(...outcomes: readonly Outcome[]): Outcome {
  return OUTCOMES.find((outcome) => outcomes.includes(outcome)) ?? 'published'
}

const OUTCOMES: readonly Outcome[] = ['denied', 'failed']

interface Reviewed extends Result {
  /** Where the review stands on the page of the pull request; '' if that is not known. */
  readonly address: string
}

async function performReview(
  { client, task, ...surroundings }: Publishing,
  create: readonly DesiredComment[],
): Promise<Reviewed> {
  const address = ''
  if (create.length === 0) return { outcome: 'published', missing: NOTHING, address }
  try {
    const { refused, isOutdated, review } = await postReview(client, task, create, surroundings)
    if (isOutdated) return { outcome: 'outdated', missing: failed(create), address }
    if (refused.length > 0) surroundings.warn(describeRefused(refused))
    const missing: Missing = { comments: refused, why: 'refused' }
    return { outcome: 'published', missing, address: review ? `#pullrequestreview-${review}` : '' }
  } catch (error) {
    const outcome = explain(error, 'The review', surroundings)
    return { outcome, missing: failed(create), address }
  }
}

function describeRefused(refused: readonly DesiredComment[]): string {
  const places = refused.map(({ anchor }) =>
    anchor && 'line' in anchor ? `${anchor.path}:${anchor.line}` : (anchor?.path ?? ''),
  )
  const more = places.length > MOST_PLACES ? ` and ${places.length - MOST_PLACES} more` : ''
  return `GitHub rejected the comments on ${places.slice(0, MOST_PLACES).join(', ')}${more}. See the summary.`
}

const MOST_PLACES = 5

/** Tells what was not posted; whoever called tells which permission is missing. */
function explain(error: unknown, what: string, { warn }: Surroundings): Outcome {
  if (['denied', 'missing'].includes(classify(error))) return 'denied'
  warn(`${what} could not be posted: ${asSentence(messageOf(error))} ${remedyForWrite(error)}`)
  return 'failed'
}

/** A second copy, which another run at the same time left behind. */
async function removeComment(
  { client, task, warn }: Publishing,
  { id }: BotComment,
  kind: 'review' | 'summary',
): Promise<void> {
  if (id === undefined) return
  const { owner, repo } = task
  const comment = { owner, repo, comment_id: id }
  try {
    if (kind === 'review') await client.rest.pulls.deleteReviewComment(comment)
    else await client.rest.issues.deleteComment(comment)
  } catch (error) {
    // The other run may have removed it as well.
    if (classify(error) !== 'missing')
      warn(`Removing a duplicate comment failed: ${messageOf(error)}`)
  }
}

/**
 * Two runs at once cannot see each other before they write; afterwards the later copies go. What
 * stands there then is read unless it is known.
 */
async function removeCopies(
  publishing: Publishing,
  plan: (conversation: Conversation) => Plan,
  known: Conversation | undefined,
): Promise<void> {
  const { client, task, warn } = publishing
  try {
    const after = known ?? (await readConversation(client, task, task.number))
    const { comments, summarize } = plan(after)
    for (const comment of comments.remove) await removeComment(publishing, comment, 'review')
    for (const copy of summarize(NOTHING).remove) await removeComment(publishing, copy, 'summary')
  } catch (error) {
    warn(`Checking for duplicate comments failed: ${messageOf(error)}`)
  }
}
