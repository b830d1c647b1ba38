import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseMarker, parseReplyMarker } from '../../src/report/comment/marker.ts'
import { runStep, type Step, type StepResult } from '../e2e/runner.ts'
import type { Repository } from '../fake-github/git.ts'
import type { LoggedRequest } from '../fake-github/server.ts'
import { continueGitHub } from '../fake-github/start.ts'
import type { Saved, World } from '../fake-github/world.ts'
import type { CallKind } from './kinds.ts'

/** A call of an undisturbed run. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly kind: CallKind
  /** How many calls of the same kind and address went before. */
  readonly skip: number
  /** As the table names it. */
  readonly label: string
}

/** What there is after a run. */
export interface Trial {
  readonly result: StepResult
  readonly calls: readonly LoggedRequest[]
  /** Seconds. */
  readonly waits: readonly number[]
}

/** What the bot says in a pull request. */
export interface Said {
  /** Fingerprints of open comments, in the order of time; one for each comment. */
  readonly open: readonly string[]
  /** Fingerprints of all comments, closed ones too. */
  readonly all: readonly string[]
  readonly summaries: readonly string[]
  /** The answers to commands. */
  readonly answers: readonly string[]
  /** How often each run was started. */
  readonly attempts: readonly number[]
}

const ENVIRONMENT = {
  // For links: they are the same wherever the server stands.
  GITHUB_SERVER_URL: 'https://github.test',
  // Newer versions of Node start quicker with it; others do not know it.
  NODE_COMPILE_CACHE: join(tmpdir(), 'cortex-review-compile-cache'),
}
const LABELS: readonly (readonly [RegExp, string])[] = [
  [/^GET .*\/compare\//, 'comparison'],
  [/^GET .*\/git\/trees\//, 'tree'],
  [/^GET .*\/pulls\/\d+$/, 'pull request'],
  [/^GET .*\/permission$/, 'permission'],
  [/^GET .*\/pulls$/, 'list of pull requests'],
  [/^GET .*\/actions\/runs\//, 'run'],
  [/^POST .*\/rerun/, 'run again'],
  [/^POST .*\/reviews$/, 'review'],
  [/^PATCH .*\/pulls\/comments\//, 'edit of a comment'],
  [/^POST .*\/issues\/\d+\/comments$/, 'comment'],
  [/^PATCH .*\/issues\/comments\//, 'edit of the summary'],
]

/** Starts the bundle where a world was saved. */
export async function openLaboratory(action: string, repository: Repository, saved: Saved) {
  const github = await continueGitHub(repository, saved)
  const folder = mkdtempSync(join(tmpdir(), 'waits-'))
  let runs = 0
  let silent: (() => void) | undefined

  return {
    github,
    world: github.world,
    /** Ends the request that has no answer. */
    endSilence: () => silent?.(),

    async run(step: Step): Promise<Trial> {
      runs += 1
      const file = join(folder, `waits-${runs}`)
      writeFileSync(file, '')
      const before = github.log.length
      const result = await runStep(github, action, {
        ...step,
        env: { ...step.env, ...ENVIRONMENT, WAITS_FILE: file },
        onStart: (child) => {
          silent = () => child.kill('SIGUSR2')
        },
      })
      const waits = readFileSync(file, 'utf8').split('\n').filter(Boolean)
      return {
        result,
        calls: github.log.slice(before),
        waits: waits.map((milliseconds) => Number(milliseconds) / 1000),
      }
    },

    async close(): Promise<void> {
      await github.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Laboratory = Awaited<ReturnType<typeof openLaboratory>>

/** The calls of a run, as faults can be aimed at them. */
export function listCalls(log: readonly LoggedRequest[]): Call[] {
  return log.map((request, at) => {
    const isSame = (other: LoggedRequest) =>
      other.method === request.method &&
      other.path === request.path &&
      other.isWrite === request.isWrite
    const skip = log.slice(0, at).filter(isSame).length
    const label = labelOf(request)
    const count = log.slice(0, at).filter((other) => labelOf(other) === label).length
    return {
      method: request.method,
      path: request.path,
      kind: kindOf(request),
      skip,
      label: count === 0 ? label : `${label} ${count + 1}`,
    }
  })
}

function kindOf({ path, isWrite }: LoggedRequest): CallKind {
  if (path === '/graphql') return isWrite ? 'mutation' : 'query'
  return isWrite ? 'write' : 'read'
}

function labelOf({ method, path, isWrite }: LoggedRequest): string {
  if (path === '/graphql') return isWrite ? 'mutation' : 'query'
  const found = LABELS.find(([pattern]) => pattern.test(`${method} ${path}`))
  if (!found) throw new Error(`No name for ${method} ${path}`)
  return found[1]
}

/** What the bot says in a pull request now. */
export function readSaid({ pulls, runs }: World): Said {
  const [{ threads, comments } = { threads: [], comments: [] }] = pulls.values()
  const open: string[] = []
  const all: string[] = []
  for (const { comments: said, resolvedBy } of threads) {
    const [first] = said
    const marker = first && parseMarker(first.body)
    if (marker?.kind !== 'finding') continue
    all.push(marker.fingerprint)
    const isOpen = !marker.state && resolvedBy === null && first?.minimized === undefined
    if (isOpen) open.push(marker.fingerprint)
  }
  const summaries = comments
    .map(({ body }) => body)
    .filter((body) => parseMarker(body)?.kind === 'summary')
  const answers = comments
    .map(({ body }) => body)
    .filter((body) => parseReplyMarker(body) !== undefined)
  const attempts = [...runs.values()].map(({ attempt }) => attempt)
  return { open: open.toSorted(), all: all.toSorted(), summaries, answers, attempts }
}
