import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'queue-length-lowered',
  category: 'availability',
  severity: 'info',
  summary: 'An API refuses requests sooner than before',
  why: `
    What neither fits into \`max_concurrency\` nor into \`max_queue_length\` gets a 503 at
    once. That is better than waiting for long, but only for clients that try again
    after a pause: Cortex does not try for them.
  `,
  cortex: [
    {
      fact: 'The proxy of each replica lets `max_concurrency` requests through and holds `max_queue_length` more; the next one gets a 503.',
      source: 'pkg/proxy/breaker.go',
    },
  ],
  quiet: [
    'Clients try again, and the queue was never that full.',
    '`max_concurrency` falls in the same proportion.',
  ],
  compare: {
    api: {
      *modified(before, after, { isWritten }) {
        const [was, now] = [queueOf(before), queueOf(after)]
        if (!was || !now || was.key !== now.key) return
        // As many may wait, or as many are let in.
        if (now.length >= was.length || now.admitted >= was.admitted) return
        // In proportion to what it works on, so that whoever waits, waits as long as before.
        const inProportion = Math.floor((was.length / was.slots) * now.slots)
        if (now.length >= inProportion) return

        const { path } = now
        yield {
          at: path,
          message: `Each replica of API ${quote(after.name)} refuses requests sooner: ${quote(now.key)} goes from ${quote(`${was.length}`)} to ${quoteOrDefault(now.length, isWritten(path))}, so the next after ${now.admitted} gets a 503.`,
          fix:
            now.slots < was.slots
              ? {
                  title: 'Keep the queue in proportion',
                  safety: 'unsafe',
                  edits: [{ op: 'set', path, value: inProportion }],
                }
              : {
                  title: 'Keep the queue as long as it was',
                  safety: 'safe',
                  edits: [{ op: 'restore', path }],
                },
        }
      },
    },
  },
})

function queueOf({ kind, pod, autoscaling }: Api) {
  if (kind !== 'RealtimeAPI') return undefined
  if (!pod) {
    // Up to 0.35 the key counts the requests that are worked on, too.
    const key = 'max_replica_concurrency'
    const length = autoscaling?.[key]
    return length === undefined
      ? undefined
      : { key, path: ['autoscaling', key], length, admitted: length, slots: 1 }
  }
  const { max_queue_length: length, max_concurrency: concurrency } = pod
  if (length === undefined || concurrency === undefined) return undefined
  const key = 'max_queue_length'
  return { key, path: ['pod', key], length, admitted: length + concurrency, slots: concurrency }
}
