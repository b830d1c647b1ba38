import {
  findBackers,
  hasOnDemandShare,
  hasShare,
  isPureSpot,
  listLostFallbacks,
  locateGroups,
} from '../cortex/capacity/fallback.ts'
import type { Comparison } from '../cortex/compare/comparison.ts'
import type { Cluster, NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule, type FixEdit, type ModifiedContext, type Problem } from '../review/rule.ts'
import { enumerate, findLostShare, nameAll, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { onceFor } from '../text/once.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'on-demand-fallback-removed',
  category: 'availability',
  severity: 'error',
  summary: 'On-demand fallback of spot node groups removed',
  why: `
    AWS reclaims spot instances with a two-minute warning and may have no replacement. After
    some minutes, pods of a spot group move to an on-demand group of at least the same
    instance size. Without one, they stay Pending until spot capacity returns.
  `,
  cortex: [
    {
      fact: '`on_demand_base_capacity` and `on_demand_percentage_above_base_capacity` are both 0 by default, and then a spot group has no on-demand instance at all.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'A group that is taken out of the file is deleted; whether an API or a spot group needs it is not checked.',
      source: 'manager/install.sh',
    },
    {
      fact: 'The cluster autoscaler gives up an unfulfilled scale-up after 8 minutes and only then tries another node group.',
      source: 'manager/manifests/cluster-autoscaler.yaml.j2',
    },
  ],
  quiet: [
    'Only batch or task jobs run on the spot groups, and they can wait.',
    'The APIs move to another cluster in the same go.',
  ],
  supersedes: ['node-group-removed', 'on-demand-fallback-too-small', 'on-demand-fallback-missing'],
  versions: { from: 31 },
  compare: {
    nodeGroup: {
      *modified(before, after, context) {
        const { cluster, workspace, comparison } = context
        const lost = findLostTo(before, cluster, comparison)
        if (lost.length === 0) {
          yield* findMoved(before, after, context)
          return
        }
        const problem = describeLoss(before, after, phraseLoss(cluster, lost), context)
        const affects = [...locateGroups(lost, workspace), ...workspace.apisOf(cluster)]
        yield { ...problem, affects }
      },

      *removed(before, { subject, workspace, comparison }) {
        const later = comparison.otherClusterOf(subject)?.value
        const lost = later ? findLostTo(before, later, comparison) : []
        if (!later || lost.length === 0) return

        yield {
          at: [],
          message: `Node group ${quote(before.name)} removed: ${phraseLoss(later, lost)}.`,
          affects: [...locateGroups(lost, workspace), ...workspace.apisOf(later)],
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

const lostFallbacksOf = onceFor(listLostFallbacks)

/** The spot groups that a change of this group leaves without fallback. */
function findLostTo(
  group: NodeGroup,
  after: Cluster,
  comparison: Comparison,
): readonly NodeGroup[] {
  return (lostFallbacksOf(comparison).get(after) ?? [])
    .filter(({ cause }) => cause === group)
    .map(({ spotGroup }) => spotGroup)
}

function phraseLoss(cluster: Cluster, lost: readonly NodeGroup[]): string {
  const name = quote(cluster.cluster_name)
  if (!cluster.node_groups.some(hasOnDemandShare)) {
    return `cluster ${name} has no on-demand capacity left`
  }
  const names = lost.map((group) => group.name)
  return `${nameAll('spot group', names)} of cluster ${name} ${names.length > 1 ? 'have' : 'has'} no on-demand fallback anymore`
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

type Sides = Pick<ModifiedContext<'nodeGroup'>, 'earlier' | 'isWritten'>

interface Loss {
  readonly at: KeyPath
  readonly title: string
  readonly phrase: string
  readonly isRefused: boolean
  readonly edits: readonly FixEdit[]
}

function describeLoss(
  before: NodeGroup,
  after: NodeGroup,
  consequence: string,
  sides: Sides,
): Problem {
  const losses = [...findLosses(before, after, sides)]
  const [first] = losses
  const refused = losses.some(({ isRefused }) => isRefused) ? `; ${REFUSED_WHEN_RUNNING}` : ''
  return {
    at: first?.at ?? [],
    message: `${capitalize(enumerate(losses.map(({ phrase }) => phrase)))}: ${consequence}${refused}.`,
    fix: {
      title: losses.length === 1 && first?.title ? first.title : 'Restore the on-demand capacity',
      safety: 'safe',
      edits: losses.flatMap(({ edits }) => edits),
    },
  }
}

/** What of a group's change takes on-demand capacity away, the plainest first. */
function* findLosses(before: NodeGroup, after: NodeGroup, sides: Sides): Iterable<Loss> {
  const name = quote(after.name)
  if (before.max_instances > 0 && after.max_instances === 0) {
    yield {
      at: ['max_instances'],
      title: `Restore \`max_instances: ${before.max_instances}\``,
      phrase: `\`max_instances\` of node group ${name} lowered from ${quote(`${before.max_instances}`)} to \`0\``,
      isRefused: false,
      edits: [{ op: 'restore', path: ['max_instances'] }],
    }
  }
  if (!before.spot && after.spot) {
    yield {
      at: ['spot'],
      title: 'Restore the on-demand instances',
      phrase: `node group ${name} changed to spot instances only`,
      isRefused: true,
      edits: [['spot'], ['spot_config']].map((path) => ({ op: 'restore', path })),
    }
  }
  const share = after.spot ? findLostShare(before, after, sides) : undefined
  if (share) {
    const { at, describe, title, edits } = share
    yield { at, title, phrase: describe(` of node group ${name}`), isRefused: true, edits }
  }
  yield* findOtherType(before, after)
}

function* findOtherType(before: NodeGroup, after: NodeGroup): Iterable<Loss> {
  if (before.instance_type === after.instance_type) return

  const value = before.instance_type
  yield {
    at: ['instance_type'],
    title: `Restore ${quote(`instance_type: ${value}`)}`,
    phrase: `\`instance_type\` of node group ${quote(after.name)} changed from ${quote(value)} to ${quote(after.instance_type)}`,
    isRefused: true,
    edits: [{ op: 'restore', path: ['instance_type'] }],
  }
}

/** A mixed group that keeps spot instances only, while another group can stand in for it. */
function* findMoved(
  before: NodeGroup,
  after: NodeGroup,
  context: ModifiedContext<'nodeGroup'>,
): Iterable<Problem> {
  if (!before.spot || !hasShare(before) || !isPureSpot(after)) return

  const backers = findBackers(after, context.cluster.node_groups).map(({ name }) => quote(name))
  if (backers.length === 0) return
  const consequence = `node group ${quote(after.name)} now falls back on ${enumerate(backers)} only`
  yield { ...describeLoss(before, after, consequence, context), severity: 'info' }
}
