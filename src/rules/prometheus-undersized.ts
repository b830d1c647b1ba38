import { findInstanceType } from '../cortex/aws/instance-types.ts'
import { sumMaxInstances, sumWrittenMaxReplicas } from '../cortex/capacity/capacity.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'prometheus-undersized',
  category: 'capacity',
  severity: 'warning',
  summary: 'Prometheus instance is too small for the maximum cluster size',
  why: `
    A single Prometheus stores the metrics of every node and pod, and the autoscaler depends
    on them. With a few hundred nodes or pods, 4 GiB is not enough, and while Prometheus
    restarts no API scales. Its instance type cannot be changed on a running cluster.
  `,
  cortex: [
    {
      fact: '`prometheus_instance_type` is `t3.medium` (4 GiB) by default, and fixed once the cluster exists.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'Without data from Prometheus, the autoscaler does not scale any API.',
      source: 'pkg/autoscaler/autoscaler.go',
    },
  ],
  quiet: ['The cluster never comes near the limits in its files.'],
  versions: { from: 38 },
  options: {
    'large-cluster': {
      default: 300,
      minimum: 1,
      description: 'Above this number of instances or replicas, a cluster counts as large',
    },
  },
  inspect: {
    *cluster(cluster, { workspace, earlier, isWritten, option }) {
      const type = findInstanceType(cluster.prometheus_instance_type ?? '')
      if (!type || type.memoryMiB > LITTLE_MEMORY) return

      const limit = option('large-cluster')
      const instances = sumMaxInstances(cluster)
      const replicas = sumWrittenMaxReplicas(workspace.apisOf(cluster))
      if (instances <= limit && replicas <= limit) return

      const size = instances > limit ? `${instances} instances` : `${replicas} replicas`
      const written = isWritten(['prometheus_instance_type'])
      yield {
        at: ['prometheus_instance_type'],
        // A cluster that runs needs a successor for this; that cannot be asked of every change.
        severity: earlier ? 'info' : 'warning',
        message: `Prometheus may be too small for cluster ${quote(cluster.cluster_name)}: ${quoteOrDefault(type.name, written)} has ${type.memoryMiB / 1024} GiB of memory, and the cluster can scale to ${size}.`,
        fix: {
          title: 'Set `prometheus_instance_type: m5.large`',
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['prometheus_instance_type'], value: 'm5.large' }],
        },
      }
    },
  },
})

/** What `t3.medium` has, the default. */
const LITTLE_MEMORY = 4096
