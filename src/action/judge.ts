import { readAcceptances } from '../github/approval.ts'
import type { Reading } from '../github/changes.ts'
import type { Client } from '../github/client.ts'
import type { ReviewTask } from '../github/event.ts'
import { explainReadError } from '../github/refusal.ts'
import type { GivenOptions } from '../options.ts'
import { applyAcceptances } from '../review/accept.ts'
import { type Review, review } from '../review/review.ts'
import type { Rule } from '../review/rule.ts'
import { type OptionScope, readTask } from './read.ts'

/** What was read, and what there is to say of it. */
export interface Judged {
  readonly reading: Reading<OptionScope>
  readonly review: Review
}

/**
 * Reads and judges what a task is about, less what approvers accept.
 *
 * Throws UserError if the settings are wrong or GitHub does not give what is needed.
 */
export async function judgeTask(
  client: Client,
  task: ReviewTask,
  { given, rules }: { readonly given: GivenOptions; readonly rules: readonly Rule[] },
): Promise<Judged> {
  const reading = await readTask(client, task, given, rules)
  const judged = review(reading.changes, reading.scope.options, rules)
  try {
    const acceptances = await readAcceptances(client, task, {
      review: judged,
      conversation: reading.conversation,
      approval: reading.scope.options,
    })
    return { reading, review: applyAcceptances(judged, acceptances) }
  } catch (error) {
    throw explainReadError(error)
  }
}
