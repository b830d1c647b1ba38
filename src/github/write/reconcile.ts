import { announceClosing, announceReturn } from '../../report/comment/closed.ts'
import { type Closing, parseMarker, type SummaryMarker } from '../../report/comment/marker.ts'

import { HANDLE_LENGTH } from '../../review/identity/handle.ts'
import { groupBy } from '../../text/group-by.ts'
import type { BotComment, BotSummary, BotThread } from '../read/conversation.ts'
import type { CommentEdit, DesiredComment } from './comments.ts'
import {
  editThread,
  isLeftBehind,
  isSameText,
  keepSilent,
  type Match,
  match,
  standsOn,
} from './match.ts'

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
  /** Whether what a thread says may be there though nothing is found: its spec has another name. */
  readonly isRenamed?: (thread: BotThread) => boolean
  readonly commit: string
}

/** What is to be done so that the comments match the findings. */
export interface CommentPlan {
  readonly create: readonly DesiredComment[]
  /** What would be new, but was refused before. */
  readonly refused: readonly DesiredComment[]
  readonly edit: readonly CommentEdit[]
  /** Comments on findings that are gone or said anew; they get a last text and are resolved. */
  readonly close: readonly CommentClosing[]
  /** Second copies that two runs at once left behind; nobody replied to them. */
  readonly remove: readonly BotComment[]
  /** What is said already, be it in a thread that a person resolved. */
  readonly said: ReadonlyMap<DesiredComment, 'comment' | 'resolved'>
}

