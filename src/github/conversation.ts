import { parseReplyMarker } from '../report/marker.ts'
import type { CommandComment } from '../review/accept.ts'
import { parseCommand } from '../review/command.ts'
import type { Client } from './client.ts'
import type { RepositoryName } from './event.ts'
import {
  type CommentNode,
  type ConversationCommentNode,
  type PullRequestNode,
  query,
  type ThreadNode,
} from './query.ts'

/** A comment by a program; a person may quote a marker, so people's comments never count. */
export interface BotComment {
  readonly id: number
  readonly body: string
}

/** A thread that a program began. */
export interface BotThread {
  readonly id: string
  readonly comment: BotComment
  readonly isResolved: boolean
  /** Whether someone answered. */
  readonly hasReplies: boolean
  readonly canResolve: boolean
  readonly path: string
  readonly side: 'LEFT' | 'RIGHT'
  /** Where the comment stands now; undefined if its lines changed since. */
  readonly line: number | undefined
  readonly startLine: number | undefined
}

/** What programs have said in a pull request, and people to this one, in the order of time. */
export interface Conversation {
  readonly threads: readonly BotThread[]
  readonly comments: readonly BotComment[]
  readonly commands: readonly CommandComment[]
  /** The ids of the comments that a program answered. */
  readonly answered: readonly number[]
  /** The login of who opened the pull request; absent if the account is gone. */
  readonly author?: string
}

export const EMPTY_CONVERSATION: Conversation = {
  threads: [],
  comments: [],
  commands: [],
  answered: [],
}

/** Reads the conversation of a pull request, page by page. */
export async function readConversation(
  client: Client,
  repository: RepositoryName,
  number: number,
): Promise<Conversation> {
  const page = { number, threads: null, comments: null }
  const { pullRequest } = await query(client, repository, [], page)
  return completeConversation(client, repository, number, pullRequest)
}

/** A conversation whose first page is there already. */
export async function completeConversation(
  client: Client,
  repository: RepositoryName,
  number: number,
  firstPage: PullRequestNode | undefined,
): Promise<Conversation> {
  const threads: BotThread[] = []
  const comments: BotComment[] = []
  const commands: CommandComment[] = []
  let page = firstPage
  while (page) {
    threads.push(...(page.reviewThreads?.nodes ?? []).flatMap(toThread))
    comments.push(...(page.comments?.nodes ?? []).flatMap(toComment))
    commands.push(...(page.comments?.nodes ?? []).flatMap(toCommand))
    const next = nextPage(page)
    if (!next) break
    page = (await query(client, repository, [], { number, ...next })).pullRequest
  }
  const author = firstPage?.author?.login
  const answered = comments.flatMap(({ body }) => parseReplyMarker(body) ?? [])
  return { threads, comments, commands, answered, ...(author !== undefined && { author }) }
}

/** The cursors of the connections that have more; undefined if none has. */
function nextPage({ reviewThreads, comments }: PullRequestNode) {
  const moreThreads = reviewThreads?.pageInfo.hasNextPage
  const moreComments = comments?.pageInfo.hasNextPage
  if (!moreThreads && !moreComments) return undefined
  return {
    ...(moreThreads ? { threads: reviewThreads?.pageInfo.endCursor ?? null } : {}),
    ...(moreComments ? { comments: comments?.pageInfo.endCursor ?? null } : {}),
  }
}

function toThread(node: ThreadNode | null): BotThread[] {
  const [comment] = toComment(node?.comments.nodes?.[0] ?? null)
  if (!node || !comment) return []
  return [
    {
      id: node.id,
      comment,
      isResolved: node.isResolved,
      hasReplies: node.comments.totalCount > 1,
      canResolve: node.viewerCanResolve,
      path: node.path,
      side: node.diffSide,
      line: node.line ?? undefined,
      startLine: node.startLine ?? undefined,
    },
  ]
}

function toComment(node: CommentNode | null): BotComment[] {
  if (!node || node.databaseId === null || node.author?.kind !== 'Bot') return []
  return [{ id: node.databaseId, body: node.body }]
}

function toCommand(node: ConversationCommentNode | null): CommandComment[] {
  if (!node || node.databaseId === null || node.author?.kind !== 'User') return []
  if (!parseCommand(node.body)) return []

  const { databaseId: id, body, author, editor, lastEditedAt, url } = node
  // Whoever edited it may be gone; then it is not known to be the author.
  const isForeign = lastEditedAt !== null && editor?.login !== author.login
  return [{ id, body, author: author.login, isForeign, url }]
}
