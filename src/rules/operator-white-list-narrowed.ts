import { admitsEverybody } from '../cortex/facts/exposure.ts'
import { OPERATOR_LOAD_BALANCER, phraseShutOut } from '../review/load-balancer.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'operator-white-list-narrowed',
  category: 'availability',
  severity: 'warning',
  precedence: -1,
  summary: 'Addresses are shut out from the operator of a cluster',
  why: `
    The command line, the Python client and the jobs that deploy APIs all go through
    the operator. Whoever comes from an address that is no longer listed is locked
    out as soon as the change is applied, perhaps even the job that applies the next
    one.
  `,
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
  quiet: ['Nobody deploys from the old addresses any more.'],
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
          message: `The operator of cluster ${quote(after.cluster_name)} shuts out ${whom}: \`${list}\` is narrower than before.`,
        }
      },
    },
  },
})
