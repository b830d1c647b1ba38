import { findUnknownGroups } from '../cortex/capacity/hosting.ts'
import { defineRule, type Fix } from '../review/rule.ts'
import { findNearest } from '../text/nearest.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-group-unknown',
  category: 'validity',
  severity: 'error',
  summary: 'An API asks for a node group that its cluster does not have',
  why: `
    \`cortex deploy\` refuses the whole file if an API names a node group that the
    running cluster does not have: none of its APIs are deployed or updated.
    Which cluster a file belongs to is what the settings say, else the only one, else
    the nearest one above.
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
      for (const unknown of findUnknownGroups(api, cluster.value)) {
        const index = api.node_groups?.indexOf(unknown) ?? -1
        const fix = correct(unknown, names, index, api.node_groups ?? [])
        yield {
          at: ['node_groups', index],
          message: `Cortex refuses API ${quote(api.name)}: cluster ${quote(cluster.value.cluster_name)} (${quote(cluster.file.path)}) has no node group ${quote(unknown)}.`,
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
    title: `Name node group ${quote(meant)}`,
    safety: 'unsafe',
    edits: [{ op: 'set', path: ['node_groups', index], value: meant }],
  }
}
