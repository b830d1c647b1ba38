import { findWorkers, programsOf } from '../cortex/facts/programs.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'max-concurrency-raised',
  category: 'latency',
  severity: 'warning',
  summary: 'A container gets many more requests at a time, but stays the same',
  why: `
    Requests that wait in Cortex's queue are seen by the autoscaler and can be refused;
    those that are let through are the container's. If it cannot work on so many at a
    time, each takes longer, memory grows with them, and probes time out.
  `,
  cortex: [
    {
      fact: 'The proxy of each replica lets `max_concurrency` requests through and holds `max_queue_length` more.',
      source: 'pkg/proxy/breaker.go',
    },
  ],
  quiet: [
    'The server was measured with as many requests at a time.',
    'The tag of the image is the same, but not what it stands for.',
  ],
  versions: { from: 36 },
  compare: {
    api: {
      *modified(before, after, { isWritten }) {
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
          message: `API ${quote(after.name)} lets many more requests through to the same container: \`max_concurrency\` goes from ${quote(`${was}`)} to ${quoteOrDefault(now, isWritten(path))}.`,
          fix: {
            title: 'Keep the concurrency',
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
