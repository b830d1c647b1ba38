import {
  findBackers,
  hasTooManyGroups,
  isBaseline,
  isPureSpot,
  locateGroups,
} from '../cortex/capacity/fallback.ts'
import type { NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'spot-priority-inverted',
  category: 'capacity',
  severity: 'warning',
  summary: 'On-demand group takes priority over the spot group it backs',
  why: `
    The cluster autoscaler scales up the node group with the highest \`priority\` first, and
    pods prefer that group too. Once the on-demand group ranks first, or both are equal and
    the choice is random, the cheaper spot group is hardly used. The default priority is 1.
  `,
  cortex: [
    {
      fact: 'Each node group becomes an entry of the priority expander: its `priority` and a pattern of `cx-ws-` (spot) or `cx-wd-` (on-demand) and its name; the highest number wins.',
      source: 'manager/manifests/cluster-autoscaler.yaml.j2',
    },
    {
      fact: 'The priority is also the weight with which pods prefer the nodes of a group; those that are deployed keep the old one.',
      source: 'pkg/workloads/k8s.go',
    },
  ],
  quiet: ['The on-demand group is a small baseline that is meant to fill up first.'],
  supersedes: ['spot-group-not-preferred'],
  versions: { from: 39 },
  compare: {
    nodeGroup: {
      *modified(before, after, { cluster, workspace, earlier, isWritten }) {
        if (before.priority === after.priority) return
        const was = earlier.parents.cluster
        if (hasTooManyGroups(was) || hasTooManyGroups(cluster)) return

        const inverted = [...findInverted(after, was.node_groups, cluster.node_groups)]
        const worst = inverted.toSorted((a, b) => gapOf(a) - gapOf(b))[0]
        if (!worst) return

        const { spot, onDemand } = worst
        const order =
          spot.priority === onDemand.priority ? 'no longer ranks above' : 'now ranks below'
        const isMild = spot.priority === onDemand.priority || isBaseline(onDemand, spot)
        const priority = quoteOrDefault(after.priority, isWritten(['priority']))
        yield {
          at: ['priority'],
          severity: isMild ? 'info' : 'warning',
          message: `\`priority\` of node group ${quote(after.name)} ${after.priority > before.priority ? 'raised' : 'lowered'} from ${quote(`${before.priority}`)} to ${priority}: spot group ${quote(spot.name)} (${spot.priority}) ${order} on-demand group ${quote(onDemand.name)} (${onDemand.priority}).`,
          affects: locateGroups(
            inverted.map((pair) => pair.spot),
            workspace,
          ),
          fix: {
            title: restoreTitle(earlier, ['priority']),
            safety: 'safe',
            edits: [{ op: 'restore', path: ['priority'] }],
          },
        }
      },
    },
  },
})

interface Pair {
  readonly spot: NodeGroup
  readonly onDemand: NodeGroup
}

/** The pairs whose order turned, told at the spot group if both groups changed. */
function* findInverted(
  changed: NodeGroup,
  before: readonly NodeGroup[],
  after: readonly NodeGroup[],
): Iterable<Pair> {
  for (const spot of after.filter(isPureSpot)) {
    const earlier = findByName(before, spot.name)
    if (!earlier || !isPureSpot(earlier)) continue

    const teller = earlier.priority === spot.priority ? undefined : spot
    for (const onDemand of findBackers(spot, after)) {
      const backer = findByName(before, onDemand.name)
      if (!backer || !findBackers(earlier, before).includes(backer)) continue
      if ((teller ?? onDemand) !== changed) continue
      if (earlier.priority > backer.priority && spot.priority <= onDemand.priority) {
        yield { spot, onDemand }
      }
    }
  }
}

function gapOf({ spot, onDemand }: Pair): number {
  return spot.priority - onDemand.priority
}

function findByName(groups: readonly NodeGroup[], wanted: string): NodeGroup | undefined {
  return groups.find(({ name }) => name === wanted)
}
