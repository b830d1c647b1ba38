import { onDemandFieldOf } from '../cortex/capacity/fallback.ts'
import { isProduction } from '../cortex/facts/production.ts'
import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { type Context, defineRule, type Problem } from '../review/rule.ts'
import { quoteOrDefault, REFUSED_WHEN_RUNNING } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

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
      *added(after, { subject }) {
        if (!hasNoBackup(after) || onDemandFieldOf(after)) return

        yield {
          at: BACKUP,
          severity: isProduction(after, subject.file.path) ? 'error' : 'warning',
          message: `Cluster ${quote(after.cluster_name)} has no on-demand backup: its workers are spot instances only, and \`on_demand_backup\` is \`false\`.`,
          fix: {
            title: 'Use the on-demand backup',
            safety: 'unsafe',
            edits: [{ op: 'set', path: BACKUP, value: true }],
          },
        }
      },

      *modified(before, after, { isWritten }) {
        if (!hasNoBackup(after)) return
        if (hasNoBackup(before)) {
          yield* findLostShare(before, after, isWritten)
          return
        }

        const cause = before.spot
          ? '`on_demand_backup` goes from `true` to `false`'
          : '`spot` goes from `false` to `true` without `on_demand_backup`'
        yield {
          at: BACKUP,
          severity: onDemandFieldOf(after) ? 'warning' : 'error',
          message: `Cluster ${quote(after.cluster_name)} loses its on-demand backup: ${cause}, and ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: 'Keep the on-demand backup',
            safety: 'safe',
            edits: before.spot
              ? [{ op: 'restore', path: BACKUP }]
              : [{ op: 'set', path: BACKUP, value: true }],
          },
        }
      },
    },
  },
})

const BACKUP = ['spot_config', 'on_demand_backup']

function hasNoBackup({ spot, spot_config }: Cluster): boolean {
  return spot === true && spot_config?.on_demand_backup === false
}

/** On-demand instances among the workers are a fallback of their own. */
function* findLostShare(
  before: Cluster,
  after: Cluster,
  isWritten: Context<'cluster'>['isWritten'],
): Iterable<Problem> {
  const field = onDemandFieldOf(before)
  if (!field || onDemandFieldOf(after)) return

  const value = before.spot_config?.[field] ?? 0
  const none = quoteOrDefault(0, isWritten(['spot_config', field]))
  yield {
    at: ['spot_config', field],
    message: `Cluster ${quote(after.cluster_name)} has no on-demand capacity left: \`${field}\` goes from ${quote(`${value}`)} to ${none}, and ${REFUSED_WHEN_RUNNING}.`,
    fix: {
      title: 'Keep the on-demand capacity',
      safety: 'safe',
      edits: [{ op: 'restore', path: ['spot_config', field] }],
    },
  }
}
