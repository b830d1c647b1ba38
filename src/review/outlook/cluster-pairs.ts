import type { Comparison } from '../../cortex/compare/comparison.ts'
import type { Located } from '../../cortex/files/subject.ts'

/** A cluster of the new side with what it was before; absent for a new cluster. */
export interface ClusterPair {
  readonly before?: Located<'cluster'>
  readonly after: Located<'cluster'>
}

/** The clusters of the new side; of two files for one cluster, each with what that was. */
export function pairClusters({ after, relationOf }: Comparison): readonly ClusterPair[] {
  return after.subjects('cluster').map((cluster) => {
    const { other } = relationOf(cluster)
    return { ...(other && { before: other }), after: cluster }
  })
}
