import type { GitObject } from './git.ts'
import type { Pull, Thread, Token, User, World } from './world.ts'

interface Page {
  readonly first?: number
  readonly after?: string | null
}

/** The root value of GraphQL queries: what GitHub would show to a token. */
export function queryRoot(world: World, token: Token) {
  return {
    repository: () => ({
      async object({ oid, expression }: { oid?: string; expression?: string }) {
        if (token.contents === 'none') throw new Error('Resource not accessible by integration')
        const object = await world.repository.read(oid ?? expression ?? '')
        return object && renderObject(object, world.behaviour.maxBlobText)
      },
      pullRequest({ number }: { number: number }) {
        const pull = world.pulls.get(number)
        return pull ? renderPull(pull, token) : null
      },
    }),
  }
}

function renderObject({ oid, type, content }: GitObject, limit: number) {
  if (type !== 'blob') return { __typename: type === 'tree' ? 'Tree' : 'Commit', oid }
  const isBinary = content.subarray(0, 8000).includes(0)
  return {
    __typename: 'Blob',
    oid,
    byteSize: content.length,
    isBinary,
    isTruncated: !isBinary && content.length > limit,
    text: isBinary ? null : content.subarray(0, limit).toString(),
  }
}

function renderPull(pull: Pull, token: Token) {
  return {
    number: pull.number,
    headRefOid: pull.head,
    baseRefOid: pull.base,
    isDraft: pull.draft,
    reviewThreads: (page: Page) =>
      connection(
        pull.threads.map((thread) => renderThread(thread, token)),
        page,
      ),
    comments: (page: Page) =>
      connection(
        pull.comments.map((comment) => ({
          id: `IC_${comment.id}`,
          databaseId: comment.id,
          fullDatabaseId: String(comment.id),
          body: comment.body,
          isMinimized: false,
          author: renderActor(comment.user),
        })),
        page,
      ),
  }
}

function renderThread(thread: Thread, token: Token) {
  const [first] = thread.comments
  return {
    id: thread.id,
    isResolved: thread.resolvedBy !== null,
    resolvedBy: thread.resolvedBy && { login: actorLogin(thread.resolvedBy) },
    isOutdated: first?.line === null && first.subjectType === 'line',
    path: first?.path ?? '',
    line: first?.line ?? null,
    startLine: first?.startLine ?? null,
    originalLine: first?.originalLine ?? null,
    diffSide: first?.side ?? 'RIGHT',
    subjectType: first?.subjectType === 'file' ? 'FILE' : 'LINE',
    // Resolving needs more than writing on pull requests.
    viewerCanResolve: token.contents === 'write' && token.pullRequests === 'write',
    comments: (page: Page) =>
      connection(
        thread.comments.map((comment) => ({
          id: `PRRC_${comment.id}`,
          databaseId: comment.id,
          fullDatabaseId: String(comment.id),
          body: comment.body,
          isMinimized: false,
          author: renderActor(comment.user),
        })),
        page,
      ),
  }
}

/** GraphQL shows a bot's login without the suffix. */
function actorLogin(user: User): string {
  return user.login.replace(/\[bot\]$/, '')
}

function renderActor(user: User) {
  return { __typename: user.type, login: actorLogin(user) }
}

function connection<T>(all: readonly T[], { first = 0, after }: Page) {
  const start = after ? Number(after) : 0
  const nodes = all.slice(start, start + first)
  const end = start + nodes.length
  return {
    nodes,
    totalCount: all.length,
    pageInfo: { hasNextPage: end < all.length, endCursor: String(end) },
  }
}
