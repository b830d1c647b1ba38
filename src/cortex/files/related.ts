import { compareText } from '../../text/compare.ts'
import { isClusterPath, looksLikeCluster } from './cluster-shape.ts'
import { isYamlPath, nameOf } from './file-name.ts'
import { type ClusterPathsOf, findClusterFiles, folderOf, foldersUpwards } from './pairing.ts'

/** What the settings of a repository say of its clusters. */
export interface ClusterLayout {
  readonly clusterPathsOf: ClusterPathsOf
  /** The cluster files that are named. */
  readonly clusterPaths: readonly string[]
}

export const NO_LAYOUT: ClusterLayout = { clusterPathsOf: () => [], clusterPaths: [] }

export interface RelatedFiles {
  /** The most important first. */
  readonly paths: readonly string[]
  /** Those beyond the bound: clusters, and what has the name of API files for certain. */
  readonly left: readonly string[]
  /** What has the name of API files for certain, and no known cluster though there are some. */
  readonly unassigned: readonly string[]
}

/**
 * Finds the files that changed ones are to be judged with, among all paths; `clusters` are the changed
 * cluster configs that their texts tell from others, whatever they are called.
 */
export type FindRelated = (
  changed: readonly string[],
  all: readonly string[],
  clusters: readonly string[],
) => RelatedFiles

/** Of changed texts by path, those that look like cluster configs. */
export function listClusterTexts(texts: Iterable<readonly [string, string]>): readonly string[] {
  return [...texts].flatMap(([path, text]) => (looksLikeCluster(text, path) ? [path] : []))
}

/** So many clusters come before the APIs: those of the changed files, and some that show there are others. */
const FIRST_CLUSTERS = 12

/** So many files whose names say nothing are looked at where what is read is bounded. */
const MOST_UNNAMED = 50

/**
 * Finds the files that changed ones may have to be judged with: the cluster files, above all those
 * in folders above, what has the name of an API file of the same cluster, and last, what may be one
 * of a changed cluster under any name.
 *
 * Only names count, as nothing is read yet: `changed` and `all` are paths of the new side. At most
 * `most` files are given.
 */
export function findRelated(
  changed: readonly string[],
  all: readonly string[],
  { clusterPathsOf, clusterPaths }: ClusterLayout = NO_LAYOUT,
  most: number = Number.POSITIVE_INFINITY,
): RelatedFiles {
  const mapped = new Set(clusterPaths)
  const isCluster = (path: string) => mapped.has(path) || isClusterPath(path)
  const clusters = [...new Set([...changed, ...all])].filter(isCluster)
  const homesOf = (path: string) =>
    isCluster(path) ? [path] : findClusterFiles(path, clusters, clusterPathsOf)

  const homes = new Set(changed.flatMap(homesOf))
  const touched = new Set(changed)
  const rest = all.filter((path) => !touched.has(path))
  const near = sortClusters(rest.filter(isCluster), changed, homes)
  const apis = listApis(changed, rest, isCluster).filter((path) =>
    homesOf(path).some((home) => homes.has(home)),
  )
  const isCertain = (path: string) => isCluster(path) || nameRank(path) === 0
  const named = [...near.slice(0, FIRST_CLUSTERS), ...apis, ...near.slice(FIRST_CLUSTERS)]
  const known = new Set(apis)
  const unnamed = listUnnamed(changed, rest, { isCluster, homesOf })
    .filter((path) => !known.has(path))
    .slice(0, most === Number.POSITIVE_INFINITY ? most : MOST_UNNAMED)
  const found = [...named, ...unnamed]
  const isHomeless = (path: string) =>
    nameRank(path) === 0 && !isCluster(path) && homesOf(path).length === 0
  const isAsked = clusters.length > 0 && changed.some((path) => isCluster(path) || isHomeless(path))
  const unassigned = isAsked ? all.filter(isHomeless) : []
  return { paths: found.slice(0, most), left: found.slice(most).filter(isCertain), unassigned }
}

/** What has the name of an API file, the surest first. */
function listApis(
  changed: readonly string[],
  rest: readonly string[],
  isCluster: (path: string) => boolean,
): readonly string[] {
  // Whoever gives one API file a name of its own most likely does so with those beside it.
  const named = new Set(
    changed.filter((path) => !isCluster(path) && nameRank(path) === OTHER).map(folderOf),
  )
  const rank = (path: string) =>
    isYaml(path) && named.has(folderOf(path)) ? Math.min(nameRank(path), BESIDE) : nameRank(path)
  return rest
    .filter((path) => !isCluster(path) && rank(path) < OTHER)
    .toSorted((a, b) => rank(a) - rank(b) || compareText(a, b))
}

interface Names {
  readonly isCluster: (path: string) => boolean
  readonly homesOf: (path: string) => readonly string[]
}

/**
 * What has a name that says nothing: it may be an API file of a changed cluster, or the cluster config
 * of a changed API file for which no name is that of one. The nearest first.
 */
