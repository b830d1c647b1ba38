import type { Finding } from '../../review/finding.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import { show } from './ansi.ts'

/** A review with one line for each finding: `path:line:column: severity[rule]: message`. */
export function renderConcise(review: Review): string {
  return hideOf(review)(review.findings.map((finding) => `${renderLine(finding)}\n`).join(''))
}

function renderLine({ rule, severity, message, location }: Finding): string {
  const { path, side, range } = location
  const place = `${show(path)}:${range.start.line}:${range.start.column}`
  return `${place}:${side === 'before' ? ' (base)' : ''} ${severity}[${rule.id}]: ${show(message)}`
}
