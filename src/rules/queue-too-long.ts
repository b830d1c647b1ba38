import { defineRule } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'queue-too-long',
  category: 'latency',
  severity: 'info',
  summary: '`max_queue_length` is large relative to `max_concurrency`',
  why: `
    The last request in a full queue waits for \`max_queue_length\` divided by
    \`max_concurrency\` requests, and nothing times out. With a shorter queue, clients get a
    503 earlier and can retry, possibly on another replica. Cortex itself does not retry.
  `,
  cortex: [
    {
      fact: 'A request in the queue has no time limit and stays with its replica.',
      source: 'pkg/proxy/breaker.go',
    },
  ],
  quiet: [
    'Requests take milliseconds, so that even a full queue is served at once.',
    'Clients do not try again when they get a 503.',
  ],
  options: {
    ratio: {
      default: 10,
      minimum: 1,
      description: 'Number of queued requests allowed for each one that is processed',
    },
  },
  versions: { from: 36 },
  inspect: {
    *api({ name, kind, pod }, { isWritten, option }) {
      const { max_queue_length: length, max_concurrency: concurrency } = pod ?? {}
      if (
        kind !== 'RealtimeAPI' ||
        !pod?.containers.length ||
        length === undefined ||
        concurrency === undefined
      )
        return
      if (length <= option('ratio') * concurrency) return

      const path = ['pod', 'max_queue_length']
      yield {
        at: path,
        message: `\`max_queue_length\` is ${quoteOrDefault(length, isWritten(path))} but \`max_concurrency\` is ${concurrency} on API ${quote(name)}: the last request in a full queue waits about ${Math.round(length / concurrency)} times the duration of a request.`,
      }
    },
  },
})
