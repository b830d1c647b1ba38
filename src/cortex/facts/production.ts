import type { Cluster } from '../tables/cluster-types.ts'

/**
 * Whether a cluster is one for production, by the words in its name and in the path of its file.
 *
 * A cluster that says neither may be one all the same.
 */
export function isProduction({ cluster_name }: Cluster, path: string): boolean {
  return MARKER.test(cluster_name) || MARKER.test(path)
}

/** As a word of its own: `prod-eu`, `clusters/production.yaml`, but not `product`. */
const MARKER = /(?:^|[-_./])(?:prod|production|prd|live)(?:$|[-_./])/i
