import { admitsNobody } from '../cortex/facts/white-list.ts'
import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'white-list-admits-nobody',
  category: 'availability',
  severity: 'warning',
  summary: 'Allowlist blocks all clients of an internet-facing load balancer',
  why: `
    An internet-facing load balancer receives requests from public IPv4 addresses, even from
    within the same VPC. An allowlist with only private or IPv6 ranges blocks all of them.
    Make the load balancer internal, or list public CIDR blocks.
  `,
  cortex: [
    {
      fact: 'Both load balancers get their allowlist as `loadBalancerSourceRanges`; without the key it is `0.0.0.0/0`.',
      source: 'manager/manifests/istio.yaml.j2',
    },
    {
      fact: 'Every entry must be a CIDR block that Go can parse: IPv6 and private ranges are accepted, an address without a prefix length is not.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  versions: { from: 33 },
  inspect: {
    *cluster(cluster, { isWritten }) {
      for (const { key, scheme, what } of LISTS) {
        const list = cluster[key]
        if (cluster[scheme] !== 'internet-facing' || !isWritten([key])) continue
        if (!admitsNobody(list)) continue

        yield {
          at: [key],
          message: `\`${key}\` blocks all clients of cluster ${quote(cluster.cluster_name)}: the ${what} load balancer is internet-facing, but the list allows only ${enumerate(list.map(quote))}.`,
        }
      }
    },
  },
})

const LISTS = [
  {
    key: 'api_load_balancer_cidr_white_list',
    scheme: 'api_load_balancer_scheme',
    what: 'API',
  },
  {
    key: 'operator_load_balancer_cidr_white_list',
    scheme: 'operator_load_balancer_scheme',
    what: 'operator',
  },
] as const satisfies readonly {
  readonly key: keyof Cluster
  readonly scheme: keyof Cluster
  readonly what: string
}[]
