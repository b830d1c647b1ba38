import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'default-zones-recomputed',
  category: 'validity',
  severity: 'info',
  summary: 'New instance type may change the default availability zones',
  why: `
    Without \`availability_zones\`, Cortex recomputes the zones for every update: the first
    ones in the region that offer all instance types. If a zone in use does not offer the
    new type, the zones differ, and the whole file is rejected without naming a key.
  `,
  cortex: [
    {
      fact: 'The default is the first three zones by name (two in us-east-1) that offer all primary instance types, never `us-east-1e`.',
      source: 'pkg/types/clusterconfig/availability_zones.go',
    },
    {
      fact: 'It is worked out again for every `cortex cluster configure` and compared with the stored zones.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['AWS offers the instance type in every zone that the cluster uses.'],
  versions: { from: 42 },
  compare: {
    nodeGroup: {
      *added({ name, instance_type: type }, { cluster, subject, comparison }) {
        const { availability_zones: zones, subnets = [] } = cluster
        if (zones.length > 0 || subnets.length > 0) return

        const known = comparison.otherClusterOf(subject)
        if (!known || known.value.node_groups.some((old) => old.instance_type === type)) return

        yield {
          at: ['instance_type'],
          message: `${quote(type)} in node group ${quote(name)} may change the default availability zones of cluster ${quote(cluster.cluster_name)}: unless every zone in use offers it, the update is rejected.`,
        }
      },
    },
  },
})
