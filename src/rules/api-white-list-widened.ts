import { API_LOAD_BALANCER, describeWidening, type WidenedList } from '../review/load-balancer.ts'
import { defineRule, type Severity } from '../review/rule.ts'

export default defineRule({
  id: 'api-white-list-widened',
  category: 'exposure',
  severity: 'error',
  summary: 'API allowlist widened; more addresses can reach all APIs',
  why: `
    The allowlist is the only access control on the load balancer that all APIs share:
    Cortex does not authenticate API requests. Changes apply to the running cluster at once.
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
  ],
  quiet: ['The new addresses belong to people or services that should call the APIs.'],
  versions: { from: 33 },
  compare: {
    cluster: {
      *modified(before, after, { isWritten }) {
        const widened = describeWidening([before, after], API_LOAD_BALANCER, isWritten)
        if (widened) yield { ...widened.problem, severity: severityOf(widened) }
      },
    },
  },
})

function severityOf({ size, isPublic }: WidenedList): Severity {
  if (size === 'small') return 'info'
  // Whom an internal load balancer lets in is in the network already.
  return size !== 'medium' && isPublic ? 'error' : 'warning'
}
