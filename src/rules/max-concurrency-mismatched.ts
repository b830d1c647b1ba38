import { findWorkers, type Workers } from '../cortex/facts/programs.ts'
import { defineRule, type Severity } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'max-concurrency-mismatched',
  category: 'latency',
  severity: 'warning',
  summary: '`max_concurrency` is not what the server in the container can do',
  why: `
    Cortex lets \`max_concurrency\` requests through to the container at a time. With more
    than the server has workers they pile up inside of it, where nothing refuses them.
    With fewer, workers stand idle while requests wait, and more replicas are started
    than it takes.
  `,
  cortex: [
    {
      fact: '`max_concurrency` is 1 by default, whatever the container runs.',
      source: 'pkg/types/spec/validations.go',
    },
    {
      fact: 'The proxy of each replica lets `max_concurrency` requests through and holds `max_queue_length` more.',
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
      const effect = concurrency > capacity ? 'Requests pile up inside' : 'Workers stand idle in'
      yield {
        at: ['pod', 'max_concurrency'],
        severity,
        message: `${effect} the server of API ${quote(api.name)}: it works on ${quote(`${capacity}`)} at a time${workers.isAsync ? ' at least' : ''}, and \`max_concurrency\` is ${quoteOrDefault(concurrency, hasSaid)}.`,
        fix: {
          title: 'Let through what the server works on',
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
