import {
  API_LOAD_BALANCER,
  describeOpen,
  describeOpening,
  knowsWhiteLists,
} from '../review/load-balancer.ts'
import { defineRule } from '../review/rule.ts'

export default defineRule({
  id: 'api-load-balancer-public',
  category: 'exposure',
  severity: 'error',
  summary: 'APIs of a cluster are publicly accessible',
  why: `
    All APIs of a cluster share one load balancer, and Cortex does not authenticate API
    requests. Anyone who knows the address can send requests and submit batch and task jobs
    at your expense. The allowlist can be changed on a running cluster; the scheme only on a
    new one.
  `,
  cortex: [
    {
      fact: '`api_load_balancer_scheme` is `internet-facing` by default, and fixed once the cluster exists.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'Both load balancers get their allowlist as `loadBalancerSourceRanges`; without the key it is `0.0.0.0/0`.',
      source: 'manager/manifests/istio.yaml.j2',
    },
    {
      fact: 'Endpoints of BatchAPIs and TaskAPIs are also routed through the API load balancer, and submitting a job requires no authentication.',
      source: 'cmd/operator/main.go',
    },
  ],
  quiet: ['The APIs are public by design and authenticate requests themselves.'],
  supersedes: ['api-white-list-widened'],
  versions: { from: 16 },
  compare: {
    cluster: {
      *added(after, { isWritten }) {
        const open = describeOpen(after, API_LOAD_BALANCER, isWritten)
        if (open) yield { ...open, severity: knowsWhiteLists(after) ? 'warning' : 'info' }
      },

      *modified(before, after, { isWritten }) {
        const opening = describeOpening([before, after], API_LOAD_BALANCER, isWritten)
        if (opening) yield opening
      },
    },
  },
})
