import type { Located, Workspace } from '../cortex/files/subject.ts'
import { findWritten } from '../cortex/files/written.ts'
import { overlaps } from '../cortex/values/version-range.ts'
import { defineRule } from '../review/rule.ts'
import { quoteOrDefault } from '../review/wording.ts'
import { onceFor } from '../text/once.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'api-endpoint-changed',
  category: 'availability',
  severity: 'error',
  summary: 'An API moves to another endpoint',
  why: `
    Requests to the old endpoint get a 404 as soon as the file is deployed: an API
    has one endpoint, and nothing redirects. An endpoint that another API takes over
    has to be free first, as Cortex compares with what is deployed and refuses to
    move it from one API to another in one go.
  `,
  cortex: [
    {
      fact: 'The endpoint is `/<name>` by default; `iris`, `/iris` and `/iris/` are the same one.',
      source: 'pkg/types/spec/validations.go',
    },
    {
      fact: 'An endpoint that another deployed API has is refused, judged by what is deployed before this deploy.',
      source: 'pkg/operator/resources/validations.go',
    },
  ],
  quiet: ['No client uses the old endpoint any longer.'],
  compare: {
    api: {
      *modified(before, after, { earlier, subject, workspace, isWritten }) {
        if (before.kind !== after.kind) return
        if (!overlaps(earlier.file.version, subject.file.version)) return

        const was = before.networking.endpoint
        const now = after.networking.endpoint
        if (was === now) return

        const path = findKey(earlier, subject)
        const heir = findHeir(was, subject, workspace)
        const endpoint = quoteOrDefault(now, isWritten(path))
        yield {
          at: path,
          severity: heir ? 'warning' : 'error',
          message: heir
            ? `Cortex refuses to give the endpoint ${quote(was)} of API ${quote(after.name)} to ${quote(heir.value.name)} in one deploy: deploy the move to ${endpoint} first.`
            : `Clients of API ${quote(after.name)} no longer reach it: its endpoint goes from ${quote(was)} to ${endpoint}.`,
          ...(!heir && {
            fix: {
              title: 'Keep the endpoint',
              safety: 'safe',
              edits: [{ op: 'restore', path }],
            },
          }),
        }
      },
    },
  },
})

/** Up to 0.17 the key stands at the top. */
function findKey(...sides: readonly Located<'api'>[]): KeyPath {
  const isAtTop = sides.some((side) => findWritten(side, ['endpoint']) !== undefined)
  return isAtTop ? ['endpoint'] : ['networking', 'endpoint']
}

/** The other API or splitter of the file that has the endpoint now. */
function findHeir(
  endpoint: string,
  { file }: Located<'api'>,
  workspace: Workspace,
): Located<'api'> | undefined {
  return firstByEndpoint(workspace).get(`${endpoint} ${file.path}`)
}

const firstByEndpoint = onceFor((workspace: Workspace) => {
  const apis = workspace.subjects('api').toReversed()
  return new Map(
    apis.map((api) => [`${api.value.networking.endpoint} ${api.file.path}`, api] as const),
  )
})
