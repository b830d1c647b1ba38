import {
  covers,
  hasOnDemandShare,
  hasTooManyGroups,
  isPureSpot,
} from '../cortex/capacity/fallback.ts'
import type { Cluster, NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule } from '../review/rule.ts'
import { restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'on-demand-fallback-lowered',
  category: 'availability',
  severity: 'warning',
  summary: 'On-demand fallback is smaller than the spot groups it backs',
  why: `
    When spot capacity runs out, pods of the spot groups move to the on-demand group until
    it reaches \`max_instances\`; the rest stay Pending. If more instances are running now,
    the surplus is terminated without draining as soon as the change is applied.
  `,
  cortex: [
    {
      fact: 'To lower `max_instances` below what runs terminates the surplus at once, without draining.',
      source: 'manager/install.sh',
    },
    {
      fact: 'The cluster autoscaler gives up an unfulfilled scale-up after 8 minutes and only then tries another node group.',
      source: 'manager/manifests/cluster-autoscaler.yaml.j2',
    },
  ],
  quiet: ['The spot groups never grow to their `max_instances`.'],
  versions: { from: 31 },
  compare: {
    nodeGroup: {
      *modified(before, after, { cluster, earlier }) {
        if (hasTooManyGroups(earlier.parents.cluster) || hasTooManyGroups(cluster)) return
        if (!hasOnDemandShare(before) || !hasOnDemandShare(after)) return
        if (after.max_instances * 2 >= before.max_instances) return

        const need = sumOfBacked(after, cluster)
        if (after.max_instances >= need) return
        // Spot groups that shrink as much need no more than before.
        if (
          need * before.max_instances <=
          sumOfBacked(before, earlier.parents.cluster) * after.max_instances
        )
          return

        yield {
          at: ['max_instances'],
          message: `\`max_instances\` lowered from ${quote(`${before.max_instances}`)} to ${quote(`${after.max_instances}`)} on node group ${quote(after.name)}: the on-demand fallback can replace only ${after.max_instances} of the ${need} spot instances it backs.`,
          fix: {
            title: restoreTitle(earlier, ['max_instances']),
            safety: 'safe',
            edits: [{ op: 'restore', path: ['max_instances'] }],
          },
        }
      },
    },
  },
})

/** The instances of the pure spot groups that fit on a group. */
function sumOfBacked(group: NodeGroup, { node_groups }: Cluster): number {
  return node_groups
    .filter((other) => isPureSpot(other) && covers(group, other))
    .reduce((sum, { max_instances }) => sum + max_instances, 0)
}
