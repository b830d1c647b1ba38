import { describe, expect, it } from '@jest/globals'
import { describeKey } from '../../../src/cortex/keys/docs.ts'
import { findKey, nameOf } from '../../../src/cortex/keys/find.ts'
import {
  childrenOf,
  isCurrent,
  type Key,
  listKeys,
  parentOf,
} from '../../../src/cortex/keys/keys.ts'
import { SCALABLE_FIELDS, UPDATABLE_FIELDS } from '../../../src/cortex/verdict/configure.ts'

function find(path: string): Key {
  const lookup = findKey(path)
  if (lookup.kind !== 'found') throw new Error(`${path} is ${lookup.kind}`)
  return lookup.key
}

const fullPath = ({ file, path }: Key) => `${file}: ${path}`

function factsOf(path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(describeKey(find(path)).facts.map(({ label, text }) => [label, text]))
}

describe('a key is found by its path', () => {
  it.each([
    ['pod.max_queue_length', 'api: pod.max_queue_length'],
    ['max_queue_length', 'api: pod.max_queue_length'],
    ['node_groups.spot_config.max_price', 'cluster: node_groups[].spot_config.max_price'],
    ['node_groups[0].spot_config.max_price', 'cluster: node_groups[].spot_config.max_price'],
    ['node_groups[].name', 'cluster: node_groups[].name'],
    ['node_groups.0.name', 'cluster: node_groups[].name'],
    ['containers.image', 'api: pod.containers[].image'],
    ['autoscaling.window', 'api: autoscaling.window'],
    ['api.node_groups', 'api: node_groups'],
    ['cluster.yaml:node_groups', 'cluster: node_groups'],
    ['cortex.yaml:name', 'api: name'],
    ['predictor.image', 'api: predictor.image'],
    ['target_replica_concurrency', 'api: autoscaling.target_replica_concurrency'],
    ['cluster.min_instances', 'cluster: min_instances'],
    ['readiness_probe.period_seconds', 'api: pod.containers[].readiness_probe.period_seconds'],
  ])('%s', (path, expected) => {
    expect(fullPath(find(path))).toBe(expected)
  })

  it('takes a current key before an old one, and names the old one', () => {
    expect(findKey('min_instances')).toMatchObject({
      kind: 'found',
      key: { path: 'node_groups[].min_instances' },
      others: [{ path: 'min_instances' }, { path: 'node_pools[].min_instances' }],
    })
  })

  it('lists what a path may mean', () => {
    expect(findKey('node_groups')).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ file: 'cluster' }, { file: 'api' }],
    })
    expect(findKey('readiness_probe.port')).toMatchObject({
      kind: 'ambiguous',
      candidates: [
        { path: 'pod.containers[].readiness_probe.http_get.port' },
        { path: 'pod.containers[].readiness_probe.tcp_socket.port' },
      ],
    })
  })

  it.each([
    ['windw', ['autoscaling.window']],
    ['pod.max_que_length', ['pod.max_queue_length']],
    ['nowhere.vpc_cidr', ['vpc_cidr']],
    ['', []],
    ['[0].[1]', []],
    ['xyzzyplugh', []],
  ])('the nearest of %j', (path, expected) => {
    const lookup = findKey(path)
    expect(lookup.kind).toBe('unknown')
    expect(lookup.kind === 'unknown' && lookup.nearest.map((key) => key.path)).toEqual(expected)
  })

  it('reads no more of a path than a key can have', () => {
    expect(findKey('a.'.repeat(100_000)).kind).toBe('unknown')
  })

  it('finds every key by its name', () => {
    const lost = listKeys().filter((key) => find(nameOf(key)) !== key)
    expect(lost).toEqual([])
    expect(listKeys().length).toBeGreaterThan(250)
  })
})

describe('keys stand in each other', () => {
  it('from the outside in', () => {
    expect(parentOf(find('node_groups.name'))).toBe(find('cluster.node_groups'))
    expect(parentOf(find('vpc_cidr'))).toBeUndefined()
    expect(childrenOf(find('update_strategy')).map(({ path }) => path)).toEqual([
      'update_strategy.max_surge',
      'update_strategy.max_unavailable',
    ])
  })
})

