import { isTargetAboveConcurrency } from '../cortex/capacity/capacity.ts'
import { countWorkers } from '../cortex/tables/api.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule, type Fix, type Problem } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'queue-length-raised',
  category: 'latency',
  severity: 'warning',
  summary: 'More requests wait at each replica of an API',
  why: `
    Each replica holds up to \`max_queue_length\` requests beyond the
    \`max_concurrency\` that it serves. They stay with that replica until it gets to
    them: new replicas take none of them over, nothing times out, and the client
    sees latency where a 503 would let it try again. The default is 100.
  `,
  cortex: [
    {
      fact: 'The proxy of each replica lets `max_concurrency` requests through and holds `max_queue_length` more; the next one gets a 503.',
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
      *modified(before, after, { isWritten }) {
        const was = queueOf(before)
        const now = queueOf(after)
        if (!was || !now || was.key !== now.key || now.perSlot <= was.perSlot) return

        const severity = now.perSlot >= 2 * was.perSlot ? 'warning' : 'info'
        if (now.length > was.length) {
          yield { severity, ...describeRaise(after.name, was, now, isWritten(now.path)) }
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

function describeRaise(name: string, was: Queue, now: Queue, isWritten: boolean): Problem {
  const length = quoteOrDefault(now.length, isWritten)
  return {
    at: now.path,
    message: `More requests wait at each replica of API ${quote(name)}: ${quote(now.key)} goes from ${quote(`${was.length}`)} to ${length}.`,
    // As it was, the queue would still be longer than before for a replica that works on fewer.
    fix:
      now.concurrency < was.concurrency
        ? shorten(was, now)
        : {
            title: 'Keep the queue as short as it was',
            safety: 'safe',
            edits: [{ op: 'restore', path: now.path }],
          },
  }
}

function shorten(was: Queue, now: Queue): Fix {
  const inProportion = Math.max(1, Math.floor(was.perSlot * now.concurrency))
  return {
    title: 'Shorten the queue in proportion',
    safety: 'unsafe',
    edits: [{ op: 'set', path: now.path, value: inProportion }],
  }
}

interface Cause {
  readonly at: KeyPath
  readonly phrase: string
}

const CONCURRENCY = ['pod', 'max_concurrency']

function describeConcurrency(was: Queue, now: Queue, isWritten: boolean): Cause {
  const concurrency = quoteOrDefault(now.concurrency, isWritten)
  const phrase = `\`max_concurrency\` goes from ${quote(`${was.concurrency}`)} to ${concurrency}, while up to ${now.length} queue up`
  return { at: CONCURRENCY, phrase }
}

/** Up to 0.35 a replica works on as many as it has threads. */
function describeProcesses(before: Api, after: Api, was: Queue, now: Queue): Cause {
  const section = after.predictor ? 'predictor' : 'handler'
  const old = before.predictor ?? before.handler
  const isOfProcesses = old?.processes_per_replica !== after[section]?.processes_per_replica
  const key = isOfProcesses ? 'processes_per_replica' : 'threads_per_process'
  const phrase = `it works on ${now.concurrency} instead of ${was.concurrency} at a time, while up to ${now.length} are let in`
  return { at: [section, key], phrase }
}

function describeSlowdown(name: string, was: Queue, now: Queue, { at, phrase }: Cause): Problem {
  return {
    at,
    message: `Requests wait longer at each replica of API ${quote(name)}: ${phrase}.`,
    fix: shorten(was, now),
  }
}
