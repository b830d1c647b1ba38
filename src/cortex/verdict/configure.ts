import type { KeyPath } from '../../text/text.ts'
import { type EffectiveMap, type EffectiveValue, isMap, isSame, textAt } from './effective.ts'

/** What `cortex cluster configure` would do to a running cluster; nothing if it refuses. */
export interface ConfigurePlan {
  /** Top-level keys that are updated in place. */
  readonly fieldsToUpdate: readonly string[]
  readonly groupsToAdd: readonly string[]
  readonly groupsToRemove: readonly string[]
  readonly groupsToUpdate: readonly GroupUpdate[]
  /** Every key that a running cluster refuses; one is enough to block all of the file. */
  readonly refusals: readonly Refusal[]
  /** Instances by which the sum of `min_instances` grows beyond what one run may add. */
  readonly instancesOverLimit: number
}

export interface GroupUpdate {
  readonly name: string
  readonly changes: readonly ValueChange[]
}

export interface ValueChange {
  readonly key: string
  readonly before: EffectiveValue
  readonly after: EffectiveValue
}

export interface Refusal {
  /** From the root of the new file; a node group by its index there. */
  readonly path: KeyPath
  /** The node group that cannot change in this way. */
  readonly group?: string
  readonly before: EffectiveValue
  readonly after: EffectiveValue
}

/** In the order in which Cortex lists them; see `ValidateOnConfigure` of 0.42.1. */
export const UPDATABLE_FIELDS = [
  'ssl_certificate_arn',
  'api_load_balancer_cidr_white_list',
  'operator_load_balancer_cidr_white_list',
] as const

/** What can change of an existing node group (`priority` since 0.40). */
export const SCALABLE_FIELDS = ['min_instances', 'max_instances', 'priority'] as const

/** `MaxNodesToAddOnClusterConfigure`. */
export const MAX_INSTANCES_TO_ADD = 100

/** Tags that Cortex sets itself. */
const CLUSTER_NAME_TAG = 'cortex.dev/cluster-name'

/**
 * Plans the update of a running cluster as Cortex 0.42.1 would.
 *
 * Takes both configs with defaults filled in. The running cluster is taken to be what the old file
 * says, with as many instances as its `min_instances` add up to.
 */
export function planConfigure(before: EffectiveMap, after: EffectiveMap): ConfigurePlan {
  const oldGroups = groupsOf(before)
  const newGroups = groupsOf(after)
  const kept = newGroups.flatMap((group, index) => {
    const old = oldGroups.find(({ name }) => name === group['name'])
    return old ? [{ old, group, index }] : []
  })
  const added = sum(newGroups, 'min_instances') - sum(oldGroups, 'min_instances')

  return {
    fieldsToUpdate: UPDATABLE_FIELDS.filter((key) => !isSame(before[key], after[key])),
    groupsToAdd: namesWithout(newGroups, oldGroups),
    groupsToRemove: namesWithout(oldGroups, newGroups),
    groupsToUpdate: kept.flatMap(({ old, group }) => groupUpdate(old, group)),
    refusals: [
      ...topLevelRefusals(before, after),
      ...kept.flatMap(({ old, group, index }) => groupRefusals(old, group, index)),
    ],
    instancesOverLimit: Math.max(0, added - MAX_INSTANCES_TO_ADD),
  }
}

/** Whether the plan leaves everything as it is. */
export function isUpToDate(plan: ConfigurePlan): boolean {
  return (
    plan.refusals.length === 0 &&
    plan.fieldsToUpdate.length === 0 &&
    plan.groupsToAdd.length === 0 &&
    plan.groupsToRemove.length === 0 &&
    plan.groupsToUpdate.length === 0
  )
}

function topLevelRefusals(before: EffectiveMap, after: EffectiveMap): readonly Refusal[] {
  const skipped: readonly string[] = [...UPDATABLE_FIELDS, 'node_groups', 'telemetry']
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])]
  return keys
    .filter((key) => !skipped.includes(key))
    .flatMap((key) =>
      key === 'tags'
        ? differences(userTags(before), userTags(after), [key])
        : differences(before[key], after[key], [key]),
    )
}

function groupRefusals(
  before: EffectiveMap,
  after: EffectiveMap,
  index: number,
): readonly Refusal[] {
  const scalable: readonly string[] = SCALABLE_FIELDS
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])]
  return keys
    .filter((key) => !scalable.includes(key))
    .flatMap((key) => differences(before[key], after[key], ['node_groups', index, key]))
    .map((refusal) => ({ ...refusal, group: textAt(after, 'name') }))
}

/** The deepest keys that differ; a list differs as a whole. */
function differences(
  before: EffectiveValue | undefined,
  after: EffectiveValue | undefined,
  path: KeyPath,
): readonly Refusal[] {
  // An empty list is stored as none.
  if (isSame(before, after) || (isEmptyList(before) && isEmptyList(after))) return []
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])]
    return keys.flatMap((key) => differences(before[key], after[key], [...path, key]))
  }
  return [{ path, before: before ?? null, after: after ?? null }]
}

function isEmptyList(value: EffectiveValue | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

function groupUpdate(before: EffectiveMap, after: EffectiveMap): readonly GroupUpdate[] {
  const changes = SCALABLE_FIELDS.filter((key) => !isSame(before[key], after[key])).map((key) => ({
    key,
    before: before[key] ?? null,
    after: after[key] ?? null,
  }))
  return changes.length > 0 ? [{ name: textAt(after, 'name'), changes }] : []
}

/** Cortex adds the tag with the cluster's name itself, so writing it changes nothing. */
function userTags({ tags }: EffectiveMap): EffectiveMap {
  if (!isMap(tags)) return {}
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key !== CLUSTER_NAME_TAG))
}

function groupsOf({ node_groups }: EffectiveMap): readonly EffectiveMap[] {
  return Array.isArray(node_groups) ? node_groups.filter(isMap) : []
}

function namesWithout(
  groups: readonly EffectiveMap[],
  others: readonly EffectiveMap[],
): readonly string[] {
  const names = new Set(others.map(({ name }) => name))
  return groups.filter(({ name }) => !names.has(name ?? null)).map((group) => textAt(group, 'name'))
}

function sum(groups: readonly EffectiveMap[], key: string): number {
  return groups.reduce((total, group) => total + Number(group[key] ?? 0), 0)
}
