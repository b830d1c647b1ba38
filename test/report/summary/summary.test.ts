import { describe, expect, it } from '@jest/globals'
import { conclude } from '../../../src/report/check.ts'
import { parseMarker } from '../../../src/report/comment/marker.ts'
import { placeFindings } from '../../../src/report/comment/placement.ts'
import { renderJobSummary, renderSummary } from '../../../src/report/summary/summary.ts'
import type { Review } from '../../../src/review/review.ts'
import { reviewSides } from '../../cases.ts'
import { findingOf, hunkOf, reviewOf } from '../fixtures.ts'

const OPTIONS = { docsUrl: 'https://example.com/rules', failOn: 'error' } as const
const LINKS = { repositoryUrl: 'https://example.com/o/r', commit: 'abcdef0123456789' }

const failure = { rule: 'a-rule', path: 'cluster.yaml', error: new Error('no | such\nthing') }

function clusterWith(rest: string): string {
  return `cluster_name: prod\nregion: us-west-2\nnode_groups:\n  - name: cpu\n    instance_type: m5.large\n${rest}`
}

function summaryOf(review: Review, limit = 25) {
  const placement = placeFindings(review, new Map([['cluster.yaml', [hunkOf(['+a: 1'])]]]), limit)
  return renderSummary(review, placement, { ...OPTIONS, ...LINKS })
}

const apiFile = (text: string) => new Map([['cortex.yaml', text]])
const modelOf = (rest: string) =>
  `- name: a\n  kind: RealtimeAPI\n  pod:\n    containers:\n      - name: api\n        image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/a:${rest}`
const splitterOf = (weights: readonly [number, number]) =>
  `\n- name: s\n  kind: TrafficSplitter\n  apis: [{name: a, weight: ${weights[0]}}, {name: b, weight: ${weights[1]}}, {name: c, weight: 0}]\n`

describe('conclude', () => {
  const review = reviewOf({
    findings: [findingOf(), findingOf({ severity: 'warning' }), findingOf({ severity: 'info' })],
  })

  it.each([
    ['error', 'failure'],
    ['info', 'failure'],
    ['never', 'success'],
  ] as const)('fails on %s: %s', (failOn, conclusion) => {
    expect(conclude(review, failOn)).toEqual({
      conclusion,
      hasFailed: false,
      counts: { error: 1, warning: 1, info: 1, ignored: 0, accepted: 0, baseline: 0 },
      title: '1 error, 1 warning, 1 note',
    })
  })

  it('passes what is milder than the threshold', () => {
    const mild = reviewOf({ findings: [findingOf({ severity: 'warning' })] })

    expect(conclude(mild, 'error').conclusion).toBe('success')
    expect(conclude(mild, 'warning').conclusion).toBe('failure')
  })

  it('fails if a rule failed, whatever the threshold', () => {
    expect(conclude(reviewOf({ failures: [failure] }), 'never')).toMatchObject({
      conclusion: 'failure',
      hasFailed: true,
      title: '1 internal error',
    })
  })

  it('says if there is nothing to say', () => {
    expect(conclude(reviewOf({}), 'error').title).toBe('No Cortex files to review')
    expect(conclude(reviewOf({ after: { 'a.yaml': '' } }), 'error').title).toBe('No findings')
  })
})

