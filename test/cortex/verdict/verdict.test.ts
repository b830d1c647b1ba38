import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { readApi } from '../../../src/cortex/tables/api.ts'
import { readCluster } from '../../../src/cortex/tables/cluster.ts'
import { judgeApiFile } from '../../../src/cortex/verdict/api.ts'
import { judgeClusterFile } from '../../../src/cortex/verdict/cluster.ts'
import { JUDGED_VERSION } from '../../../src/cortex/verdict/verdict.ts'
import { parseDocument } from '../../../src/yaml/document.ts'

const API = `- name: shop
  kind: RealtimeAPI
  pod:
    containers:
      - name: main
        image: quay.io/acme/shop:1.0
`
const CLUSTER = `cluster_name: prod
region: us-west-2
node_groups:
  - name: cpu
    instance_type: t3.medium
`

function problemsOfApi(text: string, surroundings: Parameters<typeof judgeApiFile>[1] = {}) {
  const { problems } = judgeApiFile(parseDocument(text), surroundings)
  return problems.map(({ path, code }) => `${path.join('.')} ${code}`)
}

function problemsOfCluster(text: string, purpose: 'create' | 'configure' = 'create') {
  const { problems } = judgeClusterFile(parseDocument(text), { purpose })
  return problems.map(({ path, code }) => `${path.join('.')} ${code}`)
}

