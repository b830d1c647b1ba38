import { findWritten } from '../cortex/files/written.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'telemetry-ignored',
  category: 'validity',
  severity: 'info',
  summary: '`telemetry` in the cluster config has no effect',
  why: `
    Whenever a cluster is created or updated, Cortex replaces \`telemetry\` in the config
    with the setting of the CLI. Disable telemetry in the CLI of everyone who applies the
    config.
  `,
  cortex: [
    {
      fact: 'Both `up` and `configure` put the setting of the Cortex CLI in place of the one in the file.',
      source: 'cli/cmd/lib_cluster_config.go',
    },
  ],
  versions: { from: 42 },
  inspect: {
    *cluster(cluster, { subject }) {
      if (findWritten(subject, ['telemetry']) !== false) return

      yield {
        at: ['telemetry'],
        message: `\`telemetry: false\` has no effect on cluster ${quote(cluster.cluster_name)}: Cortex uses the setting of the CLI instead.`,
      }
    },
  },
})
