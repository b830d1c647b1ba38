import { findWidening, restoreWhiteList } from '../cortex/exposure.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../source/wording.ts'

const KEY = 'operator_load_balancer_cidr_white_list'

export default defineRule({
  id: 'operator-white-list-widened',
  category: 'exposure',
  severity: 'error',
  summary: 'More addresses are let through to the operator of a cluster',
  why: `
    The operator deploys and deletes APIs, and its endpoints for batch and task jobs
    ask for no credentials: the white list is their only lock. A change takes effect
    as soon as it is applied to the running cluster. Without the key every address
    is let through; an empty list is refused and locks nothing.
  `,
  reference: ['NET-4', 'P9'],
  cortex: [
    {
      fact: 'Both load balancers get the white list as `loadBalancerSourceRanges`, with `0.0.0.0/0` where the key is absent.',
      source: 'manager/manifests/istio.yaml.j2',
    },
    {
      fact: 'An empty list and null are refused, so that nobody can say “no address”.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'Submitting, reading and stopping batch and task jobs ask for no credentials.',
      source: 'cmd/operator/main.go',
    },
  ],
  quiet: ['The new addresses are those of colleagues or CI jobs that deploy APIs.'],
  versions: { from: 33 },
  compare: {
    cluster: {
      *modified(before, after, { isWritten }) {
        const widening = findWidening(before[KEY], after[KEY])
        if (!widening) return

        const isPublic = after.operator_load_balancer_scheme !== 'internal'
        const whom =
          widening.size === 'everybody' && isPublic ? 'the whole internet' : 'more addresses'
        const cidrs = enumerate(widening.cidrs.map(quote))
        const news = isWritten([KEY]) ? 'now also admits' : 'is gone, and the default admits'
        yield {
          at: [KEY],
          severity: widening.size === 'small' ? 'warning' : 'error',
          message: `Cluster ${quote(after.cluster_name)} lets ${whom} through to its operator: \`${KEY}\` ${news} ${cidrs}.`,
          fix: {
            title: 'Keep the white list as narrow as it was',
            safety: 'safe',
            edits: restoreWhiteList(KEY, before[KEY], after[KEY], isWritten([KEY])),
          },
        }
      },
    },
  },
})
