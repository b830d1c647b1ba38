import { clusterIdentity } from '../cortex/compare/clusters.ts'
import type { Comparison } from '../cortex/compare/comparison.ts'
import type { Located, Workspace } from '../cortex/files/subject.ts'
import { type ConfigurePlan, isUpToDate } from '../cortex/verdict/configure.ts'
import { judgeConfigure } from '../cortex/verdict/update.ts'
import { defineRule, type Problem } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { groupBy } from '../text/group-by.ts'
import { onceFor } from '../text/once.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-repeated',
  category: 'validity',
  severity: 'error',
  summary: 'Two files configure one cluster',
  why: `
    Cortex finds a cluster by \`cluster_name\` and \`region\`, not by the file. The file
    that is applied last replaces the other config, and node groups that it does not list
    are deleted. Keep one file for each cluster.
  `,
  cortex: [
    {
      fact: 'The cluster to update is looked up by `cluster_name` and `region`.',
      source: 'cli/cmd/cluster.go',
    },
  ],
  quiet: ['The files are variants of which only one is ever applied.'],
  supersedes: ['cluster-identity-changed', 'cluster-change-refused'],
  compare: {
    cluster: {
      *added(_after, { subject, comparison }) {
        yield* judge(subject, comparison)
      },
      *modified(_before, _after, { subject, earlier, comparison }) {
        const isRenamed = clusterIdentity(earlier) !== clusterIdentity(subject)
        if (isRenamed) yield* judge(subject, comparison)
      },
    },
  },
})

function* judge(subject: Located<'cluster'>, comparison: Comparison): Iterable<Problem> {
  const first = findFirst(subject, comparison)
  if (!first) return

  const effect = describeEffect(first, subject)
  yield {
    at: ['cluster_name'],
    message: `Cluster ${quote(first.value.cluster_name)} is already configured by ${quote(first.file.path)}: \`cortex cluster configure\` with ${quote(subject.file.path)} ${effect}.`,
  }
}

/** The file that had the cluster before; of several new ones, the first. */
function findFirst(subject: Located<'cluster'>, { after, counterpartOf }: Comparison) {
  const identity = clusterIdentity(subject)
  if (identity === undefined) return undefined
  const others = byIdentity(after).get(identity) ?? []
  const isOld = (cluster: Located<'cluster'>) => {
    const earlier = counterpartOf(cluster)
    return earlier !== undefined && clusterIdentity(earlier) === identity
  }
  const first = others.find(isOld) ?? others[0]
  return first === subject ? undefined : first
}

/** Asked for every cluster, so it is kept. */
const byIdentity = onceFor((workspace: Workspace) =>
  groupBy(workspace.subjects('cluster'), clusterIdentity),
)

function describeEffect(first: Located<'cluster'>, second: Located<'cluster'>): string {
  const { plan } = judgeConfigure(first.file.document, second.file.document)
  if (!plan) return 'replaces its values'
  if (isUpToDate(plan)) return 'changes nothing as long as both have the same values'
  const [refusal] = plan.refusals
  if (refusal) return `is rejected, as ${quote(refusal.path.join('.'))} differs`
  return enumerate(listEffects(plan))
}

function listEffects(plan: ConfigurePlan): readonly string[] {
  const { groupsToAdd, groupsToRemove, groupsToUpdate, fieldsToUpdate } = plan
  const changed = [
    ...groupsToUpdate.flatMap(({ name, changes }) =>
      changes.map(({ key }) => `\`${key}\` of node group ${quote(name)}`),
    ),
    ...fieldsToUpdate.map(quote),
  ]
  return [
    ...phrase('adds', groupsToAdd.map(nameGroup)),
    ...phrase('deletes', groupsToRemove.map(nameGroup)),
    ...phrase('changes', changed),
  ]
}

function phrase(verb: string, things: readonly string[]): readonly string[] {
  return things.length > 0 ? [`${verb} ${enumerate(things)}`] : []
}

function nameGroup(name: string): string {
  return `node group ${quote(name)}`
}
