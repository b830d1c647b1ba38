import type { KeyPath } from '../../text/text.ts'
import type { Comparison } from '../compare/comparison.ts'
import type { Located, Workspace } from '../files/subject.ts'
import type { NodeGroup } from '../tables/cluster-types.ts'
import { amountOf } from './capacity.ts'
import { demandOf, type Measure, type Site, supplyOf } from './load.ts'

/** A part of a change, and the place in it. */
export interface Blame {
  readonly subject: Located
  /** Starts at the subject. */
  readonly at: KeyPath
}

interface Circumstances {
  readonly cluster: Located<'cluster'>
  /** The cluster before; absent for a new one. */
  readonly earlier: Located<'cluster'> | undefined
  /** The groups in question and what can run on them only, now and before. */
  readonly here: Site
  /** Also the groups that are gone; absent for a new cluster. */
  readonly hereBefore: Site | undefined
  readonly measure: Measure
  readonly comparison: Comparison
}

/**
 * Finds what takes the most in a change by which groups came to hold less than APIs keep: an API that
 * asks for more, or a group with less. Of a new cluster it is the cluster itself.
 */
export function blame(circumstances: Circumstances): Blame | undefined {
  const { cluster, earlier, here, hereBefore, comparison } = circumstances
  if (!earlier || !hereBefore) return { subject: cluster, at: ['node_groups'] }

  const parts = [...blameApis(circumstances, hereBefore), ...blameGroups(circumstances, hereBefore)]
  const [worst] = parts.toSorted((a, b) => b.share - a.share)
  if (worst) return worst

  // What could run nowhere before.
  const known = new Set(earlier.value.node_groups.map(({ name }) => name))
  const added = here.groups.find(({ name }) => !known.has(name))
  const subject = added && locate(added, comparison.after)
  return subject ? { subject, at: ['max_instances'] } : undefined
}

interface Part extends Blame {
  /** How much more an API keeps, or how much less a group has. */
  readonly share: number
}

function* blameApis(circumstances: Circumstances, { loads }: Site): Iterable<Part> {
  const { here, measure } = circumstances
  const earlier = new Map(loads.map((load) => [load.api.value.name, load]))
  for (const load of here.loads) {
    const was = earlier.get(load.api.value.name)
    const share = demandOf(load, measure) - (was ? demandOf(was, measure) : 0)
    const place = share > 0 ? findChange(load.api, circumstances) : undefined
    if (place) yield { ...place, share }
  }
}

/** What of an API changed so that it keeps more on the groups. */
function findChange(
  api: Located<'api'>,
  { comparison: { after, counterpartOf }, measure: { resource } }: Circumstances,
): Blame | undefined {
  const { autoscaling, node_groups } = api.value
  const was = counterpartOf(api)
  if (was === api) return undefined

  const replicas = was?.value.autoscaling?.min_replicas ?? 0
  if (!was || (autoscaling?.min_replicas ?? 0) > replicas) {
    return { subject: api, at: ['autoscaling', 'min_replicas'] }
  }
  const container = findGrown(api, { was, after, resource })
  if (container) return { subject: container, at: ['compute', resource] }
  const isSame = JSON.stringify(node_groups) === JSON.stringify(was.value.node_groups)
  return isSame ? undefined : { subject: api, at: ['node_groups'] }
}

interface Growth {
  readonly was: Located<'api'>
  readonly after: Workspace
  readonly resource: Measure['resource']
}

/** The container that asks for the most more. */
function findGrown(api: Located<'api'>, { was, after, resource }: Growth) {
  if (resource === 'pods') return undefined
  const containers = after.subjects('container').filter(({ parents }) => parents.api === api.value)
  const grown = containers.map((container) => {
    const earlier = was.value.pod?.containers.find(({ name }) => name === container.value.name)
    const [old, now] = [earlier, container.value].map(
      (each) => amountOf(each?.compute[resource] ?? null) ?? 0,
    )
    return { container, growth: (now ?? 0) - (old ?? 0) }
  })
  const [most] = grown.toSorted((a, b) => b.growth - a.growth)
  return most && most.growth > 0 ? most.container : undefined
}

function* blameGroups(circumstances: Circumstances, { groups }: Site): Iterable<Part> {
  const { here, measure, comparison } = circumstances
  for (const was of groups) {
    const now = here.groups.find(({ name }) => name === was.name)
    const share = supplyOf(was, measure) - (now ? supplyOf(now, measure) : 0)
    const subject =
      share > 0 && (now ? locate(now, comparison.after) : locate(was, comparison.before))
    if (subject) yield { subject, at: now ? findKey(was, now) : [], share }
  }
}

function findKey(was: NodeGroup, now: NodeGroup): KeyPath {
  if (now.max_instances < was.max_instances) return ['max_instances']
  return now.instance_type === was.instance_type ? ['spot_config'] : ['instance_type']
}

function locate(group: NodeGroup, workspace: Workspace): Located<'nodeGroup'> | undefined {
  return workspace.subjects('nodeGroup').find(({ value }) => value === group)
}
