import type { GitObject } from './git.ts'
import { GraphqlRefusal } from './graphql.ts'
import { isSeen, NOT_ACCESSIBLE, requireRight } from './limits.ts'
import {
  FIRST_DAY,
  FORMER_NAME,
  GHOST,
  type IssueComment,
  type OtherRepository,
  type Pull,
  REPOSITORY,
  type Review,
  type ReviewComment,
  type Thread,
  type Token,
  type User,
  type World,
} from './world.ts'

interface Page {
  readonly first?: number
  readonly last?: number
  readonly after?: string | null
}

/** What GraphQL would show of a world, and to whom. */
export interface Viewing {
  readonly world: World
  readonly token: Token
}

/** The root value of GraphQL queries: what GitHub would show to a token. */
export function queryRoot({ world, token }: Viewing) {
  return {
    rateLimit: () => ({ remaining: 4_999, resetAt: FIRST_DAY }),
    repositoryOwner({ login }: { login: string }) {
      const all = [...world.others].filter(([name]) => name.startsWith(`${login}/`))
      if (all.length === 0) return null
      const seen = all.filter(([, other]) => other.isSeenBy(token))
      return {
        __typename: 'Organization',
        repositories: (page: Page) => connection(seen.map(renderOther), page),
      }
    },
    viewer: () => ({ login: token.user.login }),
    organization: ({ login }: { login: string }) => ({
      team({ slug }: { slug: string }) {
        const team = world.teams.get(`@${login}/${slug}`)
        if (!team?.isSeenBy(token)) return null
        return { members: (page: Page) => connection([...team.members], page) }
      },
    }),
    repository: ({ owner, name }: { owner: string; name: string }) => {
      // A former name leads to the present one, as the field's `followRenames` has it.
      const full = `${owner}/${name}` === FORMER_NAME ? REPOSITORY : `${owner}/${name}`
      if (!isSeen(world, token, full)) {
        const message = `Could not resolve to a Repository with the name '${owner}/${name}'.`
        throw new GraphqlRefusal('NOT_FOUND', message)
      }
      return renderRepository({ world, token }, full)
    },
  }
}

function renderRepository({ world, token }: Viewing, name: string) {
  return {
    defaultBranchRef: () => ({ name: 'main' }),
    async object({ oid, expression }: { oid?: string; expression?: string }) {
      requireRight(token, 'contents')
      const git = world.others.get(name)?.repository ?? world.repository
      const object = await git.read(oid ?? expression ?? '')
      if (object?.type === 'commit') return renderCommit(object.oid, { world, token })
      if (object?.type === 'tree') return renderTree(object.oid, world)
      return object && renderObject(object, world.behaviour.maxBlobText)
    },
    mergeQueue: () => ({
      entries(page: Page) {
        if (!world.behaviour.showsQueue) throw new GraphqlRefusal('FORBIDDEN', NOT_ACCESSIBLE)
        const nodes = world.queue.map(({ pull, base, head }) => ({
          baseCommit: { oid: base },
          headCommit: { oid: head },
          pullRequest: renderPull(pull, { world, token }),
        }))
        return connection(nodes, page)
      },
    }),
    pullRequest({ number }: { number: number }) {
      requireRight(token, 'pullRequests')
      const pull = world.pulls.get(number)
      if (pull) return renderPull(pull, { world, token })
      const message = `Could not resolve to a PullRequest with the number of ${number}.`
      throw new GraphqlRefusal('NOT_FOUND', message)
    },
  }
}

function renderOther([name, other]: readonly [string, OtherRepository]) {
  return {
    nameWithOwner: name,
    url: `https://github.com/${name}`,
    isArchived: other.isArchived ?? false,
    isFork: other.isFork ?? false,
    isPrivate: other.isPrivate ?? true,
    defaultBranchRef:
      other.head === undefined ? null : { target: { __typename: 'Commit', oid: other.head } },
  }
}

