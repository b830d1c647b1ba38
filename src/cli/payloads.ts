import { isSummaryNeeded, toReviewPayload } from '../github/write/payloads.ts'
import { renderComment } from '../report/comment/comment.ts'
import { placeFindings } from '../report/comment/placement.ts'
import { renderSummary } from '../report/summary/summary.ts'
import type { Review } from '../review/review.ts'
import { DOCS_URL } from './docs.ts'
import type { Task } from './task.ts'

/** Stands in for the commit of the working tree, which has none. */
const NO_COMMIT = '0'.repeat(40)

/**
 * The bodies of the requests that the Action would send for a first review: the review with its
 * comments, and the comment with the summary.
 */
export function toPayloads({
  judged,
  changes,
  options,
  commit = NO_COMMIT,
}: Task & { readonly judged: Review }) {
  const { failOn, comments, maxComments, commentSeverity: least } = options
  const placement = placeFindings(judged, changes.hunks, comments ? maxComments : 0, least)
  const bodies = placement.inline.map((placed) => ({
    anchor: placed.anchor,
    body: renderComment(placed, { docsUrl: DOCS_URL }),
  }))
  const summary = renderSummary(judged, placement, { failOn, docsUrl: DOCS_URL, commit })
  return {
    ...(bodies.length > 0 && { review: toReviewPayload(commit, bodies) }),
    ...(isSummaryNeeded(judged, options.commentSummary) && { summary: { body: summary } }),
  }
}
