import { hasShare } from '../cortex/capacity/fallback.ts'
import { isProduction } from '../cortex/facts/production.ts'
import type { Located } from '../cortex/files/subject.ts'
import type { Cluster } from '../cortex/tables/cluster-types.ts'
import { type Context, defineRule, type Problem } from '../review/rule.ts'
import { findLostShare, REFUSED_WHEN_RUNNING, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'on-demand-backup-disabled',
  category: 'availability',
  severity: 'error',
  summary: 'On-demand backup of spot workers disabled',
  why: `
    Up to Cortex 0.30, a cluster with spot workers falls back to on-demand instances when
    spot capacity runs out, unless \`on_demand_backup\` is false. The default is true.
    Without the backup, APIs wait until spot capacity returns.
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
        if (!hasNoBackup(after) || hasShare(after)) return

        yield {
          at: BACKUP,
          severity: isProduction(after, subject.file.path) ? 'error' : 'warning',
          message: `Spot workers of cluster ${quote(after.cluster_name)} have no on-demand backup: \`on_demand_backup\` is \`false\`, so APIs wait while AWS has no spot capacity.`,
          fix: {
            title: 'Set `on_demand_backup: true`',
            safety: 'unsafe',
            edits: [{ op: 'set', path: BACKUP, value: true }],
          },
        }
      },

      *modified(before, after, { earlier, isWritten }) {
        if (!hasNoBackup(after)) return
        if (hasNoBackup(before)) {
          yield* findNoShare(before, after, { earlier, isWritten })
          return
        }

        const cause = before.spot
          ? '`on_demand_backup` changed to `false`'
          : '`spot` changed to `true` with `on_demand_backup: false`'
        yield {
          at: BACKUP,
          severity: hasShare(after) ? 'warning' : 'error',
          message: `On-demand backup disabled on cluster ${quote(after.cluster_name)}: ${cause}; ${REFUSED_WHEN_RUNNING}.`,
          fix: {
            title: before.spot ? restoreTitle(earlier, BACKUP) : 'Set `on_demand_backup: true`',
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

interface Sides {
  readonly earlier: Located
  readonly isWritten: Context<'cluster'>['isWritten']
}

/** On-demand instances among the workers are a fallback of their own. */
function* findNoShare(before: Cluster, after: Cluster, sides: Sides): Iterable<Problem> {
  const share = findLostShare(before, after, sides)
  if (!share) return

  const { at, describe, title, edits } = share
  yield {
    at,
    message: `${describe('')} on cluster ${quote(after.cluster_name)}: no on-demand capacity remains; ${REFUSED_WHEN_RUNNING}.`,
    fix: { title, safety: 'safe', edits },
  }
}
