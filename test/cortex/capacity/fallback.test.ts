import { describe, expect, it } from '@jest/globals'
import {
  covers,
  findBackers,
  findLostFallbacks,
  findUnbacked,
  hasOnDemandShare,
  isPureSpot,
} from '../../../src/cortex/capacity/fallback.ts'
import { readCluster } from '../../../src/cortex/tables/cluster.ts'
import type { Cluster, NodeGroup } from '../../../src/cortex/tables/cluster-types.ts'
import { parseDocument } from '../../../src/yaml/document.ts'

describe('the share of on-demand instances', () => {
  it.each([
    ['{}', true, false],
    ['{max_instances: 0, min_instances: 0}', false, false],
    ['{spot: true}', false, true],
    ['{spot: true, max_instances: 0, min_instances: 0}', false, false],
    ['{spot: true, spot_config: {on_demand_base_capacity: 1}}', true, false],
    ['{spot: true, spot_config: {on_demand_percentage_above_base_capacity: 1}}', true, false],
  ])('of %s: %s', (group, share, pure) => {
    const [value] = groupsOf(group)
    expect(value && hasOnDemandShare(value)).toBe(share)
    expect(value && isPureSpot(value)).toBe(pure)
  })
})

describe('covers', () => {
  it.each([
    ['m5.large', 'm5.large', true],
    ['m5.xlarge', 'm5.large', true],
    ['m5.large', 'm5.xlarge', false],
    ['c5.xlarge', 'm5.xlarge', false],
    ['m5.4xlarge', 'g4dn.xlarge', false],
    ['g4dn.xlarge', 'm5.xlarge', true],
    ['m6g.xlarge', 'm5.large', false],
    ['inf1.xlarge', 'g4dn.xlarge', false],
    ['x99.huge', 'm5.large', true],
  ])('%s for %s: %s', (ours, theirs, expected) => {
    const [group, other] = groupsOf(`{instance_type: ${ours}}`, `{instance_type: ${theirs}}`)
    expect(group && other && covers(group, other)).toBe(expected)
  })
})

describe('findBackers', () => {
  it('takes no group for its own fallback', () => {
    const groups = groupsOf(
      '{spot: true}',
      '{name: b}',
      '{name: c, max_instances: 0, min_instances: 0}',
    )
    const [spot] = groups
    expect(spot && findBackers(spot, groups).map(({ name }) => name)).toEqual(['b'])
  })
})

describe('findLostFallbacks', () => {
  it('blames the group that changed', () => {
    const before = cluster('{name: spot, spot: true}', '{name: a}')
    const after = cluster('{name: spot, spot: true}')
    expect(lost(before, after)).toEqual([['spot', 'a']])
  })

  it('blames the spot group itself if it outgrew the others', () => {
    const before = cluster('{name: spot, spot: true}', '{name: a}')
    const after = cluster('{name: spot, spot: true, instance_type: m5.4xlarge}', '{name: a}')
    expect(lost(before, after)).toEqual([['spot', 'spot']])
  })

  it('follows a group that was renamed', () => {
    const before = cluster('{name: spot, spot: true}', '{name: a}')
    const after = cluster('{name: spot-2, spot: true}')
    expect(lost(before, after)).toEqual([['spot-2', 'a']])
  })

  it('leaves out what had no fallback, and what is new', () => {
    const before = cluster('{name: spot, spot: true, instance_type: m5.4xlarge}', '{name: a}')
    const after = cluster(
      '{name: spot, spot: true, instance_type: m5.4xlarge}',
      '{name: gpu, spot: true, instance_type: p3.2xlarge}',
    )
    expect(findUnbacked(after).map(({ name }) => name)).toEqual(['spot', 'gpu'])
    expect(lost(before, after)).toEqual([])
  })
})

function lost(before: Cluster, after: Cluster) {
  return findLostFallbacks(before, after).map(({ spotGroup, cause }) => [
    spotGroup.name,
    cause.name,
  ])
}

function groupsOf(...groups: string[]): readonly NodeGroup[] {
  return cluster(...groups).node_groups
}

/** A cluster of groups written as flow maps; the later of two equal keys counts. */
function cluster(...groups: string[]): Cluster {
  const written = groups.map((group) => group.replace('{', '{name: x, instance_type: m5.large, '))
  const { root } = parseDocument(`region: us-west-2\nnode_groups: [${written.join(', ')}]\n`)
  if (!root) throw new Error('The groups are no YAML')
  return readCluster(root, { from: 42, to: 42 })
}
