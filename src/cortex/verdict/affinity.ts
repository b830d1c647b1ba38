import type { NodeGroup } from '../tables/cluster-types.ts'
import { type EffectiveMap, isSame } from './effective.ts'

/** The node groups of a cluster as the operator knows them, before and after an update of it. */
export interface GroupSides {
  readonly before: readonly NodeGroup[]
  readonly after: readonly NodeGroup[]
}

/**
 * Whether an update of the cluster changes the affinity in an API's pod template, and with it what
 * any later update of the API does to its pods: the groups that it may run on, their lifecycle and
 * priority, in the cluster's order. See `GenerateNodeAffinities` in `pkg/workloads/k8s.go`, 0.42.1.
 */
export function changesAffinity(
  { before, after }: GroupSides,
  old: EffectiveMap,
  now: EffectiveMap,
): boolean {
  return !isSame(termsOf(before, old), termsOf(after, now))
}

function termsOf(groups: readonly NodeGroup[], { node_groups }: EffectiveMap) {
  const names = Array.isArray(node_groups) ? node_groups : undefined
  return groups
    .filter(({ name }) => !names || names.includes(name))
    .map(({ name, spot, priority }) => [name, spot, priority])
}
