import type { Comparison } from '../../cortex/compare/comparison.ts'
import { groupBy } from '../../text/group-by.ts'
import type { RawFinding } from '../evaluate.ts'
import type { Said } from './each-cluster.ts'

/** What is said again of a changed file, and all that it stands for. */
export interface Lasting {
  readonly finding: RawFinding
  readonly standsFor: readonly RawFinding[]
}

/**
 * Says of each changed file that something lasting, such as its being refused, was there before: as
 * a warning, for the change did not bring it about and has no effect all the same. Nothing is said
 * where the change brings the like.
 */
export function repeatLasting(
  { brought, present }: Pick<Said, 'brought' | 'present'>,
  { changes }: Comparison,
): readonly Lasting[] {
  const isNew = new Set(brought)
  const changed = new Set(
    changes.flatMap((change) => (change.event === 'removed' ? [] : [change.after.file])),
  )
  for (const { rule, subject } of brought) if (rule.isLasting) changed.delete(subject.file)
  const lasting = present.filter(
    (finding) => finding.rule.isLasting && !isNew.has(finding) && changed.has(finding.subject.file),
  )
  return [...groupBy(lasting, ({ subject }) => subject.file).values()].flatMap((standsFor) => {
    const [first] = standsFor
    return first ? [{ finding: repeat(first, standsFor.length - 1), standsFor }] : []
  })
}

function repeat(finding: RawFinding, others: number): RawFinding {
  const { problem, severity } = finding
  const those = others > 0 ? `this error and ${others} more were` : 'this error was'
  const message = problem.message.replace(/\.$/, `; ${those} there before the change.`)
  return {
    ...finding,
    severity: severity === 'error' ? 'warning' : severity,
    problem: { ...problem, message },
  }
}
