import type { Client } from '../client.ts'
import type { PublicationTask, PullRequestTask, RepositoryName } from './event.ts'

/** The review of a pull request as it stands now; undefined if it is closed. */
export async function readPull(
  client: Client,
  { owner, repo }: RepositoryName,
  number: number,
): Promise<PullRequestTask | undefined> {
  const { data } = await client.rest.pulls.get({ owner, repo, pull_number: number })
  if (data.state !== 'open') return undefined
  return { ...toTask({ owner, repo }, data), changedFiles: data.changed_files }
}

/**
 * The open pull requests that propose a commit, as GitHub names it: by repository and branch, since
 * the list of a commit's pull requests does not know those of forks.
 */
export async function findPulls(
  client: Client,
  { owner, repo, headSha, headBranch, headRepository }: PublicationTask,
): Promise<readonly PullRequestTask[]> {
  const [headOwner = ''] = headRepository.split('/')
  const { data } = await client.rest.pulls.list({
    owner,
    repo,
    state: 'open',
    head: `${headOwner}:${headBranch}`,
    per_page: 100,
  })
  // The filter knows no repository, and GitHub drops one that it does not understand.
  return data
    .filter(({ head }) => head.sha === headSha && head.repo?.full_name === headRepository)
    .map((row) => toTask({ owner, repo }, row))
}

interface Side {
  readonly ref: string
  readonly sha: string
  /** Null if the fork was deleted. */
  readonly repo: { readonly full_name: string } | null
}

/** What the list of pull requests and a single one have in common. */
interface Row {
  readonly number: number
  readonly draft?: boolean
  readonly base: Side
  readonly head: Side
}

function toTask({ owner, repo }: RepositoryName, { number, draft, base, head }: Row) {
  return {
    kind: 'pull-request',
    owner,
    repo,
    number,
    baseSha: base.sha,
    baseRef: base.ref,
    headSha: head.sha,
    draft: draft === true,
    fork: head.repo?.full_name !== base.repo?.full_name,
  } as const
}
