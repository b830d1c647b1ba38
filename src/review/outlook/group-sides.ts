import type { Located } from '../../cortex/files/subject.ts'
import type { GroupSides } from '../../cortex/verdict/affinity.ts'
import type { ConfigurePlan } from '../../cortex/verdict/configure.ts'
import type { Sides } from '../evaluate.ts'
import type { ClusterPair } from './cluster-pairs.ts'

/** What names an API of one side. */
export interface ApiPlace {
  readonly path: string
  readonly name: string
}

/** The node groups of an API's cluster before and after; undefined if they stay or are not known. */
export type FindGroups = (before: ApiPlace, after: ApiPlace) => GroupSides | undefined

/**
 * Finds the clusters of APIs of which the same change updates node groups. An API has to belong to
 * the same cluster on both sides; `updated` are the pairs whose update Cortex carries out.
 */
export function findGroupSides(
  { before, after }: Sides,
  updated: readonly ClusterPair[],
): FindGroups {
  const pairs = new Map(updated.map((pair) => [pair.after, pair.before]))
  if (pairs.size === 0) return () => undefined

  const [old, now] = [indexApis(before.subjects('api')), indexApis(after.subjects('api'))]
  return (oldPlace, place) => {
    const [was, api] = [old.get(keyOf(oldPlace)), now.get(keyOf(place))]
    const cluster = api && after.clusterOf(api)
    const earlier = cluster && pairs.get(cluster)
    if (!was || !earlier || before.clusterOf(was) !== earlier) return undefined
    return { before: earlier.value.node_groups, after: cluster.value.node_groups }
  }
}

/** Whether `cortex cluster configure` does anything. */
export function isCarriedOut({ refusals, instancesOverLimit }: ConfigurePlan): boolean {
  return refusals.length === 0 && instancesOverLimit === 0
}

function indexApis(apis: readonly Located<'api'>[]): ReadonlyMap<string, Located<'api'>> {
  return new Map(
    apis.map((api) => [keyOf({ path: api.file.path, name: api.value.name }), api] as const),
  )
}

function keyOf({ path, name }: ApiPlace): string {
  return JSON.stringify([path, name])
}
