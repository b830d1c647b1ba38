import { type Client, ONCE } from './client.ts'
import { readConversation } from './conversation.ts'
import type { PullRequestTask } from './event.ts'
import { toReviewPayload } from './payloads.ts'
import { type DesiredComment, fingerprintOf } from './reconcile.ts'
import { classify, messageOf } from './refusal.ts'

/** What became of the comments of a review. */
export interface Posted {
  readonly posted: readonly DesiredComment[]
  /** What GitHub did not take. */
  readonly refused: readonly DesiredComment[]
}

/** What publishing needs of its surroundings. */
export interface Surroundings {
  readonly warn: (message: string) => void
  /** Waits a number of seconds. */
  readonly pause: (seconds: number) => Promise<void>
}

/** GitHub's own advice for refusals without a time. */
const TOO_FAST_PAUSE = 60
/** Content may be created 80 times a minute. */
const PACE = 1

/**
 * Posts comments as one review. If GitHub refuses it, the comments to blame are found by halving,
 * since the answer does not name them, and the rest is posted.
 *
 * Throws Octokit's error if it is about the token or GitHub rather than about the comments.
 */
export async function postReview(
  client: Client,
  task: PullRequestTask,
  comments: readonly DesiredComment[],
  surroundings: Surroundings,
): Promise<Posted> {
  try {
    await createReview(client, task, comments)
    return { posted: comments, refused: [] }
  } catch (error) {
    const refusal = classify(error)
    if (refusal === 'unclear') return repeatIfLost(client, task, comments, surroundings)
    if (refusal === 'draft-open') await deleteDrafts(client, task)
    else if (refusal === 'too-fast') await surroundings.pause(TOO_FAST_PAUSE)
    else if (refusal === 'invalid') return postHalves(client, task, comments, surroundings)
    else throw error
    await createReview(client, task, comments)
    return { posted: comments, refused: [] }
  }
}

async function createReview(
  client: Client,
  { owner, repo, number, headSha }: PullRequestTask,
  comments: readonly DesiredComment[],
): Promise<void> {
  await client.rest.pulls.createReview({
    owner,
    repo,
    pull_number: number,
    ...toReviewPayload(headSha, comments),
    request: ONCE,
  })
}

async function postHalves(
  client: Client,
  task: PullRequestTask,
  comments: readonly DesiredComment[],
  surroundings: Surroundings,
): Promise<Posted> {
  if (comments.length < 2) return { posted: [], refused: comments }

  const half = Math.ceil(comments.length / 2)
  const results: Posted[] = []
  for (const part of [comments.slice(0, half), comments.slice(half)]) {
    await surroundings.pause(PACE)
    results.push(await postReview(client, task, part, surroundings))
  }
  return {
    posted: results.flatMap(({ posted }) => posted),
    refused: results.flatMap(({ refused }) => refused),
  }
}

/** After a server's error the review may stand there all the same: look, then post the rest. */
async function repeatIfLost(
  client: Client,
  task: PullRequestTask,
  comments: readonly DesiredComment[],
  { warn }: Surroundings,
): Promise<Posted> {
  const { threads } = await readConversation(client, task, task.number)
  const present = new Set(threads.map(fingerprintOf))
  const lost = comments.filter(({ fingerprint }) => !present.has(fingerprint))
  const posted = comments.filter(({ fingerprint }) => present.has(fingerprint))
  if (lost.length === 0) return { posted, refused: [] }
  try {
    await createReview(client, task, lost)
    return { posted: comments, refused: [] }
  } catch (error) {
    warn(`GitHub did not take the review: ${messageOf(error)}`)
    return { posted, refused: lost }
  }
}

/** Deletes reviews of ours that were never submitted; other people's drafts are not listed. */
async function deleteDrafts(
  client: Client,
  { owner, repo, number }: PullRequestTask,
): Promise<void> {
  const pull = { owner, repo, pull_number: number }
  const { data } = await client.rest.pulls.listReviews({ ...pull, per_page: 100 })
  for (const { id, state } of data) {
    if (state === 'PENDING') await client.rest.pulls.deletePendingReview({ ...pull, review_id: id })
  }
}
