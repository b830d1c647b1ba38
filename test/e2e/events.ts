import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { checkPayload } from '../fake-github/contract.ts'
import type { IssueComment, Pull, WorkflowRun, World } from '../fake-github/world.ts'

/** What started a workflow. */
export interface Event {
  readonly name: string
  readonly payload: object
  /** As in `GITHUB_SHA` and `GITHUB_REF`. */
  readonly sha: string
  readonly ref: string
}

interface Example {
  readonly action?: string
  readonly pull_request?: object
  readonly merge_group?: object
  readonly issue?: object
  readonly comment?: object
  readonly workflow_run?: object
  readonly repository?: object
}

interface Examples {
  readonly name: string
  readonly examples: readonly Example[]
}

const examples: readonly Examples[] = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@octokit/webhooks-examples/api.github.com/index.json'),
    'utf8',
  ),
)
/** What GitHub puts in `GITHUB_SHA`: a test merge commit, which nothing must depend on. */
const TEST_MERGE = 'f'.repeat(40)

/** What happens to pull requests; the workflows name these. */
export type PullRequestAction =
  | 'opened'
  | 'synchronize'
  | 'reopened'
  | 'ready_for_review'
  | 'edited'

/** Something happened to a pull request. */
export function pullRequestEvent(
  world: World,
  pull: Pull,
  action: PullRequestAction = 'synchronize',
): Event {
  // There is no example of an edited one: of a new title, the least that can be edited.
  const isEdited = action === 'edited'
  const example = findExample('pull_request', isEdited ? 'opened' : action)
  const original = example.pull_request ?? {}
  const [base, head] = ['base' as const, 'head' as const].map((side) => ({
    ...fieldsOf(original, side),
    sha: pull[side],
    repo: {
      ...fieldsOf(original, 'base', 'repo'),
      full_name: side === 'head' && pull.fork ? 'ada/shop' : 'acme/shop',
      // The examples are older than the schemas, which require this key, and others below.
      has_discussions: false,
    },
  }))
  const payload = {
    ...example,
    action,
    ...(isEdited && { changes: { title: { from: 'Before' } } }),
    number: pull.number,
    pull_request: {
      ...original,
      auto_merge: null,
      number: pull.number,
      draft: pull.draft,
      changed_files: world.changedFiles(pull).length,
      base,
      head,
    },
  }
  requireValid(`webhook-pull-request-${action.replaceAll('_', '-')}`, payload)
  const ref = `refs/pull/${pull.number}/merge`
  return { name: 'pull_request', payload, sha: TEST_MERGE, ref }
}

/** A merge queue that wants its checks. */
export function mergeGroupEvent(base: string, head: string): Event {
  const example = findExample('merge_group', 'checks_requested')
  const group = { ...example.merge_group, base_sha: base, head_sha: head }
  const repository = { ...example.repository, homepage: null }
  const payload = { ...example, repository, merge_group: group }
  requireValid('webhook-merge-group-checks-requested', payload)
  return { name: 'merge_group', payload, sha: head, ref: 'refs/heads/gh-readonly-queue/main/pr-1' }
}

/** The examples have none, and the schema requires them. */
const REACTIONS = {
  reactions: {
    ...Object.fromEntries(
      ['+1', '-1', 'confused', 'eyes', 'heart', 'hooray', 'laugh', 'rocket', 'total_count'].map(
        (name) => [name, 0],
      ),
    ),
    url: 'https://a.test',
  },
}

/** Somebody wrote, edited or deleted a comment on a pull request; `former` is what it said before. */
export function commentEvent(
  pull: Pull,
  { id, body, user }: IssueComment,
  action: 'created' | 'edited' | 'deleted' = 'created',
  former?: string,
): Event {
  const example = findExample('issue_comment', action)
  const author = { ...fieldsOf(example.comment, 'user'), login: user.login, type: user.type }
  const links = ['url', 'html_url', 'diff_url', 'patch_url'].map((name) => [name, 'https://a.test'])
  const payload = {
    ...example,
    ...(former !== undefined && { changes: { body: { from: former } } }),
    issue: {
      ...example.issue,
      ...REACTIONS,
      active_lock_reason: null,
      labels: [],
      number: pull.number,
      state: pull.state,
      pull_request: Object.fromEntries(links),
    },
    comment: {
      ...example.comment,
      ...REACTIONS,
      performed_via_github_app: null,
      id,
      body,
      user: author,
    },
  }
  requireValid(`webhook-issue-comment-${action}`, payload)
  return { name: 'issue_comment', payload, sha: pull.base, ref: 'refs/heads/main' }
}

/** Another workflow is done. */
export function workflowRunEvent(world: World, run: WorkflowRun): Event {
  const example = findExample('workflow_run', 'completed')
  const original = example.workflow_run ?? {}
  const person = fieldsOf(original, 'head_repository', 'owner')
  const repository = {
    ...fieldsOf(original, 'head_repository'),
    full_name: run.headRepository,
  }
  const payload = {
    ...example,
    workflow_run: {
      ...original,
      actor: person,
      triggering_actor: person,
      path: '.github/workflows/cortex-review.yml',
      id: run.id,
      run_number: run.number,
      event: run.event,
      head_sha: run.headSha,
      head_branch: run.headBranch,
      head_repository: repository,
      conclusion: run.conclusion,
      // Empty for forks more often than not.
      pull_requests: [],
    },
  }
  requireValid('webhook-workflow-run-completed', payload)
  const [first] = world.pulls.values()
  return { name: 'workflow_run', payload, sha: first?.base ?? '', ref: 'refs/heads/main' }
}

/** An event that has no payload of interest. */
export function plainEvent(name: string, sha: string): Event {
  return { name, payload: { inputs: null }, sha, ref: 'refs/heads/main' }
}

function findExample(name: string, action: string): Example {
  const found = examples
    .find((each) => each.name === name)
    ?.examples.find((each) => each.action === action)
  if (!found) throw new Error(`No example of ${name} ${action}`)
  return structuredClone(found)
}

function fieldsOf(value: unknown, ...path: readonly string[]): object {
  const [step, ...rest] = path
  const fields: Record<string, unknown> = typeof value === 'object' ? { ...value } : {}
  return step === undefined ? fields : fieldsOf(fields[step], ...rest)
}

function requireValid(schema: string, payload: object): void {
  const problems = checkPayload(schema, payload)
  if (problems.length > 0) throw new Error(problems.join('\n'))
}
