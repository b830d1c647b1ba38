import { findInstanceType } from '../cortex/aws/instance-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'architecture-unsupported',
  category: 'availability',
  severity: 'error',
  summary: 'ARM instance type used for x86-only software',
  why: `
    Cortex accepts these instance types without a warning. If Prometheus cannot start, no
    API scales. A node group whose instances cannot run their AMI stays without nodes.
  `,
  cortex: [
    {
      fact: 'The AMI of a node group depends on its `instance_type` alone: GPU and Inferentia types get the accelerated x86 AMI, even if the type is ARM.',
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
        message: `\`prometheus_instance_type\` of cluster ${quote(cluster.cluster_name)} is ARM (${quote(type.name)}): the Prometheus image is built for x86 only and cannot start.`,
      }
    },
    *nodeGroup(group) {
      const type = findInstanceType(group.instance_type)
      if (type?.arch !== 'arm64' || type.gpu === 0) return

      yield {
        at: ['instance_type'],
        message: `\`instance_type\` of node group ${quote(group.name)} is ARM with GPUs (${quote(type.name)}): Cortex provides GPU AMIs for x86 only, so no instance can boot.`,
      }
    },
  },
})
