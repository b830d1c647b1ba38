import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'cluster-removed',
  category: 'capacity',
  severity: 'warning',
  summary: 'Config of a cluster removed, but the cluster keeps running',
  why: `
    Only \`cortex cluster down\` deletes a cluster. Without its config, the cluster keeps
    running and incurring cost, and its changes are not reviewed. Delete the cluster first,
    or keep its config in a file that is reviewed.
  `,
  cortex: [
    {
      fact: 'A cluster is deleted by `cortex cluster down` alone; no command compares running clusters with files.',
      source: 'cli/cmd/cluster.go',
    },
  ],
  quiet: ['The cluster was deleted already.'],
  compare: {
    cluster: {
      *removed({ cluster_name }, { subject, comparison }) {
        if (comparison.relationOf(subject).fate !== 'went') return

        yield {
          at: [],
          message: `Config of cluster ${quote(cluster_name)} removed from ${quote(subject.file.path)}: the cluster keeps running and incurring cost until you run \`cortex cluster down\`.`,
        }
      },
    },
  },
})
