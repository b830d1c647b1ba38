import { type Client, ONCE } from '../client.ts'
import { type Conversation, readConversation } from '../read/conversation.ts'
import type { RepositoryName } from '../read/event.ts'
import { classify } from '../refusal.ts'

/** Where comments go. */
export interface Subject extends RepositoryName {
  /** Of the pull request. */
  readonly number: number
}

/**
 * Creates a comment in the conversation. After a server's error it may stand there all the same: it
 * is looked for, then posted again.
 *
 * Throws Octokit's error if GitHub does not take it.
 */
export async function createComment(
  client: Client,
  { owner, repo, number }: Subject,
  body: string,
  isThere: (conversation: Conversation) => boolean,
): Promise<void> {
  const comment = { owner, repo, issue_number: number, body, request: ONCE }
  try {
    await client.rest.issues.createComment(comment)
  } catch (error) {
    if (classify(error) !== 'unclear') throw error
    const conversation = await readConversation(client, { owner, repo }, number)
    if (!isThere(conversation)) await client.rest.issues.createComment(comment)
  }
}
