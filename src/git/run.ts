import { spawnSync } from 'node:child_process'
import { UserError } from '../settings/user-error.ts'

/** Git ended with an error; `detail` is what it printed. */
export class GitError extends Error {
  override readonly name = 'GitError'
  readonly detail: string

  constructor(command: string, detail: string) {
    super(`git ${command} failed: ${detail}`)
    this.detail = detail
  }
}

/** What Git printed; cut off if that was more than the limit. */
export interface GitOutput {
  readonly bytes: Buffer
  readonly isCut: boolean
}

/** Runs Git and returns what it prints. Throws a GitError if it fails. */
export function runGit(cwd: string, args: readonly string[]): Buffer {
  const { bytes, isCut } = runGitWith(cwd, args, {})
  if (isCut) throw new GitError(args.join(' '), `more than ${MOST_OUTPUT} bytes of output`)
  return bytes
}

/** How to run Git: what it reads, and where it prints. */
interface Running {
  readonly input?: string
  /** Git is stopped once it printed more. */
  readonly limit?: number
  /** A file for what it prints, which is quicker than a pipe for much. */
  readonly file?: number
}

/**
 * Runs Git; never through a shell, and deaf to settings that change what it prints. Throws a
 * GitError if it fails.
 *
 * Waiting is quicker than streams here: Git answers in a few milliseconds, which is what a stream
 * costs to set up.
 */
export function runGitWith(
  cwd: string,
  args: readonly string[],
  { input, limit = MOST_OUTPUT, file }: Running,
): GitOutput {
  const { status, signal, stdout, stderr, error } = spawnSync('git', [...SETTINGS, ...args], {
    cwd,
    env: plainEnvironment(process.env),
    stdio: [input === undefined ? 'ignore' : 'pipe', file ?? 'pipe', 'pipe'],
    maxBuffer: limit,
    windowsHide: true,
    ...(input !== undefined && { input }),
  })
  const bytes = file === undefined ? stdout : Buffer.alloc(0)
  if (error && 'code' in error) {
    if (error.code === 'ENOBUFS') return { bytes, isCut: true }
    // A Git that ends early leaves its input unread; its exit code tells the story.
    if (error.code !== 'EPIPE') throw explainStart(error, cwd)
  }
  if (status === 0) return { bytes, isCut: false }

  const detail = stderr.toString('utf8').trim().slice(0, LONGEST_DETAIL)
  throw new GitError(args.join(' '), detail || (signal ?? `exit code ${status}`))
}

/** The names of a million files. */
const MOST_OUTPUT = 256 * 1024 * 1024
/** Of long error output the beginning says enough. */
const LONGEST_DETAIL = 10_000

const SETTINGS = [
  '--no-pager',
  '-c',
  'core.quotePath=false',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'diff.ignoreSubmodules=all',
  '-c',
  'diff.renameLimit=1000',
] as const

/** What would change the output of the commands used here, or ask questions. */
function plainEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { GIT_EXTERNAL_DIFF: _diff, GIT_DIFF_OPTS: _opts, GIT_GLOB_PATHSPECS: _, ...rest } = env
  return {
    ...rest,
    GIT_LITERAL_PATHSPECS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  }
}

function explainStart(error: Error, cwd: string): Error {
  if (!('code' in error) || error.code !== 'ENOENT') return error
  return new UserError(
    `Git could not be started in ${cwd}.`,
    'Install Git 2.30 or later and make sure that it is on the PATH.',
  )
}
