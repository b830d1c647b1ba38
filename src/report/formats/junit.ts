import type { Config } from '../../review/config.ts'
import type { RuleFailure } from '../../review/evaluate.ts'
import type { Finding } from '../../review/finding.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import { isFailing } from '../check.ts'
import { makeVisible } from '../visible.ts'

/**
 * A review as JUnit XML: a test suite for each file, a test case for each finding.
 *
 * What does not fail the review is a test that passes, with the message as its output; a file
 * without findings has one test that passes.
 */
export function renderJunit(review: Review, failOn: Config['failOn']): string {
  const paths = [
    ...review.coverage.judged.map(({ path }) => path),
    ...review.findings.map(({ location }) => location.path),
    ...review.failures.map(({ path }) => path),
  ]
  const suites = [...new Set(paths)].map((path) => ({
    path,
    findings: review.findings.filter(({ location }) => location.path === path),
    failures: review.failures.filter((failure) => failure.path === path),
  }))
  const isFailure = (finding: Finding) => isFailing(finding, failOn)
  const text = suites.map((suite) => renderSuite(suite, isFailure)).join('')
  const hide = hideOf(review)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Cortex Review">\n${hide(text)}</testsuites>\n`
}

interface Suite {
  readonly path: string
  readonly findings: readonly Finding[]
  readonly failures: readonly RuleFailure[]
}

function renderSuite(
  { path, findings, failures }: Suite,
  isFailure: (finding: Finding) => boolean,
): string {
  const cases = [
    ...findings.map((finding) => renderFinding(finding, isFailure(finding))),
    ...failures.map(({ rule, error }) =>
      renderCase(
        rule,
        path,
        `<error${attributes({ type: 'internal-error', message: error.message })}/>`,
      ),
    ),
  ]
  const counts = attributes({
    name: path,
    tests: Math.max(cases.length, 1),
    failures: findings.filter(isFailure).length,
    errors: failures.length,
  })
  const body = cases.length > 0 ? cases : [renderCase('no findings', path)]
  return `  <testsuite${counts}>\n${body.join('')}  </testsuite>\n`
}

function renderFinding({ rule, severity, message, location }: Finding, isFailure: boolean): string {
  const { path, range } = location
  const text = escapeXml(`${path}:${range.start.line}: ${severity}[${rule.id}]: ${message}`)
  const inner = isFailure
    ? `<failure${attributes({ type: rule.id, message })}>${text}</failure>`
    : `<system-out>${text}</system-out>`
  return renderCase(`${rule.id} (line ${range.start.line})`, path, inner)
}

function renderCase(name: string, classname: string, inner = ''): string {
  const start = `    <testcase${attributes({ name, classname })}`
  return inner === '' ? `${start}/>\n` : `${start}>\n      ${inner}\n    </testcase>\n`
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** XML 1.0 knows no control characters and no halves of surrogate pairs, not even escaped. */
function escapeXml(text: string): string {
  return makeVisible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
}