function listUnnamed(
  changed: readonly string[],
  rest: readonly string[],
  { isCluster, homesOf }: Names,
): readonly string[] {
  const clusters = new Set(changed.filter(isCluster))
  const homeless = changed.filter((path) => !isCluster(path) && homesOf(path).length === 0)
  if (clusters.size === 0 && homeless.length === 0) return []
  const above = new Set(homeless.flatMap(foldersUpwards))
  const around = new Set([...clusters].map(folderOf))
  return rest
    .filter((path) => isYaml(path) && !isCluster(path) && nameRank(path) === OTHER)
    .filter((path) => above.has(folderOf(path)) || homesOf(path).some((home) => clusters.has(home)))
    .toSorted((a, b) => distance(a, around) - distance(b, around) || compareText(a, b))
}

/** How many folders up the nearest of some folders is; beyond all others, if none is. */
function distance(path: string, folders: ReadonlySet<string>): number {
  const steps = foldersUpwards(path).findIndex((folder) => folders.has(folder))
  return steps < 0 ? path.length : steps
}

/** The clusters of changed files, then others above them, then what shows that there are others. */
function sortClusters(
  clusters: readonly string[],
  changed: readonly string[],
  homes: ReadonlySet<string>,
): readonly string[] {
  const above = new Set(changed.flatMap(foldersUpwards))
  const rank = (path: string) => {
    if (homes.has(path)) return -Number.MAX_SAFE_INTEGER
    return above.has(folderOf(path)) ? -path.split('/').length : 0
  }
  return clusters.toSorted((a, b) => rank(a) - rank(b) || compareText(a, b))
}

const BESIDE = 3
const OTHER = 4

/** Whether a path is that of a YAML file in no hidden folder. */
function isYaml(path: string): boolean {
  return isYamlPath(path) && !/(?:^|\/)\./.test(path)
}

/** How much the name of a file says that it is an API file, the least the most. */
function nameRank(path: string): number {
  if (!isYaml(path)) return OTHER
  if (/(?:^|[_.-])cortex/i.test(nameOf(path))) return 0
  if (/(?:^|[/_.-])(?:cortex|(?:traffic[_-]?)?splitters?)[/_.-]/i.test(path)) return 1
  return /(?:^|[/_.-])apis?[/_.-]/i.test(path) ? 2 : OTHER
}

// Keys of which a change of a cluster config or an API spec shows one; few tools have the like.
const CLUSTER_KEYS =
  /\b(?:node_groups|instance_(?:type|volume|distribution)|(?:min|max)_instances|spot|load_balancer|on_demand|cluster_name|nat_gateway|subnet_visibility|cidr_white_list|ssl_certificate_arn|iam_policy_arns)/
const API_KEYS =
  /\b(?:(?:min|max|init)_replicas|max_concurrency|max_queue_length|target_in_flight|node_groups|readiness_probe|compute|autoscaling|update_strategy|predictor|containers|\w+API\b|TrafficSplitter)/

/**
 * Whether a changed file is most likely Cortex's, by its name and the lines around the change, and is
 * to be judged with others.
 */
export function looksRelated(path: string, patch: string): boolean {
  const isCluster = isClusterPath(path)
  const isLikely = isCluster
    ? CLUSTER_KEYS.test(patch)
    : nameRank(path) === 0 && API_KEYS.test(patch)
  const lines = patch.split('\n').flatMap((line) => (/^[-+]/.test(line) ? [line.slice(1)] : []))
  return isLikely && needsOthers(lines, !isCluster)
}

/**
 * Whether changed lines say something that is judged with other files: what node groups and clusters
 * there are; of API specs nearly everything, since new pods need room on the nodes of a cluster.
 */
export function needsOthers(lines: readonly string[], isApi: boolean): boolean {
  if (isApi) return lines.some((line) => !KEEPS_PODS.test(line))
  return lines.some((line) => SHARED_KEYS.test(line) || BARE_ITEM.test(line))
}

/** Whether a text has an API spec, as far as a look can tell. */
export function looksLikeApi(text: string): boolean {
  return /\bkind["']?[ \t]*:[ \t]*["']?(?:\w*API|TrafficSplitter)\b/.test(text)
}

/** Lines that replace no pod and say nothing about other files: no content, or how an API scales. */
const KEEPS_PODS =
  /^\s*(?:#.*)?$|^\s*["']?(?:target_in_flight|window|(?:down|up)scale_\w+|max_(?:down|up)scale_factor|max_surge|max_unavailable)["']?\s*:/

const SHARED_KEYS =
  /\b(?:name|kind|apis|weight|shadow|endpoint|node_groups|pod|containers|compute|cpu|mem|gpu|inf|(?:min|max|init)_replicas|image|priority|region|cluster_name|instance_\w+|(?:min|max)_instances|spot(?:_config)?|on_demand_\w+|ssl_certificate_arn|iam_policy_arns|prometheus_instance_type)["']?\s*:|<<\s*:/

/** An item of a list, such as a name in `node_groups`. */
const BARE_ITEM = /^.?\s*-\s+["']?[\w.:/-]+["']?\s*(?:#.*)?$/
