import type { Workspace } from '../cortex/files/subject.ts'
import type { Conversation } from '../github/read/conversation.ts'
import type { DesiredComment } from '../github/write/comments.ts'
import { isSummaryNeeded } from '../github/write/payloads.ts'
import type { Missing, Plan } from '../github/write/publish.ts'
import {
  type CommentPlan,
  isOutdated,
  planComments,
  planSummary,
  type Wishes,
} from '../github/write/reconcile.ts'
import { type Commented, renderComment } from '../report/comment/comment.ts'
import type { Closing, Marker, SummaryMarker } from '../report/comment/marker.ts'
import { type Placement, SEVERITIES, type UnplacedFinding } from '../report/comment/placement.ts'
import type { Finding } from '../review/finding.ts'
import type { Review } from '../review/review.ts'
import type { Rule } from '../review/rule.ts'
import type { Options } from '../settings/field.ts'
import { findRenamed } from './renamed-specs.ts'

/** What is to be said of a review in its pull request. */
export interface Posting {
  readonly review: Review
  readonly rules: readonly Rule[]
  /** Where each finding could be said, without a limit. */
  readonly placement: Placement
  readonly options: Options
  readonly docsUrl: string
  /** Which run says it, of which commit. */
  readonly run: SummaryMarker & { readonly head: string }
  /** Whether there is something to say of a change of the policy. */
  readonly hasPolicy: boolean
  /** Whether a file is none that this job looks at: what is said there is not its matter. */
  readonly isOutside: (path: string) => boolean
  /** The summary in the conversation, of where the findings are said in the end. */
  readonly summarize: (placement: Placement, history: { readonly wasFound: boolean }) => string
}

/** A finding and its comment. */
interface Entry {
  readonly finding: Finding
  readonly comment: DesiredComment
}

export interface PostingPlan {
  /** What is to be written, given what stands there. */
  readonly plan: (conversation: Conversation) => Plan
  /** Where the findings are said once a plan is carried out, but for the missing comments. */
  readonly settle: (comments: CommentPlan, missing: Missing) => Placement
}

/** Plans the comments and the summary of a review. */
export function planPosting(posting: Posting): PostingPlan {
  const { review, placement, options, docsUrl, run } = posting
  const entries = listEntries(placement, { docsUrl, name: run.name })
  const wishes = wishFor(posting, entries)
  const settle = (comments: CommentPlan, missing: Missing) =>
    settlePlacement(placement, entries, comments, missing)

  return {
    settle,
    plan: (conversation) => {
      const isOwn = ({ marker }: { readonly marker: Marker }) => marker.name === run.name
      const [threads, summaries] = [
        conversation.threads.filter(isOwn),
        conversation.summaries.filter(isOwn),
      ]
      const refused = new Set(
        summaries.flatMap(({ marker }) => (marker.head === run.head ? (marker.refused ?? []) : [])),
      )
      const comments = planComments({ ...wishes, refused }, threads)
      const wasFound = summaries.some(({ marker }) => marker.wasFound)
      return {
        comments,
        isOutdated: isOutdated(run, summaries),
        summarize: (missing) =>
          options.commentSummary === 'never'
            ? { remove: [] }
            : planSummary(
                posting.summarize(settle(comments, missing), { wasFound }),
                posting.hasPolicy || isSummaryNeeded(review, options.commentSummary),
                summaries,
              ),
      }
    },
  }
}

function wishFor(
  { review, rules, options, run, isOutside }: Posting,
  entries: readonly Entry[],
): Omit<Wishes, 'refused'> {
  return {
    desired: entries.map(({ comment }) => comment),
    limit: options.comments ? options.maxComments : 0,
    settled: settledOf(review),
    isUnseen: (path) => isOutside(path) || isUnseen(review, path),
    isRenamed: findRenamed(review, rules),
    commit: run.head,
  }
}

const WHY_NOT = {
  refused: 'GitHub rejected the comment',
  failed: 'posting failed',
}

