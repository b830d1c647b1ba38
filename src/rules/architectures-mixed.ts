import { findInstanceType } from '../cortex/aws/instance-types.ts'
import { eligibleGroups } from '../cortex/capacity/hosting.ts'
import type { Located, Workspace } from '../cortex/files/subject.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import type { Cluster, NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule } from '../review/rule.ts'
import { nameAll } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'architectures-mixed',
  category: 'availability',
  severity: 'warning',
  summary: 'APIs can be scheduled on nodes of either architecture',
  why: `
    Cortex schedules pods by \`node_groups\` alone and does not know the architecture of an
    image. Without \`node_groups\`, an API can be scheduled on both ARM and x86 nodes, and
    an image built for one of them crashes on the other. Select the node groups of each API.
  `,
  cortex: [
    {
      fact: 'Pods choose nodes by the names of their groups, and by nothing else.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['All images of these APIs are built for both architectures.'],
  versions: { from: 36 },
  compare: {
    nodeGroup: {
      *added(group, { cluster, workspace }) {
        yield* judgeGroup(group, cluster, workspace)
      },
      *modified(before, group, { cluster, workspace }) {
        const isNew = archOf(before) !== archOf(group) || before.max_instances <= 0
        if (isNew) yield* judgeGroup(group, cluster, workspace)
      },
    },
    api: {
      *added(api, { subject, workspace }) {
        // With a new cluster, its groups say it once.
        yield* judgeApi(api, subject, workspace)
      },
      *modified(before, after, { subject, earlier, workspace }) {
        const cluster = workspace.clusterOf(subject)?.value
        if (!cluster || archsOf(before, cluster).size > 1) return
        yield* judgeApi(after, subject, workspace, earlier !== undefined)
      },
    },
  },
})

function* judgeGroup(group: NodeGroup, cluster: Cluster, workspace: Workspace) {
  const arch = archOf(group)
  const others = cluster.node_groups.filter(
    (other) => other.max_instances > 0 && archOf(other) !== undefined && archOf(other) !== arch,
  )
  if (arch === undefined || group.max_instances <= 0 || others.length === 0) return
  const apis = workspace
    .apisOf(cluster)
    .filter(({ value }) => isPod(value) && archsOf(value, cluster).size > 1)
  if (apis.length === 0) return

  const names = nameAll(
    'API',
    apis.map(({ value }) => value.name),
  )
  yield {
    at: ['instance_type'],
    message: `Node group ${quote(group.name)} has ${NAMES[arch]} nodes, and other groups of cluster ${quote(cluster.cluster_name)} have ${NAMES[arch === 'arm64' ? 'amd64' : 'arm64']} nodes: without \`node_groups\`, ${names} can be scheduled on either.`,
    affects: apis,
  }
}

function* judgeApi(api: Api, subject: Located<'api'>, workspace: Workspace, isRestorable = false) {
  const cluster = workspace.clusterOf(subject)
  if (!cluster || !isPod(api) || archsOf(api, cluster.value).size < 2) return

  yield {
    at: ['node_groups'],
    message: `API ${quote(api.name)} can be scheduled on ARM and x86 nodes of cluster ${quote(cluster.value.cluster_name)}: no \`node_groups\` limit it to one architecture.`,
    ...(isRestorable && {
      fix: {
        title: 'Restore `node_groups`',
        safety: 'safe' as const,
        edits: [{ op: 'restore' as const, path: ['node_groups'] }],
      },
    }),
  }
}

const NAMES = { arm64: 'ARM', amd64: 'x86' } as const

function isPod({ pod }: Api): boolean {
  return (pod?.containers.length ?? 0) > 0
}

function archOf({ instance_type }: NodeGroup) {
  return findInstanceType(instance_type)?.arch
}

/** The architectures of the nodes on which an API may run. */
function archsOf(api: Api, cluster: Cluster): ReadonlySet<string> {
  const groups = eligibleGroups(api, cluster).filter(({ max_instances }) => max_instances > 0)
  return new Set(groups.flatMap((group) => archOf(group) ?? []))
}
