import { type Client, ONCE } from './client.ts'
import { readConversation } from './conversation.ts'
import type { PullRequestTask } from './event.ts'
import type { SummaryPlan } from './reconcile.ts'
import { classify } from './refusal.ts'

/** Creates or edits the summary. Throws Octokit's error if GitHub does not take it. */
export async function postSummary(
  client: Client,
  task: PullRequestTask,
  { create, update }: Omit<SummaryPlan, 'remove'>,
): Promise<void> {
  if (create !== undefined) await createSummary(client, task, create)
  if (update) await updateSummary(client, task, update)
}

/** Edits the summary; if somebody deleted it meanwhile, there is a new one. */
async function updateSummary(
  client: Client,
  task: PullRequestTask,
  { comment, body }: NonNullable<SummaryPlan['update']>,
): Promise<void> {
  const { owner, repo } = task
  try {
    await client.rest.issues.updateComment({ owner, repo, comment_id: comment.id, body })
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
    const { summaries } = await readConversation(client, task, number)
    if (summaries.length === 0) await client.rest.issues.createComment(comment)
  }
}
