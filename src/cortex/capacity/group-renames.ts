import { matchBy } from '../compare/matching.ts'
import type { Cluster, NodeGroup } from '../tables/cluster-types.ts'
import { hasTooManyGroups } from './fallback.ts'

/** A node group that goes, and the one that takes its place under another name. */
export type RenamedGroup = readonly [before: NodeGroup, after: NodeGroup]

/** Finds the groups that went while one of the same type and spot flag came. */
export function findRenamedGroups(before: Cluster, after: Cluster): readonly RenamedGroup[] {
  if (hasTooManyGroups(before) || hasTooManyGroups(after)) return []
  // Cortex never took a group without a name.
  const removed = before.node_groups.filter(({ name }) => name !== '' && !hasGroup(after, name))
  const added = after.node_groups.filter(({ name }) => !hasGroup(before, name))
  return matchBy(removed, added, ({ instance_type, spot }) => `${instance_type} ${spot}`).pairs
}

function hasGroup({ node_groups }: Cluster, wanted: string): boolean {
  return node_groups.some(({ name }) => name === wanted)
}
