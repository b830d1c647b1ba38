import type { Client } from './client.ts'
import type { RepositoryName } from './read/event.ts'

/** What a workflow run is to look for. */
export interface Wanted {
  /** The run that asks. */
  readonly run: number
  /** The name of the artifact. */
  readonly artifact: string
}

/** Events whose runs have what somebody outside may have written. */
const FOREIGN = ['pull_request', 'pull_request_target', 'workflow_run', 'issue_comment']

/**
 * The newest other run of the same workflow on the default branch that has an artifact of a name
 * which did not expire. Undefined if there is none.
 *
 * Throws Octokit's error if the token may not read Actions.
 */
export async function findPreviousRun(
  client: Client,
  { owner, repo }: RepositoryName,
  { run, artifact }: Wanted,
): Promise<number | undefined> {
  const { data: own } = await client.rest.actions.getWorkflowRun({ owner, repo, run_id: run })
  const branch = await findDefaultBranch(client, { owner, repo })
  if (branch === undefined) return undefined
  const { data } = await client.rest.actions.listWorkflowRuns({
    owner,
    repo,
    workflow_id: own.workflow_id,
    branch,
    per_page: 100,
  })
  const trusted = new Set(
    data.workflow_runs
      .filter(({ id, event }) => id !== run && !FOREIGN.includes(event))
      .map(({ id }) => id),
  )
  if (trusted.size === 0) return undefined
  const { data: found } = await client.rest.actions.listArtifactsForRepo({
    owner,
    repo,
    name: artifact,
    per_page: 100,
  })
  const kept = found.artifacts.flatMap(({ expired, workflow_run: made, created_at: date }) =>
    !expired && made?.id !== undefined && trusted.has(made.id)
      ? [{ id: made.id, date: date ?? '' }]
      : [],
  )
  return kept.toSorted((a, b) => (a.date < b.date ? 1 : -1)).at(0)?.id
}

async function findDefaultBranch(client: Client, { owner, repo }: RepositoryName) {
  const query = `query Branch($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) { defaultBranchRef { name } }
}
`
  const { repository } = await client.graphql<{
    readonly repository: { readonly defaultBranchRef: { readonly name: string } | null } | null
  }>(query, { owner, repo })
  return repository?.defaultBranchRef?.name
}
