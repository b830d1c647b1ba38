import { exampleOf } from './contract.ts'
import type { DiffRow } from './git.ts'
import {
  type Artifact,
  FIRST_DAY,
  GHOST,
  type Issue,
  type IssueComment,
  type Pull,
  REPOSITORY,
  type Review,
  type ReviewComment,
  type User,
  type WorkflowRun,
  type World,
} from './world.ts'

const STATUS: Readonly<Record<string, string>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
}

export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

export function renderFile(row: DiffRow, withPatch: boolean) {
  const path = row.path.split('/').map(encodeURIComponent).join('/')
  return {
    sha: row.oid,
    filename: row.path,
    status: STATUS[row.status],
    additions: row.additions,
    deletions: row.deletions,
    changes: row.additions + row.deletions,
    blob_url: `https://github.test/o/r/blob/${path}`,
    raw_url: `https://github.test/o/r/raw/${path}`,
    contents_url: `https://github.test/o/r/contents/${path}`,
    ...(row.previousPath === undefined ? {} : { previous_filename: row.previousPath }),
    ...(withPatch && row.patch !== undefined ? { patch: row.patch } : {}),
  }
}

export function renderPull(world: World, pull: Pull) {
  const example = exampleOf('pulls/get')
  const files = world.changedFiles(pull)
  return {
    ...example,
    number: pull.number,
    state: pull.state,
    draft: pull.draft,
    user: renderUser(pull.author),
    ...renderSides(pull),
    changed_files: files.length,
    // The description's own example does not satisfy it here.
    requested_teams: [],
  }
}

/** A row of a list of pull requests: the description has a smaller schema for it. */
export function renderPullRow(pull: Pull) {
  return {
    ...exampleOf('pulls/list'),
    number: pull.number,
    state: pull.state,
    draft: pull.draft,
    user: renderUser(pull.author),
    ...renderSides(pull),
    requested_teams: [],
  }
}

function renderSides(pull: Pull) {
  const { base, head } = exampleOf('pulls/get')
  const [owner = ''] = (pull.headRepository ?? '').split('/')
  return {
    base: { ...record(base), sha: pull.base, ref: 'main', repo: renderRepository(REPOSITORY) },
    head: {
      ...record(head),
      sha: pull.head,
      ref: pull.headBranch,
      label: `${owner}:${pull.headBranch}`,
      repo: pull.headRepository === null ? null : renderRepository(pull.headRepository),
    },
  }
}

function renderRepository(fullName: string) {
  const example = record(record(exampleOf('pulls/get')['base'])['repo'])
  return { ...example, full_name: fullName, fork: fullName !== REPOSITORY }
}

/** Null if the account is gone: "Events". */
export function renderUser(user: User) {
  if (user.id === GHOST.id) return null
  const example = record(exampleOf('pulls/create-review')['user'])
  return { ...example, login: user.login, id: user.id, type: user.type }
}

export function renderReview(review: Review) {
  return {
    ...exampleOf('pulls/create-review'),
    id: review.id,
    node_id: `PRR_${review.id}`,
    user: renderUser(review.user),
    body: review.body,
    state: review.state,
    commit_id: review.commitId,
  }
}

export function renderComment(comment: ReviewComment) {
  return {
    ...exampleOf('pulls/create-review-comment'),
    id: comment.id,
    pull_request_review_id: comment.reviewId,
    path: comment.path,
    side: comment.side,
    line: comment.line,
    start_line: comment.startLine,
    start_side: comment.startLine === null ? null : comment.side,
    original_line: comment.originalLine,
    original_start_line: comment.originalStartLine,
    position: comment.line,
    subject_type: comment.subjectType,
    commit_id: comment.commitId,
    body: comment.body,
    user: renderUser(comment.user),
    in_reply_to_id: comment.inReplyTo ?? undefined,
  }
}

/** When whatever was edited was. */
const LATER = '2026-01-02T08:00:00Z'

export function renderIssueComment(comment: IssueComment) {
  return {
    ...exampleOf('issues/create-comment'),
    id: comment.id,
    body: comment.body,
    user: renderUser(comment.user),
    created_at: FIRST_DAY,
    updated_at: comment.editor ? LATER : FIRST_DAY,
  }
}

export function renderArtifact({ id, name, run, createdAt, isExpired = false }: Artifact) {
  const { artifacts } = exampleOf('actions/list-artifacts-for-repo')
  const [example] = Array.isArray(artifacts) ? artifacts : []
  return {
    ...record(example),
    id,
    name,
    expired: isExpired,
    created_at: createdAt,
    workflow_run: { ...record(record(example)['workflow_run']), id: run },
  }
}

export function renderIssue(issue: Issue) {
  return {
    ...exampleOf('issues/create'),
    id: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    user: renderUser(issue.user),
    state: issue.state,
    state_reason: issue.reason,
    pull_request: undefined,
  }
}

export function renderRun(run: WorkflowRun) {
  const example = exampleOf('actions/get-workflow-run')
  return {
    ...example,
    id: run.id,
    run_number: run.number,
    run_attempt: run.attempt,
    workflow_id: run.workflow ?? example['workflow_id'],
    event: run.event,
    head_sha: run.headSha,
    head_branch: run.headBranch,
    head_repository: { ...record(example['head_repository']), full_name: run.headRepository },
    status: run.status,
    conclusion: run.conclusion,
    // Empty for forks, and often for others.
    pull_requests: [],
  }
}
