import { findInstanceType } from '../cortex/aws/instance-types.ts'
import { sumMaxInstances, sumWrittenMaxReplicas } from '../cortex/capacity/capacity.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'prometheus-undersized',
  category: 'capacity',
  severity: 'warning',
  summary: 'Prometheus has little memory for the size that the cluster can grow to',
  why: `
    One Prometheus keeps the metrics of every node and pod, and the autoscaler
    decides by them. With some hundred nodes or pods 4 GiB run out; while Prometheus
    restarts, no API scales up or down. The type of its instance cannot be changed
    on a running cluster.
  `,
  cortex: [
    {
      fact: '`prometheus_instance_type` is `t3.medium` (4 GiB) by default, and fixed once the cluster exists.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
    {
      fact: 'Without numbers from Prometheus the autoscaler leaves all APIs as they are.',
      source: 'pkg/autoscaler/autoscaler.go',
    },
  ],
  quiet: ['The cluster never comes near the limits in its files.'],
  versions: { from: 38 },
  options: {
    'large-cluster': {
      default: 300,
      minimum: 1,
      description: 'From more than this many instances or replicas on, a cluster counts as large',
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
        message: `Prometheus is small for cluster ${quote(cluster.cluster_name)}: it runs on ${quoteOrDefault(type.name, written)} with ${type.memoryMiB / 1024} GiB, and the cluster can grow to ${size}.`,
        fix: {
          title: 'Give Prometheus 8 GiB',
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['prometheus_instance_type'], value: 'm5.large' }],
        },
      }
    },
  },
})

/** What `t3.medium` has, the default. */
const LITTLE_MEMORY = 4096
