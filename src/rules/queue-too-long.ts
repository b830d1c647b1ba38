import { defineRule } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'queue-too-long',
  category: 'latency',
  severity: 'info',
  summary: 'Many more requests may wait at a replica than it works on',
  why: `
    The last request in a full queue waits for all before it, as long as
    \`max_queue_length\` divided by \`max_concurrency\` requests take, and nothing
    times out. With a shorter queue clients get a 503 and can try again, maybe at
    another replica; they have to, as Cortex does not.
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
      description: 'How many requests may wait for each one that is worked on.',
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
        message: `Many requests may wait at each replica of API ${quote(name)}: \`max_queue_length\` is ${quoteOrDefault(length, isWritten(path))}, while it works on ${concurrency} at a time.`,
      }
    },
  },
})
