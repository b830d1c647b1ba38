import { isDeepEqual } from '../cortex/compare/normalize.ts'
import type { NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Fix } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

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
  supersedes: ['on-demand-fallback-missing', 'node-group-unknown'],
  versions: { from: 37 },
  compare: {
    nodeGroup: {
      *added(after, { cluster, subject, workspace, comparison }) {
        const before = comparison.counterpartOf(subject)?.value
        // No node of a parked group is lost.
        if (!before || before.max_instances === 0) return

        const apis = workspace
          .apisOf(cluster)
          .filter(({ value }) => value.node_groups?.includes(before.name))
        const names = enumerate(apis.map(({ value }) => quote(value.name)))
        const [subjects, verb] = apis.length > 1 ? ['APIs', 'ask'] : ['API', 'asks']
        const selected = apis.length > 0 ? `, which ${subjects} ${names} still ${verb} for` : ''
        const fix = keepName(before, after)
        yield {
          at: ['name'],
          severity: apis.length > 0 ? 'error' : 'warning',
          message: `Node group ${quote(after.name)} takes the place of ${quote(before.name)}${selected}: Cortex removes the old group with all its nodes.`,
          affects: apis,
          ...(fix && { fix }),
        }
      },
    },
  },
})

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
