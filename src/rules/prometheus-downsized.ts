import { findInstanceType } from '../cortex/aws/instance-types.ts'
import { sumMaxInstances } from '../cortex/capacity/capacity.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'prometheus-downsized',
  category: 'capacity',
  severity: 'warning',
  summary: 'Prometheus gets an instance with less memory',
  why: `
    One Prometheus keeps the metrics of every node and pod, and the autoscaler
    decides by them. When it runs out of memory, no API scales up or down until it
    is back.
  `,
  cortex: [
    { fact: 'There is exactly one node for Prometheus.', source: 'manager/generate_eks.py' },
    {
      fact: 'Without numbers from Prometheus the autoscaler leaves all APIs as they are.',
      source: 'pkg/autoscaler/autoscaler.go',
    },
    {
      fact: 'On a running cluster only `ssl_certificate_arn`, the two white lists, and node groups with their `min_instances`, `max_instances` and `priority` may differ from what the cluster has stored; any other difference refuses the whole file.',
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
      description: 'From more than this many instances on, less memory is an error',
    },
  },
  compare: {
    cluster: {
      *modified(before, after, { isWritten, option }) {
        const was = findInstanceType(before.prometheus_instance_type ?? '')
        const now = findInstanceType(after.prometheus_instance_type ?? '')
        if (!was || !now || now.memoryMiB >= was.memoryMiB) return

        const type = quoteOrDefault(now.name, isWritten(['prometheus_instance_type']))
        const [from, to] = [was.memoryMiB / 1024, now.memoryMiB / 1024]
        yield {
          at: ['prometheus_instance_type'],
          severity: sumMaxInstances(after) > option('large-cluster') ? 'error' : 'warning',
          message: `Prometheus of cluster ${quote(after.cluster_name)} loses memory: its instance goes from ${quote(was.name)} (${from} GiB) to ${type} (${to} GiB), and ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: 'Keep the memory of Prometheus',
            safety: 'safe',
            edits: [{ op: 'restore', path: ['prometheus_instance_type'] }],
          },
        }
      },
    },
  },
})
