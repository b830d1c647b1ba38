import { type Command, parseCommand } from '../../review/approvals/command.ts'
import { UserError } from '../../settings/user-error.ts'

/** A repository by owner and name. */
export interface RepositoryName {
  readonly owner: string
  readonly repo: string
}

/** Review a pull request: its head against its merge base. */
export interface PullRequestTask extends RepositoryName {
  readonly kind: 'pull-request'
  readonly number: number
  /** The tip of the base branch when the event happened: the place of the settings. */
  readonly baseSha: string
  /** The name of the base branch, where it is known. */
  readonly baseRef?: string
  readonly headSha: string
  readonly draft: boolean
  /** How many files it changes; GitHub may list fewer. */
  readonly changedFiles?: number
  /** Then the token can only read, as a rule. */
  readonly fork: boolean
}

/** Judge the changes of a merge queue's group; there is nothing to comment on. */
export interface MergeGroupTask extends RepositoryName {
  readonly kind: 'merge-group'
  readonly baseSha: string
  readonly headSha: string
  /** The name of the branch that the queue belongs to. */
  readonly branch: string
}

/** Judge a whole tree. */
export interface AuditTask extends RepositoryName {
  readonly kind: 'audit'
  /** A commit, or the name of a branch or tag. */
  readonly commit: string
  /** The commit of the event, where the workflow names another one. */
  readonly eventCommit?: string
}

/** Carry out what a person asks for in a comment on a pull request. */
export interface CommandTask extends RepositoryName {
  readonly kind: 'command'
  readonly number: number
  readonly command: Command
  readonly comment: { readonly id: number; readonly author: string }
}

/** Judge a pull request again, since an acceptance in its conversation was edited or deleted. */
export interface RecheckTask extends RepositoryName {
  readonly kind: 'recheck'
  readonly number: number
  /** Who had written the comment. */
  readonly author: string
}

/**
 * Post the review of a pull request whose own run could only read. All that is known of that run,
 * GitHub says itself; nothing is of its artifacts.
 */
export interface PublicationTask extends RepositoryName {
  readonly kind: 'publication'
  readonly headSha: string
  readonly headBranch: string
  /** By owner and name. */
  readonly headRepository: string
  /** The run that judged. */
  readonly run: { readonly number: number; readonly id: number }
  /** How that run ended, e.g. `success`. */
  readonly conclusion: string
}

/** Judge files, whatever they are compared with. */
export type ReviewTask = PullRequestTask | MergeGroupTask | AuditTask

export interface NoTask {
  readonly kind: 'nothing'
  /** One sentence. */
  readonly reason: string
}

export type Task = ReviewTask | CommandTask | RecheckTask | PublicationTask | NoTask

type Environment = Readonly<Record<string, string | undefined>>
type Fields = Readonly<Record<string, unknown>>

const AUDIT_EVENTS = ['push', 'schedule', 'workflow_dispatch']
const NO_COMMIT = /^0*$/

/**
 * What an event asks for.
 *
 * Takes the event's name, its payload and the runner's environment. Throws UserError if the payload
 * lacks what GitHub always sends.
 */
export function parseEvent(name: string, payload: unknown, environment: Environment): Task {
  const repository = parseRepository(environment['GITHUB_REPOSITORY'])
  const event = fieldsOf(payload)

  if (name === 'pull_request' || name === 'pull_request_target') {
    return parsePullRequest(repository, event)
  }
  if (name === 'merge_group') return parseMergeGroup(repository, event)
  if (AUDIT_EVENTS.includes(name)) return parseAudit(repository, { name, event }, environment)
  if (name === 'issue_comment') return parseComment(repository, event)
  if (name === 'workflow_run') return parsePublication(repository, event)
  return nothing(`Nothing to do for the event \`${name}\`.`)
}

function parsePullRequest(repository: RepositoryName, event: Fields): Task {
  const pull = fieldsOf(event['pull_request'])
  const head = fieldsOf(pull['head'])
  const base = fieldsOf(pull['base'])
  const { action } = event

  if (action === 'closed') return nothing('The pull request is closed.')
  // `edited` is judged in full even if only the title was: the newest run on a commit is the one that
  // counts, so one that judges nothing would turn a failed check green.
  const { changed_files: changedFiles } = pull
  return {
    kind: 'pull-request',
    ...repository,
    ...(typeof changedFiles === 'number' ? { changedFiles } : {}),
    number: required(pull, 'number', 'number'),
    baseSha: required(base, 'sha', 'string'),
    ...(typeof base['ref'] === 'string' && { baseRef: base['ref'] }),
    headSha: required(head, 'sha', 'string'),
    draft: pull['draft'] === true,
    fork: isFork(head, base),
  }
}

