import { defineRule } from '../review/rule.ts'
import { quoteOrDefault, REFUSED_WHEN_RUNNING, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'nat-gateway-removed',
  category: 'availability',
  severity: 'error',
  summary: 'NAT gateway removed; private nodes lose internet egress',
  why: `
    Nodes in private subnets reach registries, S3, and SQS through the NAT gateway. Without
    it, no image can be pulled and no API starts, unless the VPC that you bring
    (\`subnets\`) provides its own egress.
  `,
  cortex: [
    {
      fact: '`nat_gateway: none` with private subnets is rejected unless `subnets` are given, and with `subnets` it has to be `none`.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'On a running cluster, only `ssl_certificate_arn`, the two allowlists, the set of node groups, and their `min_instances`, `max_instances`, and `priority` can change; any other difference makes Cortex reject the whole file.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The subnets of your own VPC are routed to a NAT or transit gateway.'],
  versions: { from: 16 },
  compare: {
    cluster: {
      *modified(before, after, { earlier, isWritten }) {
        const gateway = before.nat_gateway
        if (gateway === undefined || gateway === 'none' || after.nat_gateway !== 'none') return
        if (after.subnet_visibility !== 'private') return

        const bringsSubnets = !before.subnets?.length && Boolean(after.subnets?.length)
        const none = quoteOrDefault('none', isWritten(['nat_gateway']))
        yield {
          at: ['nat_gateway'],
          severity: bringsSubnets ? 'warning' : 'error',
          message: `\`nat_gateway\` changed from ${quote(gateway)} to ${none} on cluster ${quote(after.cluster_name)}: ${bringsSubnets ? 'the subnets in `subnets` must provide internet egress' : 'private nodes lose internet egress'}; ${REFUSED_WHEN_RUNNING}.`,
          ...(!after.subnets?.length && {
            fix: {
              title: restoreTitle(earlier, ['nat_gateway']),
              safety: 'safe',
              edits: [{ op: 'restore', path: ['nat_gateway'] }],
            },
          }),
        }
      },
    },
  },
})
