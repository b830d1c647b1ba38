import { describe, expect, it } from '@jest/globals'
import { findInstanceType, type InstanceType } from '../../../src/cortex/aws/instance-types.ts'
import { sumRequests } from '../../../src/cortex/capacity/fit.ts'
import {
  eligibleGroups,
  findHosting,
  findUnknownGroups,
  mostPods,
  podLimit,
  podsPerNode,
  writeCpu,
  writeMem,
} from '../../../src/cortex/capacity/hosting.ts'
import { readWorkspaces } from '../../../src/cortex/files/workspace.ts'
import { parseQuantity, type Quantity } from '../../../src/cortex/values/quantity.ts'

describe('the hosting of an API', () => {
  it('is on all groups of its cluster, or on those that it names, in their order', () => {
    const groups = ['{name: a, instance_type: m5.large}', '{name: b, instance_type: c5.large}']
    expect(hostsOf({ groups })).toEqual(['a m5.large', 'b c5.large'])
    expect(hostsOf({ groups, api: 'node_groups: [b, a]' })).toEqual(['a m5.large', 'b c5.large'])
    expect(hostsOf({ groups, api: 'node_groups: [b]' })).toEqual(['b c5.large'])
  })

  it.each<[string, Given]>([
    ['there is no cluster', { groups: undefined }],
    ['the cluster has no group', { groups: [] }],
    ['it names a group that is not there', { api: 'node_groups: [cpu, gpu]' }],
    [
      'one of its groups is of no known type',
      { groups: ['{name: cpu, instance_type: m5.large}', '{name: b, instance_type: m99.large}'] },
    ],
    [
      'there are more groups than Cortex takes',
      { groups: Array.from({ length: 101 }, (_, at) => `{name: g${at}, instance_type: m5.large}`) },
    ],
  ])('is not known where %s', (_, given) => {
    expect(hostsOf(given)).toBeUndefined()
  })

  it('does not mind an unknown type on which it cannot run', () => {
    const groups = ['{name: cpu, instance_type: m5.large}', '{name: b, instance_type: m99.large}']
    expect(hostsOf({ groups, api: 'node_groups: [cpu]' })).toEqual(['cpu m5.large'])
  })

  it('asks for its containers and the sidecar', () => {
    const request = hostingOf({ compute: '{cpu: 1.5, mem: 2Gi}' })?.request
    expect(request && [writeCpu(request.cpu), writeMem(request.mem)]).toEqual(['1600m', '2148Mi'])
    const least = hostingOf({ compute: '{}' })?.request
    expect(least && [writeCpu(least.cpu), writeMem(least.mem)]).toEqual(['300m', '100Mi'])
  })
})

describe('the groups of an API', () => {
  it('are told from names that its cluster does not have', () => {
    const { api, cluster } = read({ api: 'node_groups: [gpu, cpu, inf]' })
    if (!api || !cluster) throw new Error('no specs')
    expect(eligibleGroups(api.value, cluster.value).map(({ name }) => name)).toEqual(['cpu'])
    expect(findUnknownGroups(api.value, cluster.value)).toEqual(['gpu', 'inf'])
  })
})

describe('the pods of a node', () => {
  // What nodes have for pods: m5.large 1440m and 7042Mi, g4dn.xlarge 3290m and 15084Mi.
  it.each([
    ['m5.large', '{cpu: 1340m}', 1],
    ['m5.large', '{cpu: 1341m}', 0],
    ['m5.large', '{cpu: 620m}', 2],
    ['m5.large', '{cpu: 20m, mem: 6942Mi}', 1],
    ['m5.large', '{cpu: 20m, mem: 6943Mi}', 0],
    ['m5.large', '{cpu: 20m, mem: 3421Mi}', 2],
    ['m5.large', '{cpu: 20m, gpu: 1}', 0],
    ['m5.large', '{cpu: null}', 14],
    ['g4dn.xlarge', '{cpu: 20m, gpu: 1}', 1],
    ['g4dn.12xlarge', '{cpu: 1, gpu: 1}', 4],
    ['inf1.xlarge', '{cpu: 20m, inf: 1}', 1],
    ['inf1.6xlarge', '{cpu: 1, inf: 3}', 1],
  ])('%s holds of %s: %i', (name, compute, expected) => {
    const request = hostingOf({ compute })?.request
    expect(request && podsPerNode(request, typeOf(name))).toBe(expected)
  })

  it.each([
    ['m5.large', 25],
    ['g4dn.xlarge', 23],
    ['inf1.xlarge', 33],
  ])('%s is limited to %i, however small they are', (name, expected) => {
    expect(podLimit(typeOf(name))).toBe(expected)
    const nothing = sumRequests('TaskAPI', [{ cpu: null, mem: null, gpu: 0, inf: 0 }])
    expect(podsPerNode(nothing, typeOf(name))).toBe(expected)
  })
})

