import { admitsEverybody, findWidening, restoreWhiteList } from '../cortex/exposure.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../source/wording.ts'

const SCHEME = 'operator_load_balancer_scheme'
const LIST = 'operator_load_balancer_cidr_white_list'
/** The first version with white lists: before it, only an internal load balancer closes the door. */
const WHITE_LISTS = 33

export default defineRule({
  id: 'operator-load-balancer-public',
  category: 'exposure',
  severity: 'error',
  summary: 'The operator of a cluster is reachable from the whole internet',
  why: `
    Batch and task endpoints of the operator ask for no credentials at all: whoever
    reaches its load balancer can start and stop jobs. The endpoints that deploy and
    delete APIs accept any credentials of the same AWS account. An internal load
    balancer needs VPC peering for the command line and CI.
  `,
  reference: ['NET-2', 'P8', 'P9'],
  cortex: [
    {
      fact: 'Submitting, reading and stopping batch and task jobs, and `/metrics`, ask for no credentials.',
      source: 'cmd/operator/main.go',
    },
    {
      fact: 'All other endpoints of the operator take any valid credentials of the same AWS account.',
      source: 'cmd/operator/main.go',
    },
    {
      fact: '`operator_load_balancer_scheme` is `internet-facing` by default, and fixed once the cluster exists.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The cluster is thrown away after a test and runs no batch or task APIs.'],
  supersedes: ['operator-white-list-widened'],
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
          severity: hadChoice ? 'error' : 'warning',
          message: `Cluster ${quote(after.cluster_name)} opens its operator to the whole internet: \`${SCHEME}\` is ${quoteOrDefault('internet-facing', isWritten([SCHEME]))}, and ${gate}.`,
          fix: {
            title: 'Make the load balancer internal',
            safety: 'unsafe',
            edits: [{ op: 'set', path: [SCHEME], value: 'internal' }],
          },
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
          message: `Cluster ${quote(after.cluster_name)} opens its operator ${whom}: \`${SCHEME}\` goes from \`internal\` to ${scheme}, and ${REFUSED_WHEN_RUNNING}.`,
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