/** All findings, the most severe first. */
function listEntries(placement: Placement, means: CommentMeans): readonly Entry[] {
  const { inline, onFiles, summaryOnly } = placement
  return [...inline, ...onFiles, ...summaryOnly]
    .map((placed) => ({ finding: placed.finding, comment: toComment(placed, means) }))
    .toSorted(
      (one, other) =>
        SEVERITIES.indexOf(one.finding.severity) - SEVERITIES.indexOf(other.finding.severity),
    )
}

interface CommentMeans {
  readonly docsUrl: string
  readonly name: string | undefined
}

function toComment(placed: Commented, means: CommentMeans): DesiredComment {
  const { suggestion: _, ...plain } = placed
  const { finding, anchor } = placed
  return {
    fingerprint: finding.fingerprint,
    handle: finding.handle,
    ...(anchor && { anchor }),
    body: renderComment(placed, means),
    plainBody: renderComment(plain, means),
  }
}

/** Findings that are not in the list though they are there. */
function settledOf({ ignored, accepted, unsaid }: Review): ReadonlyMap<string, Closing> {
  return new Map<string, Closing>([
    ...unsaid
      .filter(({ silence }) => silence.why !== 'old')
      .map(({ finding }) => [finding.fingerprint, 'covered'] as const),
    ...ignored.map(({ finding }) => [finding.fingerprint, 'ignored'] as const),
    ...accepted.map(({ finding }) => [finding.fingerprint, 'accepted'] as const),
  ])
}

/**
 * Whether what was found in a file may still be there, unseen. Specs are judged together, so one
 * file that the change makes no YAML, or a rule that failed, hides what is in others too.
 */
function isUnseen({ before, after, failures, unreadable }: Review, path: string): boolean {
  const wasBroken = new Set(brokenPaths(before))
  const isHidden = brokenPaths(after).some((each) => each === path || !wasBroken.has(each))
  return isHidden || failures.length > 0 || unreadable.some((file) => file.path === path)
}

function brokenPaths({ files }: Workspace): readonly string[] {
  return files.flatMap(({ path, document }) => (document.problems.length > 0 ? [path] : []))
}

function settlePlacement(
  { inline, onFiles, summaryOnly }: Placement,
  entries: readonly Entry[],
  { create, refused, said }: CommentPlan,
  missing: Missing,
): Placement {
  const lost = new Map([
    ...refused.map(({ anchor }) => [anchor, 'refused'] as const),
    ...missing.comments.map(({ anchor }) => [anchor, missing.why] as const),
  ])
  const posted = new Set(create.map(({ anchor }) => anchor).filter((each) => !lost.has(each)))
  const states = new Map(
    entries.flatMap(({ finding, comment }) => {
      const state = said.get(comment)
      return state ? [[finding, state] as const] : []
    }),
  )
  const isHere = ({ finding, anchor }: Commented) =>
    posted.has(anchor) || states.get(finding) === 'comment'
  const leftOut = [...inline, ...onFiles]
    .filter((placed) => !isHere(placed) && states.get(placed.finding) !== 'resolved')
    .map(({ finding, anchor }): UnplacedFinding => {
      const notPosted = lost.get(anchor)
      if (!notPosted) return { finding, reason: '`max-comments` reached' }
      return { finding, reason: WHY_NOT[notPosted], notPosted }
    })
  const unplaced = new Set(summaryOnly.map(({ finding }) => finding))
  return {
    inline: inline.filter(isHere),
    onFiles: onFiles.filter(isHere),
    elsewhere: entries.flatMap(({ finding }) => {
      const state = states.get(finding)
      const isElsewhere = state === 'resolved' || unplaced.has(finding)
      return state && isElsewhere ? [{ finding, state }] : []
    }),
    summaryOnly: [...leftOut, ...summaryOnly.filter(({ finding }) => !states.has(finding))],
  }
}
