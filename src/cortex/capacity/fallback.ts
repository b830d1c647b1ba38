import { findInstanceType } from '../aws/instance-types.ts'
import type { Comparison } from '../compare/comparison.ts'
import type { Located, Workspace } from '../files/subject.ts'
import type { Cluster, NodeGroup } from '../tables/cluster-types.ts'

/** Whether a cluster has more groups than Cortex takes; comparing them all would take long. */
export function hasTooManyGroups({ node_groups }: Cluster): boolean {
  return node_groups.length > MOST_GROUPS
}

const MOST_GROUPS = 100

/** Whether a node group can start on-demand instances. A parked group (`max_instances: 0`) cannot. */
export function hasOnDemandShare(group: NodeGroup): boolean {
  if (group.max_instances <= 0) return false
  return !group.spot || hasShare(group)
}

/** Whether a node group can start spot instances and nothing else. */
export function isPureSpot(group: NodeGroup): boolean {
  return group.max_instances > 0 && group.spot && !hasShare(group)
}

/** Whether `spot_config` gives a spot group on-demand instances. */
export function hasShare(group: Pick<NodeGroup, 'spot_config'>): boolean {
  return listShares(group).length > 0
}

/** The fields of `spot_config` that give a spot group on-demand instances. Both default to 0. */
export function listShares({ spot_config }: Pick<NodeGroup, 'spot_config'>) {
  return ON_DEMAND_FIELDS.flatMap((field) => {
    const value = spot_config?.[field] ?? 0
    return value > 0 ? [{ field, value }] : []
  })
}

const ON_DEMAND_FIELDS = [
  'on_demand_base_capacity',
  'on_demand_percentage_above_base_capacity',
] as const

/**
 * The groups with on-demand instances that every pod of a spot group fits on, too.
 *
 * Cortex schedules by the primary type of a group, and images are built for one architecture.
 */
export function findBackers(group: NodeGroup, groups: readonly NodeGroup[]): readonly NodeGroup[] {
  return groups.filter(
    (other) => other !== group && hasOnDemandShare(other) && covers(other, group),
  )
}

/** Since 0.39 the higher priority wins; before, the place in the list decides, or nothing sane. */
export function knowsPriority({ version }: Cluster): boolean {
  return version.to >= 39
}

/** What `priority` can be at most. */
export const HIGHEST_PRIORITY = 100

/** Whether on-demand instances, always running and few, are meant to come before a spot group. */
export function isBaseline(onDemand: NodeGroup, spot: NodeGroup): boolean {
  return onDemand.min_instances > 0 && onDemand.max_instances * 2 <= spot.max_instances
}

/** Whether a group's nodes are at least as big; types that are not known count as big enough. */
export function covers(group: NodeGroup, other: NodeGroup): boolean {
  const ours = findInstanceType(group.instance_type)
  const theirs = findInstanceType(other.instance_type)
  if (!ours || !theirs) return true

  return (
    ours.arch === theirs.arch &&
    ours.vcpu >= theirs.vcpu &&
    ours.memoryMiB >= theirs.memoryMiB &&
    ours.gpu >= theirs.gpu &&
    ours.inf >= theirs.inf
  )
}

/** A spot group that had on-demand instances to fall back on and no longer has. */
export interface LostFallback {
  /** On the new side. */
  readonly spotGroup: NodeGroup
  /** The group of the old side whose change is to blame. */
  readonly cause: NodeGroup
}

/** Finds the spot groups of the new side that lost their on-demand fallback, and by which group. */
export function findLostFallbacks(before: Cluster, after: Cluster): readonly LostFallback[] {
  if (hasTooManyGroups(before) || hasTooManyGroups(after)) return []
  return findUnbacked(after).flatMap((spotGroup) => findLoss(spotGroup, before, after) ?? [])
}

/** What each cluster of the new side lost. */
export function listLostFallbacks({
  after,
  counterpartOf,
}: Comparison): ReadonlyMap<Cluster, readonly LostFallback[]> {
  return new Map(
    after.subjects('cluster').map((cluster) => {
      const before = counterpartOf(cluster)
      const isChanged = before && before !== cluster
      return [cluster.value, isChanged ? findLostFallbacks(before.value, cluster.value) : []]
    }),
  )
}

function findLoss(spotGroup: NodeGroup, before: Cluster, after: Cluster): LostFallback | undefined {
  const earlier = findEarlier(spotGroup, before, after)
  if (!earlier) return undefined

  if (hasOnDemandShare(earlier)) return { spotGroup, cause: earlier }
  if (!isPureSpot(earlier)) return undefined
  const backers = findBackers(earlier, before.node_groups)
  if (backers.length === 0) return undefined

  const changed = backers.find((backer) => !stillBacks(backer, earlier, after))
  return { spotGroup, cause: changed ?? earlier }
}

/** The pure spot groups of a cluster without an on-demand group behind them. */
export function findUnbacked({ node_groups }: Cluster): readonly NodeGroup[] {
  return node_groups.filter(
    (group) => isPureSpot(group) && findBackers(group, node_groups).length === 0,
  )
}

/** The same group on the old side, or the removed one of the same type whose place it takes. */
function findEarlier(group: NodeGroup, before: Cluster, after: Cluster): NodeGroup | undefined {
  const same = findByName(before, group.name)
  if (same) return same

  const removed = before.node_groups.filter(({ name }) => !findByName(after, name))
  const similar = removed.filter(({ instance_type }) => instance_type === group.instance_type)
  return similar.find(({ spot }) => spot === group.spot) ?? similar[0]
}

function stillBacks(backer: NodeGroup, spotGroup: NodeGroup, after: Cluster): boolean {
  const later = findByName(after, backer.name)
  return later !== undefined && hasOnDemandShare(later) && covers(later, spotGroup)
}

function findByName({ node_groups }: Cluster, wanted: string): NodeGroup | undefined {
  return node_groups.find(({ name }) => name === wanted)
}

/** Node groups of a workspace with their places. */
export function locateGroups(
  groups: readonly NodeGroup[],
  workspace: Workspace,
): readonly Located<'nodeGroup'>[] {
  return workspace.subjects('nodeGroup').filter(({ value }) => groups.includes(value))
}
