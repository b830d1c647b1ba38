import { describe, expect, it } from '@jest/globals'
import { findClusterFiles, foldersUpwards } from '../../../src/cortex/files/pairing.ts'
import { readWorkspaces } from '../../../src/cortex/files/workspace.ts'
import { DEFAULT_CONFIG } from '../../../src/review/config.ts'
import { createSelection } from '../../../src/review/selection.ts'

describe('foldersUpwards', () => {
  it('ends at the root', () => {
    expect(foldersUpwards('a/b/c.yaml')).toEqual(['a/b', 'a', ''])
    expect(foldersUpwards('c.yaml')).toEqual([''])
  })
})

function find(all: readonly string[], ...named: readonly string[]): readonly string[] {
  return findClusterFiles('dev/a.yaml', all, () => named)
}

describe('findClusterFiles', () => {
  it.each([
    ['none', 'apis/iris.yaml', [], undefined],
    ['the only one, wherever it is', 'apis/iris.yaml', ['infra/prod/cluster.yaml'], 0],
    ['of the same folder', 'prod/cortex.yaml', ['dev/cluster.yaml', 'prod/cluster.yaml'], 1],
    ['of a folder above', 'prod/a/b/cortex.yaml', ['dev/cluster.yaml', 'prod/cluster.yaml'], 1],
    ['the nearest above', 'prod/a/cortex.yaml', ['cluster.yaml', 'prod/cluster.yaml'], 1],
    ['of the root', 'apis/cortex.yaml', ['cluster.yaml', 'prod/cluster.yaml'], 0],
    [
      'none of several beside',
      'apis/cortex.yaml',
      ['dev/cluster.yaml', 'prod/cluster.yaml'],
      undefined,
    ],
    [
      'none of two at one level',
      'a/cortex.yaml',
      ['cluster-dev.yaml', 'cluster-prod.yaml'],
      undefined,
    ],
    [
      'no more distant one instead',
      'a/b.yaml',
      ['cluster.yaml', 'a/c1.yaml', 'a/c2.yaml'],
      undefined,
    ],
    [
      'of no folder that begins alike',
      'prod2/b.yaml',
      ['prod/cluster.yaml', 'dev/c.yaml'],
      undefined,
    ],
  ] as const)('finds %s', (_, path, clusters, expected) => {
    const found = expected === undefined ? [] : [clusters[expected]]
    expect(findClusterFiles(path, clusters)).toEqual(found)
  })

  it('prefers what the settings name, and takes nothing else for it', () => {
    const clusters = ['prod/cluster.yaml', 'dev/cluster.yaml']
    expect(find(clusters, 'prod/cluster.yaml')).toEqual(['prod/cluster.yaml'])
    expect(find(clusters, 'dev/cluster.yaml', 'prod/cluster.yaml')).toEqual([
      'dev/cluster.yaml',
      'prod/cluster.yaml',
    ])
    expect(find(clusters, 'gone.yaml')).toEqual([])
    expect(find(['dev/cluster.yaml'], 'gone.yaml')).toEqual([])
  })
})

const groups = 'node_groups: [{name: cpu, instance_type: m5.large}]\n'
const PROD = `cluster_name: prod\nregion: us-west-2\n${groups}`
const DEV = PROD.replace('prod', 'dev')
const OLD = 'cluster_name: old\nregion: us-west-2\ninstance_type: m5.large\nmin_instances: 1\n'
const apiOf = (name: string) => `- {name: ${name}, kind: RealtimeAPI, pod: {containers: []}}\n`

describe('a workspace', () => {
  const two = {
    'dev/cluster.yaml': DEV,
    'dev/cortex.yaml': apiOf('iris'),
    'prod/cluster.yaml': PROD,
    'prod/a/cortex.yaml': apiOf('rose'),
    'shared.yaml': apiOf('lily'),
  }

  it('knows the cluster of each API', () => {
    expect(pairsOf(two)).toEqual({ iris: 'dev', rose: 'prod', lily: undefined })
  })

  it('goes by the settings first', () => {
    const clusters = [{ cluster: './prod/cluster.yaml', apis: ['dev/**', 'shared.yaml'] }]
    expect(pairsOf(two, {}, { clusters })).toEqual({ iris: 'prod', rose: 'prod', lily: 'prod' })
  })

  it('guesses nothing where files may be missing', () => {
    const some = { 'cluster.yaml': PROD, 'cortex.yaml': apiOf('iris') }
    expect(pairsOf(some)).toEqual({ iris: 'prod' })
    expect(pairsOf(some, { isPartial: true })).toEqual({ iris: undefined })
    const clusters = [{ cluster: 'cluster.yaml', apis: ['cortex.yaml'] }]
    expect(pairsOf(some, { isPartial: true }, { clusters })).toEqual({ iris: 'prod' })
  })

  it('pairs nothing of different versions, and nothing with a file that cannot be read', () => {
    expect(pairsOf({ 'cluster.yaml': OLD, 'a.yaml': apiOf('iris') })).toEqual({ iris: undefined })
    const broken = { 'cluster.yaml': `${PROD}a: [`, 'a.yaml': apiOf('iris') }
    expect(pairsOf(broken)).toEqual({ iris: undefined })
    expect(pairsOf({ ...broken, 'other/cluster.yaml': DEV })).toEqual({ iris: undefined })
  })
})

function pairsOf(texts: Readonly<Record<string, string>>, given: object = {}, config = {}) {
  const tree = new Map(Object.entries(texts))
  const changes = { before: tree, after: tree, renames: new Map(), ...given }
  const selection = createSelection({ ...DEFAULT_CONFIG, ...config })
  const { after } = readWorkspaces(changes, selection)
  const pairs = after.subjects('api').map((api) => [api.value.name, after.clusterOf(api)] as const)
  for (const [name, cluster] of pairs) {
    const names = cluster && after.apisOf(cluster.value).map(({ value }) => value.name)
    if (cluster) expect(names).toContain(name)
  }
  return Object.fromEntries(pairs.map(([name, cluster]) => [name, cluster?.value.cluster_name]))
}
