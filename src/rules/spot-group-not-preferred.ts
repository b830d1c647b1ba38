import { findInstanceType } from '../cortex/aws/instance-types.ts'
import {
  findBackers,
  HIGHEST_PRIORITY,
  hasTooManyGroups,
  isBaseline,
  isPureSpot,
} from '../cortex/capacity/fallback.ts'
import type { NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'spot-group-not-preferred',
  category: 'capacity',
  severity: 'warning',
  summary: 'Spot group has no priority over its on-demand fallback',
  why: `
    The cluster autoscaler scales up the node group with the highest \`priority\` first, and
    pods prefer that group too. If the on-demand group comes first, the cheaper spot group
    is hardly used; with equal priorities, the choice is random. The default priority is 1.
  `,
  quiet: ['The on-demand group is a small baseline that is meant to fill up first.'],
  cortex: [
    {
      fact: 'Each group becomes a line of the priority expander; the highest number wins, and of equal ones a random one.',
      source: 'manager/manifests/cluster-autoscaler.yaml.j2',
    },
    {
      fact: 'Pods prefer nodes of a group by its `priority`, too.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  versions: { from: 39 },
  inspect: {
    *nodeGroup(group, { cluster }) {
      if (hasTooManyGroups(cluster) || !isPureSpot(group)) return
      const rival = findRival(group, cluster.node_groups)
      if (!rival) return

      const isEqual = rival.priority === group.priority
      const canRise = rival.priority < HIGHEST_PRIORITY
      yield {
        at: ['priority'],
        severity: isEqual || isBaseline(rival, group) ? 'info' : 'warning',
        message: isEqual
          ? `Spot group ${quote(group.name)} and its on-demand fallback ${quote(rival.name)} have the same priority (${rival.priority}): the cluster autoscaler picks one at random.`
          : `Spot group ${quote(group.name)} (priority ${group.priority}) ranks below its on-demand fallback ${quote(rival.name)} (priority ${rival.priority}): the more expensive on-demand instances are used first.`,
        ...(canRise && {
          fix: {
            title: `Set \`priority: ${HIGHEST_PRIORITY}\``,
            safety: 'unsafe',
            edits: [{ op: 'set', path: ['priority'], value: HIGHEST_PRIORITY }],
          },
        }),
      }
    },
  },
})

/** The group behind a spot group that comes first of all, if the spot group does not. */
function findRival(group: NodeGroup, groups: readonly NodeGroup[]): NodeGroup | undefined {
  const backers = findBackers(group, groups).filter((other) => isOfAKind(other, group))
  const twins = backers.filter(({ instance_type }) => instance_type === group.instance_type)
  const candidates = twins.length > 0 ? twins : backers
  const [first] = candidates.toSorted((a, b) => b.priority - a.priority)
  return first && first.priority >= group.priority ? first : undefined
}

/** A group with GPUs is not there to back one without. */
function isOfAKind(group: NodeGroup, other: NodeGroup): boolean {
  const [ours, theirs] = [group, other].map(({ instance_type }) => findInstanceType(instance_type))
  if (!ours || !theirs) return group.instance_type === other.instance_type
  return ours.gpu > 0 === theirs.gpu > 0 && ours.inf > 0 === theirs.inf > 0
}
