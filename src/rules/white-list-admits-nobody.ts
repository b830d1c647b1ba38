import { admitsNobody } from '../cortex/facts/white-list.ts'
import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'white-list-admits-nobody',
  category: 'availability',
  severity: 'warning',
  summary: 'A white list shuts everybody out from an internet-facing load balancer',
  why: `
    Requests reach an internet-facing load balancer from public IPv4 addresses, also
    those from the same VPC. With only private or IPv6 blocks on the white list none
    gets through: either the load balancer is meant to be internal, or the list to
    name public addresses.
  `,
  cortex: [
    {
      fact: 'Both load balancers get the white list as `loadBalancerSourceRanges`, with `0.0.0.0/0` where the key is absent.',
      source: 'manager/manifests/istio.yaml.j2',
    },
    {
      fact: 'Every block has to be one that Go can parse: IPv6 and private ranges pass, a bare address does not.',
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
          message: `Nobody reaches ${what} of cluster ${quote(cluster.cluster_name)}: its load balancer is internet-facing, but \`${key}\` admits only ${enumerate(list.map(quote))}.`,
        }
      }
    },
  },
})

const LISTS = [
  {
    key: 'api_load_balancer_cidr_white_list',
    scheme: 'api_load_balancer_scheme',
    what: 'the APIs',
  },
  {
    key: 'operator_load_balancer_cidr_white_list',
    scheme: 'operator_load_balancer_scheme',
    what: 'the operator',
  },
] as const satisfies readonly {
  readonly key: keyof Cluster
  readonly scheme: keyof Cluster
  readonly what: string
}[]
