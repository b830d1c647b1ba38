import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import type { Edit } from '../yaml/edit/edits.ts'
import { findNode } from '../yaml/tree.ts'
import { ACTION_REPOSITORY } from './action.ts'
import { type Job, lineOf, ON, type Step, type Workflow } from './model.ts'

/** What will not work, where, and the lines that would. */
export interface Complaint {
  readonly path: string
  readonly line?: number
  readonly problem: string
  readonly remedy: string
  /** Whether it works as it is. */
  readonly isNote?: true
  /** What mends it in the workflow's document, where only one change does. */
  readonly edits?: readonly Edit[]
}

interface Use {
  readonly workflow: Workflow
  readonly job: Job
  readonly step: Step
}

/** Says what of a repository's workflows will not work with Cortex Review. */
export function diagnose(workflows: readonly Workflow[]): readonly Complaint[] {
  const uses = listUses(workflows)
  if (uses.length === 0) return [NOT_USED]
  return [...diagnoseUses(workflows), ...uses.flatMap((use) => checkPublisher(use, workflows))]
}

/** The same of some of a repository's workflows: what none of them says may stand in others. */
export function diagnoseUses(workflows: readonly Workflow[]): readonly Complaint[] {
  const uses = listUses(workflows)
  const reviews = uses.filter(isReview)
  return [...new Set(uses.map(({ workflow }) => workflow))]
    .flatMap(checkValid)
    .concat(uses.flatMap(checkPin))
    .concat([...new Set(reviews.map(({ workflow }) => workflow))].flatMap(checkEvents))
    .concat(reviews.flatMap(checkPermissions), reviews.flatMap(checkCheckout))
    .concat(checkNames(reviews))
}

/** The jobs that review pull requests. */
export function listReviewJobs(workflows: readonly Workflow[]): readonly Job[] {
  return [
    ...new Set(
      listUses(workflows)
        .filter(isReview)
        .map(({ job }) => job),
    ),
  ]
}

function listUses(workflows: readonly Workflow[]): readonly Use[] {
  return workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) =>
      job.steps.filter(isAction).map((step): Use => ({ workflow, job, step })),
    ),
  )
}

const NOT_USED: Complaint = {
  path: '.github/workflows',
  problem: 'no workflow uses Cortex Review.',
  remedy: 'cortex-review init',
}

function isAction({ uses }: Step): boolean {
  return uses === ACTION_REPOSITORY || uses.startsWith(`${ACTION_REPOSITORY}@`)
}

const PULL_REQUESTS = ['pull_request', 'pull_request_target'] as const

function isReview({ workflow: { events }, step }: Use): boolean {
  return step.inputs['publish'] === undefined && PULL_REQUESTS.some((name) => events.has(name))
}

function checkValid({ path, errors }: Workflow): readonly Complaint[] {
  return errors.map((error) => ({
    path,
    problem: `GitHub rejects the workflow: ${error}.`,
    remedy: 'Correct the workflow.',
  }))
}

/** A complaint at the place of a path, as far as that is there. */
function complain(
  workflow: Workflow,
  at: KeyPath,
  what: Omit<Complaint, 'path' | 'line'>,
): Complaint {
  return { path: workflow.path, line: lineOf(workflow, at), ...what }
}

function checkPin({ workflow, step: { uses, path } }: Use): readonly Complaint[] {
  const [, ref] = uses.split('@')
  if (ref && !/^(?:main|master|HEAD)$/i.test(ref)) return []
  return [
    complain(workflow, [...path, 'uses'], {
      problem: `${quote(uses)} is not pinned: whatever is pushed there runs with the token of the job.`,
      remedy: `uses: ${ACTION_REPOSITORY}@v1`,
    }),
  ]
}

function checkEvents(workflow: Workflow): readonly Complaint[] {
  const { events } = workflow
  return [
    ...PULL_REQUESTS.filter((name) => events.has(name)).flatMap((name) => [
      ...checkFilter(workflow, name),
      ...checkEdited(workflow, name),
    ]),
    ...(events.has('merge_group') ? [] : [complainOfQueue(workflow)]),
  ]
}

function checkFilter(workflow: Workflow, name: string): readonly Complaint[] {
  const filters = ['paths', 'paths-ignore'].filter(
    (key) => key in (workflow.events.get(name) ?? {}),
  )
  return filters.map((filter) =>
    complain(workflow, [ON, name, filter], {
      problem: `\`${name}\` has a \`${filter}:\` filter: a required check that is filtered out stays pending forever.`,
      remedy: `Remove \`${filter}:\`. Without changed Cortex files, the job succeeds immediately.`,
      edits: [{ op: 'remove', path: [ON, name, filter] }],
    }),
  )
}

