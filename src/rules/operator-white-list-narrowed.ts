import { admitsEverybody } from '../cortex/exposure.ts'
import { findShutOut } from '../cortex/white-list.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../source/wording.ts'

const KEY = 'operator_load_balancer_cidr_white_list'

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
  quiet: ['Nobody deploys from the old addresses any more.'],
  versions: { from: 33 },
  compare: {
    cluster: {
      *modified(before, after) {
        const [was, now] = [before[KEY], after[KEY]]
        const cidrs = findShutOut(was, now)
        if (cidrs.length === 0) return

        // A first white list is what the operator should have.
        const isFirst = admitsEverybody(was)
        const whom = isFirst
          ? 'all but the listed addresses'
          : `addresses of ${enumerate(cidrs.map(quote))}`
        yield {
          at: [KEY],
          severity: isFirst ? 'info' : 'warning',
          message: `The operator of cluster ${quote(after.cluster_name)} shuts out ${whom}: \`${KEY}\` is narrower than before.`,
        }
      },
    },
  },
})
