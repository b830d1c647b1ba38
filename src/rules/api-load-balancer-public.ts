import { admitsEverybody, findWidening, restoreWhiteList } from '../cortex/exposure.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../source/wording.ts'

const SCHEME = 'api_load_balancer_scheme'
const LIST = 'api_load_balancer_cidr_white_list'
/** The first version with white lists: before it, only an internal load balancer closes the door. */
const WHITE_LISTS = 33

export default defineRule({
  id: 'api-load-balancer-public',
  category: 'exposure',
  severity: 'error',
  summary: 'The APIs of a cluster are reachable from the whole internet',
  why: `
    All APIs of a cluster stand behind one load balancer, and Cortex asks nobody who
    calls them for credentials. Whoever learns the address can send requests and
    submit batch and task jobs, at your expense. The white list can be changed on a
    running cluster, the scheme only on a new one.
  `,
  reference: ['NET-1', 'P6', 'P7'],
  cortex: [
    {
      fact: '`api_load_balancer_scheme` is `internet-facing` by default, and fixed once the cluster exists.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'Both load balancers get the white list as `loadBalancerSourceRanges`, with `0.0.0.0/0` where the key is absent.',
      source: 'manager/manifests/istio.yaml.j2',
    },
    {
      fact: 'Endpoints of BatchAPIs and TaskAPIs are routed through the API load balancer too, and submitting a job asks for no credentials.',
      source: 'cmd/operator/main.go',
    },
  ],
  quiet: ['The APIs are meant for the public and check credentials themselves.'],
  supersedes: ['api-white-list-widened'],
  versions: { from: 16 },
  compare: {
    cluster: {
      *added(after, { isWritten }) {
        const list = after[LIST]
        if (after[SCHEME] !== 'internet-facing' || !admitsEverybody(list)) return

        const hasList = isWritten([LIST])
        const gate = hasList ? 'its white list admits every address' : 'no white list narrows it'
        const hadChoice = after.version.to >= WHITE_LISTS
        yield {
          at: [hasList ? LIST : SCHEME],
          severity: hadChoice ? 'warning' : 'info',
          message: `Cluster ${quote(after.cluster_name)} opens its APIs to the whole internet: \`${SCHEME}\` is ${quoteOrDefault('internet-facing', isWritten([SCHEME]))}, and ${gate}.`,
        }
      },

      *modified(before, after, { isWritten }) {
        if (before[SCHEME] !== 'internal') return
        if (after[SCHEME] !== 'internet-facing') return

        const was = before[LIST]
        const now = after[LIST]
        const whom = admitsEverybody(now) ? 'to the whole internet' : 'to addresses on the internet'
        const scheme = quoteOrDefault('internet-facing', isWritten([SCHEME]))
        yield {
          at: [SCHEME],
          message: `Cluster ${quote(after.cluster_name)} opens its APIs ${whom}: \`${SCHEME}\` goes from \`internal\` to ${scheme}, and ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: 'Keep the load balancer internal',
            safety: 'safe',
            edits: [
              { op: 'set', path: [SCHEME], value: 'internal' },
              ...(findWidening(was, now)
                ? restoreWhiteList(LIST, was, now, isWritten([LIST]))
                : []),
            ],
          },
        }
      },
    },
  },
})
