import { API_KINDS } from '../cortex/api.ts'
import { findWritten } from '../cortex/written.ts'
import { defineRule } from '../review/rule.ts'
import type { EditValue } from '../source/edit.ts'
import { quote } from '../source/wording.ts'

export default defineRule({
  id: 'api-kind-changed',
  category: 'validity',
  severity: 'error',
  summary: 'An API changes its kind, which Cortex refuses while it is deployed',
  why: `
    Cortex notices only while it applies the file, when other APIs of the file
    are updated already. To delete the API first means an outage, and an
    AsyncAPI loses the requests in its queue; under a new name both can run side
    by side.
  `,
  reference: ['API-1'],
  cortex: [
    {
      fact: 'The kind of a deployed name is compared when its turn comes, after the file as a whole was accepted; the APIs before it stay updated.',
      source: 'pkg/operator/resources/resources.go',
    },
  ],
  quiet: ['The API is not deployed yet, or is deleted first.'],
  supersedes: [
    'api-endpoint-changed',
    'compute-requests-lowered',
    'max-concurrency-mismatched',
    'pre-stop-removed',
    'queue-too-long',
    'readiness-probe-missing',
    'readiness-probe-removed',
  ],
  compare: {
    api: {
      *modified(before, after, { earlier, isWritten }) {
        const was = earlier && findWritten(earlier, ['kind'])
        if (before.kind === after.kind || !isKind(was) || !isWritten(['kind'])) return

        yield {
          at: ['kind'],
          message: `Cortex refuses to deploy API ${quote(after.name)}: its kind goes from ${quote(before.kind)} to ${quote(after.kind)}, and a deployed API cannot change it.`,
          fix: {
            title: 'Keep the kind',
            safety: 'safe',
            edits: [{ op: 'set', path: ['kind'], value: before.kind }],
          },
        }
      },
    },
  },
})

/** Up to 0.18 specs had no kind, or had others. */
function isKind(value: EditValue | undefined): boolean {
  return API_KINDS.some((kind) => kind === value)
}