function renderCommit(oid: string, viewing: Viewing) {
  const { world } = viewing
  return {
    __typename: 'Commit',
    oid,
    blame: ({ path }: { path: string }) => ({ ranges: blame(oid, path, world) }),
    history: (page: Page) =>
      connection(
        world.repository
          .git(['log', '--format=%H', oid])
          .toString()
          .trim()
          .split('\n')
          .map((commit) => ({ oid: commit, associatedPullRequests: pullsOf(commit, viewing) })),
        page,
      ),
  }
}

/** A range for each line. */
function blame(oid: string, path: string, { repository }: World) {
  const output = repository.git(['blame', '--line-porcelain', oid, '--', path]).toString()
  const blocks = output.split(/^\t.*\n?/m).filter(Boolean)
  return blocks.map((block) => {
    const line = Number(/^\S+ \d+ (\d+)/.exec(block)?.[1])
    const name = /^author (.*)$/m.exec(block)?.[1] ?? null
    const time = Number(/^author-time (\d+)$/m.exec(block)?.[1])
    const authoredDate = new Date(time * 1000).toISOString()
    const commit = { authoredDate, author: { name, user: null } }
    return { startingLine: line, endingLine: line, commit }
  })
}

function pullsOf(commit: string, viewing: Viewing) {
  const { pulls, repository } = viewing.world
  return (page: Page) =>
    connection(
      [...pulls.values()]
        .filter(({ head, base }) => {
          const isIn = repository.mergeBase(commit, head) === commit
          return isIn && repository.mergeBase(commit, base) !== commit
        })
        .map((pull) => renderPull(pull, viewing)),
      page,
    )
}

/** As GraphQL writes Git's modes: in decimal digits. */
function renderTree(oid: string, { repository }: World) {
  const entries = repository.tree(oid, false) ?? []
  return {
    __typename: 'Tree',
    oid,
    entries: entries.map(({ path, mode, type, sha }) => ({
      name: path,
      mode: Number.parseInt(mode, 8),
      type,
      oid: sha,
    })),
  }
}

