import { describe, expect, it } from '@jest/globals'
import { findIgnoreLine } from '../../../src/report/comment/ignore-line.ts'
import { DEFAULT_CONFIG } from '../../../src/review/config.ts'
import { review } from '../../../src/review/review.ts'
import { rules } from '../../../src/rules/index.ts'
import { API, CLUSTER } from '../../e2e/samples.ts'

type Files = Readonly<Record<string, string>>

/** The line for the finding of a rule, as `path:line text`. */
function lineFor(ruleId: string, before: Files, after: Files, reason = 'agreed') {
  const changeSet = {
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries(after)),
    renames: new Map<string, string>(),
    hunks: new Map(),
    unreadable: [],
  }
  const judged = review(changeSet, DEFAULT_CONFIG, rules)
  const finding = judged.findings.find(({ rule }) => rule.id === ruleId)
  if (!finding) throw new Error(`Nothing found by ${ruleId}`)
  const found = findIgnoreLine(finding, reason, {
    judged,
    changeSet,
    config: DEFAULT_CONFIG,
    rules,
  })
  return found && `${found.path}:${found.line} ${found.text}`
}

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n')
}

describe('findIgnoreLine', () => {
  it('puts the comment above the line, as far in', () => {
    const after = API.replace('max_queue_length: 20', 'max_queue_length: 2000')
    expect(lineFor('queue-length-raised', { 'cortex.yaml': API }, { 'cortex.yaml': after })).toBe(
      'cortex.yaml:6     # cortex-review: ignore[queue-length-raised] agreed',
    )
  })

  it('finds a place for what is gone, in the spec that it was in', () => {
    const probe = / {8}readiness_probe:\n(?: {10}.*\n)+/
    const after = API.replace(probe, '')
    expect(
      lineFor('readiness-probe-removed', { 'cortex.yaml': API }, { 'cortex.yaml': after }),
    ).toMatch(/^cortex\.yaml:\d+ +# cortex-review: ignore\[readiness-probe-removed\] agreed$/)
  })

  it('finds a place in a file of another line ending', () => {
    const after = CLUSTER.replace('internal # only', 'internet-facing # only')
    const line = lineFor(
      'operator-load-balancer-public',
      { 'cluster.yaml': crlf(CLUSTER) },
      { 'cluster.yaml': crlf(after) },
    )
    expect(line).toBe(
      'cluster.yaml:6 # cortex-review: ignore[operator-load-balancer-public] agreed',
    )
  })

  it('finds none where the file is gone', () => {
    const two = { 'a.yaml': API, 'b.yaml': API.replace('recommend', 'other') }
    const [, b] = Object.entries(two)
    expect(lineFor('api-removed', two, Object.fromEntries(b ? [b] : []))).toBeUndefined()
  })

  it('makes a hostile reason one line that says nothing else', () => {
    const after = API.replace('max_queue_length: 20', 'max_queue_length: 2000')
    const reason = 'ok # cortex-review: ignore[image-unpinned] x\r\nkey: value'
    expect(
      lineFor('queue-length-raised', { 'cortex.yaml': API }, { 'cortex.yaml': after }, reason),
    ).toBe(
      'cortex.yaml:6     # cortex-review: ignore[queue-length-raised] ok cortex-review: ignore[image-unpinned] x␍␊key: value',
    )
  })
})
