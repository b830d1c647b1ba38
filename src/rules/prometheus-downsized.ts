import { findInstanceType } from '../cortex/aws/instance-types.ts'
import { sumMaxInstances } from '../cortex/capacity/capacity.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault, REFUSED_WHEN_RUNNING, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'prometheus-downsized',
  category: 'capacity',
  severity: 'warning',
  summary: 'Prometheus instance has less memory than before',
  why: `
    A single Prometheus stores the metrics of every node and pod, and the autoscaler depends
    on them. If it runs out of memory, no API scales up or down until it is back.
  `,
  cortex: [
    { fact: 'There is exactly one node for Prometheus.', source: 'manager/generate_eks.py' },
    {
      fact: 'Without data from Prometheus, the autoscaler does not scale any API.',
      source: 'pkg/autoscaler/autoscaler.go',
    },
    {
      fact: 'On a running cluster, only `ssl_certificate_arn`, the two allowlists, the set of node groups, and their `min_instances`, `max_instances`, and `priority` can change; any other difference makes Cortex reject the whole file.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  quiet: ['The cluster is small and will stay so.'],
  supersedes: ['prometheus-undersized'],
  versions: { from: 38 },
  options: {
    'large-cluster': {
      default: 300,
      minimum: 1,
      description: 'Above this number of instances, less memory is an error',
    },
  },
  compare: {
    cluster: {
      *modified(before, after, { earlier, isWritten, option }) {
        const was = findInstanceType(before.prometheus_instance_type ?? '')
        const now = findInstanceType(after.prometheus_instance_type ?? '')
        if (!was || !now || now.memoryMiB >= was.memoryMiB) return

        const type = quoteOrDefault(now.name, isWritten(['prometheus_instance_type']))
        const [from, to] = [was.memoryMiB / 1024, now.memoryMiB / 1024]
        yield {
          at: ['prometheus_instance_type'],
          severity: sumMaxInstances(after) > option('large-cluster') ? 'error' : 'warning',
          message: `Prometheus memory lowered from ${from} GiB to ${to} GiB on cluster ${quote(after.cluster_name)}: \`prometheus_instance_type\` changed from ${quote(was.name)} to ${type}; ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: restoreTitle(earlier, ['prometheus_instance_type']),
            safety: 'safe',
            edits: [{ op: 'restore', path: ['prometheus_instance_type'] }],
          },
        }
      },
    },
  },
})
