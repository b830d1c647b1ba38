import { findWorkers, type Workers } from '../cortex/facts/programs.ts'
import { defineRule, type Severity } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'max-concurrency-mismatched',
  category: 'latency',
  severity: 'warning',
  summary: '`max_concurrency` does not match what the server can process',
  why: `
    Cortex forwards up to \`max_concurrency\` requests to the container at a time. Above the
    capacity of the server, they queue inside the container, where nothing rejects them.
    Below it, workers stay idle while requests queue, and more replicas than necessary are
    started.
  `,
  cortex: [
    {
      fact: '`max_concurrency` is 1 by default, whatever the container runs.',
      source: 'pkg/types/spec/validations.go',
    },
    {
      fact: 'The proxy of each replica forwards `max_concurrency` requests and holds `max_queue_length` more.',
      source: 'pkg/proxy/breaker.go',
    },
  ],
  quiet: ['Some workers are kept free for probes or for other endpoints.'],
  supersedes: ['max-concurrency-raised'],
  versions: { from: 36 },
  inspect: {
    *api(api, { isWritten }) {
      const concurrency = api.pod?.max_concurrency
      const workers = findWorkers(api)
      if (concurrency === undefined || !workers) return

      const hasSaid = isWritten(['pod', 'max_concurrency'])
      const severity = judge(concurrency, hasSaid, workers)
      if (!severity) return

      const { capacity } = workers
      const server = `the server processes ${workers.isAsync ? 'at least ' : ''}${capacity} ${capacity === 1 ? 'request' : 'requests'} at a time`
      const [order, effect] =
        concurrency > capacity
          ? ['exceeds', 'the others queue inside the container']
          : ['is below', 'workers stay idle']
      yield {
        at: ['pod', 'max_concurrency'],
        severity,
        message: `\`max_concurrency\` of API ${quote(api.name)} ${order} what its server can process: it is ${quoteOrDefault(concurrency, hasSaid)}, and ${server}, so ${effect}.`,
        fix: {
          title: `Set \`max_concurrency: ${capacity}\``,
          safety: 'unsafe',
          edits: [{ op: 'set', path: ['pod', 'max_concurrency'], value: capacity }],
        },
      }
    },
  },
})

/** Asynchronous workers take many requests each: of them only too few are certain. */
function judge(
  concurrency: number,
  hasSaid: boolean,
  { capacity, isAsync }: Workers,
): Severity | undefined {
  if (concurrency < capacity) return hasSaid || isAsync ? 'info' : 'warning'
  return concurrency > capacity && !isAsync ? 'warning' : undefined
}
