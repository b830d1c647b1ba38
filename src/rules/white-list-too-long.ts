import { countInboundRules, RULES_QUOTA } from '../cortex/facts/white-list.ts'
import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { mergeBlocks } from '../cortex/values/cidr-merge.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'white-list-too-long',
  category: 'capacity',
  severity: 'warning',
  summary: 'Allowlist needs more security group rules than AWS allows',
  why: `
    Each CIDR block becomes five rules in the security group of every node group, in
    addition to eight per availability zone. AWS allows 60 unless the account has a higher
    quota. Cortex checks this first and neither creates nor updates the cluster.
  `,
  cortex: [
    {
      fact: 'A node group needs 11 rules, 8 for each zone, and for the longer allowlist one rule and five for each block after the first, checked against the quota of the account.',
      source: 'pkg/lib/aws/servicequotas.go',
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
    *cluster(cluster, { isWritten, option }) {
      const longest = findLongest(cluster, isWritten)
      if (!longest) return

      const limit = option('security-group-rules')
      const { count, zones, areZonesKnown } = countInboundRules(cluster, longest.length)
      if (count <= limit) return

      const zoneCount = `${zones} availability zones${areZonesKnown ? '' : ' by default'}`
      const blocks = mergeBlocks(cluster[longest.key])
      yield {
        at: [longest.key],
        message: `\`${longest.key}\` of cluster ${quote(cluster.cluster_name)} needs ${count} security group rules: AWS allows ${limit}, and the list has ${longest.length} CIDR blocks for ${zoneCount}.`,
        ...(countInboundRules(cluster, blocks.length).count <= limit && {
          fix: {
            title: 'Merge the CIDR blocks',
            safety: 'safe',
            edits: [{ op: 'set', path: [longest.key], value: blocks }],
          },
        }),
      }
    },
  },
})

const KEYS = [
  'api_load_balancer_cidr_white_list',
  'operator_load_balancer_cidr_white_list',
] as const

function findLongest(cluster: Cluster, isWritten: (path: readonly string[]) => boolean) {
  return KEYS.filter((key) => isWritten([key]))
    .map((key) => ({ key, length: cluster[key].length }))
    .toSorted((a, b) => b.length - a.length)[0]
}
