import { describe, expect, it } from '@jest/globals'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { listSilent } from '../../src/review/silence/silence.ts'
import { rules } from '../../src/rules/index.ts'
import { reviewSides } from '../cases.ts'

function specOf(maximum: string, image = 'iris:latest'): string {
  return `- name: iris
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: ${image}
        readiness_probe: {http_get: {path: /, port: 8080}}
  autoscaling:
    max_replicas: ${maximum}
`
}

/** What is not told of a change, as rule and reason. */
function silentOf(before: string, after: string, path = 'cortex.yaml') {
  const [old, now] = [before, after].map((text) => new Map([[path, text]]))
  const review = reviewSides(old ?? new Map(), now ?? new Map(), rules, DEFAULT_CONFIG)
  return listSilent(review).map(({ finding, silence }) => [finding.rule.id, silence] as const)
}

describe('a finding that is not told has its reason', () => {
  it('where it was there before', () => {
    const image = specOf('50')
    expect(silentOf(image, specOf('40'))).toContainEqual([
      'compute-requests-missing',
      { why: 'old' },
    ])
  })

  it('where a comment accepts it', () => {
    const ignored = specOf('5 # cortex-review: ignore[max-replicas-lowered] less load')
    expect(silentOf(specOf('50'), ignored)).toContainEqual([
      'max-replicas-lowered',
      { why: 'ignored', reason: 'less load', line: 9 },
    ])
  })

  it('where another rule says more', () => {
    const probe = '        readiness_probe: {http_get: {path: /, port: 8080}}\n'
    expect(silentOf(specOf('50'), specOf('50').replace(probe, ''))).toContainEqual([
      'readiness-probe-missing',
      { why: 'superseded', by: 'readiness-probe-removed' },
    ])
  })

  it('where it would be a note, in a file for tests', () => {
    const silent = silentOf('', specOf('50'), 'test/cortex.yaml')
    expect(silent.map(([, { why }]) => why)).toContain('minor')
  })

  it('nowhere among the findings too', () => {
    const [old, now] = [specOf('50'), specOf('5')].map((text) => new Map([['cortex.yaml', text]]))
    const review = reviewSides(old ?? new Map(), now ?? new Map(), rules)
    const told = new Set(review.findings.map(({ fingerprint }) => fingerprint))
    const both = listSilent(review).filter(({ finding }) => told.has(finding.fingerprint))
    expect(told.size).toBeGreaterThan(0)
    expect(both).toEqual([])
  })
})