function renderObject({ oid, type, content }: GitObject, limit: number) {
  if (type !== 'blob') return { __typename: 'Commit', oid }
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

export function renderPull(pull: Pull, viewing: Viewing) {
  const { world, token } = viewing
  return {
    __typename: 'PullRequest',
    id: `PR_${pull.number}`,
    number: pull.number,
    headRefOid: pull.head,
    baseRefOid: pull.base,
    isDraft: pull.draft,
    isInMergeQueue: world.queue.some((entry) => entry.pull === pull),
    isCrossRepository: pull.fork,
    changedFiles: () => world.changedFiles(pull).length,
    state: pull.state === 'open' ? 'OPEN' : 'CLOSED',
    author: renderActor(pull.author),
    reviewThreads: (page: Page) =>
      connection(
        world.threadsFor(pull, token.user).map((thread) => renderThread(pull, thread, viewing)),
        page,
      ),
    comments: (page: Page) =>
      connection(
        pull.comments.map((comment) => renderIssueComment(pull, comment, viewing)),
        page,
      ),
    reviews: (page: Page) =>
      connection(
        pull.reviews
          .filter((review) => review.state !== 'PENDING' || review.user.id === token.user.id)
          .map((review) => renderReview(pull, review, viewing)),
        page,
      ),
  }
}

export function renderThread(pull: Pull, thread: Thread, viewing: Viewing) {
  const { token } = viewing
  const [first] = thread.comments
  // Resolving needs more than writing on pull requests.
  const mayResolve = token.contents === 'write' && token.pullRequests === 'write'
  return {
    id: thread.id,
    isResolved: thread.resolvedBy !== null,
    resolvedBy: thread.resolvedBy && { login: actorLogin(thread.resolvedBy) },
    isOutdated: first?.line === null && first.subjectType === 'line',
    isCollapsed: thread.resolvedBy !== null,
    path: first?.path ?? '',
    line: first?.line ?? null,
    startLine: first?.startLine ?? null,
    originalLine: first?.originalLine ?? null,
    originalStartLine: first?.originalStartLine ?? null,
    diffSide: first?.side ?? 'RIGHT',
    startDiffSide: first?.startLine === null ? null : first?.side,
    subjectType: first?.subjectType === 'file' ? 'FILE' : 'LINE',
    viewerCanReply: token.pullRequests === 'write',
    viewerCanResolve: mayResolve && thread.resolvedBy === null,
    viewerCanUnresolve: mayResolve && thread.resolvedBy !== null,
    comments: (page: Page) =>
      connection(
        thread.comments.map((comment) => renderReviewComment(pull, comment, viewing)),
        page,
      ),
  }
}

export function renderReviewComment(pull: Pull, comment: ReviewComment, viewing: Viewing) {
  const review = pull.reviews.find(({ id }) => id === comment.reviewId)
  return {
    __typename: 'PullRequestReviewComment',
    id: `PRRC_${comment.id}`,
    ...renderText(comment, viewing),
    url: `https://github.test/acme/shop/pull/${pull.number}#discussion_r${comment.id}`,
    path: comment.path,
    line: comment.line,
    originalLine: comment.originalLine,
    outdated: comment.line === null && comment.subjectType === 'line',
    subjectType: comment.subjectType === 'file' ? 'FILE' : 'LINE',
    state: review?.state === 'PENDING' ? 'PENDING' : 'SUBMITTED',
    pullRequestReview: review && renderReview(pull, review, viewing),
  }
}

export function renderIssueComment(pull: Pull, comment: IssueComment, viewing: Viewing) {
  return {
    __typename: 'IssueComment',
    id: `IC_${comment.id}`,
    ...renderText(comment, viewing),
    createdAt: comment.createdAt ?? FIRST_DAY,
    pullRequest: () => renderPull(pull, viewing),
    url: `https://github.test/acme/shop/pull/${pull.number}#issuecomment-${comment.id}`,
  }
}

export function renderReview(pull: Pull, review: Review, viewing: Viewing) {
  return {
    __typename: 'PullRequestReview',
    id: `PRR_${review.id}`,
    databaseId: review.id,
    fullDatabaseId: String(review.id),
    state: review.state,
    body: review.body,
    author: renderActor(review.user),
    commit: { oid: review.commitId },
    viewerDidAuthor: review.user.id === viewing.token.user.id,
    url: `https://github.test/acme/shop/pull/${pull.number}#pullrequestreview-${review.id}`,
  }
}

/** What all comments have in common. */
function renderText(comment: ReviewComment | IssueComment, { token }: Viewing) {
  const mayWrite = token.pullRequests === 'write'
  const isOwn = comment.user.id === token.user.id
  return {
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    body: comment.body,
    createdAt: FIRST_DAY,
    author: renderActor(comment.user),
    editor: comment.editor && renderActor(comment.editor),
    lastEditedAt: comment.editor && FIRST_DAY,
    includesCreatedEdit: comment.editor !== undefined,
    isMinimized: comment.minimized !== undefined,
    minimizedReason: comment.minimized ?? null,
    viewerDidAuthor: isOwn,
    viewerCanUpdate: mayWrite && isOwn,
    viewerCanDelete: mayWrite && isOwn,
    viewerCanMinimize: mayWrite,
  }
}

/** GraphQL shows a bot's login without the suffix. */
function actorLogin(user: User): string {
  return user.login.replace(/\[bot\]$/, '')
}

/** Null if the account is gone. */
function renderActor(user: User) {
  if (user.id === GHOST.id) return null
  return { __typename: user.type, login: actorLogin(user) }
}

function connection<T>(all: readonly T[], { first, last, after }: Page) {
  const start = last === undefined ? Number(after ?? 0) : Math.max(0, all.length - last)
  const nodes = all.slice(start, start + (first ?? last ?? 0))
  const end = start + nodes.length
  return {
    nodes,
    totalCount: all.length,
    pageInfo: {
      hasNextPage: end < all.length,
      endCursor: String(end),
      hasPreviousPage: start > 0,
      startCursor: String(start),
    },
  }
}
