import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { type DocumentOptions, parseDocument, stringify } from 'yaml'
import { compareWorkspaces } from '../../../src/cortex/compare/comparison.ts'
import type { Located, SpecChange } from '../../../src/cortex/files/subject.ts'
import { readWorkspaces } from '../../../src/cortex/files/workspace.ts'
import { CORPORA, CORPUS_NOTE, OWN_CORPUS, readSamples, type Sample } from '../../corpus.ts'
import { runs } from '../../runs.ts'

type Texts = Readonly<Record<string, string>>

function compare(before: Texts, after: Texts, renames: Texts = {}): readonly SpecChange[] {
  const changes = {
    before: new Map(Object.entries(before)),
    after: new Map(Object.entries(after)),
    renames: new Map(Object.entries(renames)),
  }
  const sides = readWorkspaces(changes)
  return compareWorkspaces(sides.before, sides.after, changes.renames).changes
}

/** Changes in short, e.g. `~ api/iris pod.port 80 → 81`; those of files themselves left out. */
function summarize(changes: readonly SpecChange[]): readonly string[] {
  return changes.flatMap((change) => {
    if ('after' in change && change.after.kind === 'file') return []
    if ('before' in change && change.before.kind === 'file') return []
    if (change.event === 'added') return [`+ ${change.after.identity}`]
    if (change.event === 'removed') return [`- ${change.before.identity}`]
    const name = `~ ${change.after.identity}${change.moved ? ' (moved)' : ''}`
    if (change.fields.length === 0) return [name]
    return change.fields.map(
      ({ path, before, after }) =>
        `${name} ${path.join('.')} ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
    )
  })
}

/** The changes of one API file. */
const apiChanges = (before: string, after: string) =>
  summarize(compare({ 'a.yaml': before }, { 'a.yaml': after }))

const api = (more: string, pod = 'containers: [{name: main, image: a}]') =>
  `- {name: iris, kind: RealtimeAPI, pod: {${pod}}${more && `, ${more}`}}\n`

const container = (more: string) => api('', `containers: [{name: main, image: a, ${more}}]`)

const cluster = (more: string) =>
  `cluster_name: prod\nregion: eu-west-1\nnode_groups: [{name: cpu, instance_type: m5.large}]\n${more}\n`

const clusterChanges = (before: string, after: string) =>
  summarize(compare({ 'cluster.yaml': cluster(before) }, { 'cluster.yaml': cluster(after) }))

const groupFile = (list: string): Texts => ({ 'cluster.yaml': `region: a\nnode_groups: [${list}]` })
const linked = (version: string) => `${api('')}# https://docs.cortex.dev/v/${version}/\n`
const legacy = (config: string) =>
  `- {name: a, kind: RealtimeAPI, predictor: {type: python, path: b.py, config: ${config}}}`
const tagged = (version: string) => cluster(`image_operator: cortexlabs/operator:${version}`)

describe('no change', () => {
  it.each([
    ['a default that is spelled out', '', 'autoscaling: {min_replicas: 1, window: 60s}'],
    ['a duration in other units', 'autoscaling: {window: 120s}', 'autoscaling: {window: 2m}'],
    ['an endpoint without slash', 'networking: {endpoint: foo}', 'networking: {endpoint: /foo/}'],
    ['the default endpoint', '', 'networking: {endpoint: /iris}'],
    ['the order of groups', 'node_groups: [a, b]', 'node_groups: [b, a]'],
    ['no group, as null', '', 'node_groups: null'],
    ['a share of none', 'update_strategy: {max_surge: 0}', 'update_strategy: {max_surge: 0%}'],
    [
      'a number as float',
      'autoscaling: {target_in_flight: 2}',
      'autoscaling: {target_in_flight: 2.0}',
    ],
  ])('is %s', (_, before, after) => {
    expect(apiChanges(api(before), api(after))).toEqual([])
  })

  it.each([
    ['a quantity spelled otherwise', 'compute: {cpu: 1}', 'compute: {cpu: 1000m}'],
    ['memory in other units', 'compute: {mem: 1Gi}', 'compute: {mem: 1024Mi}'],
    ['the order of variables', 'env: {A: x, B: y}', 'env: {B: y, A: x}'],
    ['the default request', '', 'compute: {cpu: 200m}'],
    [
      'a path of a probe without slash',
      'readiness_probe: {http_get: {port: 1, path: a}}',
      'readiness_probe: {http_get: {path: /a/, port: 1}, period_seconds: 10}',
    ],
  ])('is %s', (_, before, after) => {
    expect(apiChanges(container(before), container(after))).toEqual([])
  })

  it.each([
    ['an open white list', '', 'api_load_balancer_cidr_white_list: [0.0.0.0/0]'],
    [
      'the order of a white list',
      'api_load_balancer_cidr_white_list: [10.0.0.0/8, 192.0.2.0/24]',
      'api_load_balancer_cidr_white_list: [192.0.2.0/24, 10.0.0.0/8]',
    ],
    ['telemetry', '', 'telemetry: false'],
    [
      'the default gateway',
      'subnet_visibility: private',
      'nat_gateway: single\nsubnet_visibility: private',
    ],
    ['a default image', '', 'image_operator: quay.io/cortexlabs/operator:0.42.1'],
  ])('is %s of a cluster', (_, before, after) => {
    expect(clusterChanges(before, after)).toEqual([])
  })

  it('is the order of node groups, containers and APIs', () => {
    const [a, b] = ['{name: a, instance_type: c}', '{name: b, instance_type: d}']
    expect(compare(groupFile(`${a}, ${b}`), groupFile(`${b}, ${a}`))).toEqual([])
    const pod = (list: string) => api('', `containers: [${list}]`)
    expect(apiChanges(pod('{name: a}, {name: b}'), pod('{name: b}, {name: a}'))).toEqual([])
    const other = api('').replace('iris', 'other')
    expect(apiChanges(api('') + other, other + api(''))).toEqual([])
  })

  it('is a rename, even with a change of comments', () => {
    const after = { 'b.yaml': `# moved\n${api('')}` }
    expect(compare({ 'a.yaml': api('') }, after, { 'b.yaml': 'a.yaml' })).toEqual([])
  })

  it('is a link to the docs of another version', () => {
    expect(compare({ 'a.yaml': linked('0.36') }, { 'a.yaml': linked('0.42') })).toEqual([])
  })
})

describe('fields', () => {
  it('have their path from the spec and both values', () => {
    expect(
      apiChanges(api('autoscaling: {min_replicas: 2}'), api('autoscaling: {min_replicas: 3}')),
    ).toEqual([
      '~ api/iris autoscaling.min_replicas 2 → 3',
      '~ api/iris autoscaling.init_replicas 2 → 3',
    ])
  })

  it('are compared with the default of a key that is gone', () => {
    expect(clusterChanges('api_load_balancer_scheme: internal', '')).toEqual([
      '~ cluster/prod api_load_balancer_scheme "internal" → "internet-facing"',
    ])
  })

  it('tell a request of null from none', () => {
    expect(apiChanges(container('compute: {cpu: null}'), container(''))).toEqual([
      '~ api/iris/container/main compute.cpu null → "200m"',
    ])
  })

  it('keep the order of a list that Cortex keeps', () => {
    expect(clusterChanges('availability_zones: [a, b]', 'availability_zones: [b, a]')).toEqual([
      '~ cluster/prod availability_zones ["a","b"] → ["b","a"]',
    ])
  })

  it('include maps that came or went', () => {
    const [change] = compare(
      groupFile('{name: g, instance_type: m5.large, spot: false}'),
      groupFile('{name: g, instance_type: m5.large, spot: true}'),
    )
    expect(change).toMatchObject({
      event: 'modified',
      after: { identity: 'cluster/cortex/nodeGroup/g' },
      fields: [
        { path: ['spot'], before: false, after: true },
        { path: ['spot_config'], before: undefined },
      ],
    })
  })

  it('include variables and images by their key', () => {
    expect(
      apiChanges(container('env: {A: one, B: two}'), container('env: {A: three, C: two}')),
    ).toEqual([
      '~ api/iris/container/main env.A "one" → "three"',
      '~ api/iris/container/main env.B "two" → undefined',
      '~ api/iris/container/main env.C undefined → "two"',
    ])
    expect(clusterChanges('image_proxy: a:1', 'image_proxy: a:2')).toEqual([
      '~ cluster/prod image_proxy "a:1" → "a:2"',
    ])
  })

  it('include keys of older versions that the specs leave out', () => {
    expect(
      apiChanges(legacy('{top_k: {5: 1, 6: [1]}}'), legacy('{top_k: {5: 2, 6: [1]}}')),
    ).toEqual(['~ api/a predictor.config.top_k.5 1 → 2'])
  })

  it('are not misled by names of inherited properties', () => {
    expect(
      apiChanges(container('env: {}'), container('env: {constructor: one, __proto__: two}')),
    ).toEqual([
      '~ api/iris/container/main env.constructor undefined → "one"',
      '~ api/iris/container/main env.__proto__ undefined → "two"',
    ])
  })
})

describe('specs', () => {
  it('that come or go as a whole are one change', () => {
    const file = { 'a.yaml': api('') }
    const both = { 'a.yaml': api(''), 'cluster.yaml': cluster('') }
    expect(summarize(compare(file, both))).toEqual(['+ cluster/prod'])
    expect(summarize(compare(both, file))).toEqual(['- cluster/prod'])
    expect(apiChanges(api(''), '')).toEqual(['- api/iris'])
  })

  it('that come or go within another are changes', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => `{name: ${name}, instance_type: d}`)
    const changes = compare(groupFile(`${a}, ${b}`), groupFile(`${b}, ${c}`))
    expect(summarize(changes)).toEqual([
      '+ cluster/cortex/nodeGroup/c',
      '- cluster/cortex/nodeGroup/a',
    ])
  })

  it('that move to another file are moved, with what changed', () => {
    const moved = api('autoscaling: {max_replicas: 5}')
    expect(summarize(compare({ 'a.yaml': api('') }, { 'b.yaml': api('') }))).toEqual([
      '~ api/iris (moved)',
    ])
    expect(summarize(compare({ 'a.yaml': api('') }, { 'b.yaml': moved }))).toEqual([
      '~ api/iris (moved) autoscaling.max_replicas 100 → 5',
    ])
  })

  it('that move to the file of another cluster are not the same', () => {
    const [prod, dev] = ['prod', 'dev'].map(
      (name) => `cluster_name: ${name}\nregion: us-west-2\nnode_groups: []\n`,
    )
    const clusters = { 'prod/cluster.yaml': `${prod}`, 'dev/cluster.yaml': `${dev}` }
    const [iris, rose] = ['iris', 'rose'].map((name) => `- name: ${name}\n  kind: RealtimeAPI\n`)
    const before = { ...clusters, 'prod/a/cortex.yaml': `${iris}${rose}` }
    const move = (path: string) =>
      summarize(
        compare(before, { ...clusters, 'prod/a/cortex.yaml': `${rose}`, [path]: `${iris}` }),
      )

    expect(move('prod/b/cortex.yaml')).toEqual(['~ api/iris (moved)'])
    expect(move('dev/cortex.yaml')).toEqual(['+ api/iris', '- api/iris'])
    expect(move('cortex.yaml')).toEqual(['~ api/iris (moved)'])
  })

  it('that have a name more than once are one, of which one spec moves and one goes', () => {
    const before = { 'a.yaml': api(''), 'b.yaml': api('') }
    expect(summarize(compare(before, { 'c.yaml': api('') }))).toEqual([
      '~ api/iris#3 (moved)',
      '- api/iris#2',
    ])
  })

  it('of one name in one file are matched by their content', () => {
    const second = api('autoscaling: {max_replicas: 5}')
    expect(apiChanges(api('') + second, second)).toEqual(['- api/iris'])
    expect(apiChanges(second + api(''), api('') + second + api(''))).toEqual(['+ api/iris#3'])
  })

  it('of one name in one file that are as close are matched in their order', () => {
    const second = api('autoscaling: {max_replicas: 5}')
    expect(apiChanges(api('') + api(''), api('') + second)).toEqual([
      '~ api/iris#2 autoscaling.max_replicas 100 → 5',
    ])
  })

  it('are the same cluster under another name in the same file', () => {
    const after = cluster('').replace('prod', 'live')
    expect(summarize(compare({ 'c.yaml': cluster('') }, { 'c.yaml': after }))).toEqual([
      '~ cluster/live cluster_name "prod" → "live"',
    ])
  })

  it('keep the only container of a pod under another name', () => {
    expect(apiChanges(api(''), api('').replace('main', 'web'))).toEqual([
      '~ api/iris/container/web name "main" → "web"',
    ])
  })

  it('of a file that cannot be read on one side say nothing', () => {
    const changes = compare({ 'a.yaml': api('') }, { 'a.yaml': `${api('')}: [` })
    expect(summarize(changes)).toEqual([])
    expect(changes).toMatchObject([{ event: 'modified', after: { kind: 'file' }, fields: [] }])
  })

  it('do not move away from a file that cannot be read', () => {
    const after = { 'a.yaml': `${api('')}: [`, 'b.yaml': api('') }
    expect(summarize(compare({ 'a.yaml': api('') }, after))).toEqual(['+ api/iris'])
  })
})

describe('versions', () => {
  const old = `- {name: a, kind: RealtimeAPI, handler: {type: python}, compute: {cpu: 1},
    autoscaling: {min_replicas: 1, max_replica_concurrency: 8}}`
  const now = `- {name: a, kind: RealtimeAPI, pod: {containers: [{name: b, image: c}]},
    autoscaling: {min_replicas: 3, target_in_flight: 9}}`

  it('of two forms compare only what both know', () => {
    const changes = compare({ 'a.yaml': old }, { 'a.yaml': now })
    expect(summarize(changes)).toEqual([
      '~ api/a autoscaling.min_replicas 1 → 3',
      '~ api/a compute.cpu "1" → "200m"',
    ])
    expect(changes[0]).toMatchObject({ event: 'modified', after: { kind: 'file' } })
  })

  it('turn no worker group into an added one', () => {
    const flat = 'region: a\ninstance_type: b\nmin_instances: 1\nmax_instances: 2\nspot: true\n'
    const groups =
      'region: a\nnode_groups: [{name: c, instance_type: b}]\nsubnet_visibility: private'
    expect(summarize(compare({ 'cluster.yaml': flat }, { 'cluster.yaml': groups }))).toEqual([
      '~ cluster/cortex subnet_visibility "public" → "private"',
    ])
  })

  it('change no default that is written nowhere', () => {
    const changes = compare({ 'c.yaml': tagged('0.34.0') }, { 'c.yaml': tagged('0.42.0') })
    expect(summarize(changes)).toEqual([
      '~ cluster/prod image_operator "cortexlabs/operator:0.34.0" → "cortexlabs/operator:0.42.0"',
    ])
  })
})

/** The same data in other words: other order of keys, style and quotes. */
function reformat({ text, flags }: Sample, style: Style): string | undefined {
  const document = parseDocument(text, { version: '1.1', uniqueKeys: false })
  if (document.errors.length > 0 || flags.includes('invalid-yaml')) return undefined
  const data: unknown = document.toJS()
  return `# ${style.comment}\n${stringify(shuffle(data, style.seed), style.options)}`
}

interface Style {
  readonly comment: string
  readonly seed: number
  readonly options: DocumentOptions & { readonly version: '1.1' }
}

function shuffle(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffle(item, seed))
  if (typeof value !== 'object' || value === null) return value
  const rank = (key: string) => (Math.imul(key.length * 31 + key.charCodeAt(0), seed) >>> 0) % 97
  const entries = Object.entries(value).toSorted(([a], [b]) => rank(a) - rank(b))
  return Object.fromEntries(entries.map(([key, inner]) => [key, shuffle(inner, seed)]))
}

const style: fc.Arbitrary<Style> = fc.record({
  comment: fc.constantFrom('', 'kind: other', 'region: elsewhere'),
  seed: fc.integer(),
  options: fc.record({
    version: fc.constant('1.1' as const),
    indent: fc.constantFrom(2, 4),
    indentSeq: fc.boolean(),
    singleQuote: fc.boolean(),
    collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
  }),
})

const samples = readSamples(OWN_CORPUS).filter(({ kind }) => kind !== undefined)

describe('any change', () => {
  it('of format and order alone is no change', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), style, (sample, how) => {
        const after = reformat(sample, how)
        fc.pre(after !== undefined)
        const path = sample.path
        expect(summarize(compare({ [path]: sample.text }, { [path]: after ?? '' }))).toEqual([])
      }),
      { numRuns: runs(400) },
    )
  })

  it('is found, mirrored, in the other direction', () => {
    const texts = fc.constantFrom(...samples.map(({ text }) => text))
    const tree = fc.dictionary(fc.constantFrom('a.yaml', 'cluster.yaml', 'c.yaml'), texts)
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const there = compare(before, after).map(eventOf).toSorted()
        const back = compare(after, before).map(mirroredEventOf).toSorted()
        expect(back).toEqual(there)
      }),
      { numRuns: runs(200) },
    )
  })
})

