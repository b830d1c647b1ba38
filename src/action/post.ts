import { setTimeout as sleep } from 'node:timers/promises'
import { notice, warning } from '@actions/core'
import type { Client } from '../github/client.ts'
import type { Conversation } from '../github/read/conversation.ts'
import type { PullRequestTask } from '../github/read/event.ts'
import { type Publication, publish } from '../github/write/publish.ts'
import type { Placement } from '../report/comment/placement.ts'
import { type Posting, planPosting } from './posting-plan.ts'

/**
 * Posts a review of a pull request, given what was read of its conversation; returns where the
 * findings are said in the end.
 */
export async function postReview(
  client: Client,
  task: PullRequestTask,
  conversation: Conversation,
  posting: Posting,
): Promise<Placement> {
  const { plan, settle } = planPosting(posting)
  const publication = await publish(client, task, conversation, plan, { warn: warning, pause })
  explain(publication, task)
  return settle(publication.plan.comments, publication.missing)
}

/** Says what was not posted, and what to do about it; the verdict does not depend on it. */
function explain({ outcome }: Publication, { fork }: PullRequestTask): void {
  if (outcome === 'outdated') {
    notice(
      'Nothing was posted: the pull request changed during this run. A later run posts the review.',
    )
  }
  if (outcome !== 'denied') return
  if (fork) {
    notice(
      'Review comments were not posted: the token is read-only for pull requests from forks. Findings appear as annotations and in the job summary; see docs/forks.md.',
    )
    return
  }
  warning(
    'Review comments were not posted: the token lacks `pull-requests: write`. Grant it to the job, unless the job runs for Dependabot.',
  )
}

async function pause(seconds: number): Promise<void> {
  await sleep(seconds * 1000)
}