describe('judgeApiFile', () => {
  it('accepts a spec and says what it comes to', () => {
    const verdict = judgeApiFile(parseDocument(API))
    expect(verdict).toMatchObject({ ok: true, problems: [] })
    expect(verdict.effective).toMatchObject([{ name: 'shop', networking: { endpoint: '/shop' } }])
  })

  it.each([
    ['', ' no-apis'],
    ['name: shop\nkind: RealtimeAPI', ' not-a-list'],
    ['[5]', '0 not-a-map'],
    ['- {name: shop, kind: realtimeapi, pood: 1}', '0.kind not-allowed'],
    [`${API}    port: 8888\n`, '0.pod.port reserved-port'],
    [`${API}  predictor: {}\n`, '0.predictor unknown-key'],
    [
      `${API}  autoscaling: {min_replicas: 5, max_replicas: 3}\n`,
      '0.autoscaling.min_replicas min-above-max',
    ],
    [`${API}${API}`, '1.name duplicate-name'],
    ['a: [', ' syntax'],
  ])('finds what is wrong with %j', (text, problems) => {
    expect(problemsOfApi(text).join()).toBe(problems)
  })

  it('finds all that is wrong, each in one sentence', () => {
    const text = API.replace('name: main', 'name: Main_1').replace('shop:1.0', 'SHOP')
    const { problems } = judgeApiFile(parseDocument(`${text}  autoscaling: {window: 60}\n`))
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^`pod\.containers\[0\]\.name` must contain only .*`Main_1`\.$/),
      expect.stringMatching(/^`pod\.containers\[0\]\.image` must be an image .*\.$/),
      '`autoscaling.window` must be a string such as `60s`, not the number `60`.',
    ])
  })

  it.each([
    ['mem: 128974848', '128974848'],
    ['mem: 1GB', '1G'],
    ['mem: 100K', '100k'],
    ['mem: 1gi', '1Gi'],
    ['mem: 128mb', '128M'],
    ['mem: 1 Gi', '1Gi'],
    ['mem: 0.5gib', '0.5Gi'],
    ['mem: 512', undefined],
    ['mem: 0x10000000', undefined],
    ['mem: on', undefined],
    ['shm: 64', undefined],
    ['cpu: 200 m', '200m'],
    ['cpu: "2 "', '2'],
    ['cpu: 200mb', undefined],
    ['cpu: 500 M', undefined],
    ['cpu: 2K', undefined],
    ['cpu: 4g', undefined],
    ['cpu: lots', undefined],
  ])('repairs %s if its meaning is plain', (compute, value) => {
    const { problems } = judgeApiFile(parseDocument(`${API}        compute: {${compute}}\n`))
    const edits = problems.flatMap(({ fix }) => fix?.edits ?? [])
    expect(problems).toHaveLength(1)
    expect(edits.map((edit) => edit.op === 'set' && edit.value)).toEqual(value ? [value] : [])
  })

  it.each([
    ['60', '60s'],
    ['"300"', '300s'],
    ['5', undefined],
    ['"30"', undefined],
    ['1d', undefined],
  ])('takes a period of %s for %s', (period, value) => {
    const scaling = `autoscaling: {downscale_stabilization_period: ${period}}`
    const { problems } = judgeApiFile(parseDocument(`${API}  ${scaling}\n`))
    const edits = problems.flatMap(({ fix }) => fix?.edits ?? [])
    expect(problems).toHaveLength(1)
    expect(edits.map((edit) => edit.op === 'set' && edit.value)).toEqual(value ? [value] : [])
  })

  it('says which key of a map is no text', () => {
    const { problems } = judgeApiFile(parseDocument(`${API}        env: {A: b, on: c}\n`))
    expect(problems.map(({ message }) => message)).toEqual([
      '`pod.containers[0].env` must be a map with string keys, not one with the key `on`, which YAML 1.1 reads as `true`.',
    ])
  })

  it.each([
    ['compute: {cpu: 1, cpus: 2}', undefined],
    ['compute: {tpu: 1}', undefined],
    ['compute: {gpus: 1}', 'gpu'],
    ['envs: {A: b}', 'env'],
    ['readinessProbe: null', 'readiness_probe'],
  ])('takes the nearest key that is not there for %s', (key, to) => {
    const { problems } = judgeApiFile(parseDocument(`${API}        ${key}\n`))
    const edits = problems.flatMap(({ fix }) => fix?.edits ?? [])
    expect(problems.map(({ code }) => code)).toEqual(['unknown-key'])
    expect(edits.map((edit) => edit.op === 'rename' && edit.to)).toEqual(to ? [to] : [])
  })

  it('knows the cluster that the file is deployed to', () => {
    const cluster = readCluster(parseDocument(CLUSTER).root ?? fail(), JUDGED_VERSION)
    const big = `${API}        compute: {cpu: "1341m"}\n`
    expect(problemsOfApi(API, { cluster })).toEqual([])
    expect(problemsOfApi(big.replace('1341m', '1340m'), { cluster })).toEqual([])
    expect(problemsOfApi(big, { cluster })).toEqual(['0.pod fits-nowhere'])
    expect(problemsOfApi(`${API}  node_groups: [gpu]\n`, { cluster })).toEqual([
      '0.node_groups.0 unknown-node-group',
    ])
    expect(problemsOfApi(API, { cluster: { ...cluster, node_groups: [] } })).toEqual([
      '0 no-node-groups',
    ])
  })

  it('knows what is deployed, if it is told', () => {
    const splitter = '- {name: s, kind: TrafficSplitter, apis: [{name: x, weight: 100}]}'
    const x = { name: 'x', kind: 'RealtimeAPI', endpoint: '/shop/' }
    expect(problemsOfApi(splitter)).toEqual([])
    expect(problemsOfApi(splitter, { deployed: [] })).toEqual(['0.apis.0.name unknown-api'])
    expect(problemsOfApi(splitter, { deployed: [x] })).toEqual([])
    expect(problemsOfApi(API, { deployed: [x] })).toEqual(['0.networking.endpoint endpoint-taken'])
    expect(problemsOfApi(API, { deployed: [{ ...x, name: 'shop', kind: 'TaskAPI' }] })).toEqual([
      '0.kind kind-changed',
    ])
  })
})

