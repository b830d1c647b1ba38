import { findOutgrowths, type Outgrowth } from '../cortex/capacity/outgrowth.ts'
import type { Comparison } from '../cortex/compare/comparison.ts'
import type { Located } from '../cortex/files/subject.ts'
import { restore, restoreGroup } from '../review/restore.ts'
import { defineRule, type Fix, type Problem } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-groups-outgrown',
  category: 'capacity',
  severity: 'error',
  summary: 'The APIs of a cluster together keep more replicas than its node groups hold',
  why: `
    Each API has room by itself, and Cortex deploys it. Once every node group has all
    of its \`max_instances\`, what is left of the replicas that \`min_replicas\` keeps
    stays pending, of whichever API comes last.
  `,
  cortex: [
    {
      fact: 'The check before a deploy looks at one pod of one API and one node, never at what else runs.',
      source: 'pkg/operator/resources/validations.go',
    },
    {
      fact: 'The cluster autoscaler adds no node beyond the `max_instances` of a group.',
      source: 'manager/install.sh',
    },
  ],
  quiet: [
    'The APIs are not all deployed at the same time.',
    'An API that asks for the room is deleted from the cluster first.',
  ],
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
  readonly earlier?: Located
  readonly comparison: Comparison
}

/** Speaks up at the part of the change that takes the most. */
function* judge({ subject, earlier, comparison }: Visit): Iterable<Problem> {
  for (const outgrowth of comparison.derive(findOutgrowths)) {
    const { subject: cause, at } = outgrowth.cause
    if (cause !== subject) continue
    const fix = findFix(outgrowth, subject, earlier)
    const affects = outgrowth.apis
    yield { at, message: phrase(outgrowth), affects, ...(fix && { fix }) }
  }
}

function findFix({ cluster, cause: { at } }: Outgrowth, subject: Located, earlier?: Located) {
  const left = cluster.value.node_groups.length
  if (isGroup(subject) && at.length === 0) return restoreGroup(subject, left)
  if (!earlier) return undefined

  const title = `Keep ${quote(String(at.at(-1)))} as it is`
  return { title, safety: 'safe', edits: restore(earlier, subject, at) } satisfies Fix
}

function isGroup(subject: Located): subject is Located<'nodeGroup'> {
  return subject.kind === 'nodeGroup'
}

function phrase({ cluster, apis, groups, measure, demand, supply }: Outgrowth): string {
  const names = groups.map(({ name }) => quote(name))
  const where = `${names.length > 1 ? 'Node groups' : 'Node group'} ${enumerate(names)} of cluster ${quote(cluster.value.cluster_name)}`
  const who = `APIs ${enumerate(apis.map(({ value }) => quote(value.name)))}`
  if (measure.per !== undefined) {
    const verb = names.length > 1 ? 'hold' : 'holds'
    return `${where} ${verb} ${countReplicas(supply)} of ${who} at most: their \`min_replicas\` add up to ${demand}.`
  }
  const { resource } = measure
  const unit = resource === 'cpu' ? 'm' : resource === 'mem' ? 'Mi' : ''
  const has = names.length > 1 ? 'have' : 'has'
  return `${where} ${has} ${quote(`${supply}${unit}`)} of \`${resource}\` for pods at most: \`min_replicas\` of ${who} take ${quote(`${demand}${unit}`)}.`
}

function countReplicas(count: number): string {
  if (count === 0) return 'no replica'
  return count === 1 ? 'one replica' : `${count} replicas`
}
