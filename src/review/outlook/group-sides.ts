import type { BothSides, Located } from '../../cortex/files/subject.ts'
import type { GroupSides } from '../../cortex/verdict/affinity.ts'
import type { ConfigurePlan } from '../../cortex/verdict/configure.ts'
import type { ClusterPair } from './cluster-pairs.ts'

/** The node groups of an API's cluster before and after; undefined if they stay or are not known. */
export type FindGroups = (before: Located<'api'>, after: Located<'api'>) => GroupSides | undefined

/**
 * Finds the clusters of APIs of which the same change updates node groups. An API has to belong to
 * the same cluster on both sides; `updated` are the pairs whose update Cortex carries out.
 */
export function findGroupSides(
  { before, after }: BothSides,
  updated: readonly ClusterPair[],
): FindGroups {
  const pairs = new Map(updated.map((pair) => [pair.after, pair.before]))
  return (was, api) => {
    const cluster = after.clusterOf(api)
    const earlier = cluster && pairs.get(cluster)
    if (!earlier || before.clusterOf(was) !== earlier) return undefined
    return { before: earlier.value.node_groups, after: cluster.value.node_groups }
  }
}

/** Whether `cortex cluster configure` does anything. */
export function isCarriedOut({ refusals, instancesOverLimit }: ConfigurePlan): boolean {
  return refusals.length === 0 && instancesOverLimit === 0
}
