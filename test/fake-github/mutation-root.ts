import { GraphqlRefusal } from './graphql.ts'
import {
  queryRoot,
  renderIssueComment,
  renderPull,
  renderReview,
  renderReviewComment,
  renderThread,
  type Viewing,
} from './query-root.ts'
import { writeReview } from './reviews.ts'
import {
  anchorProblems,
  type IssueComment,
  MAX_BODY,
  type NewComment,
  type Pull,
  Refusal,
  type Review,
  type ReviewComment,
  type Thread,
  type Token,
} from './world.ts'

interface Input<T> {
  readonly input: T
}

interface ThreadInput {
  readonly path: string
  readonly body: string
  readonly line?: number
  readonly startLine?: number
  readonly side?: string
  readonly startSide?: string
  readonly subjectType?: string
}

interface ReviewName {
  readonly pullRequestReviewId?: string
  readonly pullRequestId?: string
}

interface ReviewInput {
  readonly pullRequestId: string
  readonly body?: string
  readonly commitOID?: string
  readonly event?: string
  readonly threads?: readonly ThreadInput[]
}

type Subject =
  | { readonly kind: 'review'; readonly pull: Pull; readonly comment: ReviewComment }
  | { readonly kind: 'issue'; readonly pull: Pull; readonly comment: IssueComment }

/** The root value of GraphQL's operations: queries and what changes something. */
export function graphqlRoot(viewing: Viewing) {
  return { ...queryRoot(viewing), ...commentMutations(viewing), ...reviewMutations(viewing) }
}

function commentMutations(viewing: Viewing) {
  const { world, token } = viewing
  return {
    updatePullRequestReviewComment({
      input,
    }: Input<{ pullRequestReviewCommentId: string; body: string }>) {
      const found = findSubject(viewing, input.pullRequestReviewCommentId)
      if (found.kind !== 'review') throw missing(input.pullRequestReviewCommentId)
      editText(token, found, input.body)
      return { pullRequestReviewComment: renderSubject(viewing, found) }
    },

    addComment({ input }: Input<{ subjectId: string; body: string }>) {
      const pull = findPull(viewing, input.subjectId)
      if (![token.issues, token.pullRequests].includes('write')) throw forbidden()
      if (world.behaviour.refusesGraphqlComments) throw forbidden()
      if (input.body.length > MAX_BODY) throw tooLong()
      const comment = world.say(pull, token.user, input.body)
      return {
        commentEdge: {
          cursor: String(comment.id),
          node: renderIssueComment(pull, comment, viewing),
        },
        subject: renderPull(pull, viewing),
      }
    },

    updateIssueComment({ input }: Input<{ id: string; body: string }>) {
      const found = findSubject(viewing, input.id)
      if (found.kind !== 'issue') throw missing(input.id)
      if (world.behaviour.refusesGraphqlComments) throw forbidden()
      editText(token, found, input.body)
      return { issueComment: renderSubject(viewing, found) }
    },

    minimizeComment({ input }: Input<{ subjectId: string; classifier: string }>) {
      const found = findSubject(viewing, input.subjectId)
      mayFold(token, found)
      found.comment.minimized = input.classifier.toLowerCase().replace('_', '-')
      return { minimizedComment: renderSubject(viewing, found) }
    },

    unminimizeComment({ input }: Input<{ subjectId: string }>) {
      const found = findSubject(viewing, input.subjectId)
      mayFold(token, found)
      delete found.comment.minimized
      return { unminimizedComment: renderSubject(viewing, found) }
    },

    resolveReviewThread: ({ input }: Input<{ threadId: string }>) =>
      settle(viewing, input.threadId, token.user),

    unresolveReviewThread: ({ input }: Input<{ threadId: string }>) =>
      settle(viewing, input.threadId, null),
  }
}

function reviewMutations(viewing: Viewing) {
  const { world, token } = viewing
  return {
    addPullRequestReview({ input }: Input<ReviewInput>) {
      const pull = findPull(viewing, input.pullRequestId)
      if (token.pullRequests !== 'write') throw forbidden()
      const body = {
        commit_id: input.commitOID,
        body: input.body,
        event: input.event,
        comments: (input.threads ?? []).map(toNewComment),
      }
      const review = translateRefusal(() => writeReview(world, pull, { token, body }))
      return { pullRequestReview: renderReview(pull, review, viewing) }
    },

    /** An anchor outside of the diff is taken without a word, and nothing ever shows. */
    addPullRequestReviewThread({ input }: Input<ReviewName & ThreadInput>) {
      const { pull, review } = findDraft(viewing, input)
      const comment = toNewComment(input)
      const files = world.changedFiles(pull)
      const problems = anchorProblems(files, world.behaviour.omitPatch, comment)
      if (problems.includes('body')) throw tooLong()
      if (problems.includes('path')) throw unprocessable('Path could not be resolved')
      if (problems.length > 0) return { thread: null }
      const [made] = world.addComments(pull, review, [comment])
      const thread = world.threadOf(pull, made?.id ?? 0)
      return { thread: renderThread(pull, thread, viewing) }
    },

    submitPullRequestReview({ input }: Input<ReviewName & { event: string; body?: string }>) {
      const { pull, review } = findDraft(viewing, input)
      const { body = review.body, event } = input
      if (event !== 'COMMENT') throw unprocessable('Only comments are modelled here')
      if (body.length > MAX_BODY) throw tooLong()
      const hasComments = pull.threads.some(({ comments }) => comments[0]?.reviewId === review.id)
      if (body === '' && !hasComments) throw unprocessable('You need to leave a comment.')
      Object.assign(review, { body, state: 'COMMENTED' })
      return { pullRequestReview: renderReview(pull, review, viewing) }
    },

    deletePullRequestReview({ input }: Input<ReviewName>) {
      const { pull, review } = findDraft(viewing, input)
      world.deleteDraft(pull, review)
      return { pullRequestReview: renderReview(pull, review, viewing) }
    },
  }
}

