import { askModestly, type Client, isModest } from '../client.ts'
import { classify, isDrift } from '../refusal.ts'
import type { RepositoryName } from './event.ts'
import {
  type Answer,
  askGraphql,
  type Blob,
  type ConversationCommentNode,
  type ConversationPage,
  type ObjectName,
  type PullRequestNode,
} from './query.ts'
import { openTree } from './tree.ts'

/**
 * Asks for blobs and a page of the conversation in one request. Where GitHub refuses a field of it,
 * asks for less, and then through REST: the verdict must not depend on a schema.
 *
 * Throws QueryTooLarge if a smaller query may succeed, and Octokit's error for anything else.
 */
export async function query(
  client: Client,
  repository: RepositoryName,
  names: readonly ObjectName[],
  page?: ConversationPage,
): Promise<Answer> {
  try {
    return await askGraphql(client, repository, names, page)
  } catch (error) {
    if (!isDrift(error)) throw error
    if (!page || isModest(client)) return readByRest(client, repository, names, page?.number)
    askModestly(client)
    return query(client, repository, names, page)
  }
}

/**
 * What GraphQL would tell of blobs and of a conversation, as far as the verdict needs it, where GitHub
 * refuses the query: names of blobs, whose bytes REST gives, and what people wrote.
 *
 * Threads are not among it, so that nothing can be posted.
 */
async function readByRest(
  client: Client,
  repository: RepositoryName,
  names: readonly ObjectName[],
  number: number | undefined,
) {
  const trees = new Map<string, ReturnType<typeof openTree>>()
  const objects: (Blob | null)[] = []
  for (const name of names) {
    const [commit = '', ...rest] = 'expression' in name ? name.expression.split(':') : []
    const tree = trees.get(commit) ?? openTree(client, { ...repository, commit })
    trees.set(commit, tree)
    // What is named by its blob is read from that; nothing else is needed to find it.
    const entry = 'expression' in name ? await tree.entryAt(rest.join(':')) : undefined
    objects.push(entry ? toUnread(entry.oid) : null)
  }
  const pullRequest = number === undefined ? undefined : await readPull(client, repository, number)
  return { objects, pullRequest }
}

function toUnread(oid: string): Blob {
  return { oid, byteSize: 0, isBinary: null, isTruncated: true, text: null }
}

/** A pull request and its conversation; undefined if the token may not see it. */
async function readPull(
  client: Client,
  repository: RepositoryName,
  number: number,
): Promise<PullRequestNode | undefined> {
  try {
    return await readVisible(client, repository, number)
  } catch (error) {
    if (classify(error) === 'denied') return undefined
    throw error
  }
}

async function readVisible(
  client: Client,
  { owner, repo }: RepositoryName,
  number: number,
): Promise<PullRequestNode> {
  const { data: pull } = await client.rest.pulls.get({ owner, repo, pull_number: number })
  const comments = await client.paginate(client.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  })
  return {
    // Without it, nothing is written.
    id: '',
    headRefOid: pull.head.sha,
    state: pull.state === 'open' ? 'OPEN' : 'CLOSED',
    author: toActor(pull.user),
    comments: {
      nodes: comments.map(toNode),
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  }
}

type Account = { readonly login: string; readonly type: string } | null | undefined

function toActor(account: Account) {
  return account ? { kind: account.type, login: account.login } : null
}

interface Row {
  readonly id: number
  readonly node_id: string
  readonly body?: string
  readonly user: Account
  readonly created_at: string
  readonly updated_at: string
  readonly html_url: string
}

/** REST does not tell who edited a comment, so that an edited one accepts nothing. */
function toNode(row: Row): ConversationCommentNode {
  return {
    id: row.node_id,
    fullDatabaseId: String(row.id),
    body: row.body ?? '',
    isMinimized: false,
    viewerDidAuthor: row.user?.type === 'Bot',
    author: toActor(row.user),
    editor: null,
    lastEditedAt: row.updated_at === row.created_at ? null : row.updated_at,
    url: row.html_url,
  }
}
