import { findWorkers, programsOf } from '../cortex/facts/programs.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'max-concurrency-raised',
  category: 'latency',
  severity: 'warning',
  summary: '`max_concurrency` raised 4x or more for unchanged containers',
  why: `
    Cortex can reject requests that would exceed its queue, but not those it has forwarded
    to the container. If the container cannot process that many at once, each request takes
    longer, memory use grows, and probes time out.
  `,
  cortex: [
    {
      fact: 'The proxy of each replica forwards `max_concurrency` requests and holds `max_queue_length` more.',
      source: 'pkg/proxy/breaker.go',
    },
  ],
  quiet: [
    'The server was measured with as many requests at a time.',
    'The image changed under the same tag.',
  ],
  versions: { from: 36 },
  compare: {
    api: {
      *modified(before, after, { earlier, isWritten }) {
        const was = before.pod?.max_concurrency
        const now = after.pod?.max_concurrency
        if (was === undefined || now === undefined || now < FACTOR * was) return
        if (before.kind !== after.kind || partsOf(before) !== partsOf(after)) return
        // It tells how many it takes.
        if (findWorkers(after)) return

        const path = ['pod', 'max_concurrency']
        yield {
          at: path,
          severity: now >= MUCH * was ? 'warning' : 'info',
          message: `\`max_concurrency\` raised from ${quote(`${was}`)} to ${quoteOrDefault(now, isWritten(path))} on API ${quote(after.name)}: its containers are unchanged and may not handle that many requests at once.`,
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

/** Less is tuning. */
const FACTOR = 4
const MUCH = 10

function partsOf(api: Api): string {
  const computes = api.pod?.containers.map(({ compute }) => compute)
  return programsOf(api) + JSON.stringify(computes)
}