/** The types that a pull request starts for by default, drafts that are ready, and edits. */
const TYPES = ['opened', 'synchronize', 'reopened', 'ready_for_review', 'edited']

function checkEdited(workflow: Workflow, name: string): readonly Complaint[] {
  const types = workflow.events.get(name)?.['types']
  if (Array.isArray(types) && types.includes('edited')) return []
  const at = [ON, name, 'types']
  const list = findNode(workflow.document.root, at)
  const count = list?.kind === 'list' ? list.items.length : undefined
  return [
    complain(workflow, at, {
      problem: `\`${name}\` does not start for \`edited\`: a pull request that gets another base branch keeps its old result.`,
      remedy: `types: [${TYPES.join(', ')}]`,
      edits: [
        count === undefined
          ? { op: 'set', path: at, value: TYPES }
          : { op: 'insert', path: at, index: count, value: 'edited' },
      ],
    }),
  ]
}

function complainOfQueue(workflow: Workflow): Complaint {
  const node = findNode(workflow.document.root, [ON])
  const edit: Edit =
    node?.kind === 'list'
      ? { op: 'insert', path: [ON], index: node.items.length, value: 'merge_group' }
      : { op: 'set', path: [ON, 'merge_group'], value: null }
  return complain(workflow, [ON], {
    problem: '`merge_group` is missing: a merge queue waits forever for a required check.',
    remedy: 'on:\n  merge_group:',
    edits: [edit],
  })
}

const NEEDED = [
  { name: 'contents', enough: ['read', 'write'], wanted: 'read', loss: 'files cannot be read' },
  {
    name: 'pull-requests',
    enough: ['write'],
    wanted: 'write',
    loss: 'review comments are not posted',
  },
] as const

function checkPermissions({ workflow, job }: Use): readonly Complaint[] {
  const { permissions, permissionsPath } = job
  if (!permissions) return []
  return NEEDED.filter(
    ({ name, enough }) => !enough.some((level) => level === permissions(name)),
  ).map(({ name, wanted, loss }) =>
    complain(workflow, [...permissionsPath, name], {
      problem: `Job ${quote(job.id)} lacks \`${name}: ${wanted}\`: ${loss}.`,
      remedy: `permissions:\n  ${name}: ${wanted}`,
      edits: [{ op: 'set', path: [...permissionsPath, name], value: wanted }],
    }),
  )
}

function checkCheckout({ workflow, job }: Use): readonly Complaint[] {
  const risky = job.steps.find(({ uses }) => uses.startsWith('actions/checkout@'))
  if (!risky || !workflow.events.has('pull_request_target')) return []
  return [
    complain(workflow, risky.path, {
      problem: `Job ${quote(job.id)} checks out files on \`pull_request_target\`, where the token can write.`,
      remedy: 'Remove the step that uses actions/checkout: Cortex Review needs no checkout.',
    }),
  ]
}

/** Two jobs of one name edit each other's summary. */
function checkNames(reviews: readonly Use[]): readonly Complaint[] {
  const seen = new Map<unknown, Use>()
  return reviews.flatMap((use) => {
    const { workflow, job, step } = use
    const { name } = step.inputs
    const other = seen.get(name)
    seen.set(name, use)
    if (!other) return []
    return [
      complain(workflow, step.path, {
        problem: `Jobs ${quote(other.job.id)} and ${quote(job.id)} both review pull requests and have the same \`name\`: they edit the same summary.`,
        remedy: `with:\n  name: ${job.id}`,
        ...(other.job.id !== job.id && {
          edits: [{ op: 'set', path: [...step.path, 'with', 'name'], value: job.id }],
        }),
      }),
    ]
  })
}

/** A job that posts for others needs their report. */
function checkPublisher(
  { workflow, step }: Use,
  workflows: readonly Workflow[],
): readonly Complaint[] {
  if (step.inputs['publish'] === undefined) return []
  const names = workflow.events.get('workflow_run')?.['workflows']
  const wanted = [names].flat().map(String)
  const isUploaded = workflows.some(
    ({ name, jobs }) => wanted.includes(name ?? '') && jobs.some(uploads),
  )
  if (isUploaded) return []
  return [
    complain(workflow, [ON, 'workflow_run', 'workflows'], {
      problem: `No workflow ${wanted.map(quote).join(' or ')} uploads the report that is posted here.`,
      remedy: '`cortex-review init forks` prints the lines.',
    }),
  ]
}

function uploads({ steps }: Job): boolean {
  const isWritten = steps.some((step) => isAction(step) && step.inputs['json-file'] !== undefined)
  return isWritten && steps.some(({ uses }) => uses.startsWith('actions/upload-artifact@'))
}
