import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'root-volume-unbootable',
  category: 'availability',
  severity: 'error',
  summary: 'EC2 cannot boot from this EBS volume type',
  why: `
    Instances boot from the volume of their node group. Of the types that Cortex accepts,
    EC2 boots only from \`gp2\`, \`gp3\`, and \`io1\`; with any other type, the node group
    stays empty.
  `,
  cortex: [
    {
      fact: '`instance_volume_type` may be `gp2`, `gp3`, `io1`, `sc1` or `st1`.',
      source: 'pkg/types/clusterconfig/cluster_config.go',
    },
  ],
  versions: { from: 31 },
  inspect: {
    *nodeGroup(group, { cluster }) {
      const type = group.instance_volume_type
      if (type !== 'sc1' && type !== 'st1') return

      const usual = cluster.version.to >= FIRST_WITH_GP3 ? 'gp3' : 'gp2'
      yield {
        at: ['instance_volume_type'],
        message: `\`instance_volume_type\` of node group ${quote(group.name)} is ${quote(type)}: EC2 cannot boot from it, so no instance starts.`,
        fix: {
          title: `Set \`instance_volume_type: ${usual}\``,
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['instance_volume_type'], value: usual }],
        },
      }
    },
  },
})

const FIRST_WITH_GP3 = 35
