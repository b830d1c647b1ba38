import { isTargetAboveConcurrency } from '../cortex/capacity/capacity.ts'
import { countWorkers } from '../cortex/tables/api.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule, type Fix, type Problem } from '../review/rule.ts'
import { quoteOrDefault, restoreTitle } from '../review/wording.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'queue-length-raised',
  category: 'latency',
  severity: 'warning',
  summary: 'Queue per replica lengthened; requests wait instead of getting 503',
  why: `
    Each replica processes \`max_concurrency\` requests and queues up to
    \`max_queue_length\` more. Queued requests never time out and stay with that replica
    even when new ones start. Clients see latency instead of a 503 that they could retry.
  `,
  cortex: [
    {
      fact: 'The proxy of each replica forwards `max_concurrency` requests and holds `max_queue_length` more; the next one gets a 503.',
      source: 'pkg/proxy/breaker.go',
    },
    {
      fact: 'A request in the queue has no time limit and stays with its replica.',
      source: 'pkg/proxy/breaker.go',
    },
    { fact: '`max_queue_length` is 100 by default.', source: 'pkg/types/spec/validations.go' },
  ],
  quiet: [
    'Requests take milliseconds, so that even a full queue is served at once.',
    '`max_concurrency` grows in the same proportion.',
  ],
  supersedes: ['queue-too-long'],
  compare: {
    api: {
      *modified(before, after, { earlier, isWritten }) {
        const was = queueOf(before)
        const now = queueOf(after)
        if (!was || !now || was.key !== now.key || now.perSlot <= was.perSlot) return

        const severity = now.perSlot >= 2 * was.perSlot ? 'warning' : 'info'
        if (now.length > was.length) {
          const length = quoteOrDefault(now.length, isWritten(now.path))
          const title = restoreTitle(earlier, now.path)
          yield { severity, ...describeRaise(after.name, [was, now], length, title) }
        } else if (!isTargetAboveConcurrency(before, after)) {
          const cause = after.pod
            ? describeConcurrency(was, now, isWritten(CONCURRENCY))
            : describeProcesses(before, after, was, now)
          yield { severity, ...describeSlowdown(after.name, was, now, cause) }
        }
      },
    },
  },
})

interface Queue {
  readonly key: string
  readonly path: KeyPath
  readonly length: number
  readonly concurrency: number
  /** The requests that wait for each one that is served at a time. */
  readonly perSlot: number
}

function queueOf(api: Api): Queue | undefined {
  const { kind, pod } = api
  if (kind !== 'RealtimeAPI') return undefined
  if (!pod) return legacyQueueOf(api)
  if (!pod.max_concurrency || !pod.max_queue_length) return undefined

  const { max_concurrency: concurrency, max_queue_length: length } = pod
  const key = 'max_queue_length'
  return { key, path: ['pod', key], length, concurrency, perSlot: length / concurrency }
}

/** Up to 0.35 the key counts the requests that are worked on, too. */
function legacyQueueOf({ autoscaling, predictor, handler }: Api): Queue | undefined {
  const key = 'max_replica_concurrency'
  const length = autoscaling?.[key]
  if (length === undefined) return undefined

  const concurrency = countWorkers(predictor ?? handler)
  return { key, path: ['autoscaling', key], length, concurrency, perSlot: length / concurrency }
}

function describeRaise(
  name: string,
  [was, now]: readonly [Queue, Queue],
  length: string,
  title: string,
): Problem {
  const effect =
    now.key === 'max_queue_length'
      ? `up to ${now.length} requests wait in the queue of each replica instead of getting 503`
      : `each replica accepts up to ${now.length} requests before it returns 503`
  return {
    at: now.path,
    message: `${quote(now.key)} raised from ${quote(`${was.length}`)} to ${length} on API ${quote(name)}: ${effect}.`,
    // As it was, the queue would still be longer than before for a replica that works on fewer.
    fix:
      now.concurrency < was.concurrency
        ? shorten(was, now)
        : {
            title,
            safety: 'safe',
            edits: [{ op: 'restore', path: now.path }],
          },
  }
}

function shorten(was: Queue, now: Queue): Fix {
  const inProportion = Math.max(1, Math.floor(was.perSlot * now.concurrency))
  return {
    title: `Set \`${now.key}: ${inProportion}\` in proportion to the concurrency`,
    safety: 'unsafe',
    edits: [{ op: 'set', path: now.path, value: inProportion }],
  }
}

interface Cause {
  readonly at: KeyPath
  readonly change: string
  readonly effect: string
}

const CONCURRENCY = ['pod', 'max_concurrency']

function describeConcurrency(was: Queue, now: Queue, isWritten: boolean): Cause {
  const concurrency = quoteOrDefault(now.concurrency, isWritten)
  return {
    at: CONCURRENCY,
    change: `\`max_concurrency\` lowered from ${quote(`${was.concurrency}`)} to ${concurrency}`,
    effect: `each replica still queues up to ${now.length} requests`,
  }
}

/** Up to 0.35 a replica processes as many as it has threads. */
function describeProcesses(before: Api, after: Api, was: Queue, now: Queue): Cause {
  const section = after.predictor ? 'predictor' : 'handler'
  const old = before.predictor ?? before.handler
  const isOfProcesses = old?.processes_per_replica !== after[section]?.processes_per_replica
  const key = isOfProcesses ? 'processes_per_replica' : 'threads_per_process'
  return {
    at: [section, key],
    change: `Concurrency per replica lowered from ${was.concurrency} to ${now.concurrency}`,
    effect: `each replica still accepts up to ${now.length} requests`,
  }
}

function describeSlowdown(name: string, was: Queue, now: Queue, cause: Cause): Problem {
  return {
    at: cause.at,
    message: `${cause.change} on API ${quote(name)}: ${cause.effect}, which now wait longer.`,
    fix: shorten(was, now),
  }
}
