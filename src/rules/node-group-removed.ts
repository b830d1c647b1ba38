import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-group-removed',
  category: 'availability',
  severity: 'warning',
  summary: 'Node group removed with all its nodes',
  why: `
    \`cortex cluster configure\` drains and deletes a node group that is no longer listed,
    without checking which APIs use it. Their pods stay Pending until other groups have
    room, and without any node group no pod runs.
  `,
  cortex: [
    {
      fact: 'Removed groups are drained and deleted; nothing is compared with the APIs that run.',
      source: 'manager/install.sh',
    },
  ],
  quiet: ['Nothing that must stay up runs on the group.'],
  supersedes: ['node-groups-missing'],
  versions: { from: 37 },
  compare: {
    nodeGroup: {
      *removed(before, { cluster, subject, workspace, comparison }) {
        const later = comparison.otherClusterOf(subject)?.value
        // No node of a parked group is lost, and a renamed one is another matter.
        const isLost = comparison.relationOf(subject).fate === 'went' && before.max_instances > 0
        if (!later || !isLost) return

        const isLast = later.node_groups.length === 0
        // One word is enough that all are gone.
        if (
          isLast &&
          cluster.node_groups.find(({ max_instances }) => max_instances > 0) !== before
        ) {
          return
        }
        const apis = isLast
          ? workspace.apisOf(later).filter(({ value }) => keepsReplicas(value))
          : []
        const name = `cluster ${quote(later.cluster_name)}`
        const names = enumerate(apis.map(({ value }) => quote(value.name)))
        yield {
          at: [],
          ...(apis.length > 0 && { severity: 'error' }),
          message: isLast
            ? `All node groups removed from ${name}: no pod can run${apis.length > 0 ? `, including those of ${apis.length > 1 ? 'APIs' : 'API'} ${names}` : ''}.`
            : `Node group ${quote(before.name)} removed from ${name}: \`cortex cluster configure\` drains and deletes its nodes, up to ${before.max_instances}.`,
          affects: isLast ? workspace.apisOf(later) : [],
          fix: {
            title: `Restore node group ${quote(before.name)}`,
            safety: 'safe',
            edits: [{ op: 'restore', path: subject.path.slice(-2) }],
          },
        }
      },
    },
  },
})

interface Replicas {
  readonly autoscaling?: { readonly min_replicas: number }
}

function keepsReplicas({ autoscaling }: Replicas): boolean {
  return autoscaling !== undefined && autoscaling.min_replicas > 0
}
