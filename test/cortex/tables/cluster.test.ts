import { describe, expect, it } from '@jest/globals'
import { clusterKeyOrder, readCluster } from '../../../src/cortex/tables/cluster.ts'
import type { VersionRange } from '../../../src/cortex/values/version-range.ts'
import { parseDocument } from '../../../src/yaml/document.ts'

function read(text: string, from = 42, to = from) {
  const version: VersionRange = { from, to }
  return readCluster(parseDocument(text).root ?? parseDocument('{}').root ?? fail(), version)
}

function fail(): never {
  throw new Error('An empty map has a root')
}

const GROUP = 'region: us-west-2\nnode_groups:\n  - name: a\n    instance_type: m5.large\n'

describe('readCluster', () => {
  it('fills in the defaults of 0.42', () => {
    const { images, ...cluster } = read('region: eu-west-1')
    expect(cluster).toEqual({
      version: { from: 42, to: 42 },
      cluster_name: 'cortex',
      region: 'eu-west-1',
      availability_zones: [],
      node_groups: [],
      subnet_visibility: 'public',
      nat_gateway: 'none',
      api_load_balancer_type: 'nlb',
      api_load_balancer_scheme: 'internet-facing',
      operator_load_balancer_scheme: 'internet-facing',
      api_load_balancer_cidr_white_list: ['0.0.0.0/0'],
      operator_load_balancer_cidr_white_list: ['0.0.0.0/0'],
      tags: {},
      iam_policy_arns: ['arn:aws:iam::aws:policy/AmazonS3FullAccess'],
      prometheus_instance_type: 't3.medium',
    })
    expect(Object.keys(images)).toHaveLength(28)
    expect(images['image_istio_proxy']).toBe('quay.io/cortexlabs/istio-proxy:0.42.1')
  })

  it.each([
    ['subnet_visibility: private', 'single'],
    ['subnet_visibility: public', 'none'],
    ['subnet_visibility: private\nsubnets: [{availability_zone: a, subnet_id: b}, {}]', 'none'],
    ['subnet_visibility: private\nnat_gateway: highly_available', 'highly_available'],
    ['subnet_visibility: private\nnat_gateway: several', 'single'],
  ])('derives the NAT gateway of %j', (text, gateway) => {
    expect(read(text).nat_gateway).toBe(gateway)
  })

  it('takes the default policy in the partition of the region', () => {
    expect(read('region: us-gov-west-1').iam_policy_arns).toEqual([
      'arn:aws-us-gov:iam::aws:policy/AmazonS3FullAccess',
    ])
    expect(read('iam_policy_arns:').iam_policy_arns).toEqual([])
  })

  it.each([
    ['', { instance_volume_iops: 3000, instance_volume_throughput: 125 }],
    ['    instance_volume_type: io1\n', { instance_volume_iops: 2500 }],
    [
      '    instance_volume_type: io1\n    instance_volume_size: 100\n',
      { instance_volume_iops: 3000 },
    ],
  ])('derives the speed of disks from %j', (text, speed) => {
    expect(read(GROUP + text).node_groups[0]).toMatchObject(speed)
  })

  it('completes the spot config exactly of spot groups', () => {
    const spot = '    spot: true\n    spot_config: {instance_distribution: [m5.xlarge, m5.large]}\n'
    expect(read(GROUP).node_groups[0]).not.toHaveProperty('spot_config')
    expect(read(GROUP + spot).node_groups[0]?.spot_config).toEqual({
      instance_distribution: ['m5.large', 'm5.xlarge'],
      on_demand_base_capacity: 0,
      on_demand_percentage_above_base_capacity: 0,
      max_price: 0.096,
      instance_pools: 2,
    })
  })

  it('keeps node groups in step with the file', () => {
    const { node_groups } = read('node_groups: [null, 5, {name: b}]')
    expect(node_groups.map(({ name }) => name)).toEqual(['', '', 'b'])
  })

  it('reads a flat cluster of 0.20 as what it is', () => {
    const text = 'region: us-west-2\ninstance_type: m5.large\nmax_instances: 9\nspot: true\n'
    const cluster = read(text, 20)
    expect(cluster).toMatchObject({
      instance_type: 'm5.large',
      min_instances: 1,
      max_instances: 9,
      spot: true,
      spot_config: { on_demand_backup: true, instance_distribution: ['m5.large'] },
      node_groups: [],
      images: {},
    })
    expect(cluster).not.toHaveProperty('prometheus_instance_type')
    expect(cluster).not.toHaveProperty('api_load_balancer_type')
    expect(read(`${text}spot_config: {on_demand_backup: false}`, 20).spot_config).toMatchObject({
      on_demand_backup: false,
    })
  })

  it('reads a cluster on GCP', () => {
    const text =
      'provider: gcp\nzone: a\nproject: b\ninstance_type: n1-standard-2\npreemptible: true\n'
    expect(read(`${text}on_demand_backup: true`, 26)).toMatchObject({
      provider: 'gcp',
      instance_type: 'n1-standard-2',
      preemptible: true,
      on_demand_backup: true,
    })
    expect(read('node_pools: [{name: a, preemptible: true}]', 31).node_pools).toMatchObject([
      { name: 'a', instance_type: '', min_instances: 1, max_instances: 5, preemptible: true },
    ])
  })

  it('knows the defaults of older node groups', () => {
    const [group] = read(GROUP, 31, 34).node_groups
    expect(group).toMatchObject({ instance_volume_type: 'gp2', priority: 1 })
    expect(group).not.toHaveProperty('instance_volume_iops')
    expect(read(GROUP, 31, 42).node_groups[0]?.instance_volume_type).toBe('gp3')
  })

  it('gives no keys of an old form to a file that may be new', () => {
    expect(read('region: us-west-2', 1, 42)).not.toHaveProperty('instance_type')
  })
})

describe('clusterKeyOrder', () => {
  it('orders keys as they are documented', () => {
    const keys = clusterKeyOrder([])
    expect(keys.indexOf('cluster_name')).toBeLessThan(keys.indexOf('node_groups'))
    expect(clusterKeyOrder(['node_groups', 3]).slice(0, 2)).toEqual(['name', 'instance_type'])
    expect(clusterKeyOrder(['node_groups', 0, 'spot_config'])[0]).toBe('instance_distribution')
  })
})
