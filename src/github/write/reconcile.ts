import { announceClosing, announceReturn } from '../../report/comment/closed.ts'
import { type Closing, parseMarker, type SummaryMarker } from '../../report/comment/marker.ts'

import { HANDLE_LENGTH } from '../../review/identity/handle.ts'
import { groupBy } from '../../text/group-by.ts'
import type { BotComment, BotSummary, BotThread } from '../read/conversation.ts'
import type { CommentEdit, DesiredComment } from './comments.ts'
import { editThread, isSameText, match } from './match.ts'

/** What should be said, of which review. */
export interface Wishes {
  /** All findings, the most severe first. */
  readonly desired: readonly DesiredComment[]
  /** Only so many of the first may get a new comment. */
  readonly limit: number
  /** The handles of comments that GitHub refused on this commit. */
  readonly refused: ReadonlySet<string>
  /** The fingerprints of findings that are there but not said, and why. */
  readonly settled: ReadonlyMap<string, Closing>
  /** Whether the review could not see what is the matter with a file. */
  readonly isUnseen: (path: string) => boolean
  readonly commit: string
}

/** What is to be done so that the comments match the findings. */
export interface CommentPlan {
  readonly create: readonly DesiredComment[]
  /** What would be new, but was refused before. */
  readonly refused: readonly DesiredComment[]
  readonly edit: readonly CommentEdit[]
  /** Comments on findings that are gone; they get a last text and are resolved. */
  readonly close: readonly CommentEdit[]
  /** Second copies that two runs at once left behind; nobody replied to them. */
  readonly remove: readonly BotComment[]
  /** What is said already, be it in a thread that a person resolved. */
  readonly said: ReadonlyMap<DesiredComment, 'comment' | 'resolved'>
}

/** What is to be done with the summary in the conversation. */
export interface SummaryPlan {
  readonly create?: string
  readonly update?: { readonly comment: BotComment; readonly body: string }
  /** Copies that two runs at once left behind. */
  readonly remove: readonly BotComment[]
}

/**
 * Compares the comments that should be there with the threads that are (the oldest first).
 *
 * A finding that is said gets no other comment: where its values changed, the text is edited. What a
 * person resolved or hid stays silent as long as the handle is the same. What we closed as fixed is
 * history: if the finding comes back, a new comment says so.
 */
export function planComments(wishes: Wishes, threads: readonly BotThread[]): CommentPlan {
  const wanted = groupBy(wishes.desired, ({ fingerprint }) => fingerprint)
  const byHandle = new Map(wishes.desired.map(({ handle, fingerprint }) => [handle, fingerprint]))
  const groups = groupBy(threads, ({ marker: { fingerprint, handle } }) => {
    // Where a name is repeated, fingerprints depend on which others there are; handles do not. Those
    // of older versions were shorter and may be shared.
    const isOwn = wanted.has(fingerprint) || handle.length < HANDLE_LENGTH
    return isOwn ? fingerprint : (byHandle.get(handle) ?? fingerprint)
  })
  const eligible = new Set(wishes.desired.filter(({ anchor }) => anchor).slice(0, wishes.limit))
  const matches = [...new Set([...wanted.keys(), ...groups.keys()])].map((fingerprint) =>
    match(wanted.get(fingerprint) ?? [], groups.get(fingerprint) ?? []),
  )
  const pairs = new Map(matches.flatMap((each) => [...each.pairs]))
  const resolved = new Set(matches.flatMap((each) => each.resolved))
  const fresh = wishes.desired.filter(
    (each) => eligible.has(each) && !pairs.has(each) && !resolved.has(each),
  )
  const isRefused = ({ handle }: DesiredComment) => wishes.refused.has(handle)
  const surplus = matches
    .flatMap((each) => each.surplus)
    .filter((each) => each.isCopy || !wishes.isUnseen(each.thread.path))

  return {
    refused: fresh.filter(isRefused),
    create: fresh
      .filter((each) => !isRefused(each))
      .map((each) => {
        const wasFixed = groups.get(each.fingerprint)?.some((thread) => wasOn(thread, each))
        return wasFixed ? withReturn(each) : each
      }),
    edit: [...pairs].flatMap(([each, thread]) => editThread(thread, each)),
    close: surplus.flatMap((each) => (each.isCopy ? [] : closeThread(each.thread, wishes))),
    remove: surplus.flatMap(({ isCopy, thread }) =>
      isCopy && !thread.hasReplies ? [thread.comment] : [],
    ),
    said: new Map([
      ...[...pairs.keys()].map((each) => [each, 'comment'] as const),
      ...[...resolved].map((each) => [each, 'resolved'] as const),
    ]),
  }
}

/** Whether a thread that is history was about a finding, rather than one of the same name elsewhere. */
function wasOn({ marker, path }: BotThread, { handle, anchor }: DesiredComment): boolean {
  return marker.state === 'fixed' && (marker.handle === handle || path === anchor?.path)
}

function withReturn(comment: DesiredComment): DesiredComment {
  const { body, plainBody } = comment
  return { ...comment, body: announceReturn(body), plainBody: announceReturn(plainBody) }
}

function closeThread(thread: BotThread, { settled, commit }: Wishes): readonly CommentEdit[] {
  const closing = settled.get(thread.marker.fingerprint) ?? 'fixed'
  return [{ thread, body: announceClosing(thread.comment.body, closing, commit) }]
}

/** Compares the summary that should be there with those that are (the oldest first). */
export function planSummary(
  body: string,
  isNeeded: boolean,
  summaries: readonly BotSummary[],
): SummaryPlan {
  const [first, ...copies] = summaries
  const remove = copies.map(({ comment }) => comment)
  if (!first) return isNeeded ? { create: body, remove } : { remove }
  if (isSameText(withoutCommit(first.comment.body), withoutCommit(body))) return { remove }
  return { update: { comment: first.comment, body }, remove }
}

/** A summary without what tells only which commit it is of: that alone is no reason to edit it. */
function withoutCommit(body: string): string {
  const marker = parseMarker(body)
  const text = body.trimEnd().split(/\r?\n/).slice(0, -1).join('\n')
  if (marker?.kind !== 'summary' || !marker.head) return text
  return text.replaceAll(marker.head, '').replaceAll(marker.head.slice(0, 10), '')
}

/** Whether a later run has reported on another commit; both numbers, as either may start anew. */
export function isOutdated(
  { head, run, id }: SummaryMarker,
  summaries: readonly BotSummary[],
): boolean {
  if (run === undefined || id === undefined) return false
  return summaries.some(
    ({ marker }) => marker.head !== head && (marker.run ?? 0) > run && (marker.id ?? 0) > id,
  )
}

/** Whether nothing is to be written. */
export function isIdle(comments: CommentPlan, summary: SummaryPlan): boolean {
  const { create, edit, close, remove } = comments
  const writes = [create, edit, close, remove, summary.remove].some(({ length }) => length > 0)
  return !writes && summary.create === undefined && !summary.update
}
