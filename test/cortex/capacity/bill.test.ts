import { describe, expect, it } from '@jest/globals'
import { regions } from '../../../src/cortex/aws/instance-types.ts'
import { findPrices, volumePrice } from '../../../src/cortex/aws/prices.ts'
import { type Bill, computeBill } from '../../../src/cortex/capacity/bill.ts'
import { reviewSides } from '../../cases.ts'

/** The bill of the only cluster in a text. */
function billOf(text: string): Bill | undefined {
  const review = reviewSides(new Map(), new Map([['cluster.yaml', text]]), [])
  const [cluster] = review.after.subjects('cluster')
  return cluster && computeBill(cluster.value)
}

function clusterWith(groups: string, rest = ''): string {
  return `cluster_name: prod\nregion: us-west-2\n${rest}node_groups:\n${groups}`
}

describe('computeBill', () => {
  it('adds up instances, their disks and what a cluster has besides', () => {
    const bill = billOf(
      clusterWith('  - {name: cpu, instance_type: m5.large, min_instances: 1, max_instances: 3}\n'),
    )
    // 0.096 for the instance, 50 GB at 0.08 a month for its disk.
    const each = 0.096 + (50 * 0.08) / 730
    // EKS, 2 + 1 t3.medium, 2 NLB; public nodes need no NAT gateway.
    const rest = 0.1 + 3 * 0.0416 + 2 * 0.0225
    expect(bill?.groups[0]?.hourly?.atMin).toBeCloseTo(each)
    expect(bill?.rest).toBeCloseTo(rest)
    expect(bill?.hourly.atMax).toBeCloseTo(3 * each + rest)
    expect(bill?.capacity).toEqual({ vcpu: 6, memoryMiB: 24_576, gpu: 0, inf: 0 })
    expect(bill?.isAtMost).toBe(false)
  })

  it('is none for an impossible range of instances', () => {
    const range = '{name: cpu, instance_type: m5.large, min_instances: 20, max_instances: 10}'
    expect(billOf(clusterWith(`  - ${range}\n`))).toBeUndefined()
  })

  it.each([
    ['', 0],
    ['subnet_visibility: private\n', 1],
    ['subnet_visibility: private\nnat_gateway: highly_available\n', 3],
    [
      'subnet_visibility: private\nnat_gateway: highly_available\navailability_zones: [us-west-2a, us-west-2b]\n',
      2,
    ],
  ])('counts NAT gateways: %j', (keys, gateways) => {
    const without = billOf(clusterWith('  []\n'))?.rest ?? 0
    expect((billOf(clusterWith('  []\n', keys))?.rest ?? 0) - without).toBeCloseTo(gateways * 0.045)
  })

  it.each([
    ['{}', 10 * 0.526],
    ['{max_price: 0.2}', 10 * 0.2],
    ['{on_demand_base_capacity: 2, max_price: 0.2}', 2 * 0.526 + 8 * 0.2],
    [
      '{on_demand_base_capacity: 1, on_demand_percentage_above_base_capacity: 50, max_price: 0.2}',
      6 * 0.526 + 4 * 0.2,
    ],
  ])('takes spot instances at their highest price: %s', (config, price) => {
    const bill = billOf(
      clusterWith(
        `  - {name: gpu, instance_type: g4dn.xlarge, max_instances: 10, spot: true, spot_config: ${config}}\n`,
      ),
    )
    expect(bill?.groups[0]?.hourly?.atMax).toBeCloseTo(price + (10 * 50 * 0.08) / 730)
    expect(bill?.isAtMost).toBe(true)
  })

  it('names the types that it does not know, and leaves them out of the sums', () => {
    const bill = billOf(
      clusterWith(
        '  - {name: new, instance_type: p5.48xlarge}\n  - {name: cpu, instance_type: m5.large}\n',
      ),
    )
    expect(bill?.unknownTypes).toEqual(['p5.48xlarge'])
    expect(bill?.groups[0]).toEqual({
      name: 'new',
      instanceType: 'p5.48xlarge',
      instances: { atMin: 1, atMax: 5 },
      isAtMost: false,
    })
    expect(bill?.capacity.vcpu).toBe(10)
  })

  it('of a cluster up to 0.30 has its one kind of workers, and nothing besides', () => {
    const text = 'region: us-west-2\ninstance_type: m5.large\nmin_instances: 1\nmax_instances: 4\n'
    const bill = billOf(text)
    // 50 GB of gp2 at 0.1 a month.
    const each = 0.096 + (50 * 0.1) / 730
    expect(bill?.groups.map(({ name }) => name)).toEqual(['workers'])
    expect(bill?.hourly.atMax).toBeCloseTo(4 * each)
    expect(bill?.rest).toBeUndefined()
    expect(bill?.capacity.vcpu).toBe(8)

    const spot = billOf(`${text}spot: true\nspot_config: {on_demand_backup: false}\n`)
    expect([spot?.isAtMost, spot?.hourly.atMax]).toEqual([true, bill?.hourly.atMax])
    expect(billOf(`${text}spot: true\n`)).toBeUndefined()
    expect(billOf(`${text}provider: gcp\n`)).toBeUndefined()
  })

  it('has no prices in a region that nobody knows', () => {
    expect(billOf('region: mars-1\nnode_groups: [{name: a, instance_type: m5.large}]\n')).toEqual(
      expect.objectContaining({ hourly: { atMin: 0, atMax: 0 }, unknownTypes: ['m5.large'] }),
    )
  })
})

describe('the prices', () => {
  it('are known in every region, and nowhere else', () => {
    const known = regions.map(findPrices)
    expect(known.every((prices) => prices && prices.eks > 0 && prices.nat > 0)).toBe(true)
    expect(known.every((prices) => prices?.volumes.size === 5)).toBe(true)
    for (const name of ['', 'us-west', 'constructor']) expect(findPrices(name)).toBeUndefined()
  })

  it.each([
    ['gp3', 3000, 125, 8],
    ['gp3', 4000, 225, 8 + 5 + 4.096],
    ['io1', 1000, undefined, 12.5 + 65],
    ['gp2', undefined, undefined, 10],
    ['io2', undefined, undefined, undefined],
  ] as const)('of 100 GB of %s with %s IOPS and %s MiB/s', (type, iops, throughput, price) => {
    const prices = findPrices('us-east-1')
    const group = {
      name: 'a',
      instance_type: 'm5.large',
      min_instances: 1,
      max_instances: 1,
      priority: 1,
      spot: false,
      instance_volume_size: 100,
      instance_volume_type: type,
      ...(iops && { instance_volume_iops: iops }),
      ...(throughput && { instance_volume_throughput: throughput }),
    }
    const found = prices && volumePrice(group, prices)
    if (price === undefined) expect(found).toBeUndefined()
    else expect(found).toBeCloseTo(price)
  })
})
