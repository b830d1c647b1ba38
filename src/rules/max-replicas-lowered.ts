import { findWritten } from '../cortex/files/written.ts'
import type { Autoscaling } from '../cortex/tables/api-types.ts'
import { defineRule, type Severity } from '../review/rule.ts'
import { quoteOrDefault, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'max-replicas-lowered',
  category: 'capacity',
  severity: 'warning',
  summary: '`max_replicas` lowered; replicas above it are stopped at once',
  why: `
    The next deploy cuts the API to \`max_replicas\` at once, without the stabilization
    period and step limit of the autoscaler. The remaining replicas take over the traffic
    immediately; what they cannot handle is queued or gets 503.
  `,
  cortex: [
    {
      fact: 'A deploy sets the replicas to the current number, brought within `min_replicas` and `max_replicas`.',
      source: 'pkg/operator/resources/realtimeapi/api.go',
    },
    {
      fact: 'Stabilization periods and factors do not apply to it.',
      source: 'pkg/autoscaler/autoscaler.go',
    },
  ],
  quiet: [
    'The API never had as many replicas as the new number.',
    'The old limit was only the default of 100.',
  ],
  compare: {
    api: {
      *modified(before, after, { earlier, isWritten }) {
        const was = before.autoscaling
        const now = after.autoscaling
        if (!was || !now || before.kind !== after.kind) return
        // Cortex refuses this; another rule says so.
        if (now.max_replicas < now.min_replicas) return

        const path = ['autoscaling', 'max_replicas']
        const hadLimit = findWritten(earlier, path) !== undefined
        const severity = judge(was, now, hadLimit)
        if (!severity) return

        const numbers = `${quoteOrDefault(was.max_replicas, hadLimit)} to ${quoteOrDefault(now.max_replicas, isWritten(path))}`
        const isBelowFloor = now.max_replicas < was.min_replicas
        const effect = isBelowFloor
          ? `at least ${was.min_replicas} replicas are running, and the surplus is stopped at once`
          : 'replicas above the new limit are stopped at once when this is deployed'
        yield {
          at: path,
          severity,
          message: `\`max_replicas\` lowered from ${numbers} on API ${quote(after.name)}: ${effect}.`,
          fix: {
            title: isBelowFloor
              ? 'Restore `min_replicas` and `max_replicas`'
              : restoreTitle(earlier, path),
            safety: 'safe',
            edits: [path, ...(isBelowFloor ? [['autoscaling', 'min_replicas']] : [])].map(
              (each) => {
                return { op: 'restore', path: each }
              },
            ),
          },
        }
      },
    },
  },
})

function judge(was: Autoscaling, now: Autoscaling, hadLimit: boolean): Severity | undefined {
  const share = now.max_replicas / was.max_replicas
  if (share >= 1) return undefined
  if (now.max_replicas < was.min_replicas) return 'error'
  // Hardly an API that relied on the default of 100 has so many replicas.
  if (!hadLimit) return undefined
  return share < 1 / 2 ? 'error' : 'warning'
}
