import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
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

/** Builds the command, to be run as a process of its own. */
export async function buildCli(): Promise<RunCli> {
  const cli = join(await findBundle(), 'cli.js')
  const { NO_COLOR: _, FORCE_COLOR: __, NODE_OPTIONS: ___, ...surroundings } = GIT_ENV
  return (cwd, args, env = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      cwd,
      env: { ...surroundings, ...env },
      encoding: 'utf8',
      // What hangs fails, and does not stop the tests.
      timeout: 30_000,
    })
    return { code: status, out: stdout, err: stderr }
  }
}
