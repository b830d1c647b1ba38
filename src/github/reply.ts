import { parseReplyMarker } from '../report/marker.ts'
import { type Client, ONCE } from './client.ts'
import { readConversation } from './conversation.ts'
import type { CommandTask } from './event.ts'
import { classify } from './refusal.ts'

/**
 * Answers a comment. After a server's error the answer may stand there all the same: it is looked
 * for, then posted again. Throws Octokit's error if GitHub does not take it.
 */
export async function postReply(client: Client, task: CommandTask, body: string): Promise<void> {
  const { owner, repo, number } = task
  const comment = { owner, repo, issue_number: number, body, request: ONCE }
  try {
    await client.rest.issues.createComment(comment)
  } catch (error) {
    if (classify(error) !== 'unclear') throw error
    const { answered } = await readConversation(client, task, number)
    const id = parseReplyMarker(body)
    if (id === undefined || !answered.includes(id)) await client.rest.issues.createComment(comment)
  }
}
