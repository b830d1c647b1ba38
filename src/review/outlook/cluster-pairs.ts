import type { Located } from '../../cortex/files/subject.ts'
import type { Sides } from '../evaluate.ts'

/** A cluster of the new side with what its file said before; absent for a new cluster. */
export interface ClusterPair {
  readonly before?: Located<'cluster'>
  readonly after: Located<'cluster'>
}

/** A cluster is that of its file; where the file has moved without a trace, that of its name. */
export function pairClusters(
  { before, after }: Sides,
  renames: ReadonlyMap<string, string>,
): readonly ClusterPair[] {
  const oldPath = ({ file: { path } }: Located) => renames.get(path) ?? path
  const now = after.subjects('cluster')
  const kept = new Set(now.map(oldPath))
  const old = before.subjects('cluster')
  const byPath = new Map(old.map((cluster) => [cluster.file.path, cluster]))
  const moved = new Map(
    old.filter(({ file }) => !kept.has(file.path)).map((cluster) => [cluster.identity, cluster]),
  )
  return now.map((cluster) => {
    const earlier = byPath.get(oldPath(cluster)) ?? moved.get(cluster.identity)
    return { ...(earlier && { before: earlier }), after: cluster }
  })
}