/** Resolving needs `contents: write` besides writing on pull requests. */
function settle(viewing: Viewing, id: string, by: Thread['resolvedBy']) {
  const { world, token } = viewing
  for (const pull of world.pulls.values()) {
    const thread = pull.threads.find((each) => each.id === id)
    if (!thread) continue
    if (token.contents !== 'write' || token.pullRequests !== 'write') throw forbidden()
    thread.resolvedBy = by
    return { thread: renderThread(pull, thread, viewing) }
  }
  throw missing(id)
}

function findPull({ world }: Viewing, id: string): Pull {
  const pull = world.pulls.get(Number(id.replace('PR_', '')))
  if (!pull) throw missing(id)
  return pull
}

/** A draft by its own name, or the viewer's of a pull request. */
function findDraft(viewing: Viewing, name: ReviewName): { pull: Pull; review: Review } {
  const { world, token } = viewing
  const { pullRequestReviewId, pullRequestId } = name
  for (const pull of world.pulls.values()) {
    const review = pull.reviews.find((each) =>
      pullRequestReviewId === undefined
        ? `PR_${pull.number}` === pullRequestId && each.state === 'PENDING'
        : `PRR_${each.id}` === pullRequestReviewId,
    )
    if (!review) continue
    if (token.pullRequests !== 'write' || review.user.id !== token.user.id) throw forbidden()
    if (review.state !== 'PENDING') throw unprocessable('The review is not pending')
    return { pull, review }
  }
  throw missing(pullRequestReviewId ?? pullRequestId ?? '')
}

function findSubject({ world, token }: Viewing, id: string): Subject {
  for (const pull of world.pulls.values()) {
    const threads = world.threadsFor(pull, token.user)
    const inThread = threads
      .flatMap(({ comments }) => comments)
      .find((comment) => `PRRC_${comment.id}` === id)
    if (inThread) return { kind: 'review', pull, comment: inThread }
    const comment = pull.comments.find((each) => `IC_${each.id}` === id)
    if (comment) return { kind: 'issue', pull, comment }
  }
  throw missing(id)
}

function renderSubject(viewing: Viewing, { kind, pull, comment }: Subject) {
  return kind === 'review'
    ? renderReviewComment(pull, comment, viewing)
    : renderIssueComment(pull, comment, viewing)
}

function editText(token: Token, subject: Subject, body: string): void {
  const { comment } = subject
  mayWrite(token, subject)
  if (comment.user.id !== token.user.id) throw forbidden()
  if (body.length > MAX_BODY) throw tooLong()
  comment.body = body
  comment.edits += 1
  comment.editor = token.user
}

function mayWrite(token: Token, { kind }: Subject): void {
  const granted = kind === 'issue' ? [token.issues, token.pullRequests] : [token.pullRequests]
  if (!granted.includes('write')) throw forbidden()
}

/** Of the conversation, it takes both: the table of "Tokens, identities, permissions". */
function mayFold(token: Token, { kind }: Subject): void {
  const needed = kind === 'issue' ? [token.issues, token.pullRequests] : [token.pullRequests]
  if (needed.some((each) => each !== 'write')) throw forbidden()
}

function toNewComment(input: ThreadInput): NewComment {
  const { path, body, line, startLine, side = 'RIGHT', startSide, subjectType } = input
  return {
    path,
    body,
    side,
    ...(line === undefined ? {} : { line }),
    ...(startLine === undefined ? {} : { start_line: startLine, start_side: startSide ?? side }),
    ...(subjectType === 'FILE' ? { subject_type: 'file' } : {}),
  }
}

/** What REST refuses with 422 is an error among others here. */
function translateRefusal<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { errors } = error.body
    throw unprocessable(Array.isArray(errors) ? errors.join(', ') : error.message)
  }
}

function forbidden(): GraphqlRefusal {
  return new GraphqlRefusal('FORBIDDEN', 'Resource not accessible by integration')
}

function missing(id: string): GraphqlRefusal {
  const message = `Could not resolve to a node with the global id of '${id}'`
  return new GraphqlRefusal('NOT_FOUND', message)
}

function tooLong(): GraphqlRefusal {
  return unprocessable(`Body is too long (maximum is ${MAX_BODY} characters)`)
}

function unprocessable(message: string): GraphqlRefusal {
  return new GraphqlRefusal('UNPROCESSABLE', message)
}
