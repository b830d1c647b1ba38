import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault, restoreTitle } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'queue-length-lowered',
  category: 'availability',
  severity: 'info',
  summary: 'Queue per replica shortened; more requests get 503',
  why: `
    Requests beyond \`max_concurrency\` plus \`max_queue_length\` get a 503 immediately.
    That is better than a long wait, but only for clients that retry with backoff: Cortex
    does not retry for them.
  `,
  cortex: [
    {
      fact: 'The proxy of each replica forwards `max_concurrency` requests and holds `max_queue_length` more; the next one gets a 503.',
      source: 'pkg/proxy/breaker.go',
    },
  ],
  quiet: [
    'Clients try again, and the queue was never that full.',
    '`max_concurrency` falls in the same proportion.',
  ],
  compare: {
    api: {
      *modified(before, after, { earlier, isWritten }) {
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
          message: `${quote(now.key)} lowered from ${quote(`${was.length}`)} to ${quoteOrDefault(now.length, isWritten(path))} on API ${quote(after.name)}: a replica returns 503 once ${now.admitted} ${now.admitted === 1 ? 'request is' : 'requests are'} in flight.`,
          fix:
            now.slots < was.slots
              ? {
                  title: `Set \`${now.key}: ${inProportion}\` in proportion to \`max_concurrency\``,
                  safety: 'unsafe',
                  edits: [{ op: 'set', path, value: inProportion }],
                }
              : {
                  title: restoreTitle(earlier, path),
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
