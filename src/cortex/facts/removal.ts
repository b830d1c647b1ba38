import { onceFor } from '../../text/once.ts'
import type { Comparison } from '../compare/comparison.ts'
import { apisByEndpoint, apisByFile } from '../files/api-index.ts'
import { areApart } from '../files/pairing.ts'
import type { CortexFile, Located } from '../files/subject.ts'
import { isKeyMisspelt } from '../files/written.ts'

/**
 * Whether a removed API stays deployed without a spec. One that has another spec, or no name any
 * more, with which Cortex refuses its file, does not.
 */
export function isGone(removed: Located<'api'>, { relationOf }: Comparison): boolean {
  const { fate, other } = relationOf(removed)
  const hadName = removed.value.name !== '' && !isKeyMisspelt(removed, ['name'])
  return hadName && (fate === 'went' || (fate === 'renamed' && hasName(other)))
}

function hasName(api: Located<'api'> | undefined): boolean {
  return api !== undefined && api.value.name !== ''
}

/** The APIs of a file that stay deployed without a spec. */
export function findGone(file: CortexFile, comparison: Comparison): readonly Located<'api'>[] {
  return goneIn(comparison)(file)
}

const goneIn = onceFor((comparison: Comparison) =>
  onceFor((file: CortexFile) =>
    (apisByFile(comparison.before).get(file) ?? []).filter((api) => isGone(api, comparison)),
  ),
)

/** The API that asks for the endpoint which a removed one keeps until it is deleted. */
export function findHeir(
  removed: Located<'api'>,
  { before, after, counterpartOf }: Comparison,
): Located<'api'> | undefined {
  const { endpoint } = removed.value.networking
  const home = before.clusterOf(removed)
  const hasIt = (api: Located<'api'>) => api.value.networking.endpoint === endpoint
  return (apisByEndpoint(after).get(endpoint) ?? [])
    .filter((api) => {
      const earlier = counterpartOf(api)
      return earlier === undefined || earlier === removed || !hasIt(earlier)
    })
    .find((api) => {
      const cluster = after.clusterOf(api)
      const isTogether = api.file.path === removed.file.path || (home && cluster)
      return isTogether && !areApart(home, cluster)
    })
}
