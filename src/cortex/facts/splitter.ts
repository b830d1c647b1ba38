import { groupBy } from '../../text/group-by.ts'
import { onceFor } from '../../text/once.ts'
import type { Comparison } from '../compare/comparison.ts'
import { type Namesakes, namesakesAround, namesakesIn } from '../files/api-index.ts'
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
  return targetsByApi(workspace).get(api) ?? []
}

const targetsByApi = onceFor((workspace: Workspace) => {
  const targets = workspace.subjects('api').flatMap((splitter) =>
    (splitter.value.apis ?? []).map((target, index): [Located<'api'> | undefined, Target] => {
      return [findTargetApi(target.name, splitter, workspace), { splitter, index, target }]
    }),
  )
  return new Map(
    [...groupBy(targets, ([api]) => api)].map(([api, group]) => [
      api,
      group.map(([, target]) => target),
    ]),
  )
})

/** The place in a splitter that still lists an API which is gone from the new side. */
export function findLeftTarget(
  removed: Located<'api'>,
  { before, counterpartOf }: Comparison,
): Target | undefined {
  const { name } = removed.value
  for (const { splitter: old } of findTargetsAt(removed, before)) {
    const splitter = counterpartOf(old)
    if (!splitter) continue
    const left = firstTargets(splitter).get(name)
    if (left) return left
  }
  return undefined
}

/** The targets of a splitter by their names; of several, the first. */
const firstTargets = onceFor((splitter: Located<'api'>): ReadonlyMap<string, Target> => {
  const targets = (splitter.value.apis ?? []).map((target, index) => ({ splitter, index, target }))
  return new Map(targets.toReversed().map((each) => [each.target.name, each]))
})

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
  const here = realApis(namesakesIn(splitter.file, name, workspace))
  const around = namesakesAround(workspace.clusterOf(splitter), name, workspace)
  const candidates = here.length > 0 ? here : realApis(around)
  return candidates.length === 1 ? candidates[0] : undefined
}

/** Those that are no splitters themselves. */
const realApis = onceFor(({ apis }: Namesakes) =>
  apis.filter(({ value }) => value.kind !== 'TrafficSplitter'),
)

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
  return wrongTargets(workspace)(splitter)
}

const wrongTargets = onceFor((workspace: Workspace) =>
  onceFor((splitter: Located<'api'>): readonly WrongTarget[] => {
    const cluster = workspace.clusterOf(splitter)
    return (splitter.value.apis ?? []).flatMap(({ name }, index) => {
      const here = namesakesIn(splitter.file, name, workspace)
      const around = cluster && namesakesAround(cluster, name, workspace)
      const { apis = [], hasRealtime } = here.apis.length > 0 ? here : (around ?? {})
      const [api] = apis
      return api && !hasRealtime ? [{ index, api }] : []
    })
  }),
)
