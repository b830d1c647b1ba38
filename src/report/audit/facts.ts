import { computeBill, HOURS_A_MONTH } from '../../cortex/capacity/bill.ts'
import { admitsEverybody } from '../../cortex/facts/exposure.ts'
import type { Located, Workspace } from '../../cortex/files/subject.ts'
import type { Cluster, LoadBalancerScheme } from '../../cortex/tables/cluster-types.ts'
import type { ClusterFacts, Exposure } from './model.ts'

/** What the clusters of a workspace are, as far as their files say. */
export function describeClusters(workspace: Workspace): readonly ClusterFacts[] {
  return workspace.subjects('cluster').map((cluster) => describeCluster(cluster, workspace))
}

function describeCluster({ file, value }: Located<'cluster'>, workspace: Workspace): ClusterFacts {
  const hourly = computeBill(value)?.hourly
  return {
    path: file.path,
    name: value.cluster_name,
    region: value.region,
    apis: workspace.apisOf(value).length,
    exposure: {
      api: exposureOf(value.api_load_balancer_scheme, value.api_load_balancer_cidr_white_list),
      operator: exposureOf(
        value.operator_load_balancer_scheme,
        value.operator_load_balancer_cidr_white_list,
      ),
    },
    instances: countInstances(value),
    ...(hourly && {
      monthly: { 'at-min': toMonth(hourly.atMin), 'at-max': toMonth(hourly.atMax) },
    }),
  }
}

function exposureOf(scheme: LoadBalancerScheme | undefined, list: readonly string[]): Exposure {
  if (scheme === undefined) return 'unknown'
  if (scheme === 'internal') return 'internal'
  return admitsEverybody(list) ? 'public' : 'restricted'
}

function countInstances(cluster: Cluster): ClusterFacts['instances'] {
  const { instance_type, max_instances, spot = false, spot_config } = cluster
  const workers =
    instance_type === undefined
      ? cluster.node_groups
      : [{ max_instances: max_instances ?? 0, spot, ...(spot_config && { spot_config }) }]
  const onDemand = workers.reduce((sum, group) => sum + countOnDemand(group), 0)
  const all = workers.reduce((sum, group) => sum + group.max_instances, 0)
  return { 'on-demand': onDemand, spot: all - onDemand }
}

function countOnDemand({
  max_instances: most,
  spot_config,
}: Pick<Cluster['node_groups'][number], 'max_instances' | 'spot_config'>): number {
  if (!spot_config) return most
  const base = Math.min(most, spot_config.on_demand_base_capacity)
  const share = spot_config.on_demand_percentage_above_base_capacity / 100
  return base + Math.ceil((most - base) * share)
}

function toMonth(hourly: number): number {
  return Math.round(hourly * HOURS_A_MONTH * 100) / 100
}
