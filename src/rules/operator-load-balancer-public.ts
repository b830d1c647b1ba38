import {
  describeOpen,
  describeOpening,
  knowsWhiteLists,
  OPERATOR_LOAD_BALANCER,
} from '../review/load-balancer.ts'
import { defineRule } from '../review/rule.ts'

export default defineRule({
  id: 'operator-load-balancer-public',
  category: 'exposure',
  severity: 'error',
  summary: 'Operator of a cluster is publicly accessible',
  why: `
    The batch and task endpoints of the operator are unauthenticated: anyone who reaches its
    load balancer can start and stop jobs. Endpoints that deploy and delete APIs accept any
    credentials of the same AWS account. An internal load balancer requires VPC peering for
    the CLI and CI.
  `,
  cortex: [
    {
      fact: 'Submitting, reading, and stopping batch and task jobs, and `/metrics`, require no authentication.',
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
        const open = describeOpen(after, OPERATOR_LOAD_BALANCER, isWritten)
        if (!open) return

        yield {
          ...open,
          severity: knowsWhiteLists(after) ? 'error' : 'warning',
          fix: {
            title: `Set \`${OPERATOR_LOAD_BALANCER.scheme}: internal\``,
            safety: 'unsafe',
            edits: [{ op: 'set', path: [OPERATOR_LOAD_BALANCER.scheme], value: 'internal' }],
          },
        }
      },

      *modified(before, after, { isWritten }) {
        const opening = describeOpening([before, after], OPERATOR_LOAD_BALANCER, isWritten)
        if (opening) yield opening
      },
    },
  },
})
