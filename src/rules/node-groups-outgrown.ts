import { findOutgrowths, type Outgrowth } from '../cortex/capacity/outgrowth.ts'
import type { Comparison } from '../cortex/compare/comparison.ts'
import type { Located } from '../cortex/files/subject.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { onceFor } from '../text/once.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-groups-outgrown',
  category: 'capacity',
  severity: 'error',
  summary: 'APIs together need more replicas than their node groups hold',
  why: `
    Cortex checks each API on its own and deploys it. Once every node group is at
    \`max_instances\`, the remaining replicas that \`min_replicas\` requires stay Pending,
    whichever API comes last.
  `,
  cortex: [
    {
      fact: 'The check before a deploy considers one pod of one API and one node, not the other pods of the cluster.',
      source: 'pkg/operator/resources/validations.go',
    },
    {
      fact: 'The cluster autoscaler adds no node beyond the `max_instances` of a group.',
      source: 'manager/install.sh',
    },
  ],
  quiet: [
    'The APIs are not all deployed at the same time.',
    'An API that uses the capacity is deleted from the cluster first.',
  ],
  supersedes: ['node-group-removed'],
  versions: { from: 42 },
  compare: {
    cluster: { added: (_, context) => judge(context) },
    nodeGroup: {
      added: (_, context) => judge(context),
      modified: (_, __, context) => judge(context),
      removed: (_, context) => judge(context),
    },
    api: {
      added: (_, context) => judge(context),
      modified: (_, __, context) => judge(context),
    },
    container: {
      added: (_, context) => judge(context),
      modified: (_, __, context) => judge(context),
    },
  },
})

interface Visit {
  readonly subject: Located
  readonly comparison: Comparison
}

const outgrowthsOf = onceFor(findOutgrowths)

/** Speaks up at the part of the change that takes the most. */
function* judge({ subject, comparison }: Visit): Iterable<Problem> {
  for (const outgrowth of outgrowthsOf(comparison)) {
    const { subject: cause, at } = outgrowth.cause
    if (cause !== subject) continue
    const path = isRemoved(subject, at) ? subject.path.slice(-2) : at
    const edits = [{ op: 'restore', path }] as const
    yield {
      at,
      message: phrase(outgrowth),
      affects: outgrowth.apis,
      fix: { title: titleOf(subject, at), safety: 'safe', edits },
    }
  }
}

function titleOf(subject: Located, at: KeyPath): string {
  if (isRemoved(subject, at)) return `Restore node group ${quote(subject.value.name)}`
  return `Restore ${quote(String(at.at(-1)))}`
}

function isRemoved(subject: Located, at: KeyPath): subject is Located<'nodeGroup'> {
  return subject.kind === 'nodeGroup' && at.length === 0
}

function phrase({ cluster, apis, groups, measure, demand, supply }: Outgrowth): string {
  const names = groups.map(({ name }) => quote(name))
  const where = `${names.length > 1 ? 'Node groups' : 'Node group'} ${enumerate(names)} of cluster ${quote(cluster.value.cluster_name)}`
  const who = `APIs ${enumerate(apis.map(({ value }) => quote(value.name)))}`
  if (measure.per !== undefined) {
    return `${where} cannot hold all replicas: there is room for ${countReplicas(supply)}, but \`min_replicas\` of ${who} add up to ${demand}.`
  }
  const { resource } = measure
  const unit = resource === 'cpu' ? 'm' : resource === 'mem' ? 'Mi' : ''
  return `${where} cannot hold all replicas: there is room for ${quote(`${supply}${unit}`)} of \`${resource}\`, but \`min_replicas\` of ${who} require ${quote(`${demand}${unit}`)}.`
}

function countReplicas(count: number): string {
  if (count === 0) return 'no replica'
  return count === 1 ? '1 replica' : `${count} replicas`
}