describe('the pods of all groups', () => {
  it.each([
    [['{name: a, instance_type: m5.large, max_instances: 3}'], 3],
    [
      [
        '{name: a, instance_type: m5.large, max_instances: 3}',
        '{name: b, instance_type: m5.xlarge}',
      ],
      18,
    ],
    [['{name: a, instance_type: m5.large, min_instances: 0, max_instances: 0}'], 0],
    [['{name: a, instance_type: m5.large, spot: true, max_instances: 2}'], 2],
    [[spotGroup('[m5.xlarge]')], 6],
    [[spotGroup('[m99.xlarge]')], Number.POSITIVE_INFINITY],
    [[spotGroup('[m99.xlarge]', 0)], 0],
  ])('in %j: %d', (groups, expected) => {
    const hosting = hostingOf({ groups, compute: '{cpu: 1}' })
    expect(hosting && mostPods(hosting)).toBe(expected)
  })
})

describe('amounts', () => {
  it.each([
    ['1', '1000m'],
    ['1.5', '1500m'],
    ['0.0001', '1m'],
  ])('of CPU: %s is %s', (text, expected) => {
    expect(writeCpu(quantityOf(text))).toBe(expected)
  })

  it.each([
    ['1Gi', '1024Mi'],
    ['1G', '954Mi'],
    ['1', '1Mi'],
  ])('of memory: %s is %s', (text, expected) => {
    expect(writeMem(quantityOf(text))).toBe(expected)
  })
})

interface Given {
  /** Flow maps; undefined for no cluster at all. */
  readonly groups?: readonly string[] | undefined
  /** A key of the API. */
  readonly api?: string
  readonly compute?: string
}

const CPU = ['{name: cpu, instance_type: m5.large}']

function spotGroup(distribution: string, most = 2): string {
  const config = `spot_config: {instance_distribution: ${distribution}}`
  return `{name: a, instance_type: m5.large, spot: true, min_instances: 0, max_instances: ${most}, ${config}}`
}

function read(given: Given) {
  const { api = 'networking: {}', compute = '{}' } = given
  const groups = 'groups' in given ? given.groups : CPU
  const list = groups?.map((group) => `  - ${group}\n`).join('')
  const cluster = `cluster_name: prod\nregion: us-east-1\nnode_groups:\n${list}`
  const container = `{name: api, image: iris:1.0, compute: ${compute}}`
  const spec = `- name: iris\n  kind: RealtimeAPI\n  ${api}\n  pod: {containers: [${container}]}\n`
  const tree = new Map([
    ['cortex.yaml', spec],
    ...(groups ? [['cluster.yaml', cluster] as const] : []),
  ])
  const { after } = readWorkspaces({ before: new Map(), after: tree, renames: new Map() })
  return { after, api: after.subjects('api')[0], cluster: after.subjects('cluster')[0] }
}

function hostingOf(given: Given) {
  const { api, after } = read(given)
  if (!api) throw new Error('no API')
  return findHosting(api, after)
}

function hostsOf(given: Given): readonly string[] | undefined {
  return hostingOf(given)?.groups.map(({ group, type }) => `${group.name} ${type.name}`)
}

function typeOf(name: string): InstanceType {
  const type = findInstanceType(name)
  if (!type) throw new Error(`${name} is not known`)
  return type
}

function quantityOf(text: string): Quantity {
  const quantity = parseQuantity(text)
  if (!quantity) throw new Error(`${text} is no quantity`)
  return quantity
}
