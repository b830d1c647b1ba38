import { sumMaxInstances } from '../cortex/capacity/capacity.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'nat-gateway-not-redundant',
  category: 'availability',
  severity: 'info',
  summary: 'A large cluster depends on one NAT gateway',
  why: `
    A single NAT gateway stands in one availability zone. When that zone fails, no
    private node can pull images or reach S3 any more, and all traffic of the others
    crosses zones, which is paid for by the gigabyte. The gateways of a running
    cluster cannot be changed.
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
      description: 'From this many instances on, a gateway in each zone is worth its price',
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
          message: `All private nodes of cluster ${quote(after.cluster_name)}, up to ${instances}, depend on a NAT gateway in one availability zone: \`nat_gateway\` is ${single}.`,
          fix: {
            title: 'Put a NAT gateway into each zone',
            safety: 'unsafe',
            edits: [{ op: 'set', path: ['nat_gateway'], value: 'highly_available' }],
          },
        }
      },
    },
  },
})
