import type { Anchor } from '../../report/comment/placement.ts'
import { type Client, ONCE } from '../client.ts'
import { readConversation } from '../read/conversation.ts'
import type { PullRequestTask } from '../read/event.ts'
import type { DesiredComment } from './comments.ts'
import { toReviewPayload } from './payloads.ts'

/** A comment on a line of the diff. */
export interface LineComment extends DesiredComment {
  readonly anchor: Anchor
}

/** A review as GitHub names it. */
export interface ReviewName {
  readonly id: number
  /** The id that GraphQL's mutations take. */
  readonly nodeId: string
}

/** Creates a review of the head that was judged; a draft is shown to nobody, and tells nobody. */
export async function createReview(
  client: Client,
  { owner, repo, number, headSha }: PullRequestTask,
  comments: readonly LineComment[],
  state: 'submitted' | 'draft' = 'submitted',
): Promise<ReviewName> {
  const { event, ...payload } = toReviewPayload(headSha, comments)
  const { data } = await client.rest.pulls.createReview({
    owner,
    repo,
    pull_number: number,
    ...payload,
    ...(state === 'submitted' && { event }),
    request: ONCE,
  })
  return { id: data.id, nodeId: data.node_id }
}

/** Those of some comments that the pull request has by now: after a lost answer, only a look tells. */
export async function findPresent<T extends DesiredComment>(
  client: Client,
  task: PullRequestTask,
  comments: readonly T[],
): Promise<readonly T[]> {
  const { threads } = await readConversation(client, task, task.number)
  const present = new Set(
    threads.flatMap(({ marker, isResolved }) =>
      marker.state || isResolved ? [] : [keyOf(marker)],
    ),
  )
  return comments.filter((comment) => present.has(keyOf(comment)))
}

function keyOf({ fingerprint, handle }: Pick<DesiredComment, 'fingerprint' | 'handle'>): string {
  return `${fingerprint} ${handle}`
}

/** Deletes a review that was never submitted; others cannot be deleted. */
export async function deleteDraft(
  client: Client,
  { owner, repo, number }: PullRequestTask,
  id: number,
): Promise<void> {
  await client.rest.pulls.deletePendingReview({ owner, repo, pull_number: number, review_id: id })
}

/** Deletes the drafts of ours; other people's are not listed. */
export async function deleteDrafts(client: Client, task: PullRequestTask): Promise<void> {
  const { owner, repo, number } = task
  const pull = { owner, repo, pull_number: number }
  const data = await client.paginate(client.rest.pulls.listReviews, { ...pull, per_page: 100 })
  for (const { id, state } of data) {
    if (state === 'PENDING') await deleteDraft(client, task, id)
  }
}