describe('renderSummary', () => {
  it('says all there is, with numbers that add up', () => {
    const review = reviewOf({
      after: { 'cluster.yaml': 'a: 1\n' },
      findings: [findingOf(), findingOf({ severity: 'warning', line: 90, path: 'a b/c|d.yaml' })],
      ignored: [{ finding: findingOf(), reason: 'only @me', line: 4 }],
      failures: [failure],
      unreadable: [{ path: 'big.yaml', side: 'after', reason: 'too-large', mayBeCortex: true }],
    })
    const summary = summaryOf(review)

    expect(summary).toContain('## ⛔ Cortex Review: 1 error, 1 warning, 1 internal error\n')
    expect(summary).toContain('2 findings (1 in comments, 1 only in this summary) · 1 ignored')
    expect(summary).toContain('| `a-rule` | `cluster.yaml` | `no \\| such␊thing` |')
    expect(summary).toContain('| `big.yaml` | head | larger than 1 MiB |')
    expect(summary).toContain(
      '](https://example.com/o/r/blob/abcdef0123456789/a%20b/c%7Cd.yaml#L90)',
    )
    expect(summary).toContain('no comment: the file has no diff</sub>')
    expect(summary).toContain('| only @&#8203;me |')
    expect(summary).toContain('<sub>Reviewed commit `abcdef0123`</sub>')
    expect(parseMarker(summary)).toEqual({
      kind: 'summary',
      head: LINKS.commit,
      wasFound: true,
    })
  })

  it('says who accepted what and why, and calls nobody', () => {
    const accepted = {
      finding: findingOf(),
      reason: 'agreed with @acme/sre, see #12 <b>|',
      by: 'ben',
      url: 'https://example.com/c1',
    }
    const summary = summaryOf(
      reviewOf({ after: { 'cluster.yaml': 'a: 1\n' }, accepted: [accepted] }),
    )
    expect(summary).toContain('## ✅ Cortex Review: No findings\n')
    expect(summary).toContain('1 accepted · check fails on `error`')
    expect(summary).toContain(
      '| `abcdef0123456789` | [`ben`](https://example.com/c1) | agreed with @&#8203;acme/sre, see #&#8203;12 &lt;b&gt;\\| |',
    )
  })

  it('lists what changes, as it is written', () => {
    const before = new Map([
      ['cluster.yaml', clusterWith('    min_instances: 0x1\n    spot: true\n')],
    ])
    const after = new Map([
      ['cluster.yaml', clusterWith('    min_instances: 3\n')],
      ['cortex.yaml', '- name: iris\n  kind: TaskAPI\n  pod:\n    containers: []\n'],
    ])
    const summary = summaryOf(reviewSides(before, after, []))

    expect(summary).toContain(
      '| Cluster `prod` › node group `cpu` | `min_instances` | `0x1` | `3` |',
    )
    expect(summary).toContain(
      '| Cluster `prod` › node group `cpu` | `spot` | `true` | `false (default)` |',
    )
    expect(summary).toContain('| API `iris` | added |  |  |')
  })

  it('shows what differs: targets in rows, durations, and the ends of long values', () => {
    const before = `${modelOf('v1')}\n        readiness_probe: {tcp_socket: {port: 80}}\n  autoscaling: {window: 30s}${splitterOf([80, 20])}`
    const after = modelOf('v2') + splitterOf([20, 80])
    const summary = summaryOf(reviewSides(apiFile(before), apiFile(after), []))

    expect(summary).toContain('| Traffic splitter `s` | `apis[a]` | `weight: 80` | `weight: 20` |')
    expect(summary).not.toContain('apis[c]')
    expect(summary).toContain('| `autoscaling.window` | `30s` | `1m (default)` |')
    expect(summary).toContain('| `image` | `…/a:v1` | `…/a:v2` |')
    expect(summary).toContain('| `readiness_probe` | `{tcp_socket: {port: 80}}` | not set |')
  })

  it('is short if there is nothing to say', () => {
    expect(renderSummary(reviewOf({}), { inline: [], onFiles: [], summaryOnly: [] }, OPTIONS)).toBe(
      '## ✅ Cortex Review: No Cortex files to review\n\ncheck fails on `error`\n\n0 Cortex files checked\n\n<!-- cortex-review:v1 summary -->',
    )
  })

  it('cuts between rows and counts what is cut', () => {
    const findings = Array.from({ length: 3_000 }, (_, line) =>
      findingOf({ line: line + 1, message: `Line ${line} ${'é@'.repeat(200)}` }),
    )
    const review = reviewOf({ findings, ignored: [{ finding: findingOf(), reason: 'x', line: 1 }] })
    const placement = placeFindings(review, new Map(), 25)
    const summary = renderSummary(review, placement, OPTIONS)
    const job = renderJobSummary(review, placement, OPTIONS)

    expect(summary.length).toBeLessThanOrEqual(60_500)
    expect(Buffer.byteLength(job)).toBeLessThan(1024 * 1024)
    for (const text of [summary, job]) {
      const shown = text.match(/^\| ⛔ /gm)?.length ?? 0
      expect(shown).toBeGreaterThan(5)
      expect(text).toContain(`${3_000 - shown} more findings not shown.`)
      expect(text).toMatch(/1 more ignored finding not shown|\| x \|/)
    }
    expect(summary.endsWith('<!-- cortex-review:v1 summary found -->')).toBe(true)
  })
})
