import { describe, expect, it } from '@jest/globals'
import { type Change, judge, spell } from './judge.ts'
import type { Tree } from './spellings.ts'

const HEADLINE = [
  'on-demand-fallback-removed',
  'on-demand-fallback-lowered',
  'on-demand-fallback-missing',
  'on-demand-backup-disabled',
  'node-group-renamed',
  'spot-priority-inverted',
  'spot-group-not-preferred',
]

const SPOT: Tree = {
  name: 'main',
  instance_type: 'm5.large',
  max_instances: 20,
  spot: true,
  priority: 100,
}
const DEMAND: Tree = {
  name: 'spare',
  instance_type: 'm5.large',
  min_instances: 0,
  max_instances: 20,
  priority: 1,
}
const MIXED: Tree = { ...SPOT, spot_config: { on_demand_base_capacity: 2 } }

const cluster = (...groups: readonly Tree[]): Tree => ({
  cluster_name: 'iris',
  region: 'us-west-2',
  node_groups: groups,
})
const flat = (spot_config?: Tree, spot = true): Tree => ({
  cluster_name: 'iris',
  region: 'us-west-2',
  instance_type: 'm5.large',
  spot,
  ...(spot_config && { spot_config }),
})

function without(tree: Tree, ...keys: readonly string[]): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([key]) => !keys.includes(key)))
}

const BOTH = cluster(SPOT, DEMAND)
const removed = 'on-demand-fallback-removed error'

function to(title: string, after: Tree, said?: string, before: Tree = BOTH): Change {
  return { title, before, after, said }
}

