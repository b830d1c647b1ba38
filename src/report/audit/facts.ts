import { computeBill, HOURS_A_MONTH } from '../../cortex/capacity/bill.ts'
import { findAccount } from '../../cortex/facts/account.ts'
import { admitsEverybody } from '../../cortex/facts/exposure.ts'
import type { Located, Workspace } from '../../cortex/files/subject.ts'
import type { Cluster, LoadBalancerScheme } from '../../cortex/tables/cluster-types.ts'
import { parseSource } from '../../settings/shared/sources.ts'
import type { ApiFacts, ClusterFacts, Exposure } from './model.ts'

/** What the clusters of a repository are, as far as their files say. */
export function describeClusters(workspace: Workspace): readonly ClusterFacts[] {
  return workspace
    .subjects('cluster')
    .filter(({ file }) => isOwn(file.path))
    .map((cluster) => describeCluster(cluster, workspace))
}

/** The APIs of a repository; `named` tells which clusters the settings name for a path. */
export function describeApis(
  workspace: Workspace,
  named: (path: string) => readonly string[],
): readonly ApiFacts[] {
  return workspace.subjects('api').map((api) => {
    const { name, kind, networking } = api.value
    const said = named(api.file.path)
    const found = workspace.clustersOf(api).map(({ file }) => file.path)
    return {
      path: api.file.path,
      name,
      kind,
      ...(networking.endpoint !== '' && { endpoint: networking.endpoint }),
      clusters: (said.length > 0 ? said : found).map(toHome),
    }
  })
}

function toHome(text: string): ApiFacts['clusters'][number] {
  const source = parseSource(text)
  if (typeof source !== 'object' || source.repository === undefined) return { path: text }
  return { repository: source.repository, path: source.path }
}

/** Whether a file is one of the repository itself, and not one that is read for its APIs. */
function isOwn(path: string): boolean {
  return toHome(path).repository === undefined
}

function describeCluster({ file, value }: Located<'cluster'>, workspace: Workspace): ClusterFacts {
  const hourly = computeBill(value)?.hourly
  const account = findAccount(value)
  return {
    path: file.path,
    name: value.cluster_name,
    region: value.region,
    ...(account !== undefined && { account }),
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
