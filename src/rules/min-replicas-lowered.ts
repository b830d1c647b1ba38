import type { ApiKind } from '../cortex/tables/api-types.ts'
import { defineRule, type Severity } from '../review/rule.ts'
import { quoteOrDefault, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'min-replicas-lowered',
  category: 'capacity',
  severity: 'warning',
  summary: '`min_replicas` lowered; less capacity when traffic returns',
  why: `
    \`min_replicas\` is the capacity that is ready when traffic returns. The autoscaler adds
    the rest step by step, and each new replica must be scheduled and load its model first.
    From zero, the first requests wait for all of that (cold start).
  `,
  cortex: [
    {
      fact: 'A RealtimeAPI at zero replicas is served by the activator, which holds requests until a replica is up.',
      source: 'pkg/operator/resources/realtimeapi/api.go',
    },
    {
      fact: '`init_replicas` follows `min_replicas` by default, and only counts when the API is created or is at zero.',
      source: 'pkg/types/spec/validations.go',
    },
  ],
  quiet: ['Traffic grows slowly, or clients can wait for replicas to start.'],
  compare: {
    api: {
      *modified(before, after, { earlier, isWritten }) {
        const was = before.autoscaling?.min_replicas
        const now = after.autoscaling?.min_replicas
        if (was === undefined || now === undefined) return

        // More are stopped at once than may go later; another rule says so.
        const max = after.autoscaling?.max_replicas ?? was
        if (now > 0 && max < was) return

        const severity = judge(was, now, after.kind)
        if (!severity || before.kind !== after.kind) return

        const path = ['autoscaling', 'min_replicas']
        const effect =
          now === 0
            ? 'it can scale to zero, and the next requests wait for a cold start'
            : 'fewer replicas are ready when traffic returns'
        yield {
          at: path,
          severity,
          message: `\`min_replicas\` lowered from ${quote(`${was}`)} to ${quoteOrDefault(now, isWritten(path))} on API ${quote(after.name)}: ${effect}.`,
          fix: {
            title: restoreTitle(earlier, path),
            safety: 'safe',
            edits: [{ op: 'restore', path }],
          },
        }
      },
    },
  },
})

/** The queue of an AsyncAPI keeps its requests until there is a replica. */
function judge(was: number, now: number, kind: ApiKind): Severity | undefined {
  if (now >= was) return undefined
  if (now === 0) return kind === 'AsyncAPI' ? 'info' : 'warning'
  return now / was < 1 / 2 ? 'warning' : 'info'
}
