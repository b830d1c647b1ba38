import { largest } from '../../text/largest.ts'
import type { Cluster } from '../tables/cluster-types.ts'
import { overlaps } from '../values/version-range.ts'
import type { Located } from './subject.ts'

/** The path of the cluster file that an API file belongs to as the repository's settings say. */
export type ClusterPathOf = (path: string) => string | undefined

/**
 * Finds the cluster file that an API file belongs to: what the settings name, else the only one of
 * the repository, else the nearest one upwards.
 *
 * Undefined if there is none, or if several of one folder may be meant: nothing is guessed.
 */
export function findClusterFile(
  path: string,
  clusters: readonly string[],
  clusterPathOf: ClusterPathOf = () => undefined,
): string | undefined {
  const named = clusterPathOf(path)
  if (named !== undefined) return clusters.find((cluster) => cluster === named)
  if (clusters.length === 1) return clusters[0]

  const folders = new Set(foldersUpwards(path))
  const above = clusters.filter((cluster) => folders.has(folderOf(cluster)))
  const depth = largest(above.map((cluster) => depthOf(folderOf(cluster))))
  const nearest = above.filter((cluster) => depthOf(folderOf(cluster)) === depth)
  return nearest.length === 1 ? nearest[0] : undefined
}

/** The folder of a file; '' is the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** The folder of a file and all that it lies in, the root last. */
export function foldersUpwards(path: string): readonly string[] {
  const folders: string[] = []
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) folders.push(folder)
  return [...folders, '']
}

function depthOf(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length
}

/** Whether two APIs, of whichever sides, are known to be for different clusters. */
export function areApart(
  one: Located<'cluster'> | undefined,
  other: Located<'cluster'> | undefined,
): boolean {
  // A file is that of one cluster, whatever it is called.
  if (!one || !other || one.file.path === other.file.path) return false
  const [a, b] = [one.value, other.value]
  return a.cluster_name !== b.cluster_name || a.region !== b.region
}

/** Which API is deployed to which cluster. */
export interface Pairing {
  readonly clusterOf: (api: Located<'api'>) => Located<'cluster'> | undefined
  readonly apisOf: (cluster: Cluster) => readonly Located<'api'>[]
}

/**
 * Pairs the APIs and clusters of a side by the paths of their files. What is written for different
 * versions of Cortex does not belong together.
 */
export function pairSpecs(
  clusters: readonly Located<'cluster'>[],
  apis: readonly Located<'api'>[],
  find: (path: string) => string | undefined,
): Pairing {
  const byPath = new Map(clusters.map((cluster) => [cluster.file.path, cluster]))
  const homes = new Map<string, Located<'cluster'> | undefined>()
  const homeOf = (path: string) => {
    if (!homes.has(path)) homes.set(path, byPath.get(find(path) ?? ''))
    return homes.get(path)
  }

  const pairs = new Map<Located<'api'>, Located<'cluster'>>()
  const members = new Map<Cluster, Located<'api'>[]>()
  for (const api of apis) {
    const cluster = homeOf(api.file.path)
    if (!cluster || !overlaps(api.file.version, cluster.file.version)) continue
    pairs.set(api, cluster)
    const others = members.get(cluster.value)
    if (others) others.push(api)
    else members.set(cluster.value, [api])
  }
  return {
    clusterOf: (api) => pairs.get(api),
    apisOf: (cluster) => members.get(cluster) ?? [],
  }
}
