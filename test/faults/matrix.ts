import type { Repository } from '../fake-github/git.ts'
import type { Fault } from '../fake-github/server.ts'
import { startGitHub } from '../fake-github/start.ts'
import type { Saved } from '../fake-github/world.ts'
import { isSame, judge, type Outcome } from './judge.ts'
import { ANSWERS, type FaultKind, TYPICAL } from './kinds.ts'
import {
  type Call,
  type Laboratory,
  listCalls,
  openLaboratory,
  readSaid,
  type Said,
  type Trial,
} from './laboratory.ts'
import { MEANWHILE, meanwhile } from './meanwhile.ts'
import { pullOf, type Scenario } from './scenarios.ts'

/** One fault at one call of one scenario. */
export interface Cell {
  readonly scenario: string
  readonly fault: string
  readonly call: string
  readonly outcome: Outcome
  readonly line: string | undefined
  readonly problems: readonly string[]
}

/** A scenario with its undisturbed run. */
interface Setting {
  readonly scenario: Scenario
  readonly action: string
  readonly repository: Repository
  readonly saved: Saved
  readonly usual: Trial
  readonly calls: readonly Call[]
  readonly before: Said
  readonly expected: Said
}

/** Two processes at once: there are as many processors where the tests run. */
const AT_ONCE = 2

/**
 * Runs a scenario once for each call and each fault that can hit it. For calls that were `tried`
 * with all faults in another scenario, one fault of each sort will do.
 */
export async function runScenario(
  action: string,
  scenario: Scenario,
  tried: ReadonlySet<string>,
): Promise<readonly Cell[]> {
  const origin = await startGitHub()
  try {
    const setting = await prepare(action, scenario, origin.world.repository)
    const tasks = setting.calls.flatMap((call) => [
      ...(tried.has(call.label) ? TYPICAL : ANSWERS)
        .filter(({ hits }) => hits.includes(call.kind))
        .map(({ name }) => ({ call, name })),
      ...(scenario.hasPull ? MEANWHILE.map((name) => ({ call, name })) : []),
    ])
    const cells: Cell[] = []
    const queue = [...tasks.entries()]
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [at, { call, name }] = next
        cells[at] = await runCell(setting, call, name)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    return cells
  } finally {
    await origin.close()
  }
}

async function prepare(
  action: string,
  scenario: Scenario,
  repository: Repository,
): Promise<Setting> {
  const empty: Saved = { lastId: 3_000_000_000, pulls: new Map(), runs: new Map() }
  const laboratory = await openLaboratory(action, repository, empty)
  try {
    const { world } = laboratory
    await scenario.prepare(world, (step) => laboratory.run(step))
    const saved = world.save()
    const before = readSaid(world)
    const usual = await laboratory.run(scenario.step(world))
    const expected = readSaid(world)
    const calls = listCalls(usual.calls)
    return { scenario, action, repository, saved, usual, calls, before, expected }
  } finally {
    await laboratory.close()
  }
}

async function runCell(setting: Setting, call: Call, name: string): Promise<Cell> {
  const { scenario, action, repository, saved, usual, before, expected } = setting
  const laboratory = await openLaboratory(action, repository, saved)
  try {
    const { world, github } = laboratory
    const step = scenario.step(world)
    const kind =
      ANSWERS.find((each) => each.name === name) ??
      meanwhile(name, world, () => laboratory.run(step))
    github.faults.push(aim(kind, call, laboratory))

    const trial = await laboratory.run(step)
    github.faults.length = 0
    const said = readSaid(world)
    const isNeeded = scenario.needs.includes(call.label)
    const seen = { kind, isNeeded, usual, trial, before, expected, said }
    const { outcome, line, problems } = judge(seen)
    const later = await healingProblems(laboratory, setting, said)
    const all = [...problems, ...later, ...github.violations]
    return { scenario: scenario.name, fault: name, call: call.label, outcome, line, problems: all }
  } finally {
    await laboratory.close()
  }
}

function aim(kind: FaultKind, call: Call, { endSilence }: Laboratory): Fault {
  const { fault, lasts } = kind
  return {
    ...fault,
    method: call.method,
    path: new RegExp(`^${call.path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`),
    isWrite: call.kind === 'write' || call.kind === 'mutation',
    skip: call.skip,
    times: lasts ? Number.POSITIVE_INFINITY : 1,
    ...(fault.hang ? { hang: endSilence } : {}),
  }
}

/** The next run makes good what this one left: everything is said, and once. */
async function healingProblems(
  laboratory: Laboratory,
  { scenario, expected }: Setting,
  said: Said,
): Promise<string[]> {
  const { world } = laboratory
  if (!scenario.hasPull || isSame(said, expected)) return []
  const pull = pullOf(world)
  pull.state = 'open'
  const next = await laboratory.run(scenario.step(world))
  const healed = readSaid(world)
  const problems: string[] = []
  if (new Set(healed.open).size < healed.open.length) problems.push('the next run: duplicates')
  if (healed.answers.length > expected.answers.length) problems.push('the next run: two answers')
  if (healed.summaries.length > 1) problems.push('the next run: two summaries')
  // What GitHub refused for good is not offered again: it is in the summary.
  const isRefused = healed.summaries.some((text) => text.includes(' refused='))
  if (healed.open.join() !== expected.open.join() && !isRefused) {
    problems.push(`the next run: ${healed.open.length} comments, not ${expected.open.length}`)
  }
  if (healed.summaries.length < expected.summaries.length) problems.push('the next run: no summary')
  if (next.result.stderr !== '') problems.push(`the next run: ${next.result.stderr}`)
  return problems
}
