import { isDeepEqual } from '../cortex/compare/normalize.ts'
import type { NodeGroup } from '../cortex/tables/cluster-types.ts'
import { defineRule, type Fix } from '../review/rule.ts'
import { nameAll } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-group-renamed',
  category: 'availability',
  severity: 'warning',
  summary: 'Node group renamed; Cortex replaces it and evicts its pods',
  why: `
    Cortex adds the new group with one instance and then removes the old one. Pods are
    evicted while new nodes are still starting, and both groups count against the quota of
    the account. Add the new group first, and remove the old one in a later change.
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
        const names = apis.map(({ value }) => value.name)
        const [old, verb] = [quote(before.name), apis.length > 1 ? 'select' : 'selects']
        const fix = keepName(before, after)
        yield {
          at: ['name'],
          severity: apis.length > 0 ? 'error' : 'warning',
          message:
            apis.length > 0
              ? `Node group ${old} replaced by ${quote(after.name)}, but ${nameAll('API', names)} still ${verb} ${old}: Cortex removes the old group with all its nodes.`
              : `Node group ${old} replaced by ${quote(after.name)}: Cortex adds the new group, then removes the old one and evicts its pods.`,
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
    title: `Restore ${quote(`name: ${before.name}`)}`,
    safety: 'safe',
    edits: [{ op: 'set', path: ['name'], value: before.name }],
  }
}

/** What cannot change under the same name. */
function settingsOf(group: NodeGroup): object {
  return { ...group, name: '', min_instances: 0, max_instances: 0, priority: 0 }
}
