import {
  completeSpot,
  DEFAULT_POLICY,
  defaultImage,
  IMAGE_KEYS,
  partitioned,
  volumeOf,
} from '../tables/cluster.ts'
import type { WrittenCluster, WrittenGroup } from '../tables/written-cluster.ts'
import type { EffectiveMap } from './effective.ts'

/**
 * A cluster config as Cortex 0.42.1 stores it, but for what it sets itself: account, bucket, uid and
 * policy.
 */
export function effectiveCluster(cluster: WrittenCluster): EffectiveMap {
  const { cluster_name, region, subnets, ssl_certificate_arn, vpc_cidr } = cluster
  const apiList = cluster.api_load_balancer_cidr_white_list
  const operatorList = cluster.operator_load_balancer_cidr_white_list
  const groups = cluster.node_groups ?? []

  return {
    cluster_name,
    region,
    availability_zones: cluster.availability_zones,
    node_groups: groups.length > 0 ? groups.map((group) => effectiveGroup(group, region)) : null,
    subnet_visibility: cluster.subnet_visibility,
    nat_gateway: cluster.nat_gateway,
    ...(subnets && subnets.length > 0 && { subnets: subnets.map((subnet) => ({ ...subnet })) }),
    api_load_balancer_type: cluster.api_load_balancer_type,
    api_load_balancer_scheme: cluster.api_load_balancer_scheme,
    operator_load_balancer_scheme: cluster.operator_load_balancer_scheme,
    ...(apiList && { api_load_balancer_cidr_white_list: apiList }),
    ...(operatorList && { operator_load_balancer_cidr_white_list: operatorList }),
    tags: { ...cluster.tags, 'cortex.dev/cluster-name': cluster_name },
    ...(ssl_certificate_arn !== null && { ssl_certificate_arn }),
    iam_policy_arns: cluster.iam_policy_arns?.map((arn) => inPartition(arn, region)) ?? null,
    ...(vpc_cidr !== undefined && { vpc_cidr }),
    prometheus_instance_type: cluster.prometheus_instance_type,
    // The command line's own setting overwrites the file's.
    telemetry: true,
    ...effectiveImages(cluster),
  }
}

/** Only the default policy is moved to the partition of the region, written or not. */
function inPartition(arn: string, region: string): string {
  return arn === DEFAULT_POLICY ? partitioned(arn, region) : arn
}

function effectiveImages(cluster: object): EffectiveMap {
  const written = new Map<string, unknown>(Object.entries(cluster))
  return Object.fromEntries(
    IMAGE_KEYS.map((name) => {
      const key = `image_${name}`
      const image = written.get(key)
      return [key, typeof image === 'string' ? image : defaultImage(key)]
    }),
  )
}

function effectiveGroup(group: WrittenGroup, region: string): EffectiveMap {
  const { iops, throughput } = volumeOf(group)
  const spot = group.spot ? completeSpot(group.spot_config, group.instance_type, region) : null
  return {
    name: group.name,
    instance_type: group.instance_type,
    min_instances: group.min_instances,
    max_instances: group.max_instances,
    priority: group.priority ?? 1,
    instance_volume_size: group.instance_volume_size,
    instance_volume_type: group.instance_volume_type,
    instance_volume_iops: iops,
    instance_volume_throughput: throughput,
    spot: group.spot,
    spot_config: spot && { ...spot, max_price: spot.max_price ?? null },
  }
}
