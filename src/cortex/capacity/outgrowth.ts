import type { Comparison } from '../compare/comparison.ts'
import type { Located, Workspace } from '../files/subject.ts'
import type { NodeGroup } from '../tables/cluster-types.ts'
import { findHosting, mostPods } from './hosting.ts'
import {
  type Amounts,
  demandOf,
  type Load,
  type Measure,
  readSite,
  type Site,
  supplyOf,
} from './load.ts'
import { type Blame, blame } from './outgrowth-cause.ts'

/** APIs that keep more together than the node groups hold on which they may run. */
export interface Outgrowth {
  readonly cluster: Located<'cluster'>
  /** At least two; for each of them alone there is room. */
  readonly apis: readonly Located<'api'>[]
  readonly groups: readonly NodeGroup[]
  readonly measure: Measure
  /** By the measure: what the APIs keep at least, and what the groups hold at most. */
  readonly demand: number
  readonly supply: number
  /** The part of the change that takes the most. */
  readonly cause: Blame
}

/**
 * Finds APIs that the groups of their cluster cannot hold together, with all their nodes, and less
 * than before the change.
 *
 * Only what is certain: amounts and numbers are compared, never how pods are packed. APIs that are
 * not known could only add to them.
 */
export function findOutgrowths(comparison: Comparison): readonly Outgrowth[] {
  return comparison.after
    .subjects('cluster')
    .flatMap((cluster) => [...outgrowthsOf(cluster, comparison)])
}

function* outgrowthsOf(cluster: Located<'cluster'>, comparison: Comparison): Iterable<Outgrowth> {
  const { before, after, counterpartOf } = comparison
  const site = leaveOutUncertain(readSite(cluster.value, after), after)
  if (site.loads.length < 2) return

  const earlier = counterpartOf(cluster)
  const old = earlier && readSite(earlier.value, before)
  const told = new Set<string>()
  for (const names of candidateSets(site.loads)) {
    if ([...names].some((name) => told.has(name))) continue
    const reach = old ? reachOf(names, site, old) : names
    const [here, hereBefore] = [narrow(site, names), old && narrow(old, reach)]
    const measure = measuresOf(here.loads).find((each) => {
      const lack = lackOf(here, each)
      return lack > 0 && (!hereBefore || isMore(lack, lackOf(hereBefore, each)))
    })
    if (!measure) continue

    const apis = here.loads.filter((load) => demandOf(load, measure) > 0).map(({ api }) => api)
    const cause = blame({ cluster, earlier, measure, here, hereBefore, comparison })
    if (!cause || apis.length < 2) continue
    const [demand, supply] = [sumDemand(here, measure), sumSupply(here, measure)]
    yield { cluster, apis, groups: here.groups, measure, demand, supply, cause }
    for (const name of names) told.add(name)
  }
}

/** What is too much alone is another matter, as is which of two APIs of one name is deployed. */
function leaveOutUncertain({ loads, groups }: Site, workspace: Workspace): Site {
  const counts = new Map<string, number>()
  for (const { api } of loads) counts.set(api.value.name, (counts.get(api.value.name) ?? 0) + 1)
  const certain = loads.filter(({ api, replicas }) => {
    const hosting = findHosting(api, workspace)
    return counts.get(api.value.name) === 1 && hosting && replicas <= mostPods(hosting)
  })
  return { loads: certain, groups }
}

/** There is not much to gain from the others, and a hostile file may have very many. */
const MOST_SETS = 32
const MOST_MEASURES = 8

/** The sets of groups that APIs may run on, and what they overlap to; the smallest first. */
function candidateSets(loads: readonly Load[]): readonly ReadonlySet<string>[] {
  const own = distinct(loads.map(({ groups }) => groups)).slice(0, MOST_SETS)
  const joined = own.map((start) =>
    own.reduce<ReadonlySet<string>>((union, other) => {
      return [...other].some((name) => union.has(name)) ? new Set([...union, ...other]) : union
    }, start),
  )
  return distinct([...own, ...joined]).toSorted((a, b) => a.size - b.size)
}

function distinct(sets: readonly ReadonlySet<string>[]): readonly ReadonlySet<string>[] {
  const byNames = new Map(sets.map((names) => [[...names].toSorted().join(' '), names]))
  return [...byNames.values()].filter(({ size }) => size > 0)
}

/** The groups, and those that are gone on which the same APIs might run. */
function reachOf(names: ReadonlySet<string>, site: Site, old: Site): ReadonlySet<string> {
  const apis = new Set(narrow(site, names).loads.map(({ api }) => api.value.name))
  const kept = new Set(site.groups.map(({ name }) => name))
  const gone = old.loads
    .filter(({ api }) => apis.has(api.value.name))
    .flatMap(({ groups }) => [...groups].filter((name) => !kept.has(name)))
  return new Set([...names, ...gone])
}

/** Numbers of pods first, as they say more: of all, and of those that ask for as much as one. */
function measuresOf(loads: readonly Load[]): readonly Measure[] {
  const counts = RESOURCES.flatMap((resource) =>
    commonest(loads, resource).map((per) => ({ resource, per })),
  )
  return [...counts, ...RESOURCES.map((resource) => ({ resource }))]
}

const RESOURCES = ['gpu', 'inf', 'mem', 'cpu', 'pods'] as const

/** What most of the pods ask for. */
function commonest(loads: readonly Load[], resource: keyof Amounts): readonly number[] {
  const counts = new Map<number, number>()
  for (const { request, replicas } of loads) {
    const amount = request[resource]
    if (amount > 0) counts.set(amount, (counts.get(amount) ?? 0) + replicas)
  }
  const amounts = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
  return amounts.slice(0, MOST_MEASURES).map(([amount]) => amount)
}

/** Nothing is more than what is not known. */
function isMore(lack: number, before: number): boolean {
  return Number.isFinite(before) && lack > before
}

function lackOf(site: Site, measure: Measure): number {
  return sumDemand(site, measure) - sumSupply(site, measure)
}

function sumDemand({ loads }: Site, measure: Measure): number {
  return loads.reduce((sum, load) => sum + demandOf(load, measure), 0)
}

function sumSupply({ groups }: Site, measure: Measure): number {
  return groups.reduce((sum, group) => sum + supplyOf(group, measure), 0)
}

/** Some groups, and the APIs that can run nowhere else. */
function narrow({ loads, groups }: Site, names: ReadonlySet<string>): Site {
  return {
    loads: loads.filter((load) => [...load.groups].every((name) => names.has(name))),
    groups: groups.filter(({ name }) => names.has(name)),
  }
}
