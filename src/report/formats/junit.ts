import type { Config } from '../../review/config.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import { isFailing } from '../check.ts'
import { makeVisible } from '../visible.ts'

/** A test suite: a file, with what there is to say of it. */
export interface Suite {
  readonly name: string
  readonly cases: readonly Case[]
  /** Rules that failed. */
  readonly failures: readonly { readonly rule: string; readonly message: string }[]
}

/** A finding, as a test case. */
export interface Case {
  readonly rule: string
  readonly severity: string
  readonly message: string
  readonly path: string
  readonly line: number
  readonly isFailure: boolean
}

/**
 * A review as JUnit XML: a test suite for each file, a test case for each finding.
 *
 * What does not fail the review is a test that passes, with the message as its output; a file
 * without findings has one test that passes.
 */
export function renderJunit(review: Review, failOn: Config['failOn']): string {
  const cases = review.findings.map((finding): Case => {
    const { rule, severity, message, location } = finding
    const { path, range } = location
    const isFailure = isFailing(finding, failOn)
    return { rule: rule.id, severity, message, path, line: range.start.line, isFailure }
  })
  const paths = [
    ...review.coverage.judged.map(({ path }) => path),
    ...cases.map(({ path }) => path),
    ...review.failures.map(({ path }) => path),
  ]
  const suites = [...new Set(paths)].map((name): Suite => {
    const failures = review.failures.filter(({ path }) => path === name)
    return {
      name,
      cases: cases.filter(({ path }) => path === name),
      failures: failures.map(({ rule, error }) => ({ rule, message: error.message })),
    }
  })
  return renderSuites(suites, hideOf(review))
}

/** Test suites as JUnit XML; `hide` takes out of the text what may not be shown. */
export function renderSuites(
  suites: readonly Suite[],
  hide: (text: string) => string = (text) => text,
): string {
  const text = suites.map(renderSuite).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Cortex Review">\n${hide(text)}</testsuites>\n`
}

function renderSuite({ name, cases, failures }: Suite): string {
  const tests = [
    ...cases.map((each) => renderFinding(each, name)),
    ...failures.map(({ rule, message }) =>
      renderCase(rule, name, `<error${attributes({ type: 'internal-error', message })}/>`),
    ),
  ]
  const counts = attributes({
    name,
    tests: Math.max(tests.length, 1),
    failures: cases.filter(({ isFailure }) => isFailure).length,
    errors: failures.length,
  })
  const body = tests.length > 0 ? tests : [renderCase('no findings', name)]
  return `  <testsuite${counts}>\n${body.join('')}  </testsuite>\n`
}

function renderFinding({ rule, severity, message, path, line, isFailure }: Case, suite: string) {
  const text = escapeXml(`${path}:${line}: ${severity}[${rule}]: ${message}`)
  const inner = isFailure
    ? `<failure${attributes({ type: rule, message })}>${text}</failure>`
    : `<system-out>${text}</system-out>`
  return renderCase(`${rule} (line ${line})`, suite, inner)
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
