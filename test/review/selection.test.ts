import { describe, expect, it } from '@jest/globals'
import type { Config, RuleSetting } from '../../src/review/config.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import type { RuleMeta } from '../../src/review/rule.ts'
import {
  createSelection,
  findClusterPaths,
  findContext,
  isDevPath,
  settingsFor,
} from '../../src/review/selection.ts'

const select = (paths: readonly string[], pathsIgnore: readonly string[] = []) =>
  createSelection({ paths, pathsIgnore })

describe('createSelection', () => {
  it.each([
    ['cluster.yaml', true],
    ['a/b/cortex.yml', true],
    ['.circleci/.config.yaml', true],
    ['name with spaces/ünïcode.yaml', true],
    ['cluster.json', false],
    ['yaml', false],
    ['a.yaml/b', false],
    ['a.yaml.tmpl', false],
  ])('by default, %s is a candidate: %s', (path, expected) => {
    expect(createSelection(DEFAULT_CONFIG).isCandidate(path)).toBe(expected)
    // The fast path agrees with the real thing, which this pattern goes through.
    expect(select(['**/*.{yml,yaml}']).isCandidate(path)).toBe(expected)
  })

  it('by default, takes an ending in any case', () => {
    expect(createSelection(DEFAULT_CONFIG).isCandidate('a/cluster.YAML')).toBe(true)
    expect(createSelection(DEFAULT_CONFIG).isCandidate('a/cluster.Yml')).toBe(true)
  })

  it.each([
    ['apis/*.yaml', 'apis/iris.yaml', true],
    ['apis/*.yaml', 'apis/deep/iris.yaml', false],
    ['./apis/**', 'apis/deep/iris.yaml', true],
    ['/apis/**', 'apis/iris.cfg', true],
    ['apis/', 'apis/deep/.hidden/iris', true],
    ['apis/', 'apis2/iris', false],
    ['**', '.github/x', true],
    ['#notes/*', '#notes/a', true],
    ['{a,b}/c', 'b/c', true],
    ['[ab]/c', 'b/c', true],
    ['a\\*.yaml', 'a*.yaml', true],
    ['a\\*.yaml', 'ab.yaml', false],
    ['A.yaml', 'a.yaml', false],
  ])('%s matches %s: %s', (pattern, path, expected) => {
    expect(select([pattern]).isCandidate(path)).toBe(expected)
  })

  it('leaves out what is to be ignored, whatever wants it', () => {
    const selection = select(['**', 'test/a.cfg'], ['test/**'])

    expect(selection.isCandidate('src/a.cfg')).toBe(true)
    expect(selection.isCandidate('test/a.cfg')).toBe(false)
    expect(selection.isForced('test/a.cfg')).toBe(false)
  })

  it('forces a file that is named, and only that', () => {
    const selection = select(['./deploy/cortex.cfg', '**/*.yaml', 'a+b@c.yaml'])

    expect(selection.isForced('deploy/cortex.cfg')).toBe(true)
    expect(selection.isForced('a+b@c.yaml')).toBe(true)
    expect(selection.isForced('deploy/other.yaml')).toBe(false)
    expect(selection.isCandidate('deploy/cortex.cfg')).toBe(true)
  })

  it('gives nothing for no patterns', () => {
    expect(select([]).isCandidate('a.yaml')).toBe(false)
  })

  it.each([
    ['braces', '{a,b}'.repeat(100)],
    ['a wide range', '{1..999999999}/x'],
    ['nested groups', `${'+('.repeat(60)}a${')'.repeat(60)}b`],
    ['many double stars', '**/a/'.repeat(90)],
    ['many stars', '*a'.repeat(240)],
  ])('answers on %s without trouble', (_name, pattern) => {
    const path = 'a/'.repeat(200) + 'a'.repeat(200)

    expect(select([pattern]).isCandidate(path)).toBe(false)
  })
})

describe('isDevPath', () => {
  it.each([
    'dev/cluster.yaml',
    'deploy/development/eu/cluster.yaml',
    'tests/apis/iris/cortex.yaml',
    'examples/iris.yaml',
    'sandbox/.cortex/cluster.yml',
    'dev.yaml',
    'clusters/test.yml',
    'test-cluster.yaml',
    'clusters/demo_eu.yaml',
    'cluster-dev.yaml',
    'cluster_sandbox.yml',
    'cortex.example.yaml',
    'cluster-dev-us-west-2.yaml',
  ])('takes %s for one', (path) => {
    expect(isDevPath(path, DEFAULT_CONFIG)).toBe(true)
  })

  it.each([
    'cluster.yaml',
    'prod/cluster.yaml',
    'staging/cluster.yaml',
    'developers/cortex.yaml',
    'device/cortex.yaml',
    'latest.yaml',
    'contest-scores.yaml',
    'cluster-devices.yaml',
    'testament.yaml',
    'apis/ab-test.yaml',
    'cluster-ab_test.yaml',
    'attest/cortex.yaml',
  ])('takes %s for production', (path) => {
    expect(isDevPath(path, DEFAULT_CONFIG)).toBe(false)
  })

  it('takes what is set instead', () => {
    const config = { devPaths: ['staging/'] }
    expect(isDevPath('staging/eu/cluster.yaml', config)).toBe(true)
    expect(isDevPath('dev/cluster.yaml', config)).toBe(false)
    expect(isDevPath('dev/cluster.yaml', { devPaths: [] })).toBe(false)
  })

  it('answers on a long path without trouble', () => {
    const path = `${'ab-test'.repeat(300)}/${'-dev'.repeat(500)}x`
    expect(isDevPath(path, DEFAULT_CONFIG)).toBe(true)
    expect(isDevPath('ab-'.repeat(1000), DEFAULT_CONFIG)).toBe(false)
  })
})

