import type { Client } from '../client.ts'
import { proposes, readConversation } from '../read/conversation.ts'
import type { PullRequestTask } from '../read/event.ts'
import { classify, messageOf, TOO_FAST_PAUSE } from '../refusal.ts'
import type { DesiredComment } from './comments.ts'
import { postFileComments } from './file-comments.ts'
import type { Posted, Surroundings } from './posted.ts'
import {
  createReview,
  deleteDraft,
  deleteDrafts,
  findPresent,
  type LineComment,
} from './reviews.ts'

/** Content may be created 80 times a minute. */
const PACE = 1
/** A draft in the way, a limit and a lost answer may come one after the other. */
const ATTEMPTS = 3

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
  const onLines = comments.filter(isOnLine)
  const onFiles = comments.filter((comment) => !isOnLine(comment))
  if (onFiles.length > 0) {
    const posted = await postFileComments(client, task, { onLines, onFiles }, surroundings)
    if (posted) return posted
  }
  if (onLines.length === 0) {
    const isOutdated = !(await isCurrent(client, task))
    return { posted: [], refused: onFiles, isOutdated }
  }
  const posted = await post({ client, task, surroundings }, onLines, ATTEMPTS)
  return { ...posted, refused: [...posted.refused, ...onFiles] }
}

function isOnLine(comment: DesiredComment): comment is LineComment {
  return comment.anchor !== undefined && 'line' in comment.anchor
}

interface Posting {
  readonly client: Client
  readonly task: PullRequestTask
  readonly surroundings: Surroundings
}

async function post(
  posting: Posting,
  comments: readonly LineComment[],
  attempts: number,
): Promise<Posted> {
  const { client, task, surroundings } = posting
  try {
    const { id } = await createReview(client, task, comments)
    return { posted: comments, refused: [], review: id }
  } catch (error) {
    const refusal = classify(error)
    if (refusal === 'invalid') return postLegal(posting, comments)
    if (refusal === 'unclear') return repeatIfLost(posting, comments, attempts - 1, error)
    if (attempts < 2) throw error
    if (refusal === 'draft-open') await deleteDrafts(client, task)
    else if (refusal === 'too-fast') await surroundings.pause(TOO_FAST_PAUSE)
    else throw error
    return post(posting, comments, attempts - 1)
  }
}

/** After a server's error the review may stand there all the same: look, then post the rest. */
async function repeatIfLost(
  posting: Posting,
  comments: readonly LineComment[],
  attempts: number,
  error: unknown,
): Promise<Posted> {
  const { client, task } = posting
  const posted = await findPresent(client, task, comments)
  const lost = comments.filter((comment) => !posted.includes(comment))
  if (lost.length === 0) return { posted, refused: [] }
  if (attempts === 0) throw error

  const rest = await post(posting, lost, attempts)
  return { ...rest, posted: [...posted, ...rest.posted] }
}

/** Posts what GitHub takes as one review. Drafts tell what that is: nobody is told of them. */
async function postLegal(posting: Posting, comments: readonly LineComment[]): Promise<Posted> {
  const { client, task, surroundings } = posting
  // A commit that was replaced takes no review at all.
  if (!(await isCurrent(client, task))) {
    return { posted: [], refused: comments, isOutdated: true }
  }
  const legal = comments.length > 1 ? await findLegal(posting, halve(comments)) : []
  const refused = comments.filter((comment) => !legal.includes(comment))
  if (legal.length === 0) return { posted: [], refused }
  try {
    const { id } = await createReview(client, task, legal)
    return { posted: legal, refused, review: id }
  } catch (error) {
    if (classify(error) !== 'invalid') throw error
    surroundings.warn(`GitHub did not take the review: ${messageOf(error)}`)
    return { posted: [], refused: comments }
  }
}

/** Whether the pull request is still open and proposes what was judged. */
async function isCurrent(client: Client, task: PullRequestTask): Promise<boolean> {
  return proposes(await readConversation(client, task, task.number), task.headSha)
}

async function findLegal(
  posting: Posting,
  parts: readonly (readonly LineComment[])[],
): Promise<readonly LineComment[]> {
  const { client, task, surroundings } = posting
  const legal: LineComment[] = []
  for (const part of parts) {
    await surroundings.pause(PACE)
    try {
      const draft = await createReview(client, task, part, 'draft')
      await deleteDraft(client, task, draft.id)
      legal.push(...part)
    } catch (error) {
      if (classify(error) !== 'invalid') throw error
      if (part.length > 1) legal.push(...(await findLegal(posting, halve(part))))
    }
  }
  return legal
}

function halve<T>(items: readonly T[]): readonly (readonly T[])[] {
  const half = Math.ceil(items.length / 2)
  return [items.slice(0, half), items.slice(half)]
}
