import { onceFor } from '../../text/once.ts'
import type { KeyPath } from '../../text/text.ts'
import type { Comparison } from '../compare/comparison.ts'
import type { Located, SpecChange, Workspace } from '../files/subject.ts'
import { planRollingUpdate } from '../values/rolling-update.ts'
import { findHosting, type Hosting, mostPods, podsPerNode } from './hosting.ts'
import { demandOf, type Load, type Resource, readSite, type Site, supplyOf } from './load.ts'

/** An API whose pods are to be replaced, where no node can take a new one before an old one stops. */
export interface StuckUpdate {
  readonly api: Located<'api'>
  readonly hosting: Hosting
  /** What replaces the pods: the first change of the API that does. */
  readonly cause: { readonly subject: Located; readonly at: KeyPath }
  /** How many replicas stay while nothing more fits. */
  readonly replicas: number
  /** Whether it is so at `min_replicas` already, and not only while the API is scaled up. */
  readonly isAlways: boolean
  /** Whether other APIs take the room. */
  readonly isShared: boolean
}

/** Finds the updates that a change causes and that cannot end, in linear time. */
export const findStuckUpdates = onceFor(listStuckUpdates)

function listStuckUpdates(comparison: Comparison): readonly StuckUpdate[] {
  const { after } = comparison
  const sites = new Map<Located<'cluster'>, Neighbourhood>()
  const seen = new Set<Located>()
  return comparison.changes.flatMap((change) => {
    const cause = replacementIn(change)
    const api = cause && comparison.specOf(cause.subject)
    if (!api || !isApi(api) || seen.has(api)) return []
    if (!comparison.counterpartOf(api)) return []
    seen.add(api)
    const stuck = judge(api, after, sites)
    return stuck ? [{ ...stuck, api, cause }] : []
  })
}

function isApi(subject: Located): subject is Located<'api'> {
  return subject.kind === 'api'
}

/** What of a change replaces pods; an Async API's whenever its spec changes. */
function replacementIn(change: SpecChange) {
  if (change.event !== 'modified') return undefined
  const { after: subject, fields } = change
  if (subject.kind === 'container') return causeAt(subject, fields[0]?.path)
  if (!isApi(subject)) return undefined
  const isAsync = subject.value.kind === 'AsyncAPI'
  return causeAt(
    subject,
    fields.find(({ path }) => isAsync || path[0] === 'pod' || path[0] === 'node_groups')?.path,
  )
}

function causeAt(subject: Located, at: KeyPath | undefined) {
  return at && { subject, at }
}

function judge(
  api: Located<'api'>,
  workspace: Workspace,
  sites: Map<Located<'cluster'>, Neighbourhood>,
) {
  const { autoscaling, update_strategy } = api.value
  const hosting = autoscaling && findHosting(api, workspace)
  if (!hosting || !update_strategy) return undefined
  const { request, groups } = hosting
  // What fits nowhere, or never, is another matter.
  if (groups.every(({ type }) => podsPerNode(request, type) === 0)) return undefined

  const least = Math.max(1, autoscaling.min_replicas)
  const most = mostPods(hosting)
  if (least > most) return undefined
  const waits = (replicas: number) => needsNewFirst(update_strategy, replicas)
  const site = neighbourhoodOf(hosting.cluster, workspace, sites)
  if (waits(least)) {
    const isFull = least + 1 > most
    const isAlways = autoscaling.min_replicas > 0
    if (isFull) return { hosting, replicas: least, isAlways, isShared: false }
    if (isAlways && !site.hasRoomFor(api)) {
      return { hosting, replicas: least, isAlways, isShared: true }
    }
  }
  const scaled = Math.min(autoscaling.max_replicas, most)
  // CPU nodes are shared, and rarely all taken by one API.
  const isDevice = request.gpu + request.inf > 0
  if (!isDevice || scaled < most || !waits(scaled)) return undefined
  return { hosting, replicas: scaled, isAlways: false, isShared: false }
}

function needsNewFirst(strategy: Parameters<typeof planRollingUpdate>[0], replicas: number) {
  return planRollingUpdate(strategy, replicas)?.unavailable === 0
}

/** What the APIs of one cluster keep on its nodes, added up by the groups that they may use. */
interface Neighbourhood {
  /** Whether one more pod of an API has room beside all that `min_replicas` keeps. */
  readonly hasRoomFor: (api: Located<'api'>) => boolean
}

function neighbourhoodOf(
  cluster: Located<'cluster'>,
  workspace: Workspace,
  sites: Map<Located<'cluster'>, Neighbourhood>,
): Neighbourhood {
  const known = sites.get(cluster) ?? createNeighbourhood(readSite(cluster.value, workspace))
  sites.set(cluster, known)
  return known
}

const RESOURCES: readonly Resource[] = ['cpu', 'mem', 'gpu', 'inf', 'pods']

function createNeighbourhood({ loads, groups }: Site): Neighbourhood {
  const byApi = new Map(loads.map((load) => [load.api, load]))
  const free = new Map<string, ReadonlyMap<Resource, number>>()
  const freeIn = (names: ReadonlySet<string>) => {
    const key = [...names].join('\0')
    const known = free.get(key) ?? countFree(names, { loads, groups })
    free.set(key, known)
    return known
  }
  return {
    hasRoomFor(api) {
      const own = byApi.get(api)
      if (!own) return true
      const left = freeIn(own.groups)
      return RESOURCES.every((resource) => own.request[resource] <= (left.get(resource) ?? 0))
    },
  }
}

/** What is free of each resource on the groups, beside the APIs that have no others. */
function countFree(
  names: ReadonlySet<string>,
  { loads, groups }: Site,
): ReadonlyMap<Resource, number> {
  const isWithin = (load: Load) => [...load.groups].every((name) => names.has(name))
  const bound = loads.filter(isWithin)
  const hosts = groups.filter(({ name }) => names.has(name))
  return new Map(
    RESOURCES.map((resource) => {
      const demand = bound.reduce((sum, load) => sum + demandOf(load, { resource }), 0)
      const supply = hosts.reduce((sum, group) => sum + supplyOf(group, { resource }), 0)
      return [resource, supply - demand]
    }),
  )
}
