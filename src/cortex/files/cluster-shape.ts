import type { YamlEntry, YamlMap, YamlNode } from '../../yaml/tree.ts'
import { findEntry, findNode } from '../../yaml/tree.ts'
import { clusterTable } from '../tables/cluster.ts'
import { isYamlNamed } from './file-name.ts'

/** Whether a document is a cluster config of any version. */
export function isClusterFile(root: YamlNode, path: string): boolean {
  if (root.kind !== 'map' || hasForeignGroups(root)) return false
  const isText = (key: string) => ['string', 'null'].includes(findNode(root, [key])?.kind ?? '')
  const keys = root.entries.flatMap(({ key }) => (key.kind === 'string' ? [key.value] : []))

  return isCluster(
    {
      keys,
      isAnchored:
        isText('region') || isText('cluster_name') || (isText('zone') && isText('project')),
      hasNodeGroups: nodeGroupsOf(root).some((group) => isNodeGroup(group)),
      hasOwnImages: root.entries.filter((entry) => isOwnImage(entry)).length > 1,
    },
    path,
  )
}

/** Whether a document still has something of a cluster config, as against being something else now. */
export function resemblesClusterFile(root: YamlNode): boolean {
  if (root.kind !== 'map' || findEntry(root, 'apiVersion')) return false
  const known = root.entries.filter(({ key }) => key.kind === 'string' && isKnown(key.value))
  return known.length * 2 >= root.entries.length
}

/** Whether a text that does not parse was meant to be a cluster config, by its top-level keys. */
export function looksLikeCluster(text: string, path: string): boolean {
  if (FOREIGN_GROUP_LINE.test(text)) return false
  const keys = [...text.matchAll(/^(\w+)[ \t]*:/gm)].map((match) => match[1] ?? '')
  const isAnchored = /^(?:region|cluster_name)[ \t]*:[ \t]*[^\s{[]/m.test(text)
  const hasNodeGroups = keys.includes('node_groups') && /^[ \t-]+instance_type[ \t]*:/m.test(text)
  const hasOwnImages = /^image_\w+:[^\n]*\bcortexlabs\//m.test(text)

  return isCluster({ keys, isAnchored, hasNodeGroups, hasOwnImages }, path)
}

/** How other tools size their node groups. */
const FOREIGN_GROUP_LINE =
  /^[ \t-]+(?:(?:min|max|desired)_(?:size|capacity)|instance_types)[ \t]*:/m

/** Whether a file has the name of a cluster config, e.g. `cluster-prod.yaml`. */
export function isClusterPath(path: string): boolean {
  return isYamlNamed(path, /(?:^|[_.-])cluster/i)
}

/** What of a file tells whether it is a cluster config. */
interface Signs {
  /** The top-level keys. */
  readonly keys: readonly string[]
  /** Whether it says which cluster it is of. */
  readonly isAnchored: boolean
  readonly hasNodeGroups: boolean
  /** Whether it names Cortex's own images. */
  readonly hasOwnImages: boolean
}

function isCluster(signs: Signs, path: string): boolean {
  const { keys, isAnchored, hasNodeGroups, hasOwnImages } = signs
  const known = keys.filter((key) => isKnown(key))
  const foreign = keys.length - known.length
  if (foreign > known.length || known.length === 0 || keys.includes('apiVersion')) return false

  // All that many a config up to 0.30 said.
  if (isClusterPath(path) && keys.every((key) => SIZES.includes(key))) return true

  const isTelling = hasNodeGroups || hasOwnImages || keys.some((key) => ONLY_CORTEX.test(key))
  if (!isAnchored) return isTelling && foreign === 0
  if (isTelling) return true

  const hasWorkers = keys.some((key) => WORKERS.includes(key))
  if (isClusterPath(path)) return foreign === 0 || hasWorkers
  return hasWorkers && foreign * 3 <= known.length
}

/** Keys that no other tool is known to have. */
const ONLY_CORTEX =
  /^(?:subnet_visibility|spot_config|prometheus_instance_type|(?:api|operator)_load_balancer_(?:type|scheme|cidr_white_list)|cortex_aws_\w+)$/

/** Keys of the worker group up to 0.30, and what follows it; each for itself others have too. */
const WORKERS = ['min_instances', 'max_instances', 'node_groups', 'node_pools']

const SIZES = ['instance_type', 'min_instances', 'max_instances']

/** The image keys include misspelt ones, e.g. `image_image_async_gateway` of the docs of 0.33. */
function isKnown(key: string): boolean {
  const { shape } = clusterTable
  return (shape.type === 'map' && Object.hasOwn(shape.fields, key)) || /^image_\w+$/.test(key)
}

function nodeGroupsOf(root: YamlMap): readonly YamlNode[] {
  const groups = findEntry(root, 'node_groups')?.value
  return groups?.kind === 'list' ? groups.items : []
}

/** Whether a map has node groups that are not as Cortex has them: other tools have the name too. */
function hasForeignGroups(root: YamlMap): boolean {
  if (findEntry(root, 'node_groups')?.value.kind === 'map') return true
  const groups = nodeGroupsOf(root).filter((group) => group.kind === 'map')
  return groups.length > 0 && !groups.some((group) => isNodeGroup(group))
}

/** Whether most keys of a group are Cortex's, one may be misspelt. */
function isNodeGroup(node: YamlNode): boolean {
  if (node.kind !== 'map') return false
  const known = NODE_GROUP_KEYS.filter((key) => findEntry(node, key))
  return known.length * 2 > node.entries.length
}

const NODE_GROUP_KEYS = [
  'name',
  'instance_type',
  'min_instances',
  'max_instances',
  'priority',
  'instance_volume_size',
  'instance_volume_type',
  'instance_volume_iops',
  'instance_volume_throughput',
  'spot',
  'spot_config',
]

function isOwnImage({ key, value }: YamlEntry): boolean {
  if (key.kind !== 'string' || !key.value.startsWith('image_')) return false
  return value.kind === 'string' && /(?:^|\/)cortexlabs(?:dev)?\//.test(value.value)
}
