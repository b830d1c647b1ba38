import { admitsEverybody } from '../cortex/exposure.ts'
import { findShutOut } from '../cortex/white-list.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../source/wording.ts'

const KEY = 'api_load_balancer_cidr_white_list'

export default defineRule({
  id: 'api-white-list-narrowed',
  category: 'availability',
  severity: 'info',
  precedence: -1,
  summary: 'Addresses are shut out from the APIs of a cluster',
  why: `
    All APIs of a cluster share one load balancer and its white list. Clients whose
    addresses are no longer listed get no answer, from any API, as soon as the change
    is applied to the running cluster.
  `,
  reference: ['NET-8'],
  cortex: [
    {
      fact: 'Both load balancers get the white list as `loadBalancerSourceRanges`, with `0.0.0.0/0` where the key is absent.',
      source: 'manager/manifests/istio.yaml.j2',
    },
    {
      fact: '`cortex cluster configure` renders the load balancers anew, so the list holds at once.',
      source: 'manager/install.sh',
    },
  ],
  quiet: ['No client calls from the old addresses any more.'],
  versions: { from: 33 },
  compare: {
    cluster: {
      *modified(before, after) {
        const [was, now] = [before[KEY], after[KEY]]
        const cidrs = findShutOut(was, now)
        if (cidrs.length === 0) return

        const whom = admitsEverybody(was)
          ? 'all but the listed addresses'
          : `addresses of ${enumerate(cidrs.map(quote))}`
        yield {
          at: [KEY],
          message: `The APIs of cluster ${quote(after.cluster_name)} shut out ${whom}: \`${KEY}\` is narrower than before.`,
        }
      },
    },
  },
})
