import { API_LOAD_BALANCER, phraseShutOut } from '../review/load-balancer.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'api-white-list-narrowed',
  category: 'availability',
  severity: 'info',
  precedence: -1,
  summary: 'API allowlist narrowed; some clients lose access',
  why: `
    All APIs of a cluster share one load balancer and its allowlist. Clients outside the
    listed CIDR blocks are blocked from every API as soon as the change is applied to the
    running cluster.
  `,
  cortex: [
    {
      fact: 'Both load balancers get their allowlist as `loadBalancerSourceRanges`; without the key it is `0.0.0.0/0`.',
      source: 'manager/manifests/istio.yaml.j2',
    },
    {
      fact: '`cortex cluster configure` renders the load balancers anew, so the list holds at once.',
      source: 'manager/install.sh',
    },
  ],
  quiet: ['No client calls from the old addresses anymore.'],
  versions: { from: 33 },
  compare: {
    cluster: {
      *modified(before, after) {
        const whom = phraseShutOut([before, after], API_LOAD_BALANCER)
        if (whom === undefined) return

        const { list } = API_LOAD_BALANCER
        yield {
          at: [list],
          message: `\`${list}\` narrowed on cluster ${quote(after.cluster_name)}: ${whom} can no longer reach any API.`,
        }
      },
    },
  },
})
