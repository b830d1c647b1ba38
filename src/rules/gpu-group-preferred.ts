import { findInstanceType } from '../cortex/aws/instance-types.ts'
import { hasTooManyGroups } from '../cortex/capacity/fallback.ts'
import type { Workspace } from '../cortex/files/subject.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import type { Cluster, NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'gpu-group-preferred',
  category: 'capacity',
  severity: 'warning',
  summary: 'CPU-only APIs can scale up GPU or Inferentia node groups',
  why: `
    All Cortex pods tolerate the taints of GPU and Inferentia nodes, and the cluster
    autoscaler scales up the node group with the highest \`priority\` first. An API without
    \`node_groups\` can then start the most expensive instances; with equal priorities, the
    choice is random.
  `,
  cortex: [
    {
      fact: 'Each node group becomes an entry of the priority expander: its `priority` and a pattern of `cx-ws-` (spot) or `cx-wd-` (on-demand) and its name; the highest number wins.',
      source: 'manager/manifests/cluster-autoscaler.yaml.j2',
    },
    {
      fact: 'The pods of every API tolerate the taints of GPU and Inferentia nodes.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The GPU group is always running and has spare capacity for the other APIs.'],
  versions: { from: 39 },
  inspect: {
    *nodeGroup(group, { cluster, workspace }) {
      if (hasTooManyGroups(cluster) || !hasAccelerators(group)) return
      yield* findCrowding(group, cluster, workspace)
      const rival = findRival(group, cluster)
      const api = rival && workspace.apisOf(cluster).find(({ value }) => isUnbound(value))
      if (!api) return

      const isEqual = rival.priority === group.priority
      yield {
        at: ['priority'],
        severity: isEqual ? 'info' : 'warning',
        message: isEqual
          ? `Node group ${quote(group.name)} may scale up instead of ${quote(rival.name)} for CPU-only APIs: both have priority ${group.priority}, and API ${quote(api.value.name)} sets no \`node_groups\`.`
          : `Node group ${quote(group.name)} (priority ${group.priority}) scales up before ${quote(rival.name)} (priority ${rival.priority}): API ${quote(api.value.name)} needs no accelerator but sets no \`node_groups\`.`,
        causes: [{ subject: api, at: ['node_groups'] }],
      }
    },
  },
})

function hasAccelerators({ instance_type, max_instances }: NodeGroup): boolean {
  const type = findInstanceType(instance_type)
  return max_instances > 0 && type !== undefined && type.gpu + type.inf > 0
}

/** The first of the groups without accelerators, if it does not come before a group. */
function findRival(group: NodeGroup, { node_groups }: Cluster): NodeGroup | undefined {
  const [first] = node_groups
    .filter(({ max_instances }) => max_instances > 0)
    .filter(({ instance_type }) => {
      const type = findInstanceType(instance_type)
      return type !== undefined && type.gpu + type.inf === 0
    })
    .toSorted((a, b) => b.priority - a.priority)
  return first && first.priority <= group.priority ? first : undefined
}

/** Whether an API for CPUs may run on any group. */
function isUnbound({ pod, node_groups }: Api): boolean {
  if (!pod?.containers.length || node_groups?.length) return false
  return isForCpus({ pod })
}

function isForCpus({ pod }: Pick<Api, 'pod'>): boolean {
  return (pod?.containers ?? []).every(({ compute: { gpu, inf } }) => !gpu && !inf)
}

/** Where every node has a GPU, APIs that need none take the room of those that do. */
function* findCrowding(
  group: NodeGroup,
  cluster: Cluster,
  workspace: Workspace,
): Iterable<Problem> {
  if (cluster.node_groups.some((other) => other !== group && other.max_instances > 0)) return
  const apis = workspace.apisOf(cluster)
  const guest = apis.find(({ value }) => isUnbound(value))
  const owner = apis.find(({ value }) => value.pod && !isForCpus(value))
  if (!guest || !owner) return

  yield {
    at: ['instance_type'],
    severity: 'info',
    message: `Node group ${quote(group.name)} is the only one of cluster ${quote(cluster.cluster_name)}: API ${quote(guest.value.name)}, which requests no GPU, can fill the nodes that API ${quote(owner.value.name)} needs.`,
    causes: [
      { subject: guest, at: ['node_groups'] },
      { subject: owner, at: ['name'] },
    ],
  }
}
