import { findStuckUpdates } from '../../cortex/capacity/stuck-update.ts'
import type { Comparison } from '../../cortex/compare/comparison.ts'
import type { CortexFile, Located, Workspace } from '../../cortex/files/subject.ts'
import { findWritten } from '../../cortex/files/written.ts'
import { planRollingUpdate } from '../../cortex/values/rolling-update.ts'
import { overlaps } from '../../cortex/values/version-range.ts'
import { judgeApiFile } from '../../cortex/verdict/api.ts'
import { type ConfigurePlan, isUpToDate } from '../../cortex/verdict/configure.ts'
import { type EffectiveMap, isMap, textAt } from '../../cortex/verdict/effective.ts'
import { type ApiRollout, planRollout } from '../../cortex/verdict/rollout.ts'
import { isFilledInLater, isOldApiFile } from '../../cortex/verdict/unclear.ts'
import { judgeConfigure } from '../../cortex/verdict/update.ts'
import { JUDGED_VERSION } from '../../cortex/verdict/verdict.ts'
import { groupBy } from '../../text/group-by.ts'
import type { Judgement } from '../judge.ts'
import { type ClusterPair, pairClusters } from './cluster-pairs.ts'
import { type FindGroups, findGroupSides, isCarriedOut } from './group-sides.ts'

/** What applying the change would do, as Cortex 0.42.1 would do it. */
export interface Updates {
  readonly clusters: readonly ClusterUpdate[]
  /** APIs to which a deployment does something; those that are up to date are left out. */
  readonly apis: readonly ApiUpdate[]
}

/** Nothing is applied. */
export const NO_UPDATES: Updates = { clusters: [], apis: [] }

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
  /** Whether no new pod finds a node, so that the update never ends. */
  readonly isStuck?: boolean
}

/**
 * Plans the updates of all files that exist in the form of 0.42 on the sides concerned; none if
 * there was nothing before, as in an audit.
 */
