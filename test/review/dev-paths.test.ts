import { expect, it } from '@jest/globals'
import { type Config, DEFAULT_CONFIG } from '../../src/review/config.ts'
import { review } from '../../src/review/review.ts'
import { defineRule, type Rule, type Severity } from '../../src/review/rule.ts'

const META = { summary: 'A', why: 'B' }

const risky = (severity: Severity): Rule =>
  defineRule({
    ...META,
    id: `risk-${severity}`,
    category: 'exposure',
    severity: 'error',
    inspect: {
      *cluster() {
        yield { at: ['region'], severity, message: 'Something may go wrong.' }
      },
    },
  })

const refused: Rule = defineRule({
  ...META,
  id: 'region-refused',
  category: 'validity',
  severity: 'error',
  inspect: {
    *cluster() {
      yield { at: ['cluster_name'], message: 'Cortex refuses this.' }
    },
  },
})

const TEXT = 'cluster_name: iris\nregion: eu-west-1\nnode_groups: []\n'

function judge(
  rules: readonly Rule[],
  path: string,
  config: Partial<Config> = {},
  old?: string,
): readonly string[] {
  const { findings } = review(
    {
      before: new Map(old === undefined ? [] : [[old, TEXT]]),
      after: new Map([[path, TEXT]]),
      renames: new Map(old === undefined ? [] : [[path, old]]),
      hunks: new Map(),
      unreadable: [],
    },
    { ...DEFAULT_CONFIG, ...config },
    rules,
  )
  return findings.map(({ rule, severity }) => `${rule.id} ${severity}`)
}

it.each([
  ['error', 'warning'],
  ['warning', 'info'],
] as const)('counts an %s in a file for tests as %s', (severity, expected) => {
  const rules = [risky(severity)]

  expect(judge(rules, 'test/cluster.yaml')).toEqual([`risk-${severity} ${expected}`])
  expect(judge(rules, 'prod/cluster.yaml')).toEqual([`risk-${severity} ${severity}`])
})

it('leaves a note out in a file for tests, unless it is set', () => {
  const rules = [risky('info')]
  const set = { 'risk-info': { severity: 'info' } } as const

  expect(judge(rules, 'test/cluster.yaml')).toEqual([])
  expect(judge(rules, 'prod/cluster.yaml')).toEqual(['risk-info info'])
  expect(judge(rules, 'test/cluster.yaml', { rules: set })).toEqual(['risk-info info'])
})

it('leaves out what a note stands for', () => {
  const telling: Rule = { ...risky('info'), id: 'telling', supersedes: ['risk-error'] }

  expect(judge([telling, risky('error')], 'test/cluster.yaml')).toEqual([])
})

it('says what Cortex refuses as it is', () => {
  expect(judge([refused], 'test/cluster.yaml')).toEqual(['region-refused error'])
  expect(judge([{ ...refused, severity: 'info' }], 'test/cluster.yaml')).toEqual([])
})

it('leaves a severity alone that is set', () => {
  const set = { 'risk-warning': { severity: 'error' } } as const
  const overrides = [{ paths: ['test/**'], rules: set }]

  expect(judge([risky('warning')], 'test/cluster.yaml', { rules: set })).toEqual([
    'risk-warning error',
  ])
  expect(judge([risky('warning')], 'test/cluster.yaml', { overrides })).toEqual([
    'risk-warning error',
  ])
})

it('knows the files by what is set', () => {
  const config = { devPaths: ['staging/**'] }

  expect(judge([risky('error')], 'staging/cluster.yaml', config)).toEqual(['risk-error warning'])
  expect(judge([risky('error')], 'test/cluster.yaml', config)).toEqual(['risk-error error'])
  expect(judge([risky('error')], 'test/cluster.yaml', { devPaths: [] })).toEqual([
    'risk-error error',
  ])
})

it('says what a file is like that comes out of the tests into production', () => {
  expect(judge([risky('error')], 'prod/cluster.yaml', {}, 'test/cluster.yaml')).toEqual([
    'risk-error error',
  ])
  expect(judge([risky('error')], 'test/cluster.yaml', {}, 'prod/cluster.yaml')).toEqual([])
  expect(judge([risky('info')], 'prod/cluster.yaml', {}, 'test/cluster.yaml')).toEqual([
    'risk-info info',
  ])
  expect(judge([risky('info')], 'test/cluster.yaml', {}, 'prod/cluster.yaml')).toEqual([])
})
