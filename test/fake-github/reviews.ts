import {
  anchorProblems,
  type NewComment,
  type Pull,
  Refusal,
  type Review,
  type ReviewComment,
  type Token,
  type World,
} from './world.ts'

type Problem = ReturnType<typeof anchorProblems>[number]

/** The texts of `POST …/reviews`, newer and older, "Legal anchors". */
const REVIEW_MESSAGES: Readonly<Record<Problem, { readonly new: string; readonly old: string }>> = {
  path: {
    new: 'Path could not be resolved',
    old: 'Pull request review thread path is invalid and Pull request review thread diff hunk can’t be blank',
  },
  line: {
    new: 'Line could not be resolved',
    old: "Pull request review thread line must be part of the diff and Pull request review thread diff hunk can't be blank",
  },
  start: {
    new: 'Pull request review thread start line must precede the end line.',
    old: 'Pull request review thread start line must precede the end line.',
  },
  hunk: {
    new: 'Start line could not be resolved',
    old: 'Pull request review thread start line must be part of the same hunk as the line.',
  },
  body: {
    new: 'Body is too long (maximum is 65536 characters)',
    old: 'Body is too long (maximum is 65536 characters)',
  },
}

/** The fields of `POST …/comments`, whose errors are objects. */
const COMMENT_FIELDS: Readonly<Record<Problem, string>> = {
  path: 'path',
  line: 'pull_request_review_thread.line',
  start: 'pull_request_review_thread.start_line',
  hunk: 'pull_request_review_thread.start_line',
  body: 'body',
}

/** Who asks for what; the fields have REST's names. */
export interface Writing {
  readonly token: Token
  readonly body: Readonly<Record<string, unknown>>
}

/** Creates a review with all its comments, or refuses it as a whole. */
export function writeReview(world: World, pull: Pull, call: Writing): Review {
  const { user } = call.token
  const event = call.body['event']
  const body = textOf(call.body['body']) ?? ''
  const comments = listComments(call.body['comments'])

  if (pull.reviews.some((each) => each.state === 'PENDING' && each.user.id === user.id)) {
    refuse('User can only have one pending review per pull request')
  }
  refuseEvent(pull, call, body, comments.length)

  const commitId = commitOf(world, pull, call)
  const files = world.changedFiles(pull)
  const problems = new Set(
    comments.flatMap((comment) => anchorProblems(files, world.behaviour.omitPatch, comment)),
  )
  // Which comment is to blame is never said.
  if (problems.size > 0) {
    const { messages } = world.behaviour
    const texts = [...problems].map((problem) => REVIEW_MESSAGES[problem][messages])
    refuse(...(messages === 'new' ? texts : [texts.join(' and ')]))
  }

  const state = event === undefined ? 'PENDING' : 'COMMENTED'
  const review: Review = { id: world.nextId(), user, commitId, state, body }
  pull.reviews.push(review)
  world.addComments(pull, review, comments)
  return review
}

/** Creates a single comment; it makes a review of its own. */
export function writeComment(world: World, pull: Pull, call: Writing): ReviewComment {
  const comment = toComment(call.body)
  const files = world.changedFiles(pull)
  const [problem] = anchorProblems(files, world.behaviour.omitPatch, comment)
  if (problem) {
    const field = COMMENT_FIELDS[problem]
    throw new Refusal(422, 'Validation Failed', {
      errors: [
        {
          resource: 'PullRequestReviewComment',
          code: 'custom',
          field,
          message: `${field} could not be resolved`,
        },
      ],
    })
  }
  const commitId = commitOf(world, pull, call)
  const { user } = call.token
  const review: Review = { id: world.nextId(), user, commitId, state: 'COMMENTED', body: '' }
  pull.reviews.push(review)
  const [made] = world.addComments(pull, review, [comment])
  if (!made) throw new Error('A comment was lost')
  return made
}

function refuseEvent(pull: Pull, call: Writing, body: string, comments: number): void {
  const event = call.body['event']
  const { user } = call.token
  if (event === 'APPROVE' && user.type === 'Bot') {
    refuse('GitHub Actions is not permitted to approve pull requests.')
  }
  if (event !== 'COMMENT' && event !== undefined && user.id === pull.author.id) {
    const action = event === 'APPROVE' ? 'approve' : 'request changes on'
    refuse(`Can not ${action} your own pull request`)
  }
  if (event === 'REQUEST_CHANGES' && body === '') {
    refuse('You need to leave a comment indicating the requested changes.')
  }
  if (event === 'COMMENT' && body === '' && comments === 0) {
    refuse('You need to leave a comment.')
  }
  if (body.length > 65536) refuse(REVIEW_MESSAGES.body.new)
}

function commitOf(world: World, pull: Pull, call: Writing): string {
  const commit = textOf(call.body['commit_id']) ?? pull.head
  const { repository } = world
  // Neither one of before a force-push, nor one of the base.
  const isPart =
    repository.mergeBase(commit, pull.head) === commit &&
    repository.mergeBase(commit, pull.base) !== commit
  if (!isPart) refuse('The commit_id is not part of the pull request')
  return commit
}

function refuse(...errors: readonly string[]): never {
  throw new Refusal(422, 'Unprocessable Entity', { errors })
}

function listComments(value: unknown): NewComment[] {
  return Array.isArray(value) ? value.map(toComment) : []
}

/** The contract's check has complained about wrong types; here are the rules no schema tells. */
function toComment(value: Readonly<Record<string, unknown>>): NewComment {
  const side = textOf(value['side'])
  const subjectType = textOf(value['subject_type'])
  if (subjectType !== 'file' && side !== 'LEFT' && side !== 'RIGHT') {
    refuse('Side is not LEFT or RIGHT')
  }
  const line = numberOf(value['line'])
  const startLine = numberOf(value['start_line'])
  return {
    path: textOf(value['path']) ?? '',
    body: textOf(value['body']) ?? '',
    ...(side === undefined ? {} : { side }),
    ...(line === undefined ? {} : { line }),
    ...(startLine === undefined ? {} : { start_line: startLine }),
    ...(subjectType === undefined ? {} : { subject_type: subjectType }),
    start_side: textOf(value['start_side']) ?? side ?? 'RIGHT',
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
