import { findInstanceType, type InstanceType } from '../aws/instance-types.ts'
import type { Located, Workspace } from '../files/subject.ts'
import type { Api } from '../tables/api-types.ts'
import type { Cluster, NodeGroup } from '../tables/cluster-types.ts'
import { type Quantity, toNumber } from '../values/quantity.ts'
import { hasTooManyGroups } from './fallback.ts'
import { type PodRequest, roomOf, sumRequests } from './fit.ts'

/** An API's pod, and the node groups of its cluster on which it may run. */
export interface Hosting {
  readonly cluster: Located<'cluster'>
  readonly request: PodRequest
  /** In the order of the cluster; at least one. */
  readonly groups: readonly HostGroup[]
}

/** A node group of a known instance type. */
export interface HostGroup {
  readonly group: NodeGroup
  readonly type: InstanceType
}

/**
 * What an API asks of the node groups that it may run on: those it names, else all of its cluster.
 *
 * Undefined where that is not certain: no cluster is known, it has no such group, or a type is not
 * known.
 */
export function findHosting(api: Located<'api'>, workspace: Workspace): Hosting | undefined {
  const cluster = workspace.clusterOf(api)
  const { pod, kind } = api.value
  if (!cluster || !pod?.containers.length || hasTooManyGroups(cluster.value)) return undefined
  if (findUnknownGroups(api.value, cluster.value).length > 0) return undefined

  const groups = eligibleGroups(api.value, cluster.value).map((group) => {
    return { group, type: findInstanceType(group.instance_type) }
  })
  const known = groups.filter((host): host is HostGroup => host.type !== undefined)
  if (known.length === 0 || known.length < groups.length) return undefined
  const computes = pod.containers.map(({ compute }) => compute)
  return { cluster, request: sumRequests(kind, computes), groups: known }
}

/** The node groups of a cluster on which an API may run. */
export function eligibleGroups({ node_groups }: Api, cluster: Cluster): readonly NodeGroup[] {
  if (node_groups === null) return cluster.node_groups
  return cluster.node_groups.filter(({ name }) => node_groups.includes(name))
}

/** The names in an API's `node_groups` that its cluster does not have. */
export function findUnknownGroups({ node_groups }: Api, cluster: Cluster): readonly string[] {
  const known = new Set(cluster.node_groups.map(({ name }) => name))
  return (node_groups ?? []).filter((name) => !known.has(name))
}

// The system's own pods on a node; Cortex does not count them, but Kubernetes does.
const SYSTEM_PODS = 4
const SYSTEM_PODS_ON_GPU = 6
const SYSTEM_PODS_ON_INF = 5

/** How many pods of one API a node holds at most, while nothing else runs on it. */
export function podsPerNode(request: PodRequest, type: InstanceType): number {
  const room = roomOf(type)
  return Math.max(
    0,
    Math.min(
      times(room.cpu, toNumber(request.cpu) * 1000),
      times(room.mem, toNumber(request.mem) / MEBIBYTE),
      times(room.gpu, request.gpu),
      times(room.inf, request.inf),
      podLimit(type),
    ),
  )
}

/** How many pods a node takes besides the system's own, however small they are. */
export function podLimit({ gpu, inf, maxPods = Number.POSITIVE_INFINITY }: InstanceType): number {
  const own = gpu > 0 ? SYSTEM_PODS_ON_GPU : inf > 0 ? SYSTEM_PODS_ON_INF : SYSTEM_PODS
  return maxPods - own
}

/**
 * How many pods the groups of an API hold at most, with all their nodes and nothing else on them: at
 * spot groups, nodes of the type that holds the most. Infinite where a type is not known.
 */
export function mostPods({ request, groups }: Hosting): number {
  return groups.reduce((sum, { group }) => {
    const most = typesOf(group).map((type) =>
      type ? podsPerNode(request, type) : Number.POSITIVE_INFINITY,
    )
    return group.max_instances > 0 ? sum + group.max_instances * Math.max(...most) : sum
  }, 0)
}

/** The types that the nodes of a group may have; undefined for one that is not known. */
export function typesOf({
  instance_type,
  spot_config,
}: NodeGroup): readonly (InstanceType | undefined)[] {
  const names = new Set([instance_type, ...(spot_config?.instance_distribution ?? [])])
  return [...names].map(findInstanceType)
}

export const MEBIBYTE = 2 ** 20

function times(room: number, asked: number): number {
  // What divides evenly must not suffer from rounding.
  return asked > 0 ? Math.floor(room / asked + 1e-9) : Number.POSITIVE_INFINITY
}

/** Thousandths of a CPU as Kubernetes writes them. */
export function writeCpu(cpu: Quantity): string {
  return `${Math.ceil(toNumber(cpu) * 1000)}m`
}

/** Memory in MiB as Kubernetes writes it. */
export function writeMem(mem: Quantity): string {
  return `${Math.ceil(toNumber(mem) / MEBIBYTE)}Mi`
}
