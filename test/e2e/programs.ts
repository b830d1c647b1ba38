import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll } from '@jest/globals'

/** What a process of its own would be started with. */
export interface Start {
  /** A CommonJS file of the bundle. */
  readonly entry: string
  readonly cwd: string
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>
  /** Gets the process in which it runs. */
  readonly onStart?: (child: ChildProcess) => void
}

/** What there is of a process when it has ended. */
export interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

const HOST = fileURLToPath(new URL('host.mjs', import.meta.url))
const CLOCK = new URL('../faults/clock.mjs', import.meta.url).href
/** With a proxy, all of a process goes through it. */
const OF_THE_PROCESS = /_proxy$/i

/** Processes that wait for a program, by what they told Node when they were started. */
const idle = new Map<string, ChildProcess[]>()

afterAll(async () => {
  const hosts = [...idle.values()].flat()
  idle.clear()
  await Promise.all(
    hosts.map((host) => {
      host.stdin?.end()
      return once(host, 'close')
    }),
  )
})

/**
 * Runs a program to its end, as a process of its own would: see `host.mjs`. Where the environment
 * names a proxy, it really is one.
 */
export async function runProgram(start: Start): Promise<Ended> {
  if (Object.keys(start.env).some((name) => OF_THE_PROCESS.test(name))) return runAlone(start)

  const options = Object.entries(start.env).filter(([name]) => name.startsWith('NODE_'))
  const key = JSON.stringify(options)
  const host = idle.get(key)?.pop() ?? spawnNode([HOST], { env: Object.fromEntries(options) })
  start.onStart?.(host)
  const mark = `${randomUUID()}\n`
  const { entry, cwd, env } = start
  const ended = listen(host, mark)
  host.stdin?.write(`${JSON.stringify({ entry, cwd, env, mark })}\n`)
  const found = await ended
  if (host.exitCode === null && host.signalCode === null)
    idle.set(key, [...(idle.get(key) ?? []), host])
  return found
}

async function runAlone({ entry, cwd, env, onStart }: Start): Promise<Ended> {
  const child = spawnNode([entry], { cwd, env })
  onStart?.(child)
  return listen(child)
}

function spawnNode(args: readonly string[], options: { cwd?: string; env: NodeJS.ProcessEnv }) {
  const node = process.env['CORTEX_REVIEW_NODE'] ?? process.execPath
  // The waits before a repetition take no time.
  return spawn(node, ['--import', CLOCK, ...args], options)
}

/** Collects what a process writes until it ends, or until the mark on both outputs. */
function listen(child: ChildProcess, mark?: string): Promise<Ended> {
  const written = { stdout: '', stderr: '' }
  return new Promise((resolve, reject) => {
    const finish = (exitCode: number | null) => {
      child.stdout?.off('data', onOut)
      child.stderr?.off('data', onErr)
      child.off('error', reject).off('close', finish)
      resolve({ exitCode, ...written })
    }
    const collect = (name: keyof typeof written) => (text: string) => {
      written[name] += text
      const code = mark && takeMark(written, mark)
      if (code) finish(Number(code))
    }
    const [onOut, onErr] = [collect('stdout'), collect('stderr')]
    child.stdout?.setEncoding('utf8').on('data', onOut)
    child.stderr?.setEncoding('utf8').on('data', onErr)
    child.on('error', reject).on('close', finish)
  })
}

/** The exit code behind the mark; undefined as long as the mark is not on both outputs. */
function takeMark(written: { stdout: string; stderr: string }, mark: string): string | undefined {
  const [stdout = '', code] = written.stdout.split(mark)
  if (!code?.endsWith('\n') || !written.stderr.endsWith(mark)) return undefined
  written.stdout = stdout
  written.stderr = written.stderr.slice(0, -mark.length)
  return code
}
