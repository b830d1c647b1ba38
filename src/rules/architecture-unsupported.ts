import { findInstanceType } from '../cortex/aws/instance-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'architecture-unsupported',
  category: 'availability',
  severity: 'error',
  summary: 'An ARM instance gets software that is made for x86',
  why: `
    Cortex accepts such types all the same. Without Prometheus no API ever
    scales, and a group whose instances cannot use their system image stays
    without nodes.
  `,
  cortex: [
    {
      fact: 'The system image of a group follows from its `instance_type` alone: GPU and Inferentia types get the accelerated one for x86, also where the type is ARM.',
      source: 'manager/generate_eks.py',
    },
    {
      fact: '`prometheus_instance_type` may be any known type without GPU or Inferentia, ARM included; the image of Prometheus exists for x86 only.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  versions: { from: 31 },
  inspect: {
    *cluster(cluster) {
      const type = findInstanceType(cluster.prometheus_instance_type ?? '')
      if (type?.arch !== 'arm64') return

      yield {
        at: ['prometheus_instance_type'],
        message: `Prometheus of cluster ${quote(cluster.cluster_name)} cannot start on ${quote(type.name)}: the instance is ARM, and the image is for x86.`,
      }
    },
    *nodeGroup(group) {
      const type = findInstanceType(group.instance_type)
      if (type?.arch !== 'arm64' || type.gpu === 0) return

      yield {
        at: ['instance_type'],
        message: `No instance of node group ${quote(group.name)} can start: ${quote(type.name)} is ARM, and Cortex has system images with GPU drivers for x86 only.`,
      }
    },
  },
})
