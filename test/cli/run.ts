import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll } from '@jest/globals'
import { findBundle } from '../bundle.ts'
import { GIT_ENV } from '../git/repository.ts'

export interface Run {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** How to run the built command in a folder. */
export type RunCli = (
  cwd: string,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
) => Run

const HOST = fileURLToPath(new URL('../e2e/host.mjs', import.meta.url))
/** What hangs fails, and does not stop the tests. */
const PATIENCE = 30_000

/** A process that runs the command again and again, what it writes to, and how it says it is done. */
interface Host {
  readonly child: ChildProcess
  readonly out: string
  readonly err: string
  readonly done: string
}

/**
 * Builds the command, to be run as a process of its own would: see `host.mjs`. To start Node each
 * time would take most of the time.
 */
export async function buildCli(): Promise<RunCli> {
  const entry = join(await findBundle(), 'cli.js')
  const { NO_COLOR: _, FORCE_COLOR: __, NODE_OPTIONS: ___, ...surroundings } = GIT_ENV
  return (cwd, args, env = {}) => {
    host ??= startHost()
    const { child, out, err, done } = host
    for (const file of [out, err]) truncateSync(file)
    const run = { entry, cwd, args, env: { ...surroundings, ...env }, done }
    child.stdin?.write(`${JSON.stringify(run)}\n`)
    // Waits for a line in the pipe.
    const { stdout } = spawnSync('head', ['-n', '1', done], { timeout: PATIENCE, encoding: 'utf8' })
    const [code, ended] = stdout.trim().split(' ')
    if (code === '' || ended) void stopHost('SIGKILL')
    return {
      code: code ? Number(code) : null,
      out: readFileSync(out, 'utf8'),
      err: readFileSync(err, 'utf8'),
    }
  }
}

let host: Host | undefined
let folder: string | undefined

function startHost(): Host {
  folder ??= mkdtempSync(join(tmpdir(), 'cli-'))
  const [out, err, done] = [join(folder, 'out'), join(folder, 'err'), join(folder, 'done')]
  rmSync(done, { force: true })
  spawnSync('mkfifo', [done])
  // To append, so that it goes on at the beginning of a file that was emptied.
  const files = [openSync(out, 'a'), openSync(err, 'a')]
  const child = spawn(process.execPath, [HOST], { env: {}, stdio: ['pipe', ...files] })
  for (const file of files) closeSync(file)
  return { child, out, err, done }
}

async function stopHost(signal?: 'SIGKILL'): Promise<void> {
  const child = host?.child
  host = undefined
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close')
  if (signal) child.kill(signal)
  else child.stdin?.end()
  await closed
}

afterAll(async () => {
  await stopHost()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
})
