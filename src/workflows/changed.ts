import type { ProposedProblem } from '../review/change-set.ts'
import { ACTION_REPOSITORY } from './action.ts'
import { type Complaint, diagnoseUses } from './diagnose.ts'
import { readWorkflow, type Workflow } from './model.ts'

/** Where GitHub looks for workflows. */
export const WORKFLOWS_FOLDER = '.github/workflows'

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/

/** Whether GitHub takes a file for a workflow. */
export function isWorkflow(path: string): boolean {
  return WORKFLOW.test(path)
}

/** A workflow that a change leaves behind, and what it was before. */
export interface ChangedWorkflow {
  readonly path: string
  readonly before: string | undefined
  readonly after: string
}

/** No workflow that a person writes is larger. */
const LARGEST_WORKFLOW = 64 * 1024

/** Whether the text of a workflow may use the Action. */
export function mayUseAction(text: string): boolean {
  return text.length <= LARGEST_WORKFLOW && text.includes(ACTION_REPOSITORY)
}

/** What of the changed workflows will not work with Cortex Review, and did before. */
export async function checkChangedWorkflows(
  changed: readonly ChangedWorkflow[],
): Promise<readonly ProposedProblem[]> {
  const used = changed.filter(({ after }) => mayUseAction(after))
  if (used.length === 0) return []
  const before = await readAll(used.map(({ path, before: text = '' }) => ({ path, text })))
  const after = await readAll(used.map(({ path, after: text }) => ({ path, text })))
  const known = new Set(diagnoseUses(before).map(toKey))
  return diagnoseUses(after)
    .filter((complaint) => !known.has(toKey(complaint)))
    .map((complaint) => toProblem(complaint, after))
}

interface Text {
  readonly path: string
  readonly text: string
}

async function readAll(texts: readonly Text[]): Promise<readonly Workflow[]> {
  const used = texts.filter(({ text }) => mayUseAction(text))
  return (await Promise.all(used.map(tryRead))).filter((workflow) => workflow !== undefined)
}

/** What the parser takes for no workflow, GitHub does not run. */
async function tryRead({ path, text }: Text): Promise<Workflow | undefined> {
  try {
    return await readWorkflow(path, text)
  } catch {
    return undefined
  }
}

function toKey({ path, problem }: Complaint): string {
  return JSON.stringify([path, problem])
}

function toProblem(
  { path, line = 1, problem }: Complaint,
  workflows: readonly Workflow[],
): ProposedProblem {
  const text = workflows.find((workflow) => workflow.path === path)?.text ?? ''
  const { length } = (text.split('\n')[line - 1] ?? '').trimEnd()
  const range = { start: { line, column: 1 }, end: { line, column: length + 1 } }
  return { path, kind: 'workflow', message: problem, range }
}
