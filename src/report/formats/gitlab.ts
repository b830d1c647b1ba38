import type { Finding } from '../../review/finding.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import { hideInData } from '../../secrets/hide.ts'
import { placeOnHead } from '../comment/head-place.ts'
import { makeVisible } from '../visible.ts'

/** One entry of a Code Quality report. */
export interface CodeQualityIssue {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: 'critical' | 'major' | 'info'
  readonly location: {
    readonly path: string
    readonly lines: { readonly begin: number; readonly end: number }
  }
}

const SEVERITIES = { error: 'critical', warning: 'major', info: 'info' } as const

/** A review as a report of GitLab Code Quality, for the widget of a merge request. */
export function toCodeQuality(review: Review): readonly CodeQualityIssue[] {
  return hideInData(
    review.findings.map((finding) => toIssue(finding, review)),
    hideOf(review),
  )
}

function toIssue(finding: Finding, review: Review): CodeQualityIssue {
  const { path, range } = placeOnHead(finding, review)
  return {
    description: makeVisible(finding.message),
    check_name: finding.rule.id,
    fingerprint: finding.fingerprint,
    severity: SEVERITIES[finding.severity],
    location: { path, lines: { begin: range.start.line, end: range.end.line } },
  }
}
