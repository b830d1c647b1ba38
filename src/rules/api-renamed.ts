import { findLeftTarget } from '../cortex/facts/splitter.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'api-renamed',
  category: 'availability',
  severity: 'error',
  summary: 'An API gets another name, which makes it another API',
  why: `
    Cortex knows an API by its name: the new one gets replicas and an endpoint
    of its own, and the old one costs until \`cortex delete\` removes it. An
    AsyncAPI also starts with an empty queue.
  `,
  cortex: [
    {
      fact: 'APIs are found by name alone; a new name is a new deployment with a route of its own.',
      source: 'pkg/operator/resources/resources.go',
    },
    {
      fact: 'The queue of an AsyncAPI belongs to its name and is deleted with the API, along with the requests in it.',
      source: 'pkg/operator/resources/asyncapi/api.go',
    },
  ],
  quiet: ['A second API is meant, and the old one is deleted once nobody calls it.'],
  supersedes: [
    'api-removed',
    'splitter-target-removed',
    // What else it lost on the way is of another API now.
    'autoscaling-ineffective',
    'compute-requests-missing',
    'image-remote',
    'liveness-probe-impatient',
    'max-concurrency-mismatched',
    'queue-too-long',
    'readiness-probe-missing',
    'update-without-capacity',
  ],
  versions: { from: 13 },
  compare: {
    api: {
      *added(after, { subject, comparison }) {
        const { fate, other: old } = comparison.relationOf(subject)
        // Cortex deploys no API without a name.
        if (fate !== 'renamed' || !old?.value.name || after.name === '') return

        const splitter = findLeftTarget(old, comparison)?.splitter
        yield {
          at: ['name'],
          message: `${after.kind === 'TrafficSplitter' ? 'Traffic splitter' : 'API'} ${quote(old.value.name)} is deployed anew as ${quote(after.name)}: ${describeEffect(old.value, after, splitter?.value)}.`,
          affects: [old],
          fix: {
            title: 'Keep the name',
            safety: 'safe',
            edits: [{ op: 'set', path: ['name'], value: old.value.name }],
          },
        }
      },
    },
  },
})

function describeEffect(old: Api, now: Api, splitter: Api | undefined): string {
  const { endpoint } = now.networking
  if (endpoint === old.networking.endpoint) {
    return `Cortex refuses it the endpoint ${quote(endpoint)} while the old one has it`
  }
  const callers = splitter
    ? `traffic splitter ${quote(splitter.name)} still sends requests there`
    : 'its clients still call it'
  return `the old one stays deployed, and ${callers}`
}
