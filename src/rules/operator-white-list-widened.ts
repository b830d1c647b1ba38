import { describeWidening, OPERATOR_LOAD_BALANCER } from '../review/load-balancer.ts'
import { defineRule } from '../review/rule.ts'

export default defineRule({
  id: 'operator-white-list-widened',
  category: 'exposure',
  severity: 'error',
  summary: 'Operator allowlist widened; more addresses can control the cluster',
  why: `
    The operator deploys and deletes APIs, and the allowlist is the only protection of its
    unauthenticated batch and task endpoints. Changes apply to the running cluster at once.
    Without the key, every address is allowed; an empty list is rejected.
  `,
  cortex: [
    {
      fact: 'Both load balancers get their allowlist as `loadBalancerSourceRanges`; without the key it is `0.0.0.0/0`.',
      source: 'manager/manifests/istio.yaml.j2',
    },
    {
      fact: 'An empty list and null are rejected; there is no way to allow no address at all.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'Submitting, reading, and stopping batch and task jobs require no authentication.',
      source: 'cmd/operator/main.go',
    },
  ],
  quiet: ['The new addresses are those of colleagues or CI jobs that deploy APIs.'],
  versions: { from: 33 },
  compare: {
    cluster: {
      *modified(before, after, { isWritten }) {
        const widened = describeWidening([before, after], OPERATOR_LOAD_BALANCER, isWritten)
        if (!widened) return

        yield { ...widened.problem, severity: widened.size === 'small' ? 'warning' : 'error' }
      },
    },
  },
})
