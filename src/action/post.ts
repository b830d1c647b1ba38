import { setTimeout as sleep } from 'node:timers/promises'
import { notice, warning } from '@actions/core'
import type { Client } from '../github/client.ts'
import type { Conversation } from '../github/conversation.ts'
import type { PullRequestTask } from '../github/event.ts'
import { isSummaryNeeded } from '../github/payloads.ts'
import { type Publication, publish } from '../github/publish.ts'
import { type DesiredComment, planComments, planSummary } from '../github/reconcile.ts'
import { renderComment } from '../report/comment.ts'
import type { PlacedFinding, Placement } from '../report/placement.ts'
import type { Review } from '../review/review.ts'
import type { Options } from '../review/settings-fields.ts'

/** What is to be posted, and into what. */
export interface Posting {
  readonly review: Review
  readonly placement: Placement
  readonly conversation: Conversation
  readonly options: Options
  readonly docsUrl: string
  /** The summary in the conversation, of where the findings are said in the end. */
  readonly summarize: (placement: Placement) => string
}

/** Posts a review of a pull request; returns where the findings are said in the end. */
export async function postReview(
  client: Client,
  task: PullRequestTask,
  posting: Posting,
): Promise<Placement> {
  const { review, placement, conversation, options, docsUrl } = posting
  const desired = placement.inline.map((placed) => toComment(placed, docsUrl))
  const found = new Set(review.findings.map(({ fingerprint }) => fingerprint))
  const summarize = (missing: readonly DesiredComment[]) =>
    options.commentSummary === 'never'
      ? { remove: [] }
      : planSummary(
          posting.summarize(withoutComments(placement, missing)),
          isSummaryNeeded(review, options.commentSummary),
          conversation.comments,
        )
  const plan = { comments: planComments(desired, found, conversation.threads), summarize }

  const publication = await publish(client, task, plan, { warn: warning, pause })
  explain(publication, task)
  return withoutComments(placement, publication.missing)
}

function toComment(placed: PlacedFinding, docsUrl: string): DesiredComment {
  const { suggestion: _, ...plain } = placed
  return {
    fingerprint: placed.finding.fingerprint,
    anchor: placed.anchor,
    body: renderComment(placed, { docsUrl }),
    plainBody: renderComment(plain, { docsUrl }),
  }
}

/** Moves findings whose comments are not there into the summary. */
function withoutComments(placement: Placement, missing: readonly DesiredComment[]): Placement {
  if (missing.length === 0) return placement
  const anchors = new Set(missing.map(({ anchor }) => anchor))
  const inline = placement.inline.filter(({ anchor }) => !anchors.has(anchor))
  const moved = placement.inline
    .filter(({ anchor }) => anchors.has(anchor))
    .map(({ finding }) => ({ finding, reason: 'the comment could not be posted' }))
  return { inline, summaryOnly: [...moved, ...placement.summaryOnly] }
}

function explain({ outcome }: Publication, { fork }: PullRequestTask): void {
  if (outcome === 'outdated') {
    notice('Nothing was posted: the pull request changed meanwhile, and a later run reports.')
  }
  if (outcome !== 'denied') return
  const remedy = fork
    ? 'That is usual for pull requests from forks.'
    : 'Grant the job `pull-requests: write`; runs for Dependabot cannot have it.'
  notice(`The token may not comment, so the findings are shown here only. ${remedy}`)
}

async function pause(seconds: number): Promise<void> {
  await sleep(seconds * 1000)
}
