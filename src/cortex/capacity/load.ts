import type { Located, Workspace } from '../files/subject.ts'
import type { Cluster, NodeGroup } from '../tables/cluster-types.ts'
import { toNumber } from '../values/quantity.ts'
import { roomOf } from './fit.ts'
import { findHosting, MEBIBYTE, podLimit, podsPerNode, typesOf } from './hosting.ts'

/** What pods share the nodes by: CPU in thousandths, memory in MiB, devices, and how many they are. */
export interface Amounts {
  readonly cpu: number
  readonly mem: number
  readonly gpu: number
  readonly inf: number
  readonly pods: number
}

export type Resource = keyof Amounts

/** What an API keeps on the nodes of its cluster. */
export interface Load {
  readonly api: Located<'api'>
  /** As many as `min_replicas` keeps. */
  readonly replicas: number
  /** What a pod asks for; never more than it does. */
  readonly request: Amounts
  /** The names of the groups that may have a node for it. */
  readonly groups: ReadonlySet<string>
}

/** The APIs and the node groups of a cluster on one side. */
export interface Site {
  readonly loads: readonly Load[]
  readonly groups: readonly NodeGroup[]
}

/** What is compared: the total amount of a resource, or a number of pods. */
export interface Measure {
  readonly resource: Resource
  /** If given, the pods that ask for so much or more are counted, not what they ask for. */
  readonly per?: number
}

/** Reads what the APIs of a cluster keep on its nodes, as far as it is certain. */
export function readSite(cluster: Cluster, workspace: Workspace): Site {
  const loads = workspace.apisOf(cluster).flatMap((api) => readLoad(api, workspace) ?? [])
  return { loads, groups: cluster.node_groups }
}

function readLoad(api: Located<'api'>, workspace: Workspace): Load | undefined {
  const { autoscaling } = api.value
  const hosting = autoscaling && findHosting(api, workspace)
  if (!autoscaling || !hosting || autoscaling.min_replicas <= 0) return undefined

  const { request } = hosting
  const groups = hosting.groups.filter(({ group }) =>
    typesOf(group).some((type) => !type || podsPerNode(request, type) > 0),
  )
  return {
    api,
    replicas: autoscaling.min_replicas,
    request: {
      // What divides evenly must not suffer from rounding.
      cpu: Math.floor(toNumber(request.cpu) * 1000 + 1e-6),
      mem: Math.floor(toNumber(request.mem) / MEBIBYTE + 1e-6),
      gpu: request.gpu,
      inf: request.inf,
      pods: 1,
    },
    groups: new Set(groups.map(({ group }) => group.name)),
  }
}

/** What an API asks for by a measure. */
export function demandOf({ replicas, request }: Load, { resource, per }: Measure): number {
  const amount = request[resource]
  if (per === undefined) return replicas * amount
  return amount >= per ? replicas : 0
}

/**
 * What a group has by a measure at most, with all its nodes: at spot groups, nodes of the type that
 * has the most. Infinite where a type is not known.
 */
export function supplyOf(group: NodeGroup, { resource, per = 1 }: Measure): number {
  if (group.max_instances <= 0) return 0
  const rooms = typesOf(group).map((type) => {
    if (!type) return Number.POSITIVE_INFINITY
    const room = resource === 'pods' ? podLimit(type) : roomOf(type)[resource]
    return Math.max(0, Math.floor(room / per))
  })
  return group.max_instances * Math.max(...rooms)
}
