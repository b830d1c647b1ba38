import { sumMaxInstances } from '../cortex/capacity/capacity.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'nat-gateway-not-redundant',
  category: 'availability',
  severity: 'info',
  summary: 'Large cluster with a single NAT gateway',
  why: `
    A single NAT gateway runs in one availability zone. If that zone fails, no private node
    can pull images or reach S3. Traffic from the other zones is billed as cross-zone data
    transfer, and the gateways of a running cluster cannot be changed.
  `,
  quiet: ['The nodes reach S3 and ECR through VPC endpoints, and little else.'],
  cortex: [
    {
      fact: '`nat_gateway` is `single` by default for private subnets that Cortex makes, and fixed once the cluster exists.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  versions: { from: 16 },
  options: {
    'large-cluster': {
      default: 50,
      minimum: 1,
      description: 'Number of instances from which on a NAT gateway in each zone is recommended',
    },
  },
  compare: {
    cluster: {
      *added(after, { isWritten, option }) {
        if (after.subnet_visibility !== 'private' || after.nat_gateway !== 'single') return
        const instances = sumMaxInstances(after)
        if (instances < option('large-cluster')) return

        const single = quoteOrDefault('single', isWritten(['nat_gateway']))
        yield {
          at: ['nat_gateway'],
          message: `\`nat_gateway\` is ${single} on cluster ${quote(after.cluster_name)} with up to ${instances} instances: if its availability zone fails, all private nodes lose internet egress.`,
          fix: {
            title: 'Set `nat_gateway: highly_available`',
            safety: 'unsafe',
            edits: [{ op: 'set', path: ['nat_gateway'], value: 'highly_available' }],
          },
        }
      },
    },
  },
})
