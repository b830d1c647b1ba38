import type { Client } from '../client.ts'
import type { MergeGroupTask, PullRequestTask } from './event.ts'

/** What GraphQL tells of a pull request in a queue. */
interface PullNode {
  readonly number: number
  readonly headRefOid: string
  readonly isInMergeQueue: boolean
  readonly isCrossRepository: boolean
  readonly changedFiles: number
}

/** A pull request in its queue: what its head becomes, on top of what. */
interface EntryNode {
  readonly baseCommit: { readonly oid: string } | null
  readonly headCommit: { readonly oid: string } | null
  readonly pullRequest: PullNode | null
}

interface CommitNode {
  readonly oid: string
  readonly associatedPullRequests: Nodes<PullNode> | null
}

interface Nodes<T> {
  readonly nodes: readonly (T | null)[] | null
}

interface Data {
  readonly repository: {
    readonly mergeQueue?: { readonly entries: Nodes<EntryNode> | null } | null
    readonly object?: { readonly history?: Nodes<CommitNode> } | null
  } | null
}

const PULL = '{ number headRefOid isInMergeQueue isCrossRepository changedFiles }'
const QUERY = `query Group($owner: String!, $repo: String!, $branch: String, $head: GitObjectID!) {
  repository(owner: $owner, name: $repo) {
    mergeQueue(branch: $branch) {
      entries(first: 100) {
        nodes { baseCommit { oid } headCommit { oid } pullRequest ${PULL} }
      }
    }
    object(oid: $head) {
      ... on Commit {
        history(first: 100) {
          nodes { oid associatedPullRequests(first: 10) { nodes ${PULL} } }
        }
      }
    }
  }
}`

/**
 * The pull requests of a merge queue's group, with the group's base as their own.
 *
 * One request. The queue's entries tell exactly: from the group's head back to its base. Where the
 * token may not see them, those pull requests count whose head is a commit of the group, which is so
 * if the queue merges rather than squashes. Nothing is read out of the ref's name. Throws Octokit's
 * error if GitHub gives nothing at all.
 */
export async function findGroupPulls(
  client: Client,
  task: MergeGroupTask,
): Promise<readonly PullRequestTask[]> {
  const { repository } = await ask(client, task)
  const entries = present(repository?.mergeQueue?.entries)
  const commits = present(repository?.object?.history)
  const queued = listEntries(entries, task)
  return (queued.length > 0 ? queued : listMerged(commits)).map((pull) => toTask(pull, task))
}

/** A part that is refused comes as null beside errors; the other may do. */
async function ask(client: Client, task: MergeGroupTask): Promise<Data> {
  const { owner, repo, branch, headSha: head } = task
  try {
    return await client.graphql<Data>(QUERY, { owner, repo, branch, head })
  } catch (error) {
    if (hasData(error) && error.data?.repository) return error.data
    throw error
  }
}

function hasData(error: unknown): error is { readonly data: Data | null } {
  return error instanceof Error && 'data' in error
}

/** From the entry whose commit is the group's head, each one's base is the head of the next. */
function listEntries(
  entries: readonly EntryNode[],
  { headSha, baseSha }: MergeGroupTask,
): readonly PullNode[] {
  const byHead = new Map(entries.map((entry) => [entry.headCommit?.oid, entry]))
  const pulls: PullNode[] = []
  let at: string | undefined = headSha
  while (at !== undefined && at !== baseSha) {
    const entry = byHead.get(at)
    byHead.delete(at)
    if (entry?.pullRequest) pulls.push(entry.pullRequest)
    at = entry?.baseCommit?.oid
  }
  return pulls
}

function listMerged(commits: readonly CommitNode[]): readonly PullNode[] {
  const oids = new Set(commits.map(({ oid }) => oid))
  const pulls = commits.flatMap((commit) => present(commit.associatedPullRequests))
  const own = pulls.filter((pull) => pull.isInMergeQueue && oids.has(pull.headRefOid))
  return [...new Map(own.map((pull) => [pull.number, pull])).values()]
}

function toTask(pull: PullNode, { owner, repo, baseSha, branch }: MergeGroupTask): PullRequestTask {
  const { number, headRefOid: headSha, isCrossRepository: fork, changedFiles } = pull
  return {
    kind: 'pull-request',
    owner,
    repo,
    number,
    baseSha,
    baseRef: branch,
    headSha,
    draft: false,
    fork,
    changedFiles,
  }
}

function present<T>(connection: Nodes<T> | null | undefined): readonly T[] {
  return (connection?.nodes ?? []).filter((node) => node !== null)
}
