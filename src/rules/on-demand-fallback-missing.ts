import {
  findBackers,
  HIGHEST_PRIORITY,
  hasTooManyGroups,
  isPureSpot,
  knowsPriority,
} from '../cortex/capacity/fallback.ts'
import { isProduction } from '../cortex/facts/production.ts'
import type { Located } from '../cortex/files/subject.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import type { Cluster, NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Fix } from '../review/rule.ts'
import { quote } from '../text/wording.ts'
import type { Edit } from '../yaml/edit/edits.ts'

export default defineRule({
  id: 'on-demand-fallback-missing',
  category: 'availability',
  severity: 'warning',
  summary: 'Spot node group has no on-demand fallback',
  why: `
    AWS reclaims spot instances with a two-minute warning and may have no replacement. An
    on-demand group of the same size and architecture, with a lower priority, then takes
    over the pods. It costs next to nothing while it is empty.
  `,
  cortex: [
    {
      fact: '`on_demand_base_capacity` and `on_demand_percentage_above_base_capacity` are both 0 by default, and then a spot group has no on-demand instance at all.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'The cluster autoscaler gives up an unfulfilled scale-up after 8 minutes and only then tries another node group.',
      source: 'manager/manifests/cluster-autoscaler.yaml.j2',
    },
  ],
  quiet: [
    'Only batch or task jobs, or APIs under development, run on the group.',
    'The group is parked with `max_instances: 0`.',
  ],
  versions: { from: 31 },
  inspect: {
    *nodeGroup(group, { cluster, subject, workspace }) {
      if (hasTooManyGroups(cluster) || !isPureSpot(group)) return
      if (findBackers(group, cluster.node_groups).length > 0) return
      if (runsJobsOnly(group, workspace.apisOf(cluster))) return

      const fix = addFallback(group, cluster, Number(subject.path.at(-1)))
      yield {
        at: ['spot'],
        severity: isProduction(cluster, subject.file.path) ? 'error' : 'warning',
        message: `Node group ${quote(group.name)} of cluster ${quote(cluster.cluster_name)} has no on-demand fallback: it uses spot instances only, and no other group has on-demand instances that fit its pods.`,
        ...(fix && { fix }),
      }
    },
  },
})

/** Jobs can wait, if one asks for the group by name and no API that serves requests may run on it. */
function runsJobsOnly({ name }: NodeGroup, located: readonly Located<'api'>[]): boolean {
  const apis = located.map(({ value }) => value)
  const [jobs, servers] = [apis.filter(isJob), apis.filter((api) => !isJob(api))]
  return (
    jobs.some(({ node_groups }) => node_groups?.includes(name)) &&
    servers.every(({ kind, node_groups }) => {
      return kind === 'TrafficSplitter' || (node_groups?.length && !node_groups.includes(name))
    })
  )
}

function isJob({ kind }: Api): boolean {
  return kind === 'BatchAPI' || kind === 'TaskAPI'
}

/** An empty on-demand group of the same type, which the autoscaler tries last. */
function addFallback(group: NodeGroup, cluster: Cluster, index: number): Fix | undefined {
  const name = `${group.name}-on-demand`
  if (name.length > LONGEST_NAME) return undefined
  if (cluster.node_groups.some((other) => other.name === name)) return undefined

  const { instance_type, max_instances } = group
  const twin = { name, instance_type, min_instances: 0, max_instances, ...lowest(cluster) }
  const edits: Edit[] = [{ op: 'insert', path: ['node_groups'], index: index + 1, value: twin }]
  if (group.priority === 1 && knowsPriority(cluster)) {
    edits.push({ op: 'set', path: ['node_groups', index, 'priority'], value: HIGHEST_PRIORITY })
  }
  return {
    title: `Add on-demand node group ${quote(name)}`,
    safety: 'unsafe',
    edits,
    start: 'parent',
  }
}

function lowest(cluster: Cluster) {
  return knowsPriority(cluster) ? { priority: 1 } : {}
}

/** Cortex refuses longer names of node groups. */
const LONGEST_NAME = 26
