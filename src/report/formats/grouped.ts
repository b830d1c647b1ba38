import type { Review } from '../../review/review.ts'
import type { RuleMeta, Severity } from '../../review/rule.ts'
import type { UntoldFinding } from '../../review/silence/silence.ts'
import { groupBy } from '../../text/group-by.ts'
import { largest } from '../../text/largest.ts'
import { count } from '../check.ts'
import { SEVERITIES } from '../comment/placement.ts'
import { type Paint, type Style, show, wrap } from './ansi.ts'

interface Group {
  readonly rule: RuleMeta
  readonly severity: Severity
  readonly findings: readonly UntoldFinding[]
}

interface Page {
  readonly paint: Paint
  readonly width: number
}

const COLORS: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue' }
const LABELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}
/** So many places of each rule show what it is about. */
const MOST_PLACES = 5

/** The findings by rule, the worst and most frequent first, each with its first places. */
export function renderGroups(
  findings: readonly UntoldFinding[],
  { paint, width }: Page,
  isAll: boolean,
): readonly string[] {
  return groupFindings(findings).map(({ rule, severity, findings: members }) => {
    const shown = isAll ? members : members.slice(0, MOST_PLACES)
    const left = members.length - shown.length
    const label = paint(`${LABELS[severity]}[${rule.id}]`, 'bold', COLORS[severity])
    return [
      `${label}: ${paint(rule.summary, 'bold')} (${count(members.length, 'finding')})`,
      ...shown.flatMap((finding) => renderPlace(finding, width)),
      ...(left > 0 ? [`  and ${left} more; \`--all\` lists them`] : []),
    ].join('\n')
  })
}

function renderPlace({ location, message }: UntoldFinding, width: number): readonly string[] {
  const { path, range } = location
  const place = `${show(path)}:${range.start.line}:${range.start.column}`
  return [`  ${place}`, ...wrap(show(message), width - 6).map((line) => `      ${line}`)]
}

/** How many findings each rule has, and how many of them the baseline knows. */
export function renderStatistics({ findings, unsaid }: Review, { paint }: Page): string {
  const known = unsaid.filter(({ silence }) => silence.why === 'baseline')
  const groups = groupFindings([...findings, ...known.map(({ finding }) => finding)])
  const isKnown = new Set(known.map(({ finding }) => finding))
  const rows = groups.map(({ rule, severity, findings: members }) => {
    const old = members.filter((each) => isKnown.has(each)).length
    return { rule, severity, all: members.length, old }
  })
  const width = largest(
    rows.map(({ all }) => String(all).length),
    1,
  )
  const idWidth = largest(
    rows.map(({ rule }) => rule.id.length),
    1,
  )
  return rows
    .map(({ rule, severity, all, old }) => {
      const label = paint(LABELS[severity].padEnd(7), COLORS[severity])
      const note = old > 0 ? ` (${old} in the baseline)` : ''
      return `${String(all).padStart(width)}  ${label}  ${rule.id.padEnd(idWidth)}  ${rule.summary}${note}`
    })
    .join('\n')
}

function groupFindings(findings: readonly UntoldFinding[]): readonly Group[] {
  return [...groupBy(findings, ({ rule }) => rule.id).values()]
    .flatMap((members): Group[] => {
      const [first] = members
      const severity = SEVERITIES.find((each) => members.some((member) => member.severity === each))
      return first && severity ? [{ rule: first.rule, severity, findings: members }] : []
    })
    .toSorted(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.findings.length - a.findings.length ||
        (a.rule.id < b.rule.id ? -1 : 1),
    )
}
