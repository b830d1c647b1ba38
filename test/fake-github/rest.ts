import { exampleOf, type MatchedOperation } from './contract.ts'
import type { DiffRow } from './git.ts'
import {
  record,
  renderArtifact,
  renderComment,
  renderFile,
  renderIssue,
  renderIssueComment,
  renderPull,
  renderPullRow,
  renderReview,
  renderRun,
  renderUser,
} from './rest-render.ts'
import { writeComment, writeReview } from './reviews.ts'
import {
  type Access,
  type Issue,
  type IssueComment,
  type Pull,
  Refusal,
  type ReviewComment,
  type Role,
  type Token,
  type WorkflowRun,
  type World,
} from './world.ts'

export interface Call {
  readonly match: MatchedOperation
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly token: Token
  /** Where the server stands, for links. */
  readonly origin: string
  readonly path: string
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

type Handler = (world: World, call: Call) => Answer | Promise<Answer>

/** What each operation does, by its id in GitHub's description. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  'pulls/get': (world, call) => ok(renderPull(world, pullOf(world, call))),

  'pulls/list-files'(world, call) {
    const all = world.changedFiles(pullOf(world, call))
    const rows = all.slice(0, world.behaviour.maxFiles)
    const shown = shownPatches(world, all)
    const { items, headers } = paginate(rows, call)
    const body = items.map((row, index) =>
      renderFile(row, index < world.behaviour.patchesPerPage && shown.has(row)),
    )
    return { status: 200, body, headers }
  },

  'repos/compare-commits-with-basehead'(world, call) {
    const [base = '', head = ''] = (call.match.parameters['basehead'] ?? '').split('...')
    const mergeBase = known(world, base) && known(world, head) && mergeBaseOf(world, base, head)
    if (!mergeBase) throw new Refusal(404, 'No common ancestor between the commits.')
    const example = exampleOf('repos/compare-commits-with-basehead')
    const firstPage = (call.query.get('page') ?? '1') === '1'
    const all = firstPage ? world.diffOf(mergeBase, head) : []
    const shown = shownPatches(world, all)
    const files = all.slice(0, Math.min(300, world.behaviour.maxFiles))
    const body = {
      ...example,
      commits: [],
      merge_base_commit: { ...record(example['merge_base_commit']), sha: mergeBase },
      files: files.map((row) => renderFile(row, shown.has(row))),
    }
    return ok(body)
  },

  async 'git/get-blob'(world, call) {
    const sha = call.match.parameters['file_sha'] ?? ''
    const object = await gitOf(world, call).read(sha)
    if (object?.type !== 'blob') throw new Refusal(404, 'Not Found')
    const base64 = object.content.toString('base64')
    return ok({
      ...exampleOf('git/get-blob'),
      sha,
      size: object.content.length,
      content: base64.replaceAll(/.{60}/g, '$&\n'),
      encoding: 'base64',
    })
  },

  'pulls/list'(world, call) {
    const { query } = call
    const state = query.get('state') ?? 'open'
    const [owner, branch] = (query.get('head') ?? '').split(':')
    const found = [...world.pulls.values()].filter((pull) => {
      const isHead =
        // What does not look like `owner:branch` is no filter at all.
        branch === undefined ||
        (pull.headRepository?.startsWith(`${owner}/`) && pull.headBranch === branch)
      const isBase = ['main', null].includes(query.get('base'))
      return (state === 'all' || pull.state === state) && isHead && isBase
    })
    const { items, headers } = paginate(found, call)
    return { status: 200, body: items.map(renderPullRow), headers }
  },

  /** A repository knows only the pull requests whose commits are its own, not those of forks. */
  'repos/list-pull-requests-associated-with-commit'(world, call) {
    const { owner, repo, commit_sha: sha } = call.match.parameters
    const found = [...world.pulls.values()].filter(
      (pull) =>
        pull.headRepository === `${owner}/${repo}` &&
        (pull.head === sha || world.repository.mergeBase(sha ?? '', pull.head) === sha),
    )
    const { items, headers } = paginate(found, call)
    return { status: 200, body: items.map(renderPullRow), headers }
  },

