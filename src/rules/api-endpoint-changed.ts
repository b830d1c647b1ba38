import type { Comparison } from '../cortex/compare/comparison.ts'
import type { Located, Workspace } from '../cortex/files/subject.ts'
import { findWritten } from '../cortex/files/written.ts'
import { defineRule } from '../review/rule.ts'
import { enumerate, quoteOrDefault, restoreTitle } from '../review/wording.ts'
import { groupBy } from '../text/group-by.ts'
import { onceFor } from '../text/once.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'

export default defineRule({
  id: 'api-endpoint-changed',
  category: 'availability',
  severity: 'error',
  summary: 'API endpoint changed; requests to the old path return 404',
  why: `
    An API has exactly one endpoint, and Cortex does not redirect the old one, so clients
    get 404 as soon as the file is deployed. To hand an endpoint over to another API, deploy
    in two steps: Cortex checks endpoints against what is deployed at that moment.
  `,
  cortex: [
    {
      fact: 'The endpoint is `/<name>` by default; `iris`, `/iris` and `/iris/` are the same one.',
      source: 'pkg/types/spec/validations.go',
    },
    {
      fact: 'Cortex rejects an endpoint that another deployed API uses, based on what is deployed before this deploy.',
      source: 'pkg/operator/resources/validations.go',
    },
  ],
  quiet: ['No client uses the old endpoint any longer.'],
  compare: {
    api: {
      *modified(before, after, { earlier, subject, comparison, isWritten }) {
        if (before.kind !== after.kind) return

        const was = before.networking.endpoint
        const now = after.networking.endpoint
        if (was === now) return

        const path = findKey(earlier, subject)
        const chain = followEndpoint(subject, comparison)
        // Of another file, it can be deployed after this one.
        const heir = chain.find(({ file }, index) => index === 0 && file === subject.file)
        const swapped = chain.at(-1) === subject ? chain : undefined
        if (swapped) {
          // Of those that swap, the first says it.
          if (swapped.some((api) => comesFirst(api, subject))) return
          yield {
            at: path,
            message: describeSwap([subject, ...swapped.slice(0, -1)], comparison),
            refuses: 'file',
          }
          return
        }
        const endpoint = quoteOrDefault(now, isWritten(path))
        yield {
          at: path,
          severity: heir ? 'warning' : 'error',
          message: heir
            ? `Endpoint ${quote(was)} cannot move from API ${quote(after.name)} to ${quote(heir.value.name)} in one deploy: deploy the change of API ${quote(after.name)} to ${endpoint} first.`
            : `\`endpoint\` changed from ${quote(was)} to ${endpoint} on API ${quote(after.name)}: requests to ${quote(was)} return 404 as soon as this is deployed.`,
          ...(!heir && {
            fix: {
              title: restoreTitle(earlier, path),
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

/**
 * Who takes over the endpoint that an API leaves, who takes over theirs, and so on; it ends with the
 * API itself if they swap their endpoints.
 */
function followEndpoint(api: Located<'api'>, comparison: Comparison): readonly Located<'api'>[] {
  const chain: Located<'api'>[] = []
  const owners = endpointsOf(comparison)
  for (let left = comparison.counterpartOf(api); left; ) {
    const candidates = owners.get(left.value.networking.endpoint) ?? []
    const heir = candidates.find((each) => isTogether(each, api, comparison.after))
    if (!heir || chain.includes(heir)) return chain
    chain.push(heir)
    if (heir === api) return chain
    left = comparison.counterpartOf(heir)
  }
  return chain
}

const endpointsOf = onceFor(({ after }: Comparison) =>
  groupBy(after.subjects('api'), ({ value }) => value.networking.endpoint),
)

/** Whether two APIs are of one file, or known to be of one cluster. */
function isTogether(one: Located<'api'>, other: Located<'api'>, after: Workspace): boolean {
  const cluster = after.clusterOf(one)
  return one.file === other.file || (cluster !== undefined && cluster === after.clusterOf(other))
}

function comesFirst(one: Located<'api'>, other: Located<'api'>): boolean {
  if (one.file !== other.file) return one.file.path < other.file.path
  return Number(one.path[0]) < Number(other.path[0])
}

function describeSwap(apis: readonly Located<'api'>[], { counterpartOf }: Comparison): string {
  const names = enumerate(apis.map(({ value }) => quote(value.name)))
  const endpoints = apis.map((api) => quote(counterpartOf(api)?.value.networking.endpoint ?? ''))
  return `APIs ${names} swap their endpoints ${enumerate(endpoints)}: Cortex rejects each of them while another one has its endpoint, so deploy one with a third endpoint first.`
}
