import type { Located } from '../files/subject.ts'
import { matchClosest } from './closest.ts'
import { continueWith, type Matching } from './matching.ts'

type LocatedApi = Located<'api'>

/** What APIs are told apart by besides their names, on either side. */
export interface ApiKeys {
  readonly fileKeyOf: (api: Located) => string
  /** A text that the APIs of one cluster share; undefined where the cluster is not known. */
  readonly clusterKeyOf: (api: LocatedApi) => string | undefined
}

/**
 * Matches APIs by name: in the same file of the same cluster, in another file of it, in the same
 * file; and in another file where the cluster of one of them is not known. An API of another cluster
 * is another one.
 */
export function matchApis(
  before: readonly LocatedApi[],
  after: readonly LocatedApi[],
  { fileKeyOf, clusterKeyOf }: ApiKeys,
): Matching<LocatedApi> {
  const inFile = (api: LocatedApi) => JSON.stringify([api.value.name, fileKeyOf(api)])
  const inCluster = (api: LocatedApi) => {
    const cluster = clusterKeyOf(api)
    return cluster === undefined ? undefined : JSON.stringify([api.value.name, cluster])
  }
  const inBoth = (api: LocatedApi) => {
    const cluster = inCluster(api)
    return cluster === undefined ? undefined : `${cluster} ${fileKeyOf(api)}`
  }
  const inFileIfAnywhere = (api: LocatedApi) =>
    clusterKeyOf(api) === undefined ? inFile(api) : undefined
  const byName = ({ value }: LocatedApi) => value.name || undefined
  const ifAnywhere = (api: LocatedApi) =>
    clusterKeyOf(api) === undefined ? byName(api) : undefined

  return continueWith({ pairs: [], before, after }, [
    (old, now) => matchClosest(old, now, inBoth),
    (old, now) => matchClosest(old, now, inCluster),
    // What stays in its file, such as one that Git calls renamed, may have come to another cluster.
    (old, now) => matchClosest(old, now, inFileIfAnywhere, inFile),
    (old, now) => matchClosest(old, now, inFile, inFileIfAnywhere),
    (old, now) => matchClosest(old, now, byName, ifAnywhere),
    (old, now) => matchClosest(old, now, ifAnywhere, byName),
  ])
}
