import { largest } from '../../text/largest.ts'
import type { Cluster } from '../tables/cluster-types.ts'
import { overlaps } from '../values/version-range.ts'
import type { Located } from './subject.ts'

/** The paths of the cluster files that an API file belongs to as the repository's settings say. */
export type ClusterPathsOf = (path: string) => readonly string[]

/**
 * Finds the cluster files that an API file belongs to: those that the settings name, else the only
 * one of the repository, else the nearest one upwards.
 *
 * None if there is none, or if several of one folder may be meant: nothing is guessed.
 */
export function findClusterFiles(
  path: string,
  clusters: readonly string[],
  clusterPathsOf: ClusterPathsOf = () => [],
): readonly string[] {
  const named = clusterPathsOf(path)
  if (named.length > 0) return named.filter((cluster) => clusters.includes(cluster))
  if (clusters.length === 1) return clusters

  const folders = new Set(foldersUpwards(path))
  const above = clusters.filter((cluster) => folders.has(folderOf(cluster)))
  const depth = largest(above.map((cluster) => depthOf(folderOf(cluster))))
  const nearest = above.filter((cluster) => depthOf(folderOf(cluster)) === depth)
  return nearest.length === 1 ? nearest : []
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
  /** In the order of the settings. */
  readonly clustersOf: (api: Located<'api'>) => readonly Located<'cluster'>[]
  readonly apisOf: (cluster: Cluster) => readonly Located<'api'>[]
}

/**
 * Pairs the APIs and clusters of a side by the paths of their files. What is written for different
 * versions of Cortex does not belong together.
 */
export function pairSpecs(
  clusters: readonly Located<'cluster'>[],
  apis: readonly Located<'api'>[],
  find: (path: string) => readonly string[],
): Pairing {
  const byPath = new Map(clusters.map((cluster) => [cluster.file.path, cluster]))
  const homes = new Map<string, readonly Located<'cluster'>[]>()
  const homesOf = (path: string) => {
    const known = homes.get(path) ?? find(path).flatMap((home) => byPath.get(home) ?? [])
    homes.set(path, known)
    return known
  }

  const pairs = new Map<Located<'api'>, readonly Located<'cluster'>[]>()
  const members = new Map<Cluster, Located<'api'>[]>()
  for (const api of apis) {
    const own = homesOf(api.file.path).filter(({ file }) =>
      overlaps(api.file.version, file.version),
    )
    pairs.set(api, own)
    for (const { value } of own) {
      const others = members.get(value)
      if (others) others.push(api)
      else members.set(value, [api])
    }
  }
  return {
    clustersOf: (api) => pairs.get(api) ?? [],
    apisOf: (cluster) => members.get(cluster) ?? [],
  }
}
