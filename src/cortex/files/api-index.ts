import { groupBy } from '../../text/group-by.ts'
import { onceFor } from '../../text/once.ts'
import type { Cluster } from '../tables/cluster-types.ts'
import type { CortexFile, Located, Workspace } from './subject.ts'

// Each is asked for once for every API, so none may look through all of them again.

/** The APIs of a side, splitters among them, by their names. */
export const apisByName = onceFor((side: Workspace) =>
  groupBy(side.subjects('api'), ({ value }) => value.name),
)

/** The APIs of a side by their endpoints. */
export const apisByEndpoint = onceFor((side: Workspace) =>
  groupBy(side.subjects('api'), ({ value }) => value.networking.endpoint),
)

/** The APIs of each file of a side. */
export const apisByFile = onceFor((side: Workspace) =>
  groupBy(side.subjects('api'), ({ file }) => file),
)

/** APIs that have one name where a splitter may mean it. */
export interface Namesakes {
  readonly apis: readonly Located<'api'>[]
  /** Whether any is a RealtimeAPI, as a target must be. */
  readonly hasRealtime: boolean
}

/** The APIs of a name in a file. */
export function namesakesIn(file: CortexFile, name: string, side: Workspace): Namesakes {
  return byFileAndName(side).get(file)?.get(name) ?? NONE
}

/** The APIs of a name in a cluster; without one, of those whose cluster is not known. */
export function namesakesAround(
  cluster: Located<'cluster'> | undefined,
  name: string,
  side: Workspace,
): Namesakes {
  return byClusterAndName(side).get(cluster?.value)?.get(name) ?? NONE
}

const NONE: Namesakes = { apis: [], hasRealtime: false }

const byFileAndName = onceFor((side: Workspace) => groupByName<CortexFile>(apisByFile(side)))

const byClusterAndName = onceFor((side: Workspace) =>
  groupByName<Cluster | undefined>(
    groupBy(side.subjects('api'), (api) => side.clusterOf(api)?.value),
  ),
)

function groupByName<K>(
  groups: ReadonlyMap<K, readonly Located<'api'>[]>,
): ReadonlyMap<K, ReadonlyMap<string, Namesakes>> {
  return new Map([...groups].map(([key, apis]) => [key, namesakesOf(apis)]))
}

function namesakesOf(apis: readonly Located<'api'>[]): ReadonlyMap<string, Namesakes> {
  const byName = groupBy(apis, ({ value }) => value.name)
  return new Map(
    [...byName].map(([name, group]) => {
      const hasRealtime = group.some(({ value }) => value.kind === 'RealtimeAPI')
      return [name, { apis: group, hasRealtime }]
    }),
  )
}