describe('settingsFor', () => {
  const rule: RuleMeta = {
    id: 'queue-length-raised',
    category: 'latency',
    severity: 'warning',
    summary: 'A',
    why: 'B',
    options: {
      factor: { default: 2, description: 'C' },
      limit: { default: 100, description: 'D' },
    },
  }
  const config: Config = {
    ...DEFAULT_CONFIG,
    rules: { 'queue-length-raised': { severity: 'info', options: { limit: 7 } } },
    overrides: [
      { paths: ['prod/**'], rules: { 'queue-length-raised': { severity: 'error' } } },
      { paths: ['**/iris.yaml'], rules: { 'queue-length-raised': { options: { factor: 3 } } } },
      { paths: ['prod/iris.yaml'], rules: { other: { severity: 'off' } } },
      { paths: ['dev/**'], rules: { 'queue-length-raised': { severity: 'off' } } },
    ],
  }

  function effective(path: string, given = config) {
    const { severity, option } = settingsFor(rule, path, given)
    return { severity, factor: option('factor'), limit: option('limit') }
  }

  it('leaves everything to the rule where nothing is set', () => {
    expect(effective('a.yaml', DEFAULT_CONFIG)).toEqual({
      severity: undefined,
      factor: 2,
      limit: 100,
    })
  })

  it.each([
    ['a.yaml', { severity: 'info', factor: 2, limit: 7 }],
    ['prod/a.yaml', { severity: 'error', factor: 2, limit: 7 }],
    ['prod/iris.yaml', { severity: 'error', factor: 3, limit: 7 }],
    ['dev/iris.yaml', { severity: 'off', factor: 3, limit: 7 }],
  ])('applies the overrides in order: %s', (path, expected) => {
    expect(effective(path)).toEqual(expected)
    // Asking again gives the same.
    expect(effective(path)).toEqual(expected)
  })

  const off = { severity: 'off' } as const
  const error = { severity: 'error' } as const
  it.each([
    ['a wildcard', { 'queue-*': off }, 'off'],
    ['a category', { 'category:latency': off }, 'off'],
    ['a category of others', { 'category:exposure': off }, undefined],
    ['a wildcard of others', { 'queue-*-x': off }, undefined],
    ['a wildcard longer than the name', { 'queue-length-raised*raised': off }, undefined],
    ['stars in the middle', { '*-length-*': off }, 'off'],
    ['the ID before a wildcard', { 'queue-length-raised': error, 'queue-*': off }, 'error'],
    ['the longer wildcard', { 'queue-length*': error, 'queue*': off }, 'error'],
    ['a wildcard before a category', { 'queue*': error, 'category:latency': off }, 'error'],
    ['a category before all', { 'category:latency': error, '*': off }, 'error'],
  ] as const)('the most specific key applies: %s', (_name, rules, expected) => {
    expect(effective('a.yaml', { ...DEFAULT_CONFIG, rules }).severity).toBe(expected)
    const entries = Object.entries(rules).toReversed()
    const turned = Object.fromEntries<RuleSetting>(entries)
    expect(effective('a.yaml', { ...DEFAULT_CONFIG, rules: turned }).severity).toBe(expected)
  })

  it('lets an override win over a more specific key below it', () => {
    const overrides = [{ paths: ['dev/**'], rules: { '*': off } }]
    expect(effective('dev/a.yaml', { ...config, overrides }).severity).toBe('off')
    expect(effective('a.yaml', { ...config, overrides }).severity).toBe('info')
  })

  it('refuses to invent an option', () => {
    expect(() => settingsFor(rule, 'a', DEFAULT_CONFIG).option('facto')).toThrow(
      'Rule queue-length-raised has no option facto',
    )
  })
})

describe('findClusterPaths', () => {
  const config: Config = {
    ...DEFAULT_CONFIG,
    clusters: [
      { cluster: 'clusters/prod.yaml', apis: ['apis/prod/**', 'apis/shared.yaml'] },
      { cluster: 'clusters/dev.yaml', apis: ['apis/**'] },
    ],
  }

  it.each([
    ['apis/prod/a.yaml', ['clusters/prod.yaml', 'clusters/dev.yaml']],
    ['apis/shared.yaml', ['clusters/prod.yaml', 'clusters/dev.yaml']],
    ['apis/b.yaml', ['clusters/dev.yaml']],
    ['other.yaml', []],
  ])('%s belongs to %j', (path, expected) => {
    expect(findClusterPaths(path, config)).toEqual(expected)
  })
})

describe('findContext', () => {
  const clusters = [{ cluster: './infra/main.yaml', apis: ['apis/**'] }]

  it('goes by the mapping, and leaves out what is not to be looked at', () => {
    const config = { ...DEFAULT_CONFIG, clusters, pathsIgnore: ['apis/old/**'] }
    const all = ['apis/b/cortex.yaml', 'apis/old/cortex.yaml', 'infra/main.yaml', 'x/cortex.yaml']
    expect(findContext(['apis/a/cortex.yaml'], all, config)).toEqual({
      paths: ['infra/main.yaml', 'apis/b/cortex.yaml', 'x/cortex.yaml'],
      left: [],
      unassigned: [],
    })
  })
})