export function planUpdates(comparison: Comparison & Told): Updates {
  const { before, after, otherFileOf } = comparison
  if (before.files.length === 0) return NO_UPDATES

  const refused = listRefused(comparison)
  const [old, now] = [
    readSpecs(before),
    readSpecs(after).map((read) => (refused.has(read.file) ? refuse(read) : read)),
  ]
  // Of a file that is not deployed nothing is missing.
  const blocked = new Set(
    now.filter(({ isAccepted }) => !isAccepted).map(({ file }) => otherFileOf(file)),
  )
  const isDeployed = ({ before: spec, after: other }: Pair) =>
    other !== undefined || !blocked.has(spec?.api.file)
  const pairs = pairApis(
    old.flatMap(({ specs }) => specs),
    now.flatMap(({ specs }) => specs),
    comparison,
  )
  const clusters = pairClusters(comparison).flatMap(planCluster)
  const updated = clusters.filter(({ update }) => isCarriedOut(update.plan))
  return {
    clusters: clusters.map(({ update }) => update),
    apis: planApis(
      pairs.filter(isDeployed),
      findGroupSides(
        comparison,
        updated.map(({ pair }) => pair),
      ),
      {
        refused,
        stuck: new Set(findStuckUpdates(comparison).map(({ api }) => api)),
        isChanged: ({ file }) => otherFileOf(file)?.document.text !== file.document.text,
      },
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
  readonly api: Located<'api'>
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
  readonly file: CortexFile
  readonly specs: readonly Spec[]
  readonly isAccepted: boolean
}

/** What rules say of the comparison. */
type Told = Pick<Judgement, 'findings'>

/** What rules say Cortex or Kubernetes refuses: files, and APIs alone. */
function listRefused({ findings, specOf }: Comparison & Told): ReadonlySet<CortexFile | Located> {
  return new Set(
    findings.flatMap(({ problem, subject, about }) => {
      const spec = specOf(about ?? subject)
      if (!problem.refuses || !spec) return []
      return [problem.refuses === 'file' ? spec.file : spec]
    }),
  )
}

function refuse({ file, specs }: FileSpecs): FileSpecs {
  return {
    file,
    specs: specs.map(({ api, name, kind }) => ({ api, name, kind })),
    isAccepted: false,
  }
}

function readSpecs(side: Workspace): readonly FileSpecs[] {
  const apis = groupBy(side.subjects('api'), ({ file }) => file)
  return side.files
    .filter(({ kind }) => kind === 'api')
    .map((file) => readFileSpecs(file, apis.get(file) ?? []))
}

/** The specs of an API file; of one in the form of another version there are none to deploy. */
function readFileSpecs(file: CortexFile, apis: readonly Located<'api'>[]): FileSpecs {
  if (!isCurrent(file)) return { file, specs: [], isAccepted: false }

  const { effective } = judgeApiFile(file.document)
  if (!Array.isArray(effective)) return { file, specs: apis.map(readName), isAccepted: false }
  const specs = apis.flatMap((api) => {
    const spec = effective[Number(api.path[0])]
    if (!spec || !isMap(spec)) return []
    return [{ api, name: textAt(spec, 'name'), kind: textAt(spec, 'kind'), effective: spec }]
  })
  return { file, specs, isAccepted: true }
}

/** What a refused file says of a spec. */
function readName(api: Located<'api'>): Spec {
  const kind = findWritten(api, ['kind'])
  return { api, name: api.value.name, kind: typeof kind === 'string' ? kind : '' }
}

/** An API with another name is created, and the old one stays; a second spec of one updates it. */
function pairApis(
  before: readonly Spec[],
  after: readonly Spec[],
  { relationOf }: Comparison,
): readonly Pair[] {
  const specs = new Map(before.map((spec) => [spec.api, spec] as const))
  const pairs = after.map((now) => {
    const { fate, other } = relationOf(now.api)
    const old = other && fate !== 'renamed' ? specs.get(other) : undefined
    return old ? { before: old, after: now } : { after: now }
  })
  const isGone = ({ api }: Spec) => ['went', 'renamed'].includes(relationOf(api).fate)
  return [...pairs, ...before.filter(isGone).map((old) => ({ before: old }))]
}

interface Obstacles {
  readonly refused: ReadonlySet<CortexFile | Located>
  readonly stuck: ReadonlySet<Located<'api'>>
  readonly isChanged: (api: Located<'api'>) => boolean
}

function planApis(
  pairs: readonly Pair[],
  findGroups: FindGroups,
  { refused, stuck, isChanged }: Obstacles,
): readonly ApiUpdate[] {
  return pairs.flatMap(({ before, after }) => {
    const isRefused = after !== undefined && refused.has(after.api)
    if (after && (!after.effective || isRefused)) {
      // Nobody deploys a file that stays.
      const isNews = isChanged(after.api) && (isRefused || !isUnclear(after.api.file))
      return isNews ? [refusalOf(after, !isRefused)] : []
    }
    // What runs is not what a refused file says.
    if (before && !before.effective) return []

    const [old, now] = [before?.effective, after?.effective]
    const path = (after ?? before)?.api.file.path ?? ''
    const groups = before && after && findGroups(before.api, after.api)
    return planRollout(old ? [old] : [], now ? [now] : [], groups)
      .filter(({ action }) => action !== 'none')
      .map((rollout) => {
        const isStuck = after !== undefined && stuck.has(after.api)
        const capacity = rollout.podsReplaced && now ? capacityOf(now, isStuck) : undefined
        return { ...rollout, path, ...(capacity && { capacity }) }
      })
  })
}

/** Whether nobody knows what Cortex will say, as of a template. */
function isUnclear(file: CortexFile): boolean {
  const { problems } = judgeApiFile(file.document)
  const isOpen = problems.every((problem) => isFilledInLater(problem, file.document))
  return isOldApiFile(file) || (isOpen && problems.length > 0)
}

function refusalOf({ api, name, kind }: Spec, isFileRefused: boolean): ApiUpdate {
  const nothing = { podsReplaced: null, changed: [] } as const
  const refusal = { path: api.file.path, name, kind, action: 'refused', ...nothing } as const
  return isFileRefused ? { ...refusal, isFileRefused } : refusal
}

function capacityOf(
  { autoscaling, update_strategy }: EffectiveMap,
  isStuck: boolean,
): RolloutCapacity | undefined {
  if (!isMap(autoscaling) || !isMap(update_strategy)) return undefined

  const replicas = Math.max(1, Number(autoscaling['min_replicas']))
  const shares = {
    max_surge: shareAt(update_strategy, 'max_surge'),
    max_unavailable: shareAt(update_strategy, 'max_unavailable'),
  }
  const { surge, unavailable } = planRollingUpdate(shares, replicas) ?? NO_LIMITS
  const missing = Math.min(replicas, unavailable)
  const rounds = Math.ceil(replicas / Math.max(1, surge + missing))
  return { replicas, leastReady: replicas - missing, rounds, ...(isStuck && { isStuck }) }
}

/** What Kubernetes makes of two zeros. */
const NO_LIMITS = { surge: 0, unavailable: 1 }

/** A number of replicas may be written as one. */
function shareAt(strategy: EffectiveMap, key: string): string {
  const value = strategy[key]
  return typeof value === 'number' ? `${value}` : textAt(strategy, key)
}
