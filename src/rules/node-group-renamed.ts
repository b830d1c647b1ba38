import type { Cluster, NodeGroup } from '../cortex/cluster.ts'
import { findLaterCluster, hasTooManyGroups } from '../cortex/fallback.ts'
import { matchBy } from '../cortex/matching.ts'
import { isDeepEqual } from '../cortex/normalize.ts'
import type { Located } from '../cortex/subject.ts'
import { defineRule, type Fix } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../source/wording.ts'

export default defineRule({
  id: 'node-group-renamed',
  category: 'availability',
  severity: 'warning',
  summary: 'A node group goes and one like it comes under another name',
  why: `
    Cortex adds the new group with one instance, then removes the old one. Its
    pods are evicted while new nodes still start, and both groups count against
    the account's quota for a while. Add the new group first and remove the old
    one in a later change.
  `,
  reference: ['CAP-14'],
  cortex: [
    {
      fact: 'Groups are matched by name: `cortex cluster configure` resizes, then adds, then removes.',
      source: 'manager/install.sh',
    },
    {
      fact: 'A new group starts with one instance, even with `min_instances: 0`.',
      source: 'manager/generate_eks.py',
    },
  ],
  quiet: ['Nothing that must stay up runs on the group.', 'The cluster does not run yet.'],
  supersedes: ['on-demand-fallback-missing'],
  versions: { from: 37 },
  compare: {
    nodeGroup: {
      *added(after, { cluster, subject, workspace, workspaceBefore }) {
        const was = findLaterCluster(subject, workspaceBefore)
        const before = was && findOldName(after, was, cluster)
        // No node of a parked group is lost.
        if (!before || before.max_instances === 0) return

        const apis = findSelecting(before.name, workspace.apisOf(cluster)).map(quote)
        const selected =
          apis.length > 0
            ? `, which ${apis.length > 1 ? 'APIs' : 'API'} ${enumerate(apis)} still asks for`
            : ''
        const fix = keepName(before, after)
        yield {
          at: ['name'],
          severity: apis.length > 0 ? 'error' : 'warning',
          message: `Node group ${quote(after.name)} takes the place of ${quote(before.name)}${selected}: Cortex removes the old group with all its nodes.`,
          ...(fix && { fix }),
        }
      },
    },
  },
})

/** The removed group of the same type whose place a new one takes. */
function findOldName(group: NodeGroup, before: Cluster, after: Cluster): NodeGroup | undefined {
  if (hasTooManyGroups(before) || hasTooManyGroups(after)) return undefined
  const removed = before.node_groups.filter(({ name }) => !hasGroup(after, name))
  const added = after.node_groups.filter(({ name }) => !hasGroup(before, name))
  const { pairs } = matchBy(removed, added, ({ instance_type, spot }) => `${instance_type} ${spot}`)
  return pairs.find(([, now]) => now === group)?.[0]
}

function hasGroup({ node_groups }: Cluster, wanted: string): boolean {
  return node_groups.some(({ name }) => name === wanted)
}

/** The APIs that ask for a group. */
function findSelecting(group: string, apis: readonly Located<'api'>[]): readonly string[] {
  return apis
    .filter(({ value }) => value.node_groups?.includes(group))
    .map(({ value }) => value.name)
}

/** A group that also has another disk, say, needs its new name. */
function keepName(before: NodeGroup, after: NodeGroup): Fix | undefined {
  if (!isDeepEqual(settingsOf(before), settingsOf(after))) return undefined
  return {
    title: `Keep the name ${quote(before.name)}`,
    safety: 'safe',
    edits: [{ op: 'set', path: ['name'], value: before.name }],
  }
}

/** What cannot change under the same name. */
function settingsOf(group: NodeGroup): object {
  return { ...group, name: '', min_instances: 0, max_instances: 0, priority: 0 }
}
