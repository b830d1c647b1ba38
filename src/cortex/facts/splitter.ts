import type { Comparison } from '../compare/comparison.ts'
import type { Located, Workspace } from '../files/subject.ts'
import type { SplitterTarget } from '../tables/api-types.ts'

/** A place in a splitter's list. */
export interface Target {
  readonly splitter: Located<'api'>
  readonly index: number
  readonly target: SplitterTarget
}

/** The targets that splitters of a workspace list under the name of an API. */
export function findTargetsAt(api: Located<'api'>, workspace: Workspace): readonly Target[] {
  return workspace.subjects('api').flatMap((splitter) =>
    (splitter.value.apis ?? []).flatMap((target, index) => {
      const isMeant =
        target.name === api.value.name && findTargetApi(target.name, splitter, workspace) === api
      return isMeant ? [{ splitter, index, target }] : []
    }),
  )
}

/** The place in a splitter that still lists an API which is gone from the new side. */
export function findLeftTarget(
  removed: Located<'api'>,
  { before, counterpartOf }: Comparison,
): Target | undefined {
  const { name } = removed.value
  for (const { splitter: old } of findTargetsAt(removed, before)) {
    const splitter = counterpartOf(old)
    if (!splitter) continue
    const index = splitter.value.apis?.findIndex((target) => target.name === name) ?? -1
    const target = splitter.value.apis?.[index]
    if (target) return { splitter, index, target }
  }
  return undefined
}

/**
 * The API that a splitter means by a name: of its own file, else the only one of its cluster, or of
 * the workspace where its cluster is not known.
 *
 * Undefined if there is none, or if files of several clusters may each have their own.
 */
export function findTargetApi(
  name: string,
  splitter: Located<'api'>,
  workspace: Workspace,
): Located<'api'> | undefined {
  const cluster = workspace.clusterOf(splitter)
  const named = workspace
    .subjects('api')
    .filter(({ value }) => value.name === name && value.kind !== 'TrafficSplitter')
  const here = named.filter((api) => api.file === splitter.file)
  const around = named.filter((api) => workspace.clusterOf(api) === cluster)
  const candidates = here.length > 0 ? here : around
  return candidates.length === 1 ? candidates[0] : undefined
}

/** A place in a splitter's list with the API of that name, which is no RealtimeAPI. */
export interface WrongTarget {
  readonly index: number
  readonly api: Located<'api'>
}

/**
 * The targets of a splitter that are of a kind it cannot send requests to, by its own file, else by
 * the others of its cluster.
 *
 * A name that a RealtimeAPI has, too, is left out, and in other files all names if the cluster is
 * not known.
 */
export function findWrongTargets(
  splitter: Located<'api'>,
  workspace: Workspace,
): readonly WrongTarget[] {
  const targets = splitter.value.apis ?? []
  if (targets.length === 0) return []

  const cluster = workspace.clusterOf(splitter)
  const around = cluster ? workspace.apisOf(cluster.value) : []
  const here = workspace.subjects('api').filter(({ file }) => file === splitter.file)
  return targets.flatMap(({ name }, index) => {
    const isNamed = ({ value }: Located<'api'>) => value.name === name
    const own = here.filter(isNamed)
    const named = own.length > 0 ? own : around.filter(isNamed)
    const [api] = named
    const isWrong = named.every(({ value }) => value.kind !== 'RealtimeAPI')
    return api && isWrong ? [{ index, api }] : []
  })
}
