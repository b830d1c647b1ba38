import type { ApiKind } from '../cortex/tables/api-types.ts'
import { defineRule, type Severity } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'min-replicas-lowered',
  category: 'capacity',
  severity: 'warning',
  summary: 'Fewer replicas of an API stay up when there is little to do',
  why: `
    \`min_replicas\` is what is there when traffic comes back: the autoscaler adds the
    rest step by step, and each new replica has to find a node and load its model
    first. From zero, the first requests wait for all of that.
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
      *modified(before, after, { isWritten }) {
        const was = before.autoscaling?.min_replicas
        const now = after.autoscaling?.min_replicas
        if (was === undefined || now === undefined) return

        // More are stopped at once than may go later; another rule says so.
        const max = after.autoscaling?.max_replicas ?? was
        if (now > 0 && max < was) return

        const severity = judge(was, now, after.kind)
        if (!severity || before.kind !== after.kind) return

        const path = ['autoscaling', 'min_replicas']
        const effect = now === 0 ? 'may have no replica at all' : 'keeps fewer replicas up'
        yield {
          at: path,
          severity,
          message: `API ${quote(after.name)} ${effect}: \`min_replicas\` goes from ${quote(`${was}`)} to ${quoteOrDefault(now, isWritten(path))}.`,
          fix: {
            title: 'Keep as many replicas up',
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
