import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-groups-missing',
  category: 'validity',
  severity: 'error',
  summary: 'APIs for a cluster that has no node groups',
  why: `
    Without a node group there is no node for a pod. \`cortex deploy\` rejects every file
    for such a cluster. Add a node group and run \`cortex cluster configure\` first.
  `,
  cortex: [
    {
      fact: 'A deploy is rejected while the cluster has no node groups.',
      source: 'pkg/operator/resources/validations.go',
    },
  ],
  quiet: ['The node groups are added to the cluster before the APIs are deployed.'],
  versions: { from: 36 },
  inspect: {
    *api(_, { subject, workspace }) {
      const cluster = workspace.clusterOf(subject)
      if (!cluster || cluster.value.node_groups.length > 0) return
      const apis = workspace
        .apisOf(cluster.value)
        .filter(({ file, value }) => file === subject.file && value.pod !== undefined)
      // One word for a file is enough: it is rejected as a whole.
      if (apis[0] !== subject) return

      const names = enumerate(apis.map(({ value }) => quote(value.name)))
      yield {
        at: ['name'],
        message: `Cluster ${quote(cluster.value.cluster_name)} (${quote(cluster.file.path)}) has no node groups, so Cortex rejects ${apis.length > 1 ? 'APIs' : 'API'} ${names}.`,
        refuses: 'file',
        causes: [{ subject: cluster, at: ['node_groups'] }],
      }
    },
  },
})
