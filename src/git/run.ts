import { spawnSync } from 'node:child_process'
import { show } from '../report/formats/ansi.ts'
import { UserError } from '../settings/user-error.ts'
import { plainEnvironment, SETTINGS } from './environment.ts'

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
export function runGit(
  cwd: string,
  args: readonly string[],
  options: readonly string[] = [],
): Buffer {
  const { bytes, isCut } = runGitWith(cwd, args, { options })
  if (isCut) throw new GitError(args.join(' '), `more than ${MOST_OUTPUT} bytes of output`)
  return bytes
}

/** How to run Git: what it reads, and where it prints. */
interface Running {
  /** Options of Git that stand before its command. */
  readonly options?: readonly string[]
  readonly input?: string
  /** Git is stopped once it printed more. */
  readonly limit?: number
  /** A file for what it prints, which is quicker than a pipe for much. */
  readonly file?: number
  /** Git is stopped after so many milliseconds. */
  readonly patience?: number
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
  { options = [], input, limit = MOST_OUTPUT, file, patience = LONGEST_WAIT }: Running,
): GitOutput {
  const { status, signal, stdout, stderr, error } = spawnSync(
    'git',
    [...SETTINGS, ...options, ...args],
    {
      cwd,
      env: plainEnvironment(process.env),
      timeout: patience,
      killSignal: 'SIGKILL',
      stdio: [input === undefined ? 'ignore' : 'pipe', file ?? 'pipe', 'pipe'],
      maxBuffer: limit,
      windowsHide: true,
      ...(input !== undefined && { input }),
    },
  )
  const bytes = file === undefined ? stdout : Buffer.alloc(0)
  if (error && 'code' in error) {
    if (error.code === 'ENOBUFS') return { bytes, isCut: true }
    // A Git that ends early leaves its input unread; its exit code tells the story.
    if (error.code !== 'EPIPE') throw explainFailure(error, cwd, { args, patience })
  }
  if (status === 0) return { bytes, isCut: false }

  const detail = stderr.toString('utf8').trim().slice(0, LONGEST_DETAIL)
  throw new GitError(args.join(' '), detail || (signal ?? `exit code ${status}`))
}

/** The names of a million files. */
const MOST_OUTPUT = 256 * 1024 * 1024
/** Of long error output the beginning says enough. */
const LONGEST_DETAIL = 10_000

/** A named pipe in place of a file of the repository would keep Git waiting for ever. */
const LONGEST_WAIT = 60_000

function explainFailure(
  error: Error,
  cwd: string,
  { args, patience }: { readonly args: readonly string[]; readonly patience: number },
): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOENT') {
    return new UserError(
      `Git could not be started in ${show(cwd)}.`,
      'Install Git 2.30 or later and make sure that it is on the PATH.',
    )
  }
  if (code === 'ETIMEDOUT') {
    return new UserError(
      `Git was stopped because it did not finish within ${patience / 1000} seconds: git ${show(args.join(' '))}`,
      'Check for named pipes and broken mounts in the repository.',
    )
  }
  return new GitError(args.join(' '), error.message)
}
