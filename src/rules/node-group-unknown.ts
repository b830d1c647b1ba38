import { findUnknownGroups } from '../cortex/capacity/hosting.ts'
import { defineRule, type Fix } from '../review/rule.ts'
import { findNearest } from '../text/nearest.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-group-unknown',
  category: 'validity',
  severity: 'error',
  summary: 'API selects a node group that its cluster does not have',
  why: `
    \`cortex deploy\` rejects the whole file if an API selects a node group that the running
    cluster does not have. None of its APIs is deployed or updated. A file is paired with
    the cluster that the setting \`clusters\` names, else with the only one, else with the
    nearest one above.
  `,
  cortex: [
    {
      fact: 'Every name in `node_groups` must be that of a node group of the running cluster.',
      source: 'pkg/operator/resources/validations.go',
    },
  ],
  quiet: ['The API is for another cluster: say so with `clusters` in the settings.'],
  versions: { from: 37 },
  inspect: {
    *api(api, { subject, workspace }) {
      const cluster = workspace.clusterOf(subject)
      // A cluster without groups is another matter.
      if (!cluster || cluster.value.node_groups.length === 0) return

      const names = cluster.value.node_groups.map(({ name }) => name)
      const hint = (unknown: string) => {
        const near = findNearest(unknown, names)
        return near === undefined ? '' : ` (the closest name is ${quote(near)})`
      }
      for (const unknown of findUnknownGroups(api, cluster.value)) {
        const index = api.node_groups?.indexOf(unknown) ?? -1
        const fix = correct(unknown, names, index, api.node_groups ?? [])
        yield {
          at: ['node_groups', index],
          message: `API ${quote(api.name)} selects unknown node group ${quote(unknown)}: cluster ${quote(cluster.value.cluster_name)} (${quote(cluster.file.path)}) does not have it${hint(unknown)}, so Cortex rejects the deploy.`,
          refuses: 'file',
          causes: [{ subject: cluster, at: ['node_groups'] }],
          ...(fix && { fix }),
        }
      }
    },
  },
})

/** So short a name is hardly misspelt: `gpu` is not meant by `cpu`. */
const SHORT = 5

/** The name that was meant, where one comes close. */
function correct(
  unknown: string,
  known: readonly string[],
  index: number,
  named: readonly string[],
): Fix | undefined {
  const meant = findNearest(unknown, known)
  if (meant === undefined || meant.length < SHORT || named.includes(meant)) return undefined
  return {
    title: `Change to ${quote(meant)}`,
    safety: 'unsafe',
    edits: [{ op: 'set', path: ['node_groups', index], value: meant }],
  }
}
