import type { Cluster } from '../cortex/cluster.ts'
import { defineRule } from '../review/rule.ts'
import { REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../source/wording.ts'

export default defineRule({
  id: 'on-demand-backup-disabled',
  category: 'availability',
  severity: 'error',
  summary: 'Spot workers lose their on-demand backup',
  why: `
    Up to Cortex 0.30 a cluster with spot workers starts on-demand instances when
    AWS has no spot instances to give, unless \`on_demand_backup\` is false. Without
    the backup, APIs wait until the spot market recovers. The key is true if it is
    left out.
  `,
  reference: ['CAP-8'],
  cortex: [
    {
      fact: '`on_demand_backup` is true by default where spot is used, and adds a group of on-demand instances.',
      source: 'pkg/types/clusterconfig/clusterconfig.go',
      version: '0.30.0',
    },
  ],
  quiet: ['The cluster only serves tests or batch jobs, and they can wait.'],
  versions: { from: 13, to: 30 },
  compare: {
    cluster: {
      *modified(before, after) {
        if (!after.spot || after.spot_config?.on_demand_backup !== false) return
        if (before.spot && before.spot_config?.on_demand_backup === false) return

        const cause = before.spot
          ? '`on_demand_backup` goes from `true` to `false`'
          : '`spot` goes from `false` to `true` without `on_demand_backup`'
        yield {
          at: ['spot_config', 'on_demand_backup'],
          severity: hasOnDemandShare(after) ? 'warning' : 'error',
          message: `Cluster ${quote(after.cluster_name)} loses its on-demand backup: ${cause}, and ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: 'Keep the on-demand backup',
            safety: 'safe',
            edits: [{ op: 'set', path: ['spot_config', 'on_demand_backup'], value: true }],
          },
        }
      },
    },
  },
})

function hasOnDemandShare({ spot_config }: Cluster): boolean {
  if (!spot_config) return false
  const { on_demand_base_capacity, on_demand_percentage_above_base_capacity } = spot_config
  return on_demand_base_capacity > 0 || on_demand_percentage_above_base_capacity > 0
}