  'repos/get-collaborator-permission-level'(world, call) {
    const login = call.match.parameters['username'] ?? ''
    const role = world.roles.get(login)
    if (!role) throw new Refusal(404, `${login} is not a user`)
    const user = { ...renderUser({ login, id: 1, type: 'User' }), role_name: role }
    return ok({ permission: PERMISSIONS[role], role_name: role, user })
  },

  'actions/get-workflow-run': (world, call) => ok(renderRun(runOf(world, call))),
  'actions/list-workflow-runs'(world, call) {
    if (!call.token.actions) mayWrite()
    const { query, match } = call
    const isWanted = (run: WorkflowRun) =>
      String(renderRun(run).workflow_id) === match.parameters['workflow_id'] &&
      [run.headSha, null].includes(query.get('head_sha')) &&
      [run.headBranch, null].includes(query.get('branch'))
    const runs = [...world.runs.values()].filter(isWanted).toReversed()
    return ok({ total_count: runs.length, workflow_runs: runs.map(renderRun) })
  },

  'actions/list-artifacts-for-repo'(world, call) {
    if (!call.token.actions) mayWrite()
    const found = world.artifacts.filter(({ name }) => name === call.query.get('name'))
    const { items, headers } = paginate(found.toReversed(), call)
    const body = { total_count: found.length, artifacts: items.map(renderArtifact) }
    return { status: 200, body, headers }
  },

  'actions/re-run-workflow': (world, call) => rerun(runOf(world, call), call),
  'actions/re-run-workflow-failed-jobs': (world, call) => rerun(runOf(world, call), call),

  'git/get-tree'(world, call) {
    const recursive = call.query.has('recursive')
    const entries = gitOf(world, call).tree(call.match.parameters['tree_sha'] ?? '', recursive)
    if (!entries) throw new Refusal(404, 'Not Found')
    const limit = recursive ? world.behaviour.maxTreeEntries : entries.length
    return ok({
      sha: call.match.parameters['tree_sha'],
      url: `${call.origin}/trees`,
      tree: entries.slice(0, limit).map((entry) => ({ ...entry, url: `${call.origin}/o` })),
      truncated: entries.length > limit,
    })
  },

  'pulls/create-review'(world, call) {
    mayWrite(call.token.pullRequests)
    return ok(renderReview(writeReview(world, pullOf(world, call), call)))
  },

  'pulls/list-reviews'(world, call) {
    const { reviews } = pullOf(world, call)
    const visible = reviews.filter(
      (review) => review.state !== 'PENDING' || review.user.id === call.token.user.id,
    )
    const { items, headers } = paginate(visible, call)
    return { status: 200, body: items.map(renderReview), headers }
  },

  'pulls/delete-pending-review'(world, call) {
    mayWrite(call.token.pullRequests)
    const pull = pullOf(world, call)
    const id = Number(call.match.parameters['review_id'])
    const review = pull.reviews.find((each) => each.id === id)
    if (!review) throw new Refusal(404, 'Not Found')
    if (review.state !== 'PENDING') {
      throw new Refusal(422, 'Unprocessable Entity', {
        errors: ['Can not delete a non-pending pull request review'],
      })
    }
    world.deleteDraft(pull, review)
    return ok(renderReview(review))
  },

  'pulls/create-review-comment'(world, call) {
    mayWrite(call.token.pullRequests)
    return { status: 201, body: renderComment(writeComment(world, pullOf(world, call), call)) }
  },

  'pulls/list-review-comments'(world, call) {
    const pull = pullOf(world, call)
    const drafts = pull.reviews.filter(({ state }) => state === 'PENDING').map(({ id }) => id)
    const all = pull.threads.flatMap(({ comments }) => comments)
    const shown = all.filter(({ reviewId }) => !drafts.includes(reviewId))
    const { items, headers } = paginate(shown, call)
    return { status: 200, body: items.map(renderComment), headers }
  },

