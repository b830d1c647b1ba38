import type { Rerun } from '../../report/comment/reply.ts'
import { type Client, ONCE } from '../client.ts'
import type { RepositoryName } from '../read/event.ts'
import { classify, messageOf } from '../refusal.ts'

/** Of the events that GitHub shows a check for, those that run on a pull request. */
const PULL_REQUEST_EVENTS = ['pull_request', 'pull_request_target']
const RUNNING = /already running|in progress/i

/**
 * Runs the check of a commit again: only its own run can change a required check, and no run of
 * another event can.
 *
 * `run` is the id of the run that wrote the summary, as far as that is known. Later runs that found
 * the same left it as it was, so GitHub is asked for the newest run of that workflow on this commit.
 * Never throws on what GitHub answers.
 */
export async function rerunCheck(
  client: Client,
  { owner, repo }: RepositoryName,
  { run, head }: { readonly run: number | undefined; readonly head: string | undefined },
): Promise<Rerun> {
  if (run === undefined || head === undefined) return 'unknown'
  try {
    const { data } = await client.rest.actions.getWorkflowRun({ owner, repo, run_id: run })
    const check = isCheck(data, head)
      ? data
      : await findCheck(client, { owner, repo }, { workflow: data.workflow_id, head })
    if (!check) return 'unknown'
    if (check.status !== 'completed') return 'running'

    await client.rest.actions.reRunWorkflow({ owner, repo, run_id: check.id, request: ONCE })
    return 'started'
  } catch (error) {
    if (RUNNING.test(messageOf(error))) return 'running'
    return ['denied', 'missing'].includes(classify(error)) ? 'denied' : 'unknown'
  }
}

interface Run {
  readonly id: number
  readonly event: string
  readonly head_sha: string
  readonly status: string | null
}

/** Whether a run is a pull request's on a commit; anybody's comment could name another one. */
function isCheck({ event, head_sha: commit }: Run, head: string): boolean {
  return PULL_REQUEST_EVENTS.includes(event) && commit === head
}

/** The newest run of a workflow on a commit. */
async function findCheck(
  client: Client,
  { owner, repo }: RepositoryName,
  { workflow, head }: { readonly workflow: number; readonly head: string },
): Promise<Run | undefined> {
  const { data } = await client.rest.actions.listWorkflowRuns({
    owner,
    repo,
    workflow_id: workflow,
    head_sha: head,
  })
  return data.workflow_runs.find((run) => isCheck(run, head))
}
