import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../text/wording.ts'
import type { Edit } from '../yaml/edit/edits.ts'

export default defineRule({
  id: 'nodes-made-public',
  category: 'exposure',
  severity: 'error',
  summary: 'Nodes are placed in public subnets',
  why: `
    In public subnets, every instance has a public IP address, and only security groups
    protect it and your containers, which run privileged. Subnets are created with the
    cluster, so the change takes effect on the next cluster created from this file.
  `,
  cortex: [
    {
      fact: '`subnet_visibility` is `public` by default, and fixed once the cluster exists.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The cluster is thrown away after a test and holds no data.'],
  versions: { from: 16 },
  compare: {
    cluster: {
      *added(after, { isWritten }) {
        // Subnets that exist already are public or not, whatever the file says.
        if (after.subnet_visibility !== 'public' || after.subnets?.length) return
        if (after.provider === 'gcp') return

        const visibility = quoteOrDefault('public', isWritten(['subnet_visibility']))
        yield {
          at: ['subnet_visibility'],
          severity: 'warning',
          message: `\`subnet_visibility\` is ${visibility} on new cluster ${quote(after.cluster_name)}: nodes get public IP addresses, and this cannot be changed later.`,
          fix: {
            title: 'Set `subnet_visibility: private`',
            safety: 'unsafe',
            edits: [
              { op: 'set', path: ['subnet_visibility'], value: 'private' },
              ...addNatGateway(after),
            ],
          },
        }
      },

      *modified(before, after, { isWritten }) {
        if (before.subnet_visibility !== 'private' || after.subnet_visibility !== 'public') return

        const visibility = quoteOrDefault('public', isWritten(['subnet_visibility']))
        yield {
          at: ['subnet_visibility'],
          message: `\`subnet_visibility\` changed to ${visibility} on cluster ${quote(after.cluster_name)}: nodes get public IP addresses; ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: 'Restore `subnet_visibility: private`',
            safety: 'safe',
            // Private nodes need the gateway that public ones could do without.
            edits: [['subnet_visibility'], ['nat_gateway']].map((path) => ({
              op: 'restore',
              path,
            })),
          },
        }
      },
    },
  },
})

/** The default would do, but it costs something, so the file had better say it. */
function addNatGateway({ nat_gateway }: Cluster): readonly Edit[] {
  if (nat_gateway !== undefined && nat_gateway !== 'none') return []
  return [{ op: 'set', path: ['nat_gateway'], value: 'single' }]
}
