import { describe, expect, it } from '@jest/globals'
import { conclude } from '../../../src/report/check.ts'
import { describeCoverage, explainUnassigned } from '../../../src/report/coverage-text.ts'
import type { ChangeSet } from '../../../src/review/change-set.ts'
import { review } from '../../../src/review/review.ts'
import { rules } from '../../../src/rules/index.ts'
import type { Options } from '../../../src/settings/field.ts'
import { DEFAULT_OPTIONS } from '../../../src/settings/fields.ts'

const CLUSTER =
  'cluster_name: prod\nregion: us-east-1\nnode_groups:\n  - name: cpu\n    instance_type: m5.large\n'
const API =
  '- name: iris\n  kind: RealtimeAPI\n  pod:\n    containers:\n      - name: api\n        image: a/b:1\n'
const TEMPLATE =
  'cluster_name: {{ name }}\nregion: us-east-1\nnode_groups:\n  - name: cpu\n    instance_type: m5.large\n'
const OPEN = '- name: iris\n  kind: RealtimeAPI\n  pod:\n    containers: [\n'

type Texts = Readonly<Record<string, string>>

function judge(
  before: Texts,
  after: Texts,
  more: Partial<ChangeSet> = {},
  options: Partial<Options> = {},
) {
  const changeSet: ChangeSet = {
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries(after)),
    renames: new Map(),
    hunks: new Map(),
    unreadable: [],
    basis: { base: { commit: 'abc1234def', name: 'main' } },
    ...more,
  }
  return review(changeSet, { ...DEFAULT_OPTIONS, ...options }, rules)
}

describe('what a review looked at', () => {
  it('is one line', () => {
    const apis = { 'a/cortex.yaml': API, 'b/cortex.yaml': API.replace('iris', 'rose') }
    const changed = { ...apis, 'cluster.yaml': `${CLUSTER}# more\n` }
    const { coverage } = judge({ ...apis, 'cluster.yaml': CLUSTER }, changed)
    expect(describeCoverage(coverage)).toBe(
      '1 Cortex file checked, 2 unchanged API files read; compared with main (abc1234)',
    )
    expect(coverage.isComplete).toBe(true)
    const base = { commit: 'abc1234def', name: 'main', tip: 'fed4321cba' }
    const moved = judge({}, { 'cluster.yaml': CLUSTER }, { basis: { base } })
    expect(describeCoverage(moved.coverage)).toBe(
      '1 Cortex file checked; compared with main (abc1234, now at fed4321)',
    )
    expect(coverage.apis).toEqual([
      { path: 'a/cortex.yaml', name: 'iris', clusters: ['cluster.yaml'] },
      { path: 'b/cortex.yaml', name: 'rose', clusters: ['cluster.yaml'] },
    ])
  })

  it.each([
    ['a template', 'infra/cluster.yaml', TEMPLATE, 'template', 1],
    ['a template of an API', 'x/cortex.yaml', API.replace('iris', '{{ name }}'), 'template', 1],
    [
      'a template by statements',
      'cluster.yaml',
      `{% if a %}\n${CLUSTER}{% endif %}\n`,
      'template',
      1,
    ],
    ['a text with an open bracket', 'apis/iris.yaml', OPEN, 'not-yaml', 4],
  ])('leaves out %s on both sides', (_, path, text, reason, line) => {
    const { coverage, findings } = judge({ [path]: text }, { [path]: `${text}# more\n` })
    expect(findings).toEqual([])
    expect(coverage.leftOut).toEqual([{ path, side: 'after', reason, line }])
    expect(describeCoverage(coverage)).toBe(
      '0 Cortex files checked, 1 changed file could not be checked; compared with main (abc1234)',
    )
  })

  it('says nothing of templates of other products, nor of what did not change', () => {
    const chart = `apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ name }}\n# RealtimeAPI\n`
    expect(judge({}, { 'charts/x.yaml': chart }).coverage.leftOut).toEqual([])
    const same = judge({ 'cluster.yaml': TEMPLATE }, { 'cluster.yaml': TEMPLATE })
    expect(same.coverage.leftOut).toEqual([])
  })

  it('fails only if the settings say so', () => {
    const [before, after] = [{ 'cluster.yaml': TEMPLATE }, { 'cluster.yaml': `${TEMPLATE}# a\n` }]
    expect(conclude(judge(before, after), 'error')).toMatchObject({
      conclusion: 'success',
      title: '1 changed file could not be checked',
    })
    const strict = judge(before, after, {}, { incomplete: 'fail' })
    expect(conclude(strict, 'never').conclusion).toBe('failure')
    expect(
      conclude(judge({}, { 'a.yaml': API }, {}, { incomplete: 'fail' }), 'never'),
    ).toMatchObject({ conclusion: 'success' })
  })

  it('names API files of which no cluster is known, and what to put into the settings', () => {
    const files = {
      'clusters/prod/cluster.yaml': CLUSTER,
      'clusters/staging/cluster.yaml': CLUSTER.replace('prod', 'staging'),
      'apis/iris/cortex.yaml': API,
      'apis/rose/cortex.yaml': API.replace('iris', 'rose'),
    }
    const { coverage } = judge(files, { ...files, 'apis/iris/cortex.yaml': `${API}# more\n` })
    expect(describeCoverage(coverage)).toContain('no cluster known for 2 API files')
    expect(coverage.isComplete).toBe(false)
    expect(explainUnassigned(coverage)?.lines).toEqual([
      'clusters:',
      '  - cluster: "clusters/prod/cluster.yaml"',
      '    apis: ["apis/**"]',
      '  - cluster: "clusters/staging/cluster.yaml"',
      '    apis: ["apis/**"]',
    ])
  })

  it('proposes the cluster that has the name of the folder', () => {
    const files = {
      'clusters/prod/cluster.yaml': CLUSTER,
      'clusters/staging/cluster.yaml': CLUSTER.replace('prod', 'staging'),
      'apis/prod/iris/cortex.yaml': API,
      'apis/staging/iris/cortex.yaml': API,
    }
    expect(judge({}, files).coverage.mapping).toEqual([
      { cluster: 'clusters/prod/cluster.yaml', apis: ['apis/prod/iris/**'] },
      { cluster: 'clusters/staging/cluster.yaml', apis: ['apis/staging/iris/**'] },
    ])
  })

  it('says nothing of clusters where the repository has none, or only one', () => {
    expect(judge({}, { 'apis/a/cortex.yaml': API }).coverage.unassigned).toEqual([])
    const one = judge({}, { 'x/cluster.yaml': CLUSTER, 'apis/a/cortex.yaml': API })
    expect(one.coverage).toMatchObject({ unassigned: [], isComplete: true })
  })
})