  'pulls/update-review-comment'(world, call) {
    mayWrite(call.token.pullRequests)
    const id = Number(call.match.parameters['comment_id'])
    const comments = [...world.pulls.values()].flatMap(({ threads }) =>
      threads.flatMap((thread) => thread.comments),
    )
    return ok(renderComment(edit(comments, id, call)))
  },

  'pulls/delete-review-comment'(world, call) {
    mayWrite(call.token.pullRequests)
    const id = Number(call.match.parameters['comment_id'])
    for (const { threads } of world.pulls.values()) {
      for (const thread of threads) {
        const comment = thread.comments.find((each) => each.id === id)
        if (!comment) continue
        if (comment.user.id !== call.token.user.id) throw new Refusal(403, 'Forbidden')
        thread.comments.splice(thread.comments.indexOf(comment), 1)
        if (thread.comments.length === 0) threads.splice(threads.indexOf(thread), 1)
        return { status: 204 }
      }
    }
    throw new Refusal(404, 'Not Found')
  },

  'issues/list-for-repo'(world, call) {
    const { query, match } = call
    const name = `${match.parameters['owner']}/${match.parameters['repo']}`
    const found = world.issues.filter(
      ({ repository, user, state }) =>
        repository === name &&
        [user.login, null].includes(query.get('creator')) &&
        [state, 'all'].includes(query.get('state') ?? 'open'),
    )
    const { items, headers } = paginate(found.toReversed(), call)
    return { status: 200, body: items.map(renderIssue), headers }
  },

  'issues/create'(world, call) {
    mayWrite(call.token.issues)
    const { owner, repo } = call.match.parameters
    const issue: Issue = {
      id: world.nextId(),
      number: 100 + world.issues.length,
      repository: `${owner}/${repo}`,
      user: call.token.user,
      title: String(call.body['title']),
      body: bodyOf(call),
      state: 'open',
      reason: null,
      notifications: 1,
    }
    world.issues.push(issue)
    return { status: 201, body: renderIssue(issue) }
  },

  'issues/update'(world, call) {
    mayWrite(call.token.issues)
    const { owner, repo, issue_number: number } = call.match.parameters
    const issue = world.issues.find(
      (each) => each.repository === `${owner}/${repo}` && String(each.number) === number,
    )
    if (!issue) throw new Refusal(404, 'Not Found')
    const { title = issue.title, state = issue.state, state_reason: reason } = call.body
    if (state !== issue.state) issue.notifications += 1
    Object.assign(issue, { title, body: bodyOf(call), state, reason: reason ?? issue.reason })
    return ok(renderIssue(issue))
  },

  'issues/get-comment'(world, call) {
    const id = Number(call.match.parameters['comment_id'])
    const all = [...world.pulls.values()].flatMap(({ comments }) => comments)
    const comment = all.find((each) => each.id === id)
    if (!comment) throw new Refusal(404, 'Not Found')
    return ok(renderIssueComment(comment))
  },

  'issues/list-comments'(world, call) {
    const pull = world.findPull(call.match.parameters['issue_number'] ?? '')
    const { items, headers } = paginate(pull.comments, call)
    return { status: 200, body: items.map(renderIssueComment), headers }
  },

  'issues/create-comment'(world, call) {
    mayWrite(call.token.pullRequests, call.token.issues)
    const pull = world.findPull(call.match.parameters['issue_number'] ?? '')
    const comment = world.say(pull, call.token.user, bodyOf(call))
    return { status: 201, body: renderIssueComment(comment) }
  },

  'issues/update-comment'(world, call) {
    mayWrite(call.token.pullRequests, call.token.issues)
    const comments = [...world.pulls.values()].flatMap((pull) => pull.comments)
    const id = Number(call.match.parameters['comment_id'])
    return ok(renderIssueComment(edit(comments, id, call)))
  },

