import type { Located } from '../files/subject.ts'
import { matchAlike, matchClosest } from './closest.ts'
import { continueWith, type Matching } from './matching.ts'

type LocatedCluster = Located<'cluster'>

/** Of the values that two clusters are written with, so many are shared if they are the same. */
const ALIKE = 0.5

/**
 * Matches clusters: by name and region, which is what Cortex knows them by; then by their file, which
 * gets another name or region; then by content, where both changed.
 */
export function matchClusters(
  before: readonly LocatedCluster[],
  after: readonly LocatedCluster[],
  fileKeyOf: (cluster: Located) => string,
): Matching<LocatedCluster> {
  const inFile = (cluster: LocatedCluster) => {
    const identity = clusterIdentity(cluster)
    return identity && `${identity} ${fileKeyOf(cluster)}`
  }
  return continueWith({ pairs: [], before, after }, [
    (old, now) => matchClosest(old, now, inFile),
    (old, now) => matchClosest(old, now, clusterIdentity),
    (old, now) => matchClosest(old, now, fileKeyOf),
    (old, now) => matchAlike(old, now, ALIKE, []),
  ])
}

/** What Cortex finds a cluster by; undefined if the file does not say, or is a template. */
export function clusterIdentity({ value }: LocatedCluster): string | undefined {
  const names = [value.cluster_name, value.region]
  return names.every((name) => /^[a-z0-9-]+$/i.test(name)) ? names.join(' ') : undefined
}

/** Texts that clusters share, of either side, if they are one cluster: in one file or in several. */
export function createClusterKeys({
  pairs,
  before,
  after,
}: Matching<LocatedCluster>): ReadonlyMap<LocatedCluster, string> {
  const keys = new Map<LocatedCluster, string>()
  const known = new Map<string, string>()
  const keyOf = (cluster: LocatedCluster, own: string) => {
    const identity = clusterIdentity(cluster)
    const key = known.get(identity ?? '') ?? own
    if (identity !== undefined) known.set(identity, key)
    return key
  }
  for (const [old, now] of pairs) {
    const isRenamed = clusterIdentity(old) !== clusterIdentity(now)
    const own = `after ${now.file.path}`
    // Another cluster may already have the new name.
    const key = isRenamed ? own : keyOf(now, own)
    keys.set(old, key).set(now, key)
  }
  for (const old of before) keys.set(old, keyOf(old, `before ${old.file.path}`))
  for (const now of after) keys.set(now, keyOf(now, `after ${now.file.path}`))
  return keys
}