const changes: readonly Change[] = [
  to('the on-demand group is removed', cluster(SPOT), removed),
  to('another takes its place that is too small', small('t3.medium'), removed),
  to('another takes its place that is ARM', small('m6g.xlarge'), removed),
  to('it is renamed', cluster(SPOT, { ...DEMAND, name: 'reserve' }), 'node-group-renamed warning'),
  to(
    'it is renamed and flipped to spot',
    cluster(SPOT, { ...DEMAND, name: 'reserve', spot: true }),
    removed,
  ),
  to('it is flipped to spot', cluster(SPOT, { ...DEMAND, spot: true }), removed),
  to('the key that kept it on demand goes', cluster(SPOT, { ...DEMAND, spot: true }), removed, {
    ...cluster(SPOT, { ...DEMAND, spot: false }),
  }),
  to('the only group is flipped to spot', cluster({ ...DEMAND, spot: true }), removed, {
    ...cluster(DEMAND),
  }),
  to('it is parked', cluster(SPOT, { ...DEMAND, max_instances: 0 }), removed),
  to(
    'it can hardly grow',
    cluster(SPOT, { ...DEMAND, max_instances: 4 }),
    'on-demand-fallback-lowered warning',
  ),
  to(
    'its limit is deleted',
    cluster(SPOT, without(DEMAND, 'max_instances')),
    'on-demand-fallback-lowered warning',
  ),
  to('its type gets too small', cluster(SPOT, { ...DEMAND, instance_type: 't3.medium' }), removed),
  to('its type becomes ARM', cluster(SPOT, { ...DEMAND, instance_type: 'm6g.large' }), removed),
  to(
    'the spot group outgrows it',
    cluster({ ...SPOT, instance_type: 'm5.4xlarge' }, DEMAND),
    removed,
  ),
  to(
    'the spot group falls behind',
    cluster({ ...SPOT, priority: 10 }, { ...DEMAND, priority: 50 }),
    'spot-priority-inverted warning',
  ),
  to(
    'the priority of the spot group is deleted',
    cluster(without(SPOT, 'priority'), DEMAND),
    'spot-priority-inverted info',
  ),
  to(
    'the on-demand group overtakes',
    cluster({ ...SPOT, priority: 50 }, { ...DEMAND, priority: 60 }),
    'spot-priority-inverted warning',
    cluster({ ...SPOT, priority: 50 }, DEMAND),
  ),
  to(
    'an on-demand group comes that is preferred',
    cluster({ ...SPOT, priority: 50 }, { ...DEMAND, priority: 60 }),
    'spot-group-not-preferred warning',
    cluster({ ...SPOT, priority: 50 }),
  ),

  mixed('the base of the mixed group is zero', { on_demand_base_capacity: 0 }),
  mixed('the base is deleted', {}),
  mixed('the base is null', { on_demand_base_capacity: null }),
  mixed('the configuration is null', null),
  to('the configuration is deleted', cluster(SPOT), removed, cluster(MIXED)),
  to(
    'the percentage is deleted',
    cluster({ ...SPOT, spot_config: { max_price: 0.096 } }),
    removed,
    cluster({ ...SPOT, spot_config: { on_demand_percentage_above_base_capacity: 30 } }),
  ),
  to(
    'a mixed group was the fallback of another',
    cluster(SPOT, { ...DEMAND, spot: true }),
    removed,
    cluster(SPOT, {
      ...DEMAND,
      spot: true,
      spot_config: { on_demand_percentage_above_base_capacity: 100 },
    }),
  ),
  to('a spot group comes alone', cluster(SPOT), 'on-demand-fallback-missing warning', cluster()),
  { title: 'a new cluster', after: cluster(SPOT), said: 'on-demand-fallback-missing warning' },
  {
    title: 'a new cluster for production',
    after: { ...cluster(SPOT), cluster_name: 'prod' },
    said: 'on-demand-fallback-missing error',
  },

  to('Cortex 0.30: no backup', flat({ on_demand_backup: false }), backup('error'), flat({})),
  to(
    'Cortex 0.30: no backup, by value',
    flat({ on_demand_backup: false }),
    backup('error'),
    flat({ on_demand_backup: true }),
  ),
  to(
    'Cortex 0.30: no backup, but a base',
    flat({ on_demand_backup: false, on_demand_base_capacity: 1 }),
    backup('warning'),
    flat({ on_demand_base_capacity: 1 }),
  ),
  to(
    'Cortex 0.30: spot without backup',
    flat({ on_demand_backup: false }),
    backup('error'),
    flat(undefined, false),
  ),
  to(
    'Cortex 0.30: the base goes, without backup',
    flat({ on_demand_backup: false }),
    backup('error'),
    flat({ on_demand_backup: false, on_demand_base_capacity: 1 }),
  ),
  to('Cortex 0.30: the key is deleted', flat({}), undefined, flat({ on_demand_backup: true })),
  to('Cortex 0.30: the backup is back', flat(), undefined, flat({ on_demand_backup: false })),

  to('nothing changes', BOTH),
  to('another order', cluster(DEMAND, SPOT)),
  to('another fallback stays', BOTH, undefined, cluster(SPOT, DEMAND, other('m5.xlarge'))),
  to('the spot group goes as well', cluster(), undefined),
  to('the spot group is parked as well', cluster(parked(SPOT), parked(DEMAND))),
  to('spot is said to be off', cluster(SPOT, { ...DEMAND, spot: false })),
  to('no configuration is said', cluster(SPOT, { ...DEMAND, spot_config: null })),
  to('defaults are said', cluster({ ...SPOT, spot_config: defaults() }, DEMAND)),
  to('a bigger type covers', cluster(SPOT, other('m5.2xlarge')), undefined, {
    ...cluster(SPOT, DEMAND, other('m5.2xlarge')),
  }),
  to('one share for another', cluster(percentage()), undefined, cluster(MIXED)),
  to('both get smaller', cluster({ ...SPOT, max_instances: 4 }, { ...DEMAND, max_instances: 4 })),
  to('both priorities move', cluster({ ...SPOT, priority: 9 }, { ...DEMAND, priority: 3 })),
]

function mixed(title: string, spot_config: Tree | null): Change {
  return to(title, cluster({ ...SPOT, spot_config }), removed, cluster(MIXED))
}

function small(instance_type: string): Tree {
  return cluster(SPOT, { ...DEMAND, name: 'other', instance_type })
}

function other(instance_type: string): Tree {
  return { ...DEMAND, name: 'other', instance_type }
}

function parked(group: Tree): Tree {
  return { ...group, min_instances: 0, max_instances: 0 }
}

function percentage(): Tree {
  return { ...SPOT, spot_config: { on_demand_percentage_above_base_capacity: 20 } }
}

function defaults(): Tree {
  return {
    instance_distribution: ['m5.large'],
    on_demand_base_capacity: 0,
    on_demand_percentage_above_base_capacity: 0,
    instance_pools: 1,
  }
}

function backup(severity: string): string {
  return `on-demand-backup-disabled ${severity}`
}

describe.each(changes)('$title', (change) => {
  it.each(spell(change))('%s', (_, before, after) => {
    const said = change.said === undefined ? [] : [change.said]
    expect(judge({ path: 'cluster.yaml', headline: HEADLINE }, before, after)).toEqual(said)
  })
})