describe('judgeClusterFile', () => {
  it('accepts a cluster and says what it comes to', () => {
    const verdict = judgeClusterFile(parseDocument(CLUSTER))
    expect(verdict).toMatchObject({ ok: true, problems: [] })
    expect(verdict.effective).toMatchObject({ tags: { 'cortex.dev/cluster-name': 'prod' } })
  })

  it.each([
    ['# nothing', ' empty-file'],
    ['region: us-west-2\nprovider: aws', 'provider unknown-key'],
    [
      `${CLUSTER}api_load_balancer_cidr_white_list: []`,
      'api_load_balancer_cidr_white_list too-few-items',
    ],
    [
      `${CLUSTER}api_load_balancer_cidr_white_list: [10.0.0.1]`,
      'api_load_balancer_cidr_white_list.0 invalid-cidr',
    ],
    [`${CLUSTER}subnet_visibility: private\nnat_gateway: none`, 'nat_gateway nat-missing'],
    [`${CLUSTER}tags: {cortex.dev/x: z}`, 'tags.cortex.dev/x reserved-tag'],
    [`${CLUSTER}bucket: mine`, 'bucket own-key'],
    [
      `${CLUSTER}    max_instances: 0`,
      'node_groups.0.min_instances min-above-max,node_groups.0.max_instances empty-group',
    ],
    [`${CLUSTER}    instance_volume_iops: 4000`, 'node_groups.0.instance_volume_iops one-of-two'],
    [`${CLUSTER}    spot_config: {}`, 'node_groups.0.spot_config spot-config-without-spot'],
  ])('finds what is wrong with %j', (text, problems) => {
    expect(problemsOfCluster(text).join()).toBe(problems)
  })

  it('lets a running cluster have an empty group', () => {
    const text = `${CLUSTER}    min_instances: 0\n    max_instances: 0\n`
    expect(problemsOfCluster(text)).toEqual(['node_groups.0.max_instances empty-group'])
    expect(problemsOfCluster(text, 'configure')).toEqual([])
  })

  it('never proposes an empty white list or to remove one', () => {
    for (const value of ['', '[]', '{}', '10.0.0.1']) {
      const text = `${CLUSTER}operator_load_balancer_cidr_white_list: ${value}\n`
      const { problems } = judgeClusterFile(parseDocument(text))
      expect(problems).toHaveLength(1)
      expect(problems.flatMap(({ fix }) => fix?.edits ?? [])).toEqual([])
    }
  })
})

describe('any file', () => {
  const KEYS = `name kind pod port containers image compute cpu mem env command readiness_probe exec
    http_get autoscaling window min_replicas update_strategy max_surge apis weight networking endpoint
    region node_groups instance_type spot spot_config instance_distribution subnets tags vpc_cidr
    api_load_balancer_cidr_white_list availability_zones predictor handler __proto__ constructor`
  const key = fc.constantFrom(...KEYS.split(/\s+/))
  const leaf = fc.oneof(
    fc.constantFrom(null, true, 0, -1, 1.5, 2 ** 53, '', 'a', '1', '5m', 'RealtimeAPI', 'TaskAPI'),
    fc.constantFrom('TrafficSplitter', 'us-west-2', 'm5.large', '10.0.0.0/8', '1e9999', '🦊'),
    fc.string({ maxLength: 8 }),
  )
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium' },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 8 }),
    ),
  }))

  it('is read and judged without a crash', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const document = parseDocument(JSON.stringify([value]))
        const { root } = document
        const item = root?.kind === 'list' ? root.items[0] : undefined
        for (const node of [root, item]) {
          if (!node) continue
          for (const version of [JUDGED_VERSION, { from: 1, to: 42 }, { from: 20, to: 20 }]) {
            expect(readCluster(node, version).version).toBe(version)
            expect(readApi(node, version).version).toBe(version)
          }
        }
        for (const text of [JSON.stringify(value), JSON.stringify([value])]) {
          for (const judge of [judgeApiFile, judgeClusterFile]) {
            const verdict = judge(parseDocument(text))
            expect(verdict.ok).toBe(verdict.problems.length === 0)
            expect(verdict.effective !== undefined).toBe(verdict.ok)
          }
        }
      }),
    )
  })
})

function fail(): never {
  throw new Error('The sample parses')
}
