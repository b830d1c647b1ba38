import type { Rerun } from '../report/reply.ts'
import { type Client, ONCE } from './client.ts'
import type { RepositoryName } from './event.ts'
import { classify, messageOf } from './refusal.ts'

/** Of the events that GitHub shows a check for, those that run on a pull request. */
const PULL_REQUEST_EVENTS = ['pull_request', 'pull_request_target']
const RUNNING = /already running|in progress/i

/**
 * Runs the check of a commit again: only its own run can change a required check, and no run of
 * another event can.
 *
 * `run` is the id of the run that reviewed it, as far as that is known; anybody's comment could name
 * another one, so GitHub is asked whether it is a pull request's on this commit. Never throws on
 * what GitHub answers.
 */
export async function rerunCheck(
  client: Client,
  { owner, repo }: RepositoryName,
  { run, head }: { readonly run: number | undefined; readonly head: string | undefined },
): Promise<Rerun> {
  if (run === undefined || head === undefined) return 'unknown'
  try {
    const { data } = await client.rest.actions.getWorkflowRun({ owner, repo, run_id: run })
    const isTheirs = PULL_REQUEST_EVENTS.includes(data.event) && data.head_sha === head
    if (!isTheirs) return 'unknown'
    if (data.status !== 'completed') return 'running'

    await client.rest.actions.reRunWorkflow({ owner, repo, run_id: run, request: ONCE })
    return 'started'
  } catch (error) {
    if (RUNNING.test(messageOf(error))) return 'running'
    return ['denied', 'missing'].includes(classify(error)) ? 'denied' : 'unknown'
  }
}