  'issues/delete-comment'(world, call) {
    mayWrite(call.token.pullRequests, call.token.issues)
    const id = Number(call.match.parameters['comment_id'])
    for (const { comments } of world.pulls.values()) {
      const at = comments.findIndex((comment) => comment.id === id)
      if (at >= 0) {
        comments.splice(at, 1)
        return { status: 204 }
      }
    }
    throw new Refusal(404, 'Not Found')
  },
}

/** The older, coarser word for each role. */
const PERMISSIONS: Readonly<Record<Role, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
}

function runOf(world: World, { token, match }: Call): WorkflowRun {
  if (!token.actions) mayWrite()
  const run = world.runs.get(Number(match.parameters['run_id']))
  if (!run) throw new Refusal(404, 'Not Found')
  return run
}

function rerun(run: WorkflowRun, { token }: Call): Answer {
  mayWrite(token.actions ?? 'read')
  if (run.status !== 'completed') throw new Refusal(403, 'This workflow is already running')
  Object.assign(run, { status: 'queued', conclusion: null, attempt: run.attempt + 1 })
  return { status: 201, body: {} }
}

function gitOf(world: World, { match }: Call) {
  const { owner, repo } = match.parameters
  return world.others.get(`${owner}/${repo}`)?.repository ?? world.repository
}

/** What GitHub shows of a diff, in all and of one file: "Files". */
const MOST_LINES = 20_000
const MOST_BYTES = { all: 1_000_000, file: 500_000 }

/** The rows whose patches are shown: none that is too large, nor what comes after too much. */
function shownPatches(world: World, rows: readonly DiffRow[]): ReadonlySet<DiffRow> {
  let [lines, bytes] = [0, 0]
  const fits = ({ patch = '', additions, deletions }: DiffRow) => {
    const size = Buffer.byteLength(patch)
    if (size > MOST_BYTES.file || additions + deletions > MOST_LINES) return false
    lines += additions + deletions
    bytes += size
    return lines <= MOST_LINES && bytes <= MOST_BYTES.all
  }
  return new Set(rows.filter((row) => !world.behaviour.omitPatch(row.path) && fits(row)))
}

function pullOf(world: World, call: Call): Pull {
  return world.findPull(call.match.parameters['pull_number'] ?? '')
}

function mayWrite(...permissions: readonly Access[]): void {
  if (!permissions.includes('write')) {
    throw new Refusal(403, 'Resource not accessible by integration', { status: '403' })
  }
}

function edit<C extends ReviewComment | IssueComment>(
  comments: readonly C[],
  id: number,
  call: Call,
): C {
  const comment = comments.find((each) => each.id === id)
  if (!comment) throw new Refusal(404, 'Not Found')
  if (comment.user.id !== call.token.user.id) throw new Refusal(403, 'Forbidden')
  comment.body = bodyOf(call)
  comment.edits += 1
  comment.editor = call.token.user
  return comment
}

function bodyOf(call: Call): string {
  const body = String(call.body['body'])
  if (body.length <= 65536) return body
  throw new Refusal(422, 'Validation Failed', {
    errors: [
      {
        resource: 'IssueComment',
        code: 'unprocessable',
        field: 'data',
        message: 'Body is too long (maximum is 65536 characters)',
      },
    ],
  })
}

function known(world: World, commit: string): boolean {
  return /^[0-9a-f]{40}$/.test(commit) && world.repository.tree(commit, false) !== undefined
}

function mergeBaseOf(world: World, base: string, head: string): string | undefined {
  return world.repository.mergeBase(base, head)
}

function paginate<T>(all: readonly T[], { query, origin, path }: Call) {
  const size = Math.min(Number(query.get('per_page') ?? 30), 100)
  const page = Number(query.get('page') ?? 1)
  const items = all.slice((page - 1) * size, page * size)
  if (page * size >= all.length) return { items, headers: {} }

  const next = new URLSearchParams(query)
  next.set('page', String(page + 1))
  return { items, headers: { link: `<${origin}${path}?${next.toString()}>; rel="next"` } }
}

function ok(body: unknown): Answer {
  return { status: 200, body }
}
