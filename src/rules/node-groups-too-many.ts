import { hasTooManyGroups } from '../cortex/capacity/fallback.ts'
import { mostGroups, RULES_QUOTA } from '../cortex/facts/white-list.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'node-groups-too-many',
  category: 'capacity',
  severity: 'warning',
  summary: 'More node groups than the security group quota allows',
  why: `
    Each node group needs two rules in the security group of the control plane. AWS allows
    60 rules unless the account has a higher quota. Cortex checks this first, counting
    groups that are about to be removed, and neither creates nor updates the cluster.
  `,
  cortex: [
    {
      fact: 'The control plane needs two rules for each node group and four more, checked against the quota of the account.',
      source: 'pkg/lib/aws/servicequotas.go',
    },
    {
      fact: 'More than 100 groups are rejected in any case.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The account has a higher quota: set the option `security-group-rules`.'],
  versions: { from: 42 },
  options: {
    'security-group-rules': {
      default: RULES_QUOTA,
      minimum: 1,
      description: 'Number of rules that the AWS account allows in one security group',
    },
  },
  inspect: {
    *cluster(cluster, { option }) {
      const count = cluster.node_groups.length
      const limit = mostGroups(option('security-group-rules'))
      // More than Cortex takes at all is said with what Cortex refuses.
      if (count <= limit || hasTooManyGroups(cluster)) return

      yield {
        at: ['node_groups'],
        message: `Cluster ${quote(cluster.cluster_name)} has ${count} node groups: the security group of its control plane has room for ${limit}, so Cortex rejects the config.`,
      }
    },
  },
})
