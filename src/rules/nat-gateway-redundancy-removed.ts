import { defineRule } from '../review/rule.ts'
import { quoteOrDefault, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'nat-gateway-redundancy-removed',
  category: 'availability',
  severity: 'warning',
  summary: 'NAT gateway redundancy removed',
  why: `
    With \`highly_available\`, every availability zone has its own NAT gateway. A single one
    runs in one zone. If that zone fails, private nodes in all zones can no longer pull
    images or reach S3.
  `,
  cortex: [
    {
      fact: '`highly_available` is one NAT gateway for each availability zone, `single` one for the cluster.',
      source: 'manager/generate_eks.py',
    },
    {
      fact: 'On a running cluster, only `ssl_certificate_arn`, the two allowlists, the set of node groups, and their `min_instances`, `max_instances`, and `priority` can change; any other difference makes Cortex reject the whole file.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The cluster is small or for tests, and the price of several gateways matters more.'],
  versions: { from: 16 },
  compare: {
    cluster: {
      *modified(before, after, { isWritten }) {
        if (before.nat_gateway !== 'highly_available' || after.nat_gateway !== 'single') return
        if (after.subnet_visibility !== 'private') return

        const single = quoteOrDefault('single', isWritten(['nat_gateway']))
        yield {
          at: ['nat_gateway'],
          message: `\`nat_gateway\` changed from \`highly_available\` to ${single} on cluster ${quote(after.cluster_name)}: if one availability zone fails, all private nodes lose internet egress; ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: 'Restore `nat_gateway: highly_available`',
            safety: 'safe',
            edits: [{ op: 'restore', path: ['nat_gateway'] }],
          },
        }
      },
    },
  },
})
