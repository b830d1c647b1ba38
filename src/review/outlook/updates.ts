import { areApart } from '../../cortex/files/pairing.ts'
import type { CortexFile, Located, Workspace } from '../../cortex/files/subject.ts'
import { overlaps } from '../../cortex/values/version-range.ts'
import { judgeApiFile } from '../../cortex/verdict/api.ts'
import { type ConfigurePlan, isUpToDate } from '../../cortex/verdict/configure.ts'
import { type EffectiveMap, isMap, textAt } from '../../cortex/verdict/effective.ts'
import { type ApiRollout, planRollout } from '../../cortex/verdict/rollout.ts'
import { judgeConfigure } from '../../cortex/verdict/update.ts'
import { JUDGED_VERSION } from '../../cortex/verdict/verdict.ts'
import { groupBy } from '../../text/group-by.ts'
import { findNode } from '../../yaml/tree.ts'
import type { Sides } from '../evaluate.ts'
import { type ClusterPair, pairClusters } from './cluster-pairs.ts'
import { type FindGroups, findGroupSides, isCarriedOut } from './group-sides.ts'

/** What applying the change would do, as Cortex 0.42.1 would do it. */
export interface Updates {
  readonly clusters: readonly ClusterUpdate[]
  /** APIs to which a deployment does something; those that are up to date are left out. */
  readonly apis: readonly ApiUpdate[]
}

/** What `cortex cluster configure` does with a changed cluster file. */
export interface ClusterUpdate {
  readonly path: string
  readonly cluster: string
  readonly plan: ConfigurePlan
}

/** What `cortex deploy` does to an API. */
export interface ApiUpdate extends ApiRollout {
  /** Of the new side; of the old one for an API that is gone. */
  readonly path: string
  readonly capacity?: RolloutCapacity
  /** Cortex refuses the file as such, and deploys nothing of it. */
  readonly isFileRefused?: boolean
}

/** How many replicas stay ready while the pods of an API are replaced. */
export interface RolloutCapacity {
  /** As many as `min_replicas` keeps at least; one where that is zero. */
  readonly replicas: number
  readonly leastReady: number
  /** How often pods are started and awaited, one batch after the other. */
  readonly rounds: number
}

/**
 * Plans the updates of all files that exist in the form of 0.42 on the sides concerned; none if
 * there was nothing before, as in an audit.
 */
export function planUpdates(
  { before, after }: Sides,
  renames: ReadonlyMap<string, string>,
): Updates {
  if (before.files.length === 0) return { clusters: [], apis: [] }

  const now = after.files.flatMap(readSpecs)
  const blocked = new Set(
    now.filter(({ isAccepted }) => !isAccepted).map(({ path }) => renames.get(path) ?? path),
  )
  const pairs = pairApis(
    before.files.flatMap(readSpecs).flatMap(({ specs }) => specs),
    now.flatMap(({ specs }) => specs),
    { renames, old: listHomes(before), now: listHomes(after) },
  )
  const clusters = pairClusters({ before, after }, renames).flatMap(planCluster)
  const updated = clusters.filter(({ update }) => isCarriedOut(update.plan))
  return {
    clusters: clusters.map(({ update }) => update),
    apis: planApis(
      // Of a file that is not deployed nothing is missing.
      pairs.filter((pair) => pair.after || !blocked.has(pair.before?.path ?? '')),
      findGroupSides(
        { before, after },
        updated.map(({ pair }) => pair),
      ),
    ),
  }
}

interface PlannedCluster {
  readonly pair: ClusterPair
  readonly update: ClusterUpdate
}

