import type { Client } from '../github/client.ts'
import { readAcceptances } from '../github/commands/approval.ts'
import type { IsApprover } from '../github/commands/approvers.ts'
import type {
  AuditTask,
  MergeGroupTask,
  PullRequestTask,
  ReviewTask,
} from '../github/read/event.ts'
import { findGroupPulls } from '../github/read/merge-group.ts'
import type { Reading } from '../github/read/reading.ts'
import { explainReadError, messageOf } from '../github/refusal.ts'
import { conclude } from '../report/check.ts'
import type { PolicyReport } from '../report/summary/policy.ts'
import { applyAcceptances } from '../review/approvals/accept.ts'
import { type Review, review } from '../review/review.ts'
import { connectSettings, type Step } from './connect.ts'
import { type OptionScope, readTask } from './read.ts'

/** What was read, and what there is to say of it. */
export interface Judged {
  readonly reading: Reading<OptionScope>
  readonly review: Review
  /** Absent where nobody can accept anything. */
  readonly isApprover?: IsApprover
  /** What a change of the policy does; absent if it touches none. */
  readonly policy?: PolicyReport
}

/**
 * Reads and judges what a task is about, less what approvers accept.
 *
 * Throws UserError if the settings are wrong or GitHub does not give what is needed.
 */
export async function judgeTask(client: Client, task: ReviewTask, step: Step): Promise<Judged> {
  const reading = await readTask(client, task, step)
  const today = new Date().toISOString().slice(0, 10)
  reading.changes.basis = { ...reading.changes.basis, today }
  const judged = review(reading.changes, reading.scope.options, step.rules)
  if (task.kind === 'merge-group') {
    return acceptInGroup(client, task, { ...step, judged: { reading, review: judged } })
  }
  try {
    const { options } = reading.scope
    const { acceptances, notes, isApprover } = await readAcceptances(client, task, {
      review: judged,
      conversation: reading.conversation,
      approval: options,
      source: {
        client,
        repository: task,
        base: task.kind === 'audit' ? task.commit : task.baseSha,
        connectTeams: () => connectSettings(client, step),
      },
    })
    const { approvals } = options
    const accepted = applyAcceptances(judged, acceptances, { today, approvals })
    const more = await lookFurther(client, task, { reading, review: accepted, step, today })
    const noted = { ...reading, notes: [...reading.notes, ...notes, ...more.notes] }
    return { reading: noted, review: more.review, isApprover, ...more.policy }
  } catch (error) {
    throw explainReadError(error)
  }
}

/** What is asked for only where there is something to say: of exceptions, and of a changed policy. */
async function lookFurther(
  client: Client,
  task: PullRequestTask | AuditTask,
  {
    reading,
    review: judged,
    step,
    today,
  }: Judged & { readonly step: Step; readonly today: string },
): Promise<Further> {
  if (task.kind === 'audit') {
    if (judged.exceptions.length === 0) return { review: judged, notes: [] }
    return (await import('./exceptions.ts')).dateInAudit(client, task, judged)
  }
  if (!isPolicyTouched(reading)) return { review: judged, notes: [] }
  const { judgePolicy } = await import('./policy-change.ts')
  const policy = await judgePolicy({ client, task, reading, rules: step.rules, today })
  return { review: judged, notes: [], ...(policy && { policy: { policy } }) }
}

interface Further {
  readonly review: Review
  /** Sentences. */
  readonly notes: readonly string[]
  readonly policy?: Pick<Judged, 'policy'>
}

function isPolicyTouched({ scope, changes }: Reading<OptionScope>): boolean {
  return scope.proposed !== undefined || changes.proposedBaseline !== undefined
}

/**
 * Takes out of a group's findings what is accepted in its pull requests. Each one is judged by itself,
 * since a comment in one must not accept what another one brings; only if the group would fail.
 */
async function acceptInGroup(
  client: Client,
  task: MergeGroupTask,
  { judged, ...step }: Step & { readonly judged: Judged },
): Promise<Judged> {
  const { reading } = judged
  const { failOn, approvers, policyApprovers } = reading.scope.options
  let { review: left } = judged
  const isDone = () => left.failures.length > 0 || conclude(left, failOn).conclusion === 'success'
  if (approvers.length + policyApprovers.length === 0 || isDone()) return judged

  const found = await findPulls(client, task)
  for (const pull of found.pulls) {
    const { review: own } = await judgeTask(client, pull, step)
    const accepted = own.accepted.map(({ finding, ...rest }) => ({
      handle: finding.handle,
      ...rest,
    }))
    left = applyAcceptances(left, accepted)
    if (isDone()) break
  }
  return { reading: { ...reading, notes: [...reading.notes, ...found.notes] }, review: left }
}

/** The group's pull requests; without them, nothing is accepted, and the verdict holds. */
async function findPulls(client: Client, task: MergeGroupTask) {
  const note =
    'The pull requests of the merge group are unknown. Acceptances in their comments are ignored'
  try {
    const pulls = await findGroupPulls(client, task)
    return { pulls, notes: pulls.length > 0 ? [] : [`${note}.`] }
  } catch (error) {
    return { pulls: [], notes: [`${note}: ${messageOf(error)}`] }
  }
}
