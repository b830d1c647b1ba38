import type { Client } from '../github/client.ts'
import { readAudit } from '../github/read/audit.ts'
import type { MergeGroupTask, PullRequestTask } from '../github/read/event.ts'
import type { Reading } from '../github/read/reading.ts'
import { messageOf } from '../github/refusal.ts'
import type { PolicyReport } from '../report/summary/policy.ts'
import { findGrowth } from '../review/baseline/baseline.ts'
import type { ChangeSet } from '../review/change-set.ts'
import type { Finding } from '../review/finding.ts'
import { review } from '../review/review.ts'
import type { Rule } from '../review/rule.ts'
import { createSelection } from '../review/selection.ts'
import type { OptionScope } from './read.ts'

/** Where a policy is tried. */
export interface PolicyTrial {
  readonly client: Client
  readonly task: PullRequestTask | MergeGroupTask
  readonly reading: Reading<OptionScope>
  readonly rules: readonly Rule[]
  readonly today: string
}

/**
 * What a change of settings, rules or the baseline would do to the repository: all of it is judged by
 * the policy that holds and by the one that is proposed. Undefined if the change touches none of them.
 */
export async function judgePolicy(trial: PolicyTrial): Promise<PolicyReport | undefined> {
  const { reading } = trial
  const { scope, changes } = reading
  const { proposedBaseline } = changes
  if (!scope.proposed && !proposedBaseline) return undefined
  const known = changes.baseline?.entries ?? []
  return {
    changes: scope.policyChanges ?? [],
    findings: await compareFindings(trial),
    exceptions: proposedBaseline ? findGrowth(known, proposedBaseline.entries) : [],
  }
}

async function compareFindings(trial: PolicyTrial): Promise<PolicyReport['findings']> {
  const { reading, rules, today } = trial
  const { options, proposed = options } = reading.scope
  try {
    const whole = await readWhole(trial)
    const { baseline, proposedBaseline = baseline } = reading.changes
    const judgeBy = (policy: typeof options, known: ChangeSet['baseline']) => {
      const { baseline: _, ...files } = whole
      const basis = { ...whole.basis, today }
      return review({ ...files, basis, ...(known && { baseline: known }) }, policy, rules).findings
    }
    const [before, after] = [judgeBy(options, baseline), judgeBy(proposed, proposedBaseline)]
    return { appear: subtract(after, before), disappear: subtract(before, after) }
  } catch (error) {
    return { unknown: messageOf(error) }
  }
}

/** All files of the head that either policy looks at. */
async function readWhole({ client, task, reading }: PolicyTrial): Promise<ChangeSet> {
  const { options, proposed = options } = reading.scope
  const both = [createSelection(options), createSelection(proposed)]
  const scope = {
    isCandidate: (path: string) => both.some((each) => each.isCandidate(path)),
    isIgnored: (path: string) => both.every((each) => each.isIgnored(path)),
    isForced: (path: string) => both.some((each) => each.isForced(path)),
    related: () => ({ paths: [], left: [], unassigned: [] }),
  }
  const { owner, repo, headSha: commit } = task
  const settings = { paths: [], misplaced: [], parse: () => scope }
  const { changes } = await readAudit(client, { kind: 'audit', owner, repo, commit }, settings)
  return changes
}

function subtract(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const known = new Set(others.map(keyOf))
  return findings.filter((finding) => !known.has(keyOf(finding)))
}

function keyOf({ fingerprint, severity, location }: Finding): string {
  return JSON.stringify([fingerprint, severity, location.path])
}
