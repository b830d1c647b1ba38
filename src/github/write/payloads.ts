import type { Anchor } from '../../report/comment/placement.ts'
import type { CommentSummary } from '../../review/config.ts'
import { isCarriedOut } from '../../review/outlook/group-sides.ts'
import type { Updates } from '../../review/outlook/updates.ts'
import type { Review } from '../../review/review.ts'

/** A comment as it goes to GitHub. */
export interface CommentPayload {
  readonly anchor: Anchor
  readonly body: string
}

/** The body of the request that posts comments as one review of a commit. */
export function toReviewPayload(commit: string, comments: readonly CommentPayload[]) {
  return { commit_id: commit, event: 'COMMENT' as const, comments: comments.map(toReviewComment) }
}

/** A clean pull request gets no comment, unless the settings want one for every Cortex file. */
export function isSummaryNeeded(review: Review, when: CommentSummary): boolean {
  const { files, findings, failures, ignored, accepted } = review
  if (when === 'never') return false
  if (when === 'always') return files.length > 0
  // Notes are no reason to tell anyone.
  const telling = findings.filter(({ severity }) => severity !== 'info')
  const isSaid = [telling, failures, ignored, accepted].some(({ length }) => length > 0)
  return isSaid || hasRefusal(review.updates)
}

/** Whether Cortex would refuse to apply the change, or a part of it. */
function hasRefusal({ clusters, apis }: Updates): boolean {
  const isRefused = apis.some(({ action, isFileRefused }) => isFileRefused || action === 'refused')
  return isRefused || clusters.some(({ plan }) => !isCarriedOut(plan))
}

/** GitHub refuses a `start_line` that equals `line`, and takes a missing `side` for RIGHT. */
function toReviewComment({ anchor, body }: CommentPayload) {
  const { path, side, line, startLine } = anchor
  const start = startLine === undefined ? {} : { start_line: startLine, start_side: side }
  return { path, body, side, line, ...start }
}
