import { findTargetsAt, findWrongTargets } from '../cortex/facts/splitter.ts'
import type { Located, Workspace } from '../cortex/files/subject.ts'
import { findWritten } from '../cortex/files/written.ts'
import { API_KINDS } from '../cortex/tables/api.ts'
import { defineRule } from '../review/rule.ts'
import { nameAll } from '../review/wording.ts'
import { quote } from '../text/wording.ts'
import type { EditValue } from '../yaml/edit/edits.ts'

export default defineRule({
  id: 'api-kind-changed',
  category: 'validity',
  severity: 'error',
  summary: 'API kind changed; Cortex rejects this for a deployed API',
  why: `
    Cortex detects this only while it applies the file, after other APIs have been updated.
    Deleting the API first causes downtime, and an AsyncAPI loses its queued requests.
    Deploy the new kind under a new name to run both side by side.
  `,
  cortex: [
    {
      fact: 'The kind is compared while the file is applied, after validation of the whole file; APIs that were applied earlier stay updated.',
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
          message: `\`kind\` changed from ${quote(before.kind)} to ${quote(after.kind)} on API ${quote(after.name)}: Cortex rejects the update, because a deployed API cannot change its kind${describeBounds(splitters)}.`,
          affects: splitters,
          fix: {
            title: `Restore \`kind: ${before.kind}\``,
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
  if (splitters.length === 0) return ''
  const names = splitters.map(({ value }) => value.name)
  return `, and ${nameAll('traffic splitter', names)} can only target RealtimeAPIs`
}

/** Up to 0.18 specs had no kind, or had others. */
function isKind(value: EditValue | undefined): boolean {
  return API_KINDS.some((kind) => kind === value)
}
