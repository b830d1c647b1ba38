import type { Config } from '../review/config.ts'
import type { Finding } from '../review/finding.ts'
import type { Review } from '../review/review.ts'
import type { Severity } from '../review/rule.ts'
import { SEVERITIES } from './comment/placement.ts'

export interface Counts {
  readonly error: number
  readonly warning: number
  readonly info: number
  readonly ignored: number
  readonly accepted: number
  /** Known by the baseline. */
  readonly baseline: number
}

/** What the required check says. */
export interface Conclusion {
  /** `failure` too if a rule failed, or if the settings want a complete review and it is none. */
  readonly conclusion: 'success' | 'failure'
  /** Whether the tool itself failed, rather than the files; exit code 3 of the command line. */
  readonly hasFailed: boolean
  readonly counts: Counts
  /** One line, e.g. `2 errors, 1 warning`. */
  readonly title: string
}

/** Decides a review by the mildest severity that fails it. */
export function conclude(review: Review, failOn: Config['failOn']): Conclusion {
  const counts = countFindings(review)
  const hasFailed = review.failures.length > 0
  const isFailure =
    hasFailed ||
    review.coverage.isFailure ||
    review.findings.some((finding) => isFailing(finding, failOn))
  return {
    conclusion: isFailure ? 'failure' : 'success',
    hasFailed,
    counts,
    title: renderTitle(review, counts),
  }
}

/** Whether a finding fails a review, be it by a rule that the settings lock. */
export function isFailing({ severity, lock }: Finding, failOn: Config['failOn']): boolean {
  return failsOn(severity, failOn) || (lock !== undefined && failsOn(severity, lock.floor.failOn))
}

function failsOn(severity: Severity, failOn: Config['failOn']): boolean {
  return failOn !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn)
}

/** A number with its noun, e.g. `1 error`, `2 errors`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`
}

function countFindings({ findings, ignored, accepted, unsaid }: Review): Counts {
  const of = (severity: string) =>
    findings.filter((finding) => finding.severity === severity).length
  return {
    error: of('error'),
    warning: of('warning'),
    info: of('info'),
    ignored: ignored.length,
    accepted: accepted.length,
    baseline: unsaid.filter(({ silence }) => silence.why === 'baseline').length,
  }
}

function renderTitle({ failures, coverage, findings }: Review, counts: Counts): string {
  const parts = [
    counts.error > 0 && count(counts.error, 'error'),
    counts.warning > 0 && count(counts.warning, 'warning'),
    counts.info > 0 && count(counts.info, 'note'),
    failures.length > 0 && count(failures.length, 'internal error'),
  ].filter(Boolean)
  if (findings.length + failures.length > 0) return parts.join(', ')

  const { base, leftOut, judged, isComplete } = coverage
  const own = leftOut.filter(({ isContext }) => !isContext).length
  const lost = `${count(own, base ? 'changed file' : 'file')} could not be checked`
  if (judged.length === 0) return own > 0 ? lost : 'No Cortex files to review'
  if (own > 0) return `No findings, but ${lost}`
  return isComplete ? 'No findings' : 'No findings, but the review is incomplete'
}