function planCluster(pair: ClusterPair): readonly PlannedCluster[] {
  const { file, identity } = pair.after
  const old = pair.before?.file
  if (!old || old.document.text === file.document.text) return []
  if (!isCurrent(old) || !isCurrent(file)) return []

  const { plan } = judgeConfigure(old.document, file.document)
  if (!plan || (isUpToDate(plan) && plan.instancesOverLimit === 0)) return []
  const cluster = identity.replace(/^cluster\//, '')
  return [{ pair, update: { path: file.path, cluster, plan } }]
}

function isCurrent({ version }: CortexFile): boolean {
  return overlaps(version, JUDGED_VERSION)
}

interface Spec {
  readonly path: string
  readonly name: string
  readonly kind: string
  /** With defaults filled in; undefined if Cortex refuses the file. */
  readonly effective?: EffectiveMap
}

interface Pair {
  readonly before?: Spec
  readonly after?: Spec
}

interface FileSpecs {
  readonly path: string
  readonly specs: readonly Spec[]
  readonly isAccepted: boolean
}

/** The specs of an API file; of one in the form of another version there are none to deploy. */
function readSpecs(file: CortexFile): readonly FileSpecs[] {
  const { path, kind, document } = file
  if (kind !== 'api') return []
  if (!isCurrent(file)) return [{ path, specs: [], isAccepted: false }]

  const { effective } = judgeApiFile(document)
  if (!Array.isArray(effective)) return [{ path, specs: readNames(file), isAccepted: false }]
  const specs = effective.filter(isMap).map((spec) => {
    return { path, name: textAt(spec, 'name'), kind: textAt(spec, 'kind'), effective: spec }
  })
  return [{ path, specs, isAccepted: true }]
}

/** What a refused file says of its specs. */
function readNames({ path, document: { root } }: CortexFile): readonly Spec[] {
  const items = root?.kind === 'list' ? root.items : []
  return items.flatMap((item) => {
    const [name, kind] = ['name', 'kind'].map((key) => findNode(item, [key]))
    if (name?.kind !== 'string') return []
    return [{ path, name: name.value, kind: kind?.kind === 'string' ? kind.value : '' }]
  })
}

type Homes = ReadonlyMap<string, Located<'cluster'> | undefined>

interface PairedSides {
  readonly renames: ReadonlyMap<string, string>
  readonly old: Homes
  readonly now: Homes
}

/** The clusters that files are for, by path. */
function listHomes(side: Workspace): Homes {
  return new Map(side.subjects('api').map((api) => [api.file.path, side.clusterOf(api)]))
}

/** By name within a file; what is left, by a name that each side has once, for one cluster. */
function pairApis(
  before: readonly Spec[],
  after: readonly Spec[],
  sides: PairedSides,
): readonly Pair[] {
  const inFile = groupBy(before, keyOf)
  const rest = new Set(before)
  const take = (found: Spec | undefined) => {
    if (found) rest.delete(found)
    return found
  }
  const pairs = after.map((now) => {
    const oldPath = sides.renames.get(now.path) ?? now.path
    return { before: take(inFile.get(keyOf({ ...now, path: oldPath }))?.[0]), after: now }
  })
  const named = groupBy([...rest], nameOf)
  const namesakes = groupBy(after, nameOf)
  const isAlone = (now: Spec) => namesakes.get(nameOf(now))?.length === 1

  const all = pairs.map(({ before: found, after: now }) => {
    const [moved, ...others] = ((isAlone(now) && named.get(nameOf(now))) || []).filter(
      (each) => !areApart(sides.old.get(each.path), sides.now.get(now.path)),
    )
    const old = found ?? (others.length === 0 ? take(moved) : undefined)
    return old ? { before: old, after: now } : { after: now }
  })
  return [...all, ...[...rest].map((old) => ({ before: old }))]
}

function keyOf(spec: Spec): string {
  return `${nameOf(spec)} ${spec.path}`
}

/** Names that Cortex accepts have no spaces. */
function nameOf({ name }: Spec): string {
  return name
}

function planApis(pairs: readonly Pair[], findGroups: FindGroups): readonly ApiUpdate[] {
  return pairs.flatMap(({ before, after }) => {
    if (after && !after.effective) return [refusalOf(after)]
    // What runs is not what a refused file says.
    if (before && !before.effective) return []

    const [old, now] = [before?.effective, after?.effective]
    const path = after?.path ?? before?.path ?? ''
    const groups = before && after && findGroups(before, after)
    return planRollout(old ? [old] : [], now ? [now] : [], groups)
      .filter(({ action }) => action !== 'none')
      .map((rollout) => {
        const capacity = rollout.podsReplaced && now ? capacityOf(now) : undefined
        return { ...rollout, path, ...(capacity && { capacity }) }
      })
  })
}

function refusalOf({ path, name, kind }: Spec): ApiUpdate {
  const nothing = { podsReplaced: null, changed: [] } as const
  return { path, name, kind, action: 'refused', ...nothing, isFileRefused: true }
}

/** A rolling update as Kubernetes does it: surge rounds up, unavailable down, never both zero. */
function capacityOf({ autoscaling, update_strategy }: EffectiveMap): RolloutCapacity | undefined {
  if (!isMap(autoscaling) || !isMap(update_strategy)) return undefined

  const replicas = Math.max(1, Number(autoscaling['min_replicas']))
  const surge = Math.ceil(shareOf(update_strategy['max_surge'], replicas))
  const allowed = Math.floor(shareOf(update_strategy['max_unavailable'], replicas))
  const unavailable = Math.min(replicas, surge + allowed === 0 ? 1 : allowed)
  const rounds = Math.ceil(replicas / Math.max(1, surge + unavailable))
  return { replicas, leastReady: replicas - unavailable, rounds }
}

function shareOf(limit: unknown, replicas: number): number {
  const text = String(limit)
  const number = Number(text.replace('%', ''))
  return text.endsWith('%') ? (number * replicas) / 100 : number
}
