import { groupBy } from '../../text/group-by.ts'
import { folderOf } from '../files/pairing.ts'
import type { BothSides, Located } from '../files/subject.ts'
import type { ApiKeys } from './apis.ts'
import { clusterIdentity } from './clusters.ts'
import type { Matching } from './matching.ts'

/** By a spec that is left over: one on the other side that is the same to Cortex. */
export type Namesakes = ReadonlyMap<Located, Located>

interface Matched {
  readonly sides: BothSides
  readonly clusters: Matching<Located<'cluster'>>
  readonly apis: Matching<Located<'api'>>
  readonly keys: ApiKeys
}

/**
 * Finds what of the other side has the name of a spec that is left over: an API of one name in two
 * files of a cluster is one API, whose second spec goes or comes, and so is a cluster in two files.
 */
export function createNamesakes({ sides, clusters, apis, keys }: Matched): Namesakes {
  const namesakes = new Map<Located, Located>()
  const sideOf = [
    ['before', 'after'],
    ['after', 'before'],
  ] as const
  for (const [one, other] of sideOf) {
    if (clusters[one].length > 0) {
      const known = groupBy(sides[other].subjects('cluster'), clusterIdentity)
      for (const cluster of clusters[one]) {
        const [same] = known.get(clusterIdentity(cluster) ?? '') ?? []
        if (same) namesakes.set(cluster, same)
      }
    }
    if (apis[one].length > 0) {
      const known = groupBy(sides[other].subjects('api'), ({ value }) => value.name)
      for (const api of apis[one]) {
        const same = known.get(api.value.name)?.find((each) => isOnePlace(api, each, keys))
        if (same && api.value.name !== '') namesakes.set(api, same)
      }
    }
  }
  return namesakes
}

/** Whether two APIs of one name are one to Cortex, as far as their places tell. */
function isOnePlace(
  one: Located<'api'>,
  other: Located<'api'>,
  { fileKeyOf, clusterKeyOf }: ApiKeys,
): boolean {
  const [cluster, another] = [clusterKeyOf(one), clusterKeyOf(other)]
  if (cluster !== undefined && another !== undefined) return cluster === another
  return (
    fileKeyOf(one) === fileKeyOf(other) || folderOf(one.file.path) === folderOf(other.file.path)
  )
}