function placeOf({ file, path }: Located): string {
  return JSON.stringify([file.path, path])
}

function eventOf(change: SpecChange): string {
  if (change.event === 'added') return `added ${placeOf(change.after)}`
  if (change.event === 'removed') return `removed ${placeOf(change.before)}`
  const fields = change.fields.map(({ path }) => path.join('.')).toSorted()
  return `modified ${placeOf(change.before)} ${placeOf(change.after)} ${change.moved} ${fields.join()}`
}

function mirroredEventOf(change: SpecChange): string {
  if (change.event === 'added') return eventOf({ event: 'removed', before: change.after })
  if (change.event === 'removed') return eventOf({ event: 'added', after: change.before })
  return eventOf({ ...change, before: change.after, after: change.before })
}

describe(`real changes${CORPUS_NOTE}`, () => {
  it.each(CORPORA)('are told without an error, and none in a file that stays, in %s', (folder) => {
    const sides = new Map<string, Record<string, string>>()
    for (const { file, text } of readSamples(folder)) {
      const [, pair = '', side = ''] = /^pairs\/(.+)\/(old|new)\.yaml$/.exec(file) ?? []
      if (pair) sides.set(pair, { ...sides.get(pair), [side]: text })
    }
    expect(sides.size).toBeGreaterThan(0)
    for (const { old = '', new: now = '' } of sides.values()) {
      const changes = compare({ 'cluster.yaml': old }, { 'cluster.yaml': now })
      for (const change of changes) {
        if (change.event === 'modified' && change.after.kind !== 'file' && !change.moved) {
          expect(change.fields).not.toEqual([])
        }
      }
      expect(compare({ 'cluster.yaml': now }, { 'cluster.yaml': `${now}\n# end\n` })).toEqual([])
    }
  })
})
