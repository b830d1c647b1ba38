import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'root-volume-unbootable',
  category: 'availability',
  severity: 'error',
  summary: 'The instances of a node group cannot start from their disks',
  why: `
    Instances start from the disk of their node group. Of the types that Cortex
    takes, EC2 starts instances from \`gp2\`, \`gp3\` and \`io1\` only; with another
    one the group stays empty.
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
        message: `No instance of node group ${quote(group.name)} can start: EC2 does not boot from disks of type ${quote(type)}.`,
        fix: {
          title: `Use ${quote(usual)}`,
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['instance_volume_type'], value: usual }],
        },
      }
    },
  },
})

const FIRST_WITH_GP3 = 35
