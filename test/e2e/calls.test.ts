import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { findBundle } from '../bundle.ts'
import type { Files } from '../fake-github/git.ts'
import { startGitHub } from '../fake-github/start.ts'
import { ADA, BEN, type World } from '../fake-github/world.ts'
import { pullOf, SCENARIOS, type Scenario } from '../faults/scenarios.ts'
import { IS_FULL } from '../runs.ts'
import { commentEvent, pullRequestEvent } from './events.ts'
import { BASE } from './pulls.ts'
import { runStep, type Step, type StepResult } from './runner.ts'
import { API, CLUSTER, RISKY_API } from './samples.ts'

/** The table between the markers is written with `UPDATE_CALLS=1 npm run test:full -- test/e2e/calls`. */
const PAGE = fileURLToPath(new URL('../../docs/github-api.md', import.meta.url))
const TABLE = /(<!-- calls -->\n\n)(.*)(\n\n<!-- \/calls -->)/s
// Thousands of files, only in the full tests; on a busy machine that takes its time.
const LONG = 180_000

/** A run whose calls are counted. */
interface Situation {
  readonly name: string
  readonly prepare: Scenario['prepare']
  readonly step: Scenario['step']
}

const OTHERS: readonly Situation[] = [
  pullRequest('No Cortex file among the changed files', { 'README.md': '# New\n' }),
  pullRequest('100 changed files, 25 of Cortex, with findings', {
    ...many(75, (at) => [`docs/page-${at}.md`, `# Page ${at}\n`]),
    ...many(25, (at) => [`apis/a${at}/cortex.yaml`, named(RISKY_API, at)]),
  }),
  pullRequest('3,000 changed files, 300 of Cortex, with findings', {
    ...many(2700, (at) => [`docs/page-${at}.md`, `# Page ${at}\n`]),
    ...many(300, (at) => [`apis/a${at}/cortex.yaml`, named(RISKY_API, at)]),
  }),
  command('/cortex-review explain api-removed'),
  command('/cortex-review ignore 0123456789 reason'),
]

const SITUATIONS = [...SCENARIOS, ...OTHERS].filter(({ name }) => IS_FULL || !isLarge(name))

let action: string
beforeAll(async () => {
  action = join(await findBundle(), 'action.js')
})

describe('the calls of a run', () => {
  const rows = new Map<string, string>()

  it.each(SITUATIONS.map((situation) => [situation.name, situation] as const))(
    'are counted: %s',
    async (name, situation) => {
      const { reads, writes, result } = await count(situation)
      rows.set(name, `| ${name} | ${reads} | ${writes} |`)
      expect(result.stderr).toBe('')
      if (!isLarge(name)) {
        expect(reads).toBeLessThanOrEqual(4 + extraOf(name))
        expect(writes).toBeLessThanOrEqual(2)
      }
    },
    LONG,
  )

  it('are those of the page', () => {
    const table = ['| run | reads | writes |', '| --- | --- | --- |', ...rows.values()].join('\n')
    const page = readFileSync(PAGE, 'utf8')
    if (process.env['UPDATE_CALLS'] && IS_FULL)
      writeFileSync(PAGE, page.replace(TABLE, `$1${table}$3`))
    const lines = TABLE.exec(readFileSync(PAGE, 'utf8'))?.[2]?.split('\n')
    expect(lines?.filter((line) => IS_FULL || !isLarge(line)).join('\n')).toBe(table)
  })
})

const describeLarge = IS_FULL ? describe : () => undefined

describeLarge('a pull request beyond what GitHub lists', () => {
  it(
    'is judged as a whole, in bounded memory, and the log says so',
    async () => {
      const files = {
        ...many(2900, (at) => [`a-docs/page-${at}.md`, `# Page ${at}\n`]),
        ...many(300, (at) => [`apis/a${at}/cortex.yaml`, named(RISKY_API, at)]),
      }
      const { result } = await count({
        ...pullRequest('Beyond the list', files),
        step: (world) => ({
          ...stepOf(world),
          inputs: { 'fail-on': 'warning' },
          // More memory there is not.
          env: { NODE_OPTIONS: '--max-old-space-size=192' },
        }),
      })
      expect([result.exitCode, result.stderr]).toEqual([1, ''])
      expect(Number(result.outputs['warning-count'])).toBeGreaterThanOrEqual(300)
      expect(result.annotations.map(({ message }) => message)).toContainEqual(
        expect.stringContaining('GitHub lists only the first 3000 changed files'),
      )
    },
    LONG,
  )
})

function isLarge(nameOrLine: string): boolean {
  return /^(?:\| )?3,000 /.test(nameOrLine)
}

/** A publisher also looks for its pull request, and a command for it and for who gives it. */
function extraOf(name: string): number {
  return name === 'Publisher for forks' || name === 'Command: `ignore`' ? 1 : 0
}

async function count({ prepare, step }: Situation) {
  const github = await startGitHub()
  try {
    const { world } = github
    const start = (what: Step) => runStep(github, action, what)
    await prepare(world, async (what) => ({ result: await start(what), calls: [], waits: [] }))
    github.countCalls()
    const result: StepResult = await start(step(world))
    expect(github.violations).toEqual([])
    return { ...github.countCalls(), result }
  } finally {
    await github.close()
  }
}

function pullRequest(name: string, after: Files): Situation {
  return {
    name,
    prepare(world) {
      const before = many(300, (at) => [`apis/a${at}/cortex.yaml`, named(API, at)])
      openPull(world, after, { 'README.md': '# Shop\n', ...before })
    },
    step: stepOf,
  }
}

function command(text: string): Situation {
  return {
    name: `Command: \`${text.split(' ')[1]}\``,
    prepare(world) {
      openPull(world, { 'prod/cluster.yaml': `${CLUSTER}# new\n` })
      world.say(pullOf(world), ADA, text)
    },
    step(world) {
      const [comment] = pullOf(world).comments.filter(({ user }) => [ADA, BEN].includes(user))
      if (!comment) throw new Error('No command')
      return { event: commentEvent(pullOf(world), comment) }
    },
  }
}

function openPull(world: World, after: Files, before: Files = BASE): void {
  const base = world.repository.commit(before)
  world.openPull(base, world.repository.commit(after, base))
}

function stepOf(world: World): Step {
  return { event: pullRequestEvent(world, pullOf(world)) }
}

function many(size: number, fileOf: (at: number) => readonly [string, string]): Files {
  return Object.fromEntries(Array.from({ length: size }, (_, at) => fileOf(at)))
}

function named(text: string, at: number): string {
  return text.replace('recommend', `api-${at}`)
}