describe('a key is described', () => {
  it('of one kind of API', () => {
    expect(describeKey(find('max_queue_length'))).toMatchObject({
      sentence:
        'Maximum number of requests in the queue of a replica, in addition to `max_concurrency`; further requests get 503.',
      facts: [
        { label: 'Type', text: 'integer' },
        { label: 'Constraints', text: 'above 0, at most 30000' },
        { label: 'Default', text: '`100`' },
        { label: '`null`', text: 'rejected' },
        { label: 'API kinds', text: '`RealtimeAPI`' },
        { label: 'Versions', text: '0.36 or later' },
        { label: 'Replaces', text: '`autoscaling.max_replica_concurrency` (0.14 to 0.35)' },
        { label: 'Effect of a change', text: 'A rolling update replaces all pods.' },
      ],
    })
  })

  it('that differs by kind', () => {
    expect(factsOf('pod.max_concurrency')).toMatchObject({
      Constraints: 'Realtime: above 0, at most 30000. Async: above 0, at most 100',
      Versions: 'Realtime: 0.36 or later. Async: 0.40 or later',
      Replaces: expect.stringContaining('`processes_per_replica` (0.18 to 0.35)'),
    })
    expect(factsOf('autoscaling.window')).toMatchObject({
      Default: '`1m`',
      'Effect of a change': expect.stringMatching(
        /^Realtime: no pods are replaced.* Async: .* all pods/,
      ),
    })
  })

  it('of clusters', () => {
    expect(factsOf('iam_policy_arns')).toMatchObject({
      Type: 'list of strings',
      Default: '`[arn:aws:iam::aws:policy/AmazonS3FullAccess]`',
      '`null`': 'no policies, not even the default',
      Versions: '0.30 or later',
      'Effect of a change': expect.stringContaining('Rejected by `cortex cluster configure`'),
    })
    expect(factsOf('node_groups.priority')).toMatchObject({
      Constraints: '1 to 100',
      Versions: '0.37 or later',
      'Effect of a change': expect.stringMatching(
        /^Applied by `cortex cluster configure`\. Can be changed since 0\.40/,
      ),
    })
    expect(factsOf('subnet_visibility')['Constraints']).toBe('`public` or `private`')
  })

  it('that is gone', () => {
    expect(factsOf('cluster.spot')).toEqual({
      Type: '`true` or `false`',
      Default: '`false`',
      Versions: '0.30 or earlier',
      'Replaced by': '`node_groups[].spot`',
    })
  })

  it('with nulls', () => {
    expect(factsOf('compute.cpu')['`null`']).toBe('no request')
    expect(factsOf('pod.port')['`null`']).toBe('treated as not set')
    expect(factsOf('pod.containers')['`null`']).toBe('treated as an empty list')
    expect(factsOf('region')['`null`']).toBe('rejected')
  })

  it('in whole: each has a sentence, a type and its versions', () => {
    for (const key of listKeys()) {
      const { sentence, facts } = describeKey(key)
      expect(sentence).toMatch(/^[A-Z].*\.$/)
      expect(facts.map(({ label }) => label)).toEqual(expect.arrayContaining(['Type', 'Versions']))
      expect(facts.map(({ text }) => text).join()).not.toMatch(/undefined|\[object/)
    }
  })
})

describe('what the tables say of changes', () => {
  it('is what configure does', () => {
    const configurable = listKeys().filter(
      (key) => key.file === 'cluster' && key.variants.some(({ field }) => field.configurable),
    )
    expect(
      configurable
        .filter(isCurrent)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(
      [
        ...UPDATABLE_FIELDS,
        ...SCALABLE_FIELDS.map((name) => `node_groups[].${name}`),
        'node_groups',
        'node_groups[].name',
        'telemetry',
      ].sort(),
    )
  })

  it('is what deploy does: the pod and the node groups replace pods', () => {
    const replacing = listKeys().filter(
      (key) => key.file === 'api' && key.variants.some(({ replacesPods }) => replacesPods),
    )
    expect([...new Set(replacing.map(({ steps }) => steps[0]))]).toEqual(['pod', 'node_groups'])
  })
})
