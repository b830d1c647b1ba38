import type { ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { StartedGitHub, TokenName } from '../fake-github/start.ts'
import { plainEvent } from './events.ts'
import { runStep, type StepResult } from './runner.ts'

/** What a workflow file says of a job, as far as it is carried out here. */
export interface Job {
  readonly needs?: string | readonly string[]
  readonly if?: string
  readonly env?: Readonly<Record<string, string>>
  readonly outputs?: Readonly<Record<string, string>>
  readonly permissions: Readonly<Record<string, string>>
  readonly strategy?: { readonly matrix: Readonly<Record<string, string>> }
  readonly steps: readonly WorkflowStep[]
}

interface WorkflowStep {
  readonly id?: string
  readonly if?: string
  readonly uses: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly 'continue-on-error'?: boolean
}

export interface JobResult {
  readonly isSuccess: boolean
  /** Of the steps that use the Action, in order. */
  readonly steps: readonly StepResult[]
  readonly outputs: Readonly<Record<string, string>>
}

/** Values by the expressions that name them, such as `inputs.org`. */
type Values = Readonly<Record<string, string>>

interface Means {
  readonly github: StartedGitHub
  /** The Action as it is released. */
  readonly action: string
  /** The commit of the repository with the workflow. */
  readonly commit: string
  /** The token of the job, by what it may do. */
  readonly token: TokenName
  readonly onStart?: (child: ChildProcess) => void
}

/** A run of a workflow, with what its jobs keep; attempts of one run share it. */
export function startRun(id: number, folder = mkdtempSync(join(tmpdir(), 'run-'))) {
  return {
    id,
    /** Where the artifacts of all runs are. */
    folder,
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export type Run = ReturnType<typeof startRun>

/** Carries out a job on a runner of its own: the Action, and artifacts that come and go. */
export async function runJob(job: Job, run: Run, values: Values, means: Means): Promise<JobResult> {
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
  const steps: StepResult[] = []
  const known: Record<string, string> = { ...values }
  for (const [name, text] of Object.entries(job.env ?? {})) {
    known[`env.${name}`] = fill(text, values)
  }
  let isSuccess = true
  try {
    for (const step of job.steps) {
      const isAlways = step.if?.includes('!cancelled()') ?? false
      if (!isAlways && (!isSuccess || !isTrue(step.if, known))) continue
      const inputs = mapValues(step.with ?? {}, (value) => fill(String(value), known))
      if (step.uses.startsWith('cortex-review/')) {
        const result = await useAction(inputs, { ...means, run, workspace })
        steps.push(result)
        isSuccess &&= result.exitCode === 0
        for (const [name, value] of Object.entries(result.outputs)) {
          known[`steps.${step.id}.outputs.${name}`] = value
        }
        continue
      }
      const isDone = useArtifacts(step, inputs, { run, workspace, github: means.github })
      isSuccess &&= isDone || step['continue-on-error'] === true
    }
    return { isSuccess, steps, outputs: mapValues(job.outputs ?? {}, (text) => fill(text, known)) }
  } finally {
    rmSync(workspace, { recursive: true, force: true })
  }
}

function useAction(
  inputs: Values,
  { github, action, commit, token, onStart, run, workspace }: Means & Place,
): Promise<StepResult> {
  return runStep(github, action, {
    event: plainEvent('workflow_dispatch', commit),
    inputs,
    token,
    workspace,
    env: { GITHUB_RUN_ID: String(run.id) },
    ...(onStart && { onStart }),
  })
}

interface Place {
  readonly run: Run
  readonly workspace: string
}

/** False if there was nothing to upload or download that must be there. */
function useArtifacts(
  { uses }: WorkflowStep,
  inputs: Values,
  { run, workspace, github }: Place & { readonly github: StartedGitHub },
): boolean {
  const path = join(workspace, inputs['path'] ?? '')
  if (uses.startsWith('actions/upload-artifact@')) {
    if (!existsSync(path)) return inputs['if-no-files-found'] !== 'error'
    const target = join(run.folder, String(run.id), inputs['name'] ?? '')
    if (existsSync(target) && inputs['overwrite'] !== 'true') return false
    rmSync(target, { recursive: true, force: true })
    // One file stands at the root of its artifact, a folder gives what is in it.
    if (statSync(path).isFile()) copy(path, join(target, basename(path)))
    else copy(path, target)
    const { world } = github
    const made = { id: world.nextId(), name: inputs['name'] ?? '', run: run.id }
    world.artifacts.push({ ...made, createdAt: new Date(made.id * 1000).toISOString() })
    return true
  }
  if (!uses.startsWith('actions/download-artifact@')) throw new Error(`Nothing runs ${uses}`)
  const from = join(run.folder, inputs['run-id'] || String(run.id))
  const { name, pattern } = inputs
  if (name !== undefined) return copy(join(from, name), path)
  const prefix = pattern?.replace(/\*$/, '') ?? ''
  const found = existsSync(from) ? readdirSync(from).filter((each) => each.startsWith(prefix)) : []
  for (const each of found) copy(join(from, each), path)
  return true
}

function copy(from: string, to: string): boolean {
  if (!existsSync(from)) return false
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true })
  return true
}

/** The conditions that the workflow has: that a value is there, or that it is not. */
function isTrue(condition: string | undefined, values: Values): boolean {
  if (condition === undefined) return true
  const [, name = '', sign] = /^(\S+) (!=|==) ''$/.exec(condition) ?? []
  if (name === '') throw new Error(`Nothing decides ${condition}`)
  return ((values[name] ?? '') === '') === (sign === '==')
}

/** The first value of `a || b` that is there. */
function fill(text: string, values: Values): string {
  return text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const found = expression.split(' || ').map((each) => values[each] ?? '')
    return found.find((each) => each !== '') ?? ''
  })
}

function mapValues<T>(values: Readonly<Record<string, T>>, map: (value: T) => string) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]))
}
