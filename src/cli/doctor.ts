import { quote } from '../text/wording.ts'
import type { Job, Step, Workflow } from './workflow-model.ts'
import { ACTION_REPOSITORY } from './workflows.ts'

/** What will not work, where, and the lines that would. */
export interface Complaint {
  readonly path: string
  readonly problem: string
  readonly remedy: string
}

interface Use {
  readonly workflow: Workflow
  readonly job: Job
  readonly step: Step
}

/** Says what of a repository's workflows will not work with Cortex Review. */
export function diagnose(workflows: readonly Workflow[]): readonly Complaint[] {
  const uses = workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) =>
      job.steps.filter(isAction).map((step): Use => ({ workflow, job, step })),
    ),
  )
  if (uses.length === 0) return [NOT_USED]
  const reviews = uses.filter(isReview)
  return [...new Set(uses.map(({ workflow }) => workflow))]
    .flatMap(checkValid)
    .concat(uses.flatMap(checkPin))
    .concat([...new Set(reviews.map(({ workflow }) => workflow))].flatMap(checkEvents))
    .concat(reviews.flatMap(checkPermissions), reviews.flatMap(checkCheckout))
    .concat(
      checkNames(reviews),
      uses.flatMap((use) => checkPublisher(use, workflows)),
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

function checkPin({ workflow: { path }, step: { uses } }: Use): readonly Complaint[] {
  const [, ref] = uses.split('@')
  if (ref && !/^(?:main|master|HEAD)$/i.test(ref)) return []
  return [
    {
      path,
      problem: `${quote(uses)} is not pinned: whatever is pushed there runs with the token of the job.`,
      remedy: `uses: ${ACTION_REPOSITORY}@v1`,
    },
  ]
}

function checkEvents({ path, events }: Workflow): readonly Complaint[] {
  const complaints: Complaint[] = []
  for (const name of PULL_REQUESTS) {
    const event = events.get(name)
    if (!event) continue
    const filter = ['paths', 'paths-ignore'].find((key) => key in event)
    if (filter !== undefined) {
      complaints.push({
        path,
        problem: `\`${name}\` has a \`${filter}:\` filter: a required check that is filtered out stays pending forever.`,
        remedy: `Remove \`${filter}:\`. Without changed Cortex files, the job succeeds immediately.`,
      })
    }
    const { types } = event
    if (!Array.isArray(types) || !types.includes('edited')) {
      complaints.push({
        path,
        problem: `\`${name}\` does not start for \`edited\`: a pull request that gets another base branch keeps its old result.`,
        remedy: 'types: [opened, synchronize, reopened, ready_for_review, edited]',
      })
    }
  }
  if (!events.has('merge_group')) {
    complaints.push({
      path,
      problem: '`merge_group` is missing: a merge queue waits forever for a required check.',
      remedy: 'on:\n  merge_group:',
    })
  }
  return complaints
}

function checkPermissions({ workflow: { path }, job }: Use): readonly Complaint[] {
  const { permissions } = job
  if (!permissions) return []
  const lacking = [
    ['contents', ['read', 'write'], 'read'],
    ['pull-requests', ['write'], 'write'],
  ] as const
  return lacking.flatMap(([name, enough, wanted]) =>
    enough.some((level) => level === permissions(name))
      ? []
      : [
          {
            path,
            problem: `Job ${quote(job.id)} lacks \`${name}: ${wanted}\`${name === 'contents' ? ': files cannot be read.' : ': review comments are not posted.'}`,
            remedy: `permissions:\n  ${name}: ${wanted}`,
          },
        ],
  )
}

function checkCheckout({ workflow: { path, events }, job }: Use): readonly Complaint[] {
  const isRisky = job.steps.some(({ uses }) => uses.startsWith('actions/checkout@'))
  if (!isRisky || !events.has('pull_request_target')) return []
  return [
    {
      path,
      problem: `Job ${quote(job.id)} checks out files on \`pull_request_target\`, where the token can write.`,
      remedy: 'Remove the step that uses actions/checkout: Cortex Review needs no checkout.',
    },
  ]
}

/** Two jobs of one name edit each other's summary. */
function checkNames(reviews: readonly Use[]): readonly Complaint[] {
  const seen = new Map<unknown, Use>()
  return reviews.flatMap((use) => {
    const { name } = use.step.inputs
    const other = seen.get(name)
    seen.set(name, use)
    if (!other) return []
    return [
      {
        path: use.workflow.path,
        problem: `Jobs ${quote(other.job.id)} and ${quote(use.job.id)} both review pull requests and have the same \`name\`: they edit the same summary.`,
        remedy: `with:\n  name: ${use.job.id}`,
      },
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
    {
      path: workflow.path,
      problem: `No workflow ${wanted.map(quote).join(' or ')} uploads the report that is posted here.`,
      remedy: '`cortex-review init forks` prints the lines.',
    },
  ]
}

function uploads({ steps }: Job): boolean {
  const isWritten = steps.some((step) => isAction(step) && step.inputs['json-file'] !== undefined)
  return isWritten && steps.some(({ uses }) => uses.startsWith('actions/upload-artifact@'))
}
