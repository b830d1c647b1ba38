import { findInstanceType } from '../aws/instance-types.ts'
import { findPrices, type RegionPrices, volumePrice } from '../aws/prices.ts'
import type { Cluster, NodeGroup } from '../tables/cluster-types.ts'
import { hasTooManyGroups } from './fallback.ts'

/** As AWS counts a month. */
export const HOURS_A_MONTH = 730

/** A figure with the fewest and with the most instances. */
export interface Extent {
  readonly atMin: number
  readonly atMax: number
}

/** What instances have together. */
export interface Capacity {
  readonly vcpu: number
  readonly memoryMiB: number
  readonly gpu: number
  readonly inf: number
}

/** What a node group costs and holds. */
export interface GroupBill {
  readonly name: string
  readonly instanceType: string
  readonly instances: Extent
  /** US dollars an hour, disks included; undefined where a price is not known. */
  readonly hourly?: Extent
  /** Whether spot instances can make it cheaper. */
  readonly isAtMost: boolean
  /** Of `max_instances`; undefined for an unknown type. */
  readonly capacity?: Capacity
}

/** What a cluster costs and holds by its file, at list prices of 2022. */
export interface Bill {
  readonly region: string
  readonly groups: readonly GroupBill[]
  /**
   * US dollars an hour besides the node groups: the EKS cluster, two nodes for the operator, one
   * for Prometheus, two load balancers, NAT gateways. Undefined where that is not known.
   */
  readonly rest?: number
  /** Of everything whose price is known. */
  readonly hourly: Extent
  readonly capacity: Capacity
  readonly isAtMost: boolean
  /** Instance types whose price or size is not known; nothing of them is in the sums. */
  readonly unknownTypes: readonly string[]
}

/**
 * Computes the bill of a cluster on AWS; undefined on GCP, for an impossible range of instances, and
 * for one that backs its spot instances as it was up to 0.30, by a second group of a size that is not
 * known.
 */
export function computeBill(cluster: Cluster): Bill | undefined {
  const { region, provider, node_pools } = cluster
  const workers = cluster.instance_type === undefined ? cluster.node_groups : oneGroup(cluster)
  if (!workers || provider === 'gcp' || node_pools || hasTooManyGroups(cluster)) return undefined
  // Cortex rejects such a range, and no number of instances is in it.
  if (
    workers.some(({ min_instances: least, max_instances }) => least < 0 || least > max_instances)
  ) {
    return undefined
  }

  const prices = findPrices(region)
  const groups = workers.map((group) => billGroup(group, region, prices))
  const rest = prices && priceRest(cluster, prices)
  return {
    region,
    groups,
    ...(rest !== undefined && { rest }),
    hourly: {
      atMin: sum(groups, ({ hourly }) => hourly?.atMin) + (rest ?? 0),
      atMax: sum(groups, ({ hourly }) => hourly?.atMax) + (rest ?? 0),
    },
    capacity: {
      vcpu: sum(groups, ({ capacity }) => capacity?.vcpu),
      memoryMiB: sum(groups, ({ capacity }) => capacity?.memoryMiB),
      gpu: sum(groups, ({ capacity }) => capacity?.gpu),
      inf: sum(groups, ({ capacity }) => capacity?.inf),
    },
    isAtMost: groups.some(({ isAtMost }) => isAtMost),
    unknownTypes: [
      ...new Set(groups.filter(({ hourly }) => !hourly).map(({ instanceType }) => instanceType)),
    ],
  }
}

/** Up to 0.30 all workers are of one kind, which has no name. */
function oneGroup(cluster: Cluster): readonly NodeGroup[] | undefined {
  const { instance_type, min_instances, max_instances, spot = false, spot_config } = cluster
  const { instance_volume_size, instance_volume_type = 'gp2' } = cluster
  if (instance_type === undefined || instance_volume_size === undefined) return undefined
  if (min_instances === undefined || max_instances === undefined) return undefined
  if (instance_volume_type === 'io1' || spot_config?.on_demand_backup) return undefined

  const sizes = { min_instances, max_instances, instance_volume_size, priority: 1 }
  const group = { name: 'workers', instance_type, instance_volume_type, spot, ...sizes }
  return [spot_config ? { ...group, spot_config } : group]
}

/** A bill of node groups alone, to be compared with one of which no more is known. */
export function withoutRest({ rest = 0, hourly, ...bill }: Bill): Bill {
  return { ...bill, hourly: { atMin: hourly.atMin - rest, atMax: hourly.atMax - rest } }
}

function billGroup(group: NodeGroup, region: string, prices: RegionPrices | undefined): GroupBill {
  const { name, instance_type: instanceType, min_instances, max_instances, spot } = group
  const type = findInstanceType(instanceType)
  const onDemand = type?.prices.get(region)
  const disk = prices && volumePrice(group, prices)
  const price = (instances: number) =>
    onDemand === undefined || disk === undefined
      ? undefined
      : priceInstances(group, instances, onDemand) + (instances * disk) / HOURS_A_MONTH
  const [atMin, atMax] = [price(min_instances), price(max_instances)]
  return {
    name,
    instanceType,
    instances: { atMin: min_instances, atMax: max_instances },
    ...(atMin !== undefined && atMax !== undefined && { hourly: { atMin, atMax } }),
    isAtMost: spot,
    ...(type && {
      capacity: {
        vcpu: type.vcpu * max_instances,
        memoryMiB: type.memoryMiB * max_instances,
        gpu: type.gpu * max_instances,
        inf: type.inf * max_instances,
      },
    }),
  }
}

/**
 * An hour of a group's instances. A spot instance of whichever type costs at most `max_price`, which
 * is the on-demand price of the primary type where the file does not say.
 */
function priceInstances({ spot_config }: NodeGroup, instances: number, onDemand: number): number {
  if (!spot_config) return instances * onDemand

  const { on_demand_base_capacity: base, max_price: spotPrice = onDemand } = spot_config
  const share = spot_config.on_demand_percentage_above_base_capacity / 100
  const atBase = Math.min(instances, base)
  const onDemandInstances = atBase + Math.ceil((instances - atBase) * share)
  return onDemandInstances * onDemand + (instances - onDemandInstances) * spotPrice
}

/** Cortex keeps at least two such nodes for its operator. */
const OPERATOR_TYPE = 't3.medium'
const OPERATOR_NODES = 2

/** Undefined before 0.38, whose own nodes are not known, and for a type without a price. */
function priceRest(cluster: Cluster, prices: RegionPrices): number | undefined {
  const priceOf = (type: string) => findInstanceType(type)?.prices.get(cluster.region)
  const operator = priceOf(OPERATOR_TYPE)
  const prometheus = priceOf(cluster.prometheus_instance_type ?? '')
  if (operator === undefined || prometheus === undefined) return undefined

  const apiBalancer = cluster.api_load_balancer_type === 'elb' ? prices.elb : prices.nlb
  return (
    prices.eks +
    OPERATOR_NODES * operator +
    prometheus +
    apiBalancer +
    prices.nlb +
    countNatGateways(cluster) * prices.nat
  )
}

/** Without `availability_zones` a cluster has three zones, in us-east-1 two. */
function countNatGateways({ nat_gateway, availability_zones, region }: Cluster): number {
  if (nat_gateway !== 'highly_available') return nat_gateway === 'single' ? 1 : 0
  return availability_zones.length || (region === 'us-east-1' ? 2 : 3)
}

function sum<T>(items: readonly T[], figure: (item: T) => number | undefined): number {
  return items.reduce((total, item) => total + (figure(item) ?? 0), 0)
}
