import { parseReplyMarker } from '../../report/comment/marker.ts'
import type { Client } from '../client.ts'
import type { CommandTask } from '../read/event.ts'
import { createComment } from '../write/issue-comment.ts'

/** Answers a comment. Throws Octokit's error if GitHub does not take the answer. */
export async function postReply(client: Client, task: CommandTask, body: string): Promise<void> {
  const id = parseReplyMarker(body)
  await createComment(
    client,
    task,
    body,
    ({ answered }) => id !== undefined && answered.includes(id),
  )
}
