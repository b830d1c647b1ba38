import { findTargetsAt, findWrongTargets } from '../cortex/facts/splitter.ts'
import type { Located, Workspace } from '../cortex/files/subject.ts'
import { findWritten } from '../cortex/files/written.ts'
import { API_KINDS } from '../cortex/tables/api.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate } from '../review/wording.ts'
import { quote } from '../text/wording.ts'
import type { EditValue } from '../yaml/edit/edits.ts'

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
    'splitter-target-of-wrong-kind',
  ],
  compare: {
    api: {
      *modified(before, after, { earlier, isWritten, subject, workspace }) {
        const was = findWritten(earlier, ['kind'])
        if (before.kind === after.kind || !isKind(was) || !isWritten(['kind'])) return

        const splitters = findSplitters(subject, workspace)
        yield {
          at: ['kind'],
          message: `Cortex refuses to deploy API ${quote(after.name)}: its kind goes from ${quote(before.kind)} to ${quote(after.kind)}, ${describeBounds(splitters)}.`,
          affects: splitters,
          fix: {
            title: 'Keep the kind',
            safety: 'safe',
            edits: [{ op: 'restore', path: ['kind'] }],
          },
        }
      },
    },
  },
})

/** The splitters with which nothing is wrong but that they list the API. */
function findSplitters(api: Located<'api'>, workspace: Workspace): readonly Located<'api'>[] {
  const splitters = new Set(findTargetsAt(api, workspace).map(({ splitter }) => splitter))
  return [...splitters].filter((splitter) => {
    const wrong = findWrongTargets(splitter, workspace)
    return wrong.length > 0 && wrong.every((target) => target.api === api)
  })
}

function describeBounds(splitters: readonly Located<'api'>[]): string {
  if (splitters.length === 0) return 'and a deployed API cannot change it'
  const names = enumerate(splitters.map(({ value }) => quote(value.name)))
  const ending = splitters.length === 1 ? '' : 's'
  return `a deployed API cannot change it, and only RealtimeAPIs may stand in traffic splitter${ending} ${names}`
}

/** Up to 0.18 specs had no kind, or had others. */
function isKind(value: EditValue | undefined): boolean {
  return API_KINDS.some((kind) => kind === value)
}
