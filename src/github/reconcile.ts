import { parseMarker } from '../report/marker.ts'
import type { Anchor } from '../report/placement.ts'
import type { BotComment, BotThread } from './conversation.ts'

/** A comment as it should stand in the pull request. */
export interface DesiredComment {
  readonly fingerprint: string
  readonly anchor: Anchor
  readonly body: string
  /** The body without a suggestion, for a place where it would replace other lines. */
  readonly plainBody: string
}

export interface CommentUpdate {
  readonly id: number
  readonly body: string
}

/** What is to be done so that the comments match the findings. */
export interface CommentPlan {
  readonly create: readonly DesiredComment[]
  readonly update: readonly CommentUpdate[]
  /** Threads of findings that are gone. */
  readonly gone: readonly BotThread[]
  /** The fingerprints of findings that have a comment already. */
  readonly kept: ReadonlySet<string>
}

/** What is to be done with the summary in the conversation. */
export interface SummaryPlan {
  readonly create?: string
  readonly update?: CommentUpdate
  /** Copies that two runs at once left behind. */
  readonly remove: readonly number[]
}

/**
 * Compares the comments that should be there with the threads that are.
 *
 * A thread that a person resolved stays silent; one whose text changed is edited; a finding that
 * has a thread never gets another one. `found` are the fingerprints of all findings, commented or
 * not.
 */
export function planComments(
  desired: readonly DesiredComment[],
  found: ReadonlySet<string>,
  threads: readonly BotThread[],
): CommentPlan {
  const known = indexThreads(threads)
  const create: DesiredComment[] = []
  const update: CommentUpdate[] = []

  for (const comment of desired) {
    const thread = known.get(comment.fingerprint)?.shift()
    if (!thread) create.push(comment)
    else if (!thread.isResolved) update.push(...editThread(thread, comment))
  }
  const gone = threads.filter((thread) => {
    const fingerprint = fingerprintOf(thread)
    return fingerprint !== undefined && !thread.isResolved && !found.has(fingerprint)
  })
  return { create, update, gone, kept: new Set(known.keys()) }
}

/** Compares the summary that should be there (undefined: none is needed) with what is there. */
export function planSummary(
  body: string,
  isNeeded: boolean,
  comments: readonly BotComment[],
): SummaryPlan {
  const [first, ...copies] = comments.filter((each) => parseMarker(each.body)?.kind === 'summary')
  const remove = copies.map(({ id }) => id)
  if (!first) return isNeeded ? { create: body, remove } : { remove }
  if (isSameText(first.body, body)) return { remove }
  return { update: { id: first.id, body }, remove }
}

/** Whether nothing is to be written. */
export function isIdle(comments: CommentPlan, summary: SummaryPlan): boolean {
  const writes = [comments.create, comments.update, summary.remove].some(({ length }) => length > 0)
  return !writes && summary.create === undefined && !summary.update
}

/** The threads of each finding, in the order of time. */
function indexThreads(threads: readonly BotThread[]): Map<string, BotThread[]> {
  const known = new Map<string, BotThread[]>()
  for (const thread of threads) {
    const fingerprint = fingerprintOf(thread)
    if (fingerprint === undefined) continue
    const others = known.get(fingerprint)
    if (others) others.push(thread)
    else known.set(fingerprint, [thread])
  }
  return known
}

export function fingerprintOf({ comment }: BotThread): string | undefined {
  const marker = parseMarker(comment.body)
  return marker?.kind === 'finding' ? marker.fingerprint : undefined
}

function editThread(thread: BotThread, { anchor, body, plainBody }: DesiredComment) {
  const text = standsOn(thread, anchor) ? body : plainBody
  // What was said on a line that changed since still holds, even if the suggestion does not.
  const isSaid = [text, body].some((each) => isSameText(thread.comment.body, each))
  return isSaid ? [] : [{ id: thread.comment.id, body: text }]
}

/** Whether a suggestion in the thread would replace exactly the anchor's lines. */
function standsOn(thread: BotThread, { path, side, line, startLine }: Anchor): boolean {
  return (
    thread.path === path &&
    thread.side === side &&
    thread.line === line &&
    (thread.startLine ?? thread.line) === (startLine ?? line)
  )
}

/** GitHub may change line breaks and drop trailing space. */
function isSameText(one: string, other: string): boolean {
  return normalize(one) === normalize(other)
}

function normalize(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd()
}
