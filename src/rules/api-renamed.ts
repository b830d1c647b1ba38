import { findLeftTarget } from '../cortex/facts/splitter.ts'
import type { Api } from '../cortex/tables/api-types.ts'
import { defineRule } from '../review/rule.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'api-renamed',
  category: 'availability',
  severity: 'error',
  summary: 'API renamed; Cortex deploys it as a separate API',
  why: `
    Cortex identifies an API by its name alone. The new name gets its own replicas and
    endpoint, while the old API keeps running and incurring cost until you run \`cortex
    delete\`. A renamed AsyncAPI also starts with an empty queue.
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
          message: `${after.kind === 'TrafficSplitter' ? 'Traffic splitter' : 'API'} ${quote(old.value.name)} renamed to ${quote(after.name)}: ${describeEffect(old.value, after, splitter?.value)}.`,
          ...(keepsEndpoint(old.value, after) && { refuses: 'file' as const }),
          affects: [old],
          fix: {
            title: `Restore ${quote(`name: ${old.value.name}`)}`,
            safety: 'safe',
            edits: [{ op: 'set', path: ['name'], value: old.value.name }],
          },
        }
      },
    },
  },
})

function keepsEndpoint(old: Api, now: Api): boolean {
  return now.networking.endpoint === old.networking.endpoint
}

function describeEffect(old: Api, now: Api, splitter: Api | undefined): string {
  if (keepsEndpoint(old, now)) {
    return `Cortex rejects endpoint ${quote(now.networking.endpoint)} while the old one still uses it`
  }
  const what = now.kind === 'TrafficSplitter' ? 'traffic splitter' : 'API'
  return splitter
    ? `Cortex deploys a new ${what}, and traffic splitter ${quote(splitter.name)} keeps routing to the old one`
    : `Cortex deploys a new ${what}, and clients keep calling the old one, which stays deployed`
}
