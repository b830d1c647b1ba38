import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const ACTION = 'cortex-review/cortex-review@'

/** A workflow that the repository has, or shows as an example. */
export interface WorkflowExample {
  /** The file; of an example in a page also its number. */
  readonly name: string
  readonly text: string
}

/** A step that uses the Action. */
export interface ActionStep {
  readonly name: string
  /** What starts its workflow. */
  readonly events: readonly string[]
  readonly inputs: Readonly<Record<string, string>>
}

/** Every workflow file and every workflow, job or list of steps in a tracked page. */
export function listWorkflows(): readonly WorkflowExample[] {
  return listTracked().flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    if (/(?:^|\/)workflows\/[^/]+\.ya?ml$/.test(path)) return [{ name: path, text }]
    return path.endsWith('.md') ? listExamples(path, text) : []
  })
}

/** The steps of a workflow that use the Action, in its released form or this repository's own. */
export function listActionSteps({ name, text }: WorkflowExample): readonly ActionStep[] {
  const { on: triggers, jobs } = parse(text)
  const events = typeof triggers === 'string' ? [triggers] : Object.keys(triggers)
  const steps: readonly Step[] = Object.values<{ readonly steps?: readonly Step[] }>(jobs).flatMap(
    (job) => job.steps ?? [],
  )
  return steps
    .filter(({ uses }) => uses?.startsWith(ACTION) || uses === './')
    .map(({ with: inputs = {} }, index) => ({
      name: `${name}, use ${index + 1}`,
      events,
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([key, value]) => [key, String(value)]),
      ),
    }))
}

interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

function listTracked(): readonly string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(ROOT, path)))
}

function listExamples(path: string, page: string): readonly WorkflowExample[] {
  return [...page.matchAll(/^```ya?ml\b[^\n]*\n(.*?)^```$/gms)].flatMap(([, text = ''], index) => {
    const workflow = toWorkflow(text)
    return workflow === undefined ? [] : [{ name: `${path}, block ${index + 1}`, text: workflow }]
  })
}

/** A block as a whole workflow; undefined if it is none, nor a part of one. */
function toWorkflow(text: string): string | undefined {
  // Of Cortex files only the form is judged elsewhere; they never name an action.
  if (!/^\s*(?:- )?(?:uses|jobs|steps):/m.test(text)) return undefined
  const value: unknown = parse(text)
  if (Array.isArray(value)) return wrap({ steps: value })
  if (typeof value !== 'object' || value === null) return undefined
  if ('jobs' in value) return text
  return 'steps' in value ? wrap(value) : undefined
}

function wrap(job: object): string {
  const jobs = { example: { 'runs-on': 'ubuntu-latest', ...job } }
  return JSON.stringify({ on: 'pull_request', jobs })
}
