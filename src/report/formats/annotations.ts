import type { Finding } from '../../review/finding.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import type { Severity } from '../../review/rule.ts'
import { hideInData } from '../../secrets/hide.ts'
import { truncate } from '../../text/truncate.ts'
import { count } from '../check.ts'
import { placeOnHead } from '../comment/head-place.ts'
import { SEVERITIES } from '../comment/placement.ts'
import { makeVisible } from '../visible.ts'

/** A line in the log that GitHub shows on the file; needs no token. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly title: string
  readonly file?: string
  readonly startLine?: number
  readonly endLine?: number
  /** Only if the place is on one line. */
  readonly startColumn?: number
  readonly endColumn?: number
}

const LEVELS = { error: 'error', warning: 'warning', info: 'notice' } as const

/**
 * GitHub shows ten of each level a step and drops the rest in silence. One error is left to the
 * step's own failure, some of the others to what it says of reading and posting.
 */
const MOST = { error: 9, warning: 7, info: 7 } as const

/** A runner cuts a message at 4,096 characters. */
const LONGEST_MESSAGE = 4_000

/**
 * The findings as annotations, the most severe first, and how many more there are.
 *
 * They stand on lines of the diff as comments do, so those milder than `least` are left out.
 */
export function toAnnotations(review: Review, least: Severity = 'warning'): readonly Annotation[] {
  const severe = SEVERITIES.slice(0, SEVERITIES.indexOf(least) + 1)
  const groups = severe.map((severity) => ({
    severity,
    findings: review.findings.filter((finding) => finding.severity === severity),
  }))
  const shown = groups.flatMap(({ severity, findings }) => findings.slice(0, MOST[severity]))
  const omitted = groups.flatMap(({ severity, findings }) =>
    findings.length > MOST[severity] ? [countMore(severity, findings.length - MOST[severity])] : [],
  )
  const annotations = hideInData(
    shown.map((finding) => annotate(finding, review)),
    hideOf(review),
  )
  if (omitted.length === 0) return annotations

  const message = `${omitted.join(', ')} in the job summary.`
  return [...annotations, { level: 'notice', title: 'Cortex Review', message }]
}

function annotate(finding: Finding, review: Review): Annotation {
  const { path, range } = placeOnHead(finding, review)
  const { start, end } = range
  const isOneLine = start.line === end.line && end.column > start.column
  return {
    level: LEVELS[finding.severity],
    message: truncate(makeVisible(finding.message), LONGEST_MESSAGE),
    title: finding.rule.id,
    file: path,
    startLine: start.line,
    endLine: end.line,
    ...(isOneLine && { startColumn: start.column, endColumn: end.column - 1 }),
  }
}

function countMore(severity: Severity, number: number): string {
  return count(number, `more ${severity === 'info' ? 'note' : severity}`)
}
