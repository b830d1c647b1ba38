import {
  type FindingMarker,
  parseMarker,
  parseReplyMarker,
  type SummaryMarker,
} from '../../report/comment/marker.ts'
import type { CommandComment } from '../../review/approvals/accept.ts'
import { parseCommand } from '../../review/approvals/command.ts'
import type { Client } from '../client.ts'
import { query } from './ask.ts'
import type { RepositoryName } from './event.ts'
import {
  type CommentNode,
  type ConversationCommentNode,
  type PullRequestNode,
  type ThreadNode,
} from './query.ts'

/** A comment of ours: of the account that the token speaks for. */
export interface BotComment {
  /** The id that REST takes; undefined where GitHub does not tell it. */
  readonly id: number | undefined
  /** The id that GraphQL's mutations take. */
  readonly nodeId: string
  readonly body: string
  readonly isMinimized: boolean
}

/** A thread that we began. */
export interface BotThread {
  readonly id: string
  readonly comment: BotComment
  readonly marker: FindingMarker
  /** Whether it is resolved, or hidden as what is done with. */
  readonly isResolved: boolean
  /** Whether the lines that it stood on changed since. */
  readonly isOutdated: boolean
  /** Whether someone answered. */
  readonly hasReplies: boolean
  readonly canResolve: boolean
  readonly path: string
  readonly side: 'LEFT' | 'RIGHT'
  /** Where the comment stands now; undefined if its lines changed since, or if it has none. */
  readonly line: number | undefined
  readonly startLine: number | undefined
}

/** A summary of ours. */
export interface BotSummary {
  readonly comment: BotComment
  readonly marker: SummaryMarker
}

/** What we have said in a pull request, and people to us, the oldest first. */
export interface Conversation {
  /** The pull request's id that GraphQL's mutations take; undefined if it is not there. */
  readonly pullRequestId: string | undefined
  readonly threads: readonly BotThread[]
  readonly summaries: readonly BotSummary[]
  readonly commands: readonly CommandComment[]
  /** The ids of the comments that we answered. */
  readonly answered: readonly number[]
  /** The login of who opened the pull request; absent if the account is gone. */
  readonly author?: string
  /** The commit that the pull request proposed when it was read; undefined if it is not there. */
  readonly head: string | undefined
  readonly isOpen: boolean
}

export const EMPTY_CONVERSATION: Conversation = {
  pullRequestId: undefined,
  threads: [],
  summaries: [],
  commands: [],
  answered: [],
  head: undefined,
  isOpen: false,
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

/** Whether the pull request is open and still proposes a commit. */
export function proposes({ head, isOpen }: Conversation, commit: string): boolean {
  return isOpen && head === commit
}

/** A conversation whose first page is there already. */
export async function completeConversation(
  client: Client,
  repository: RepositoryName,
  number: number,
  firstPage: PullRequestNode | undefined,
): Promise<Conversation> {
  const threads: BotThread[] = []
  const summaries: BotSummary[] = []
  const commands: CommandComment[] = []
  const answered: number[] = []
  let page = firstPage
  while (page) {
    threads.push(...(page.reviewThreads?.nodes ?? []).flatMap(toThread))
    summaries.push(...(page.comments?.nodes ?? []).flatMap(toSummary))
    commands.push(...(page.comments?.nodes ?? []).flatMap(toCommand))
    const bodies = (page.comments?.nodes ?? []).flatMap(toComment).map(({ body }) => body)
    answered.push(...bodies.flatMap((body) => parseReplyMarker(body) ?? []))
    const next = nextPage(page)
    if (!next) break
    page = (await query(client, repository, [], { number, ...next })).pullRequest
  }
  const author = firstPage?.author?.login
  return {
    pullRequestId: page?.id || undefined,
    commands,
    answered,
    ...(author !== undefined && { author }),
    threads: threads.toSorted(byAge),
    summaries: summaries.toSorted(byAge),
    head: page?.headRefOid,
    isOpen: page?.state === 'OPEN',
  }
}

interface Said {
  readonly comment: BotComment
}

/** The oldest first; where GitHub tells no number, in its order. */
function byAge({ comment: { id: one } }: Said, { comment: { id: other } }: Said): number {
  return one === undefined || other === undefined ? 0 : one - other
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
  const marker = comment && parseMarker(comment.body)
  if (!node || !comment || marker?.kind !== 'finding') return []
  return [
    {
      id: node.id,
      comment,
      marker,
      isResolved: node.isResolved || isHiddenAsDone(node),
      isOutdated: node.line === null && node.subjectType === 'LINE',
      hasReplies: node.comments.totalCount > 1,
      canResolve: node.viewerCanResolve,
      path: node.path,
      side: node.diffSide,
      line: node.line ?? undefined,
      startLine: node.startLine ?? undefined,
    },
  ]
}

/** People hide what is done, too; other reasons are a word on the comment itself. */
function isHiddenAsDone({ comments }: ThreadNode): boolean {
  const reason = comments.nodes?.[0]?.minimizedReason ?? ''
  return ['resolved', 'outdated'].includes(reason.toLowerCase())
}

function toSummary(node: CommentNode | null): BotSummary[] {
  const [comment] = toComment(node)
  const marker = comment && parseMarker(comment.body)
  return comment && marker?.kind === 'summary' ? [{ comment, marker }] : []
}

/** A comment by the account of the token: a marker in anybody else's is text, be it a program's. */
function toComment(node: CommentNode | null): BotComment[] {
  if (!node?.viewerDidAuthor || node.state === 'PENDING') return []
  const { id: nodeId, body, isMinimized } = node
  return [{ id: numberOf(node), nodeId, body, isMinimized }]
}

/** Far below what a number holds exactly. */
function numberOf({ fullDatabaseId }: CommentNode): number | undefined {
  return fullDatabaseId ? Number(fullDatabaseId) : undefined
}

function toCommand(node: ConversationCommentNode | null): CommandComment[] {
  if (node?.author?.kind !== 'User' || !parseCommand(node.body)) return []

  const { body, author, editor, lastEditedAt, url } = node
  const id = numberOf(node) ?? 0
  // Whoever edited it may be gone; then it is not known to be the author.
  const isForeign = lastEditedAt !== null && editor?.login !== author.login
  return [{ id, body, author: author.login, isForeign, url }]
}