/** The head's repository is null when the fork was deleted. */
function isFork(head: Fields, base: Fields): boolean {
  return fieldsOf(head['repo'])['full_name'] !== fieldsOf(base['repo'])['full_name']
}

function parseMergeGroup(repository: RepositoryName, event: Fields): Task {
  if (event['action'] === 'destroyed') return nothing('The merge group is gone.')

  const group = fieldsOf(event['merge_group'])
  return {
    kind: 'merge-group',
    ...repository,
    baseSha: required(group, 'base_sha', 'string'),
    headSha: required(group, 'head_sha', 'string'),
    branch: required(group, 'base_ref', 'string').replace(/^refs\/heads\//, ''),
  }
}

function parseAudit(
  repository: RepositoryName,
  { name, event }: { readonly name: string; readonly event: Fields },
  environment: Environment,
): Task {
  const commit = environment['GITHUB_SHA'] ?? ''
  // Then the commit may be one of the default branch, which did not change.
  if (event['deleted'] === true) return nothing('The branch or tag is gone.')
  if (NO_COMMIT.test(commit)) return nothing(`The \`${name}\` event has no commit.`)
  return { kind: 'audit', ...repository, commit }
}

function parseComment(repository: RepositoryName, event: Fields): Task {
  const issue = fieldsOf(event['issue'])
  const comment = fieldsOf(event['comment'])
  const author = fieldsOf(comment['user'])
  const { body } = comment

  if (!issue['pull_request']) return nothing('The comment is not on a pull request.')
  if (author['type'] !== 'User') return nothing('Comments by bots are ignored.')
  if (issue['state'] === 'closed') return nothing('The pull request is closed.')
  const number = required(issue, 'number', 'number')
  const login = required(author, 'login', 'string')
  // Who edits or deletes a comment need not be who wrote it, so nothing is carried out for it.
  if (event['action'] !== 'created') {
    const former = fieldsOf(fieldsOf(event['changes'])['body'])['from']
    const isAcceptance = [former, body].some((text) => readCommand(text)?.kind === 'accept')
    if (!isAcceptance)
      return nothing('Edited and deleted comments are ignored unless they accept a finding.')
    return { kind: 'recheck', ...repository, number, author: login }
  }
  const command = readCommand(body)
  if (!command) return nothing('The comment does not begin with `/cortex-review`.')
  const id = required(comment, 'id', 'number')
  return { kind: 'command', ...repository, number, command, comment: { id, author: login } }
}

function readCommand(body: unknown): Command | undefined {
  return typeof body === 'string' ? parseCommand(body) : undefined
}

function parsePublication(repository: RepositoryName, event: Fields): Task {
  const run = fieldsOf(event['workflow_run'])
  if (event['action'] !== 'completed') return nothing('The other workflow is still running.')
  if (run['event'] !== 'pull_request') {
    return nothing('The other workflow did not run for a pull request.')
  }
  if (!run['head_repository']) return nothing('The fork of the pull request is gone.')
  return {
    kind: 'publication',
    ...repository,
    headSha: required(run, 'head_sha', 'string'),
    headBranch: required(run, 'head_branch', 'string'),
    headRepository: required(fieldsOf(run['head_repository']), 'full_name', 'string'),
    run: { number: required(run, 'run_number', 'number'), id: required(run, 'id', 'number') },
    conclusion: typeof run['conclusion'] === 'string' ? run['conclusion'] : '',
  }
}

function parseRepository(name = ''): RepositoryName {
  const [owner, repo] = name.split('/')
  if (owner && repo) return { owner, repo }
  throw new UserError(
    'GITHUB_REPOSITORY does not name a repository',
    'Run the action in a GitHub workflow.',
  )
}

function nothing(reason: string): NoTask {
  return { kind: 'nothing', reason }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function required(fields: Fields, name: string, type: 'string'): string
function required(fields: Fields, name: string, type: 'number'): number
function required(fields: Fields, name: string, type: 'string' | 'number'): unknown {
  const value = fields[name]
  if (typeof value === type && value !== '') return value
  throw new UserError(
    `The event has no \`${name}\``,
    'Check that GITHUB_EVENT_PATH names the payload that GitHub sent.',
  )
}
