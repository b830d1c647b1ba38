import { groupBy } from '../../text/group-by.ts'
import { largest } from '../../text/largest.ts'
import type { Finding } from '../finding.ts'
import { precedenceOf, type Severity } from '../rule.ts'

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info']

/**
 * Of the findings on a line, keeps those of the highest precedence: a line that Cortex refuses, say,
 * needs no word on what it would mean. What is kept is as severe as what it stands for.
 */
export function leaveOutOutranked<T extends Placed>(judged: readonly T[]): readonly T[] {
  return [...groupBy(judged, lineOf).values()].flatMap((all) => {
    const independent = all.filter(({ finding }) => finding.rule.isIndependent)
    const line = all.filter(({ finding }) => !finding.rule.isIndependent)
    const ranks = line.map(({ finding }) => precedenceOf(finding.rule))
    const highest = largest(ranks)
    const outranked = new Set(
      line.flatMap(({ finding }, at) => (ranks[at] === highest ? [] : [finding.severity])),
    )
    const kept = line.filter((_, at) => ranks[at] === highest)
    return [...independent, ...kept.map((each) => atLeastAsSevere(each, outranked))]
  })
}

/** As much of a finding as decides what is left out. */
interface Placed {
  readonly finding: Pick<Finding, 'rule' | 'severity' | 'location'>
}

function atLeastAsSevere<T extends Placed>(judged: T, others: ReadonlySet<Severity>): T {
  const { finding } = judged
  const severity = SEVERITIES.find((each) => each === finding.severity || others.has(each))
  if (severity === undefined || severity === finding.severity) return judged
  return { ...judged, finding: { ...finding, severity } }
}

/** What findings on one line have in common. */
export function lineOf({ finding: { location } }: Placed): string {
  return `${location.side} ${location.range.start.line} ${location.path}`
}
