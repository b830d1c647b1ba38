import { spawn } from 'node:child_process'
import { UserError } from '../review/user-error.ts'

/** Git ended with an error; `detail` is what it printed. */
export class GitError extends Error {
  override readonly name = 'GitError'
  readonly detail: string

  constructor(command: string, detail: string) {
    super(`git ${command} failed: ${detail}`)
    this.detail = detail
  }
}

/** A running Git, for those who talk to it; `done` rejects with a GitError if it fails. */
export interface GitProcess {
  readonly input: NodeJS.WritableStream
  readonly output: AsyncIterable<Buffer>
  readonly done: Promise<void>
}

/** Runs Git and returns what it prints. Throws a GitError if it fails. */
export async function runGit(cwd: string, args: readonly string[]): Promise<Buffer> {
  const git = startGit(cwd, args)
  git.input.end()
  const [chunks] = await Promise.all([collect(git.output), git.done])
  return Buffer.concat(chunks)
}

/** Starts Git; never through a shell, and deaf to settings that change what it prints. */
export function startGit(cwd: string, args: readonly string[]): GitProcess {
  const child = spawn('git', [...SETTINGS, ...args], {
    cwd,
    env: plainEnvironment(process.env),
    stdio: 'pipe',
    windowsHide: true,
  })
  let detail = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (detail.length < LONGEST_DETAIL) detail += text
  })
  // A Git that dies early breaks the pipe; its exit code tells the story.
  child.stdin.on('error', () => {})

  const done = new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(explainStart(error, cwd)))
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new GitError(args.join(' '), detail.trim() || `exit code ${code}`))
    })
  })
  // Whoever awaits `done` gets the error; until then it must not count as unhandled.
  done.catch(() => {})
  return { input: child.stdin, output: child.stdout, done }
}

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

async function collect(output: AsyncIterable<Buffer>): Promise<readonly Buffer[]> {
  const chunks = []
  for await (const chunk of output) chunks.push(chunk)
  return chunks
}

function explainStart(error: Error, cwd: string): Error {
  if (!('code' in error) || error.code !== 'ENOENT') return error
  return new UserError(
    `Git could not be started in ${cwd}.`,
    'Install Git 2.30 or later and make sure that it is on the PATH.',
  )
}
