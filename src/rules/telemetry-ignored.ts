import { findWritten } from '../cortex/files/written.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'telemetry-ignored',
  category: 'validity',
  severity: 'info',
  summary: 'A cluster file does not switch telemetry off',
  why: `
    Cortex reads \`telemetry\` from the file but then puts the setting of the command
    line in its place, whenever a cluster is created or updated. Switch it off there,
    for everybody who applies the file.
  `,
  cortex: [
    {
      fact: 'Both `up` and `configure` put the setting of the command line in place of the one in the file.',
      source: 'cli/cmd/lib_cluster_config.go',
    },
  ],
  versions: { from: 42 },
  inspect: {
    *cluster(cluster, { subject }) {
      if (findWritten(subject, ['telemetry']) !== false) return

      yield {
        at: ['telemetry'],
        message: `\`telemetry: false\` has no effect on cluster ${quote(cluster.cluster_name)}: the setting of the command line counts.`,
      }
    },
  },
})
