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
    notice('Nothing was posted: the pull request changed meanwhile, and a later run reports.')
  }
  if (outcome !== 'denied') return
  if (fork) {
    notice(
      'The token of a run for a fork may not comment, so the findings are shown here only. That is usual for pull requests from forks.',
    )
    return
  }
  warning(
    'Grant the job `pull-requests: write`, unless it runs for Dependabot: the token may not comment, so the findings are shown here only.',
  )
}

async function pause(seconds: number): Promise<void> {
  await sleep(seconds * 1000)
}
