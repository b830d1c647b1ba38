import { groupBy } from '../text/group-by.ts'
import type { JudgedFinding } from './ignores/ignore.ts'
import { precedenceOf, type Severity } from './rule.ts'

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info']

/**
 * Of the findings on a line, keeps those of the highest precedence: a line that Cortex refuses, say,
 * needs no word on what it would mean. What is kept is as severe as what it stands for.
 */
export function leaveOutOutranked(judged: readonly JudgedFinding[]): readonly JudgedFinding[] {
  return [...groupBy(judged, lineOf).values()].flatMap((all) => {
    const independent = all.filter(({ finding }) => finding.rule.isIndependent)
    const line = all.filter(({ finding }) => !finding.rule.isIndependent)
    const highest = Math.max(...line.map(({ finding }) => precedenceOf(finding.rule)))
    const kept = line.filter(({ finding }) => precedenceOf(finding.rule) === highest)
    const outranked = line.filter((each) => !kept.includes(each))
    return [...independent, ...kept.map((each) => atLeastAsSevere(each, outranked))]
  })
}

function atLeastAsSevere(judged: JudgedFinding, others: readonly JudgedFinding[]): JudgedFinding {
  const { finding } = judged
  const severities = [finding, ...others.map((other) => other.finding)].map((each) => each.severity)
  const severity = SEVERITIES.find((each) => severities.includes(each)) ?? finding.severity
  return severity === finding.severity ? judged : { ...judged, finding: { ...finding, severity } }
}

function lineOf({ finding: { location } }: JudgedFinding): string {
  return `${location.side} ${location.range.start.line} ${location.path}`
}
