import { findWidening, restoreWhiteList, type Widening } from '../cortex/exposure.ts'
import { defineRule, type Severity } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../source/wording.ts'

const KEY = 'api_load_balancer_cidr_white_list'

export default defineRule({
  id: 'api-white-list-widened',
  category: 'exposure',
  severity: 'error',
  summary: 'More addresses are let through to the APIs of a cluster',
  why: `
    The white list is the only lock on the load balancer that all APIs of a cluster
    share: Cortex asks callers for no credentials. A change takes effect as soon as
    it is applied to the running cluster. Without the key every address is let
    through; an empty list is refused and locks nothing.
  `,
  reference: ['NET-3'],
  cortex: [
    {
      fact: 'Both load balancers get the white list as `loadBalancerSourceRanges`, with `0.0.0.0/0` where the key is absent.',
      source: 'manager/manifests/istio.yaml.j2',
    },
    {
      fact: 'An empty list and null are refused, so that nobody can say “no address”.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The new addresses belong to people or services that should call the APIs.'],
  versions: { from: 33 },
  compare: {
    cluster: {
      *modified(before, after, { isWritten }) {
        const widening = findWidening(before[KEY], after[KEY])
        if (!widening) return

        const isPublic = after.api_load_balancer_scheme !== 'internal'
        const whom =
          widening.size === 'everybody' && isPublic ? 'the whole internet' : 'more addresses'
        const cidrs = enumerate(widening.cidrs.map(quote))
        const news = isWritten([KEY]) ? 'now also admits' : 'is gone, and the default admits'
        yield {
          at: [KEY],
          severity: severityOf(widening, isPublic),
          message: `Cluster ${quote(after.cluster_name)} lets ${whom} through to its APIs: \`${KEY}\` ${news} ${cidrs}.`,
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

function severityOf({ size }: Widening, isPublic: boolean): Severity {
  if (size === 'small') return 'info'
  // Whom an internal load balancer lets in is in the network already.
  return size !== 'medium' && isPublic ? 'error' : 'warning'
}