export interface CommentClosing extends CommentEdit {
  /** The new comment that takes the matter over; without it, the thread stays open. */
  readonly successor?: DesiredComment
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
 * A finding that is said gets no other comment unless its line was changed, so that the comment shows
 * none: where its values changed, the text is edited. What a person resolved or hid while it was there
 * stays silent as long as the handle is the same. What is gone is closed as fixed, whoever resolved
 * it: if the finding comes back, a new comment says so.
 */
export function planComments(wishes: Wishes, threads: readonly BotThread[]): CommentPlan {
  const { known, pairs, resolved, surplus, ended, wasFixed } = relate(wishes, threads)
  const isRefused = ({ handle }: DesiredComment) => wishes.refused.has(handle)
  const eligible = new Set(wishes.desired.filter(({ anchor }) => anchor).slice(0, wishes.limit))
  const moved = new Map(
    [...pairs].filter(
      ([each, thread]) => isLeftBehind(thread, each) && eligible.has(each) && !isRefused(each),
    ),
  )
  const standing = [...pairs].filter(([each]) => !moved.has(each))
  const isFresh = (each: DesiredComment) =>
    eligible.has(each) && !pairs.has(each) && !resolved.has(each)
  const done = [...surplus.filter(({ isCopy }) => !isCopy).map(({ thread }) => thread), ...ended]

  return {
    refused: wishes.desired.filter((each) => isFresh(each) && isRefused(each)),
    create: wishes.desired
      .filter((each) => moved.has(each) || (isFresh(each) && !isRefused(each)))
      .map((each) => (!moved.has(each) && wasFixed(each) ? withReturn(each) : each)),
    edit: [
      ...standing.flatMap(([each, thread]) => editThread(thread, each)),
      ...[...resolved].flatMap(([each, ends]) => ends.flatMap((end) => keepSilent(each, end))),
    ],
    close: [
      ...[...moved].map(([successor, thread]) => ({
        ...moveThread(thread, wishes.commit),
        successor,
      })),
      ...done.flatMap((thread) => closeThread(thread, known, wishes)),
    ],
    remove: surplus.flatMap(({ isCopy, thread }) =>
      isCopy && !thread.hasReplies ? [thread.comment] : [],
    ),
    said: new Map([
      ...standing.map(([each]) => [each, 'comment'] as const),
      ...[...resolved.keys()].map((each) => [each, 'resolved'] as const),
    ]),
  }
}

/** What all findings and threads have to do with each other. */
interface Relations {
  /** By their names. */
  readonly known: Match['pairs']
  /** These, and those that a rename carries along. */
  readonly pairs: Match['pairs']
  readonly resolved: Match['resolved']
  readonly surplus: Match['surplus']
  readonly ended: Match['ended']
  /** Whether a finding was said before, and fixed. */
  readonly wasFixed: (finding: DesiredComment) => boolean
}

function relate(wishes: Wishes, threads: readonly BotThread[]): Relations {
  const wanted = groupBy(wishes.desired, ({ fingerprint }) => fingerprint)
  const byHandle = new Map(wishes.desired.map(({ handle, fingerprint }) => [handle, fingerprint]))
  const groups = groupBy(threads, ({ marker: { fingerprint, handle } }) => {
    // Where a name is repeated, fingerprints depend on which others there are; handles do not. Those
    // of older versions were shorter and may be shared.
    const isOwn = wanted.has(fingerprint) || handle.length < HANDLE_LENGTH
    return isOwn ? fingerprint : (byHandle.get(handle) ?? fingerprint)
  })
  const matches = [...new Set([...wanted.keys(), ...groups.keys()])].map((fingerprint) =>
    match(wanted.get(fingerprint) ?? [], groups.get(fingerprint) ?? []),
  )
  const known = new Map(matches.flatMap((each) => [...each.pairs]))
  const resolved = new Map(matches.flatMap((each) => [...each.resolved]))
  const isUnseen = ({ path }: BotThread) => wishes.isUnseen(path)
  const left = matches
    .flatMap((each) => each.surplus)
    .filter(({ isCopy, thread }) => isCopy || !isUnseen(thread))
  const unsaid = wishes.desired.filter((each) => !known.has(each) && !resolved.has(each))
  const carried = carryAlong(unsaid, left)
  const isGone = (thread: BotThread) => !isUnseen(thread) && wishes.isRenamed?.(thread) !== true
  const taken = new Set(carried.values())

  return {
    known,
    pairs: new Map([...known, ...carried]),
    resolved,
    surplus: left.filter(({ thread, isCopy }) => isCopy || (!taken.has(thread) && isGone(thread))),
    ended: matches.flatMap((each) => each.ended).filter(isGone),
    wasFixed: (each) =>
      groups.get(each.fingerprint)?.some((thread) => wasOn(thread, each)) ?? false,
  }
}

type Surplus = Match['surplus'][number]

/**
 * The threads that go on with findings of other names: after a push that renames a spec, the same
 * rule finds the same on the line where the thread stands, or where it stood until that very line
 * was changed.
 */
function carryAlong(
  findings: readonly DesiredComment[],
  left: readonly Surplus[],
): ReadonlyMap<DesiredComment, BotThread> {
  const pairs = new Map<DesiredComment, BotThread>()
  const free = left.filter(({ isCopy }) => !isCopy).map(({ thread }) => thread)
  for (const suits of [standsOn, isLeftBehind]) {
    for (const finding of findings.filter((each) => !pairs.has(each))) {
      const fits = free.filter((each) => isOfRule(each, finding) && suits(each, finding))
      const [thread] = fits
      const isSure = fits.length === 1 || suits === standsOn
      if (!thread || !isSure) continue
      pairs.set(finding, thread)
      free.splice(free.indexOf(thread), 1)
    }
  }
  return pairs
}

function isOfRule({ marker }: BotThread, { body }: DesiredComment): boolean {
  const own = parseMarker(body)
  return own?.kind === 'finding' && own.rule === marker.rule
}

/** Whether a thread that is history was about a finding, rather than one of the same name elsewhere. */
function wasOn({ marker, path }: BotThread, { handle, anchor }: DesiredComment): boolean {
  return marker.state === 'fixed' && (marker.handle === handle || path === anchor?.path)
}

function withReturn(comment: DesiredComment): DesiredComment {
  const { body, plainBody } = comment
  return { ...comment, body: announceReturn(body), plainBody: announceReturn(plainBody) }
}

/** The last text of a thread: that the matter is settled, or where it goes on. */
function closeThread(
  thread: BotThread,
  pairs: ReadonlyMap<DesiredComment, BotThread>,
  { settled, commit }: Wishes,
): readonly CommentEdit[] {
  const { fingerprint, handle } = thread.marker
  const successor = [...pairs].find(
    ([each]) => each.handle === handle && each.fingerprint === fingerprint,
  )?.[1]
  if (successor) return [moveThread(thread, commit, addressOf(successor))]
  const closing = settled.get(fingerprint) ?? 'fixed'
  return [{ thread, body: announceClosing(thread.comment.body, closing, commit) }]
}

/** The last text of a thread whose matter another comment has taken over. */
export function moveThread(thread: BotThread, commit: string, target = ''): CommentEdit {
  return { thread, body: announceClosing(thread.comment.body, 'moved', commit, target) }
}

function addressOf({ comment }: BotThread): string {
  return comment.id === undefined ? '' : `#discussion_r${comment.id}`
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
