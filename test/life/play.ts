import process from 'node:process'
import { type DirectGitHub, openDirectly } from '../fake-github/direct.ts'
import { createMemory } from '../fake-github/memory.ts'
import { createWorld } from '../fake-github/world.ts'
import { createRandom, pick, type Random } from '../pipeline/random.ts'
import { compare, look, remember, type Seen } from './model.ts'
import type { FoundFinding, Job, Runner } from './runner.ts'
import { PUSHES, type Story, WORDS } from './steps.ts'
import { FOLDERS, pickOpening } from './subjects.ts'

/** Plays one sequence, the same for the same number; what was wrong first, with what led to it. */
export async function playSequence(runner: Runner, number: number): Promise<string | undefined> {
  const random = createRandom(number * 7919 + 1)
  const opening = pickOpening(random)
  const github = openDirectly(createWorld(createMemory()))
  const { world } = github
  world.behaviour.creations = { minute: Number.POSITIVE_INFINITY, hour: Number.POSITIVE_INFINITY }
  world.behaviour.revivesLines = random() < 0.3
  const base = world.repository.commit({
    ...Object.fromEntries(opening.before),
    'README.md': '# Shop\n',
  })
  const gone = [...opening.before.keys()].filter((path) => !opening.after.has(path))
  const head = world.repository.commit(
    {
      ...Object.fromEntries(opening.after),
      ...Object.fromEntries(gone.map((path) => [path, null])),
    },
    base,
  )
  const jobs = pickJobs(random, opening.isDouble)
  const story: Story = {
    world,
    pull: world.openPull(base, head),
    random,
    heads: [{ commit: head, files: opening.after }],
    files: opening.after,
    base: opening.before,
    memories: jobs.map(remember),
    isRenamed: false,
  }
  const history = [`${opening.name}, jobs ${JSON.stringify(jobs)}`]
  const told = (problems: readonly string[]) =>
    problems.length > 0 ? [...history, ...problems.slice(0, 5)].join('\n  ') : undefined

  const first = told(await runJobs(runner, github, story, jobs))
  if (first !== undefined) return first
  const count = 2 + Math.floor(random() * 11)
  for (let at = 0; at < count; at += 1) {
    const isPush = random() < 0.6
    const [name, step] = pick(random, Object.entries(isPush ? PUSHES : WORDS)) ?? []
    const what = await step?.(story)
    if (what === undefined) continue
    history.push(`${name}: ${what}`)
    if (isPush || random() < 0.3) {
      const problem = told(await runJobs(runner, github, story, jobs))
      if (problem !== undefined) return problem
    }
  }
  return undefined
}

interface NamedJob extends Job {
  readonly name?: string
  readonly folder?: string
}

function pickJobs(random: Random, isDouble: boolean): readonly NamedJob[] {
  const token = random() < 0.5 ? 'usual' : 'generous'
  const kind = random()
  if (kind < 0.6) return [{ inputs: {}, token }]
  if (kind < 0.8 && isDouble) {
    return FOLDERS.map((folder) => ({ inputs: { paths: folder }, folder, token }))
  }
  return ['strict', 'lax'].map((name) => ({ inputs: { name }, name, token }))
}

/** Runs all jobs, some of them twice: the second time there is nothing to do. */
async function runJobs(
  runner: Runner,
  github: DirectGitHub,
  story: Story,
  jobs: readonly NamedJob[],
): Promise<readonly string[]> {
  const { world, pull, memories, isRenamed, random } = story
  const problems: string[] = []
  for (const [at, job] of jobs.entries()) {
    const { name, folder } = job
    const memory = memories[at]
    if (!memory) continue
    const isOutside = (path: string) => folder !== undefined && !path.startsWith(`${folder}/`)
    const before = look(pull)
    const { findings, troubles } = await runner.run(github, pull, job)
    const after = look(pull)
    if (process.env['SHOW']) show(findings, after)
    const scene = { world, pull, name, isOutside, findings, before, after, memory, isRenamed }
    problems.push(...troubles, ...compare(scene))
    if (random() < 0.3 || problems.length > 0) {
      const again = await runner.run(github, pull, job)
      if (again.writes > 0) problems.push(`a second run writes ${again.writes} times`)
    }
  }
  return problems
}

/** What there is after a run, for a person who looks into a sequence. */
function show(findings: readonly FoundFinding[], threads: readonly Seen[]): void {
  console.log(
    [
      ...findings.map(
        ({ rule, severity, fingerprint, handle, location }) =>
          `${severity} ${rule} ${short(fingerprint)} ${short(handle)} ${location.path}:${location.range.start.line}`,
      ),
      ...threads.map(
        ({ id, rule, fingerprint, handle, state, path, line, isDone, isHidden }) =>
          `  ${id} ${rule} ${short(fingerprint)} ${short(handle)} ${path}:${line} ${state ?? ''}${isDone ? ' done' : ''}${isHidden ? ' hidden' : ''}`,
      ),
    ].join('\n'),
  )
}

function short(name: string): string {
  return name.slice(0, 6)
}
