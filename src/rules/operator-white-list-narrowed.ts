import { admitsEverybody } from '../cortex/facts/exposure.ts'
import { OPERATOR_LOAD_BALANCER, phraseShutOut } from '../review/load-balancer.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'operator-white-list-narrowed',
  category: 'availability',
  severity: 'warning',
  precedence: -1,
  summary: 'Operator allowlist narrowed; the CLI or CI may lose access',
  why: `
    The Cortex CLI, the Python client, and deploy jobs all use the operator. Clients outside
    the allowlist are locked out as soon as the change is applied, possibly including the
    job that applies the next change.
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
  quiet: ['Nobody deploys from the old addresses anymore.'],
  versions: { from: 33 },
  compare: {
    cluster: {
      *modified(before, after) {
        const whom = phraseShutOut([before, after], OPERATOR_LOAD_BALANCER)
        if (whom === undefined) return

        const { list } = OPERATOR_LOAD_BALANCER
        yield {
          at: [list],
          // A first white list is what the operator should have.
          severity: admitsEverybody(before[list]) ? 'info' : 'warning',
          message: `\`${list}\` narrowed on cluster ${quote(after.cluster_name)}: ${whom} can no longer reach the operator.`,
        }
      },
    },
  },
})
