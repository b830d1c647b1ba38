import { changesAffinity, type GroupSides } from './affinity.ts'
import { type EffectiveMap, type EffectiveValue, isMap, isSame, textAt } from './effective.ts'

export type ApiAction = 'create' | 'none' | 'update' | 'refused' | 'absent'

/** What `cortex deploy` of the new file does to one API. */
export interface ApiRollout {
  readonly name: string
  /** Of the new file where it has the API. */
  readonly kind: string
  readonly action: ApiAction
  /** Whether all running pods are replaced; null for what has no standing pods, or none yet. */
  readonly podsReplaced: boolean | null
  /** The parts of the spec that differ, by their top-level keys. */
  readonly changed: readonly string[]
  /** Whether pods are replaced only since the node groups of the cluster were updated before. */
  readonly isByGroups?: boolean
}

/** The parts of which Cortex makes the hashes of a spec (`pkg/types/spec/api.go`, 0.42.1). */
const PARTS = ['pod', 'networking', 'autoscaling', 'update_strategy', 'node_groups', 'apis']

/** Kinds that keep pods running; jobs keep the spec they were started with. */
const STANDING = ['RealtimeAPI', 'AsyncAPI']

/**
 * Plans a deployment as Cortex 0.42.1 would carry it out: the APIs of the new file in its order,
 * then those that only the old file has.
 *
 * Takes the specs of both files with defaults filled in, and the update of their cluster's node
 * groups that comes before it. The old file is taken to be what is deployed, ready and idle.
 */
export function planRollout(
  before: readonly EffectiveMap[],
  after: readonly EffectiveMap[],
  groups?: GroupSides,
): readonly ApiRollout[] {
  const names = new Set(after.map(({ name }) => name))
  const absent = before.filter(({ name }) => !names.has(name ?? null))
  return [
    ...after.map((api) =>
      rolloutOf(
        before.find(({ name }) => name === api['name']),
        api,
        groups,
      ),
    ),
    ...absent.map((api) => ({
      ...identityOf(api),
      action: 'absent' as const,
      podsReplaced: STANDING.includes(textAt(api, 'kind')) ? false : null,
      changed: [],
    })),
  ]
}

function rolloutOf(
  before: EffectiveMap | undefined,
  after: EffectiveMap,
  groups: GroupSides | undefined,
): ApiRollout {
  const identity = identityOf(after)
  if (before && before['kind'] !== after['kind']) {
    return { ...identity, action: 'refused', podsReplaced: null, changed: ['kind'] }
  }
  if (hasUnsavableNumber(after)) {
    return { ...identity, action: 'refused', podsReplaced: null, changed: [] }
  }
  if (!before) return { ...identity, action: 'create', podsReplaced: null, changed: [] }

  const changed = PARTS.filter((part) => !isSame(before[part], after[part]))
  if (changed.length === 0 || !STANDING.includes(identity.kind)) {
    const podsReplaced = STANDING.includes(identity.kind) ? false : null
    return { ...identity, action: changed.length > 0 ? 'update' : 'none', podsReplaced, changed }
  }
  const own = replacesPods(before, after, changed)
  // An API that is up to date keeps its pods and their old affinity.
  const isByGroups = !own && groups !== undefined && changesAffinity(groups, before, after)
  const update = {
    ...identity,
    action: 'update',
    podsReplaced: own || isByGroups,
    changed,
  } as const
  return isByGroups ? { ...update, isByGroups } : update
}

function replacesPods(
  before: EffectiveMap,
  after: EffectiveMap,
  changed: readonly string[],
): boolean {
  // The id of an Async API is in its pod template, and every part of the spec is in the id.
  if (after['kind'] === 'AsyncAPI') return changed.length > 0
  return changed.includes('pod') || !isSame(affinityOf(before), affinityOf(after))
}

/** The affinity lists the selected groups in the cluster's order, so theirs does not matter. */
function affinityOf({ node_groups }: EffectiveMap): EffectiveValue {
  return Array.isArray(node_groups) ? node_groups.map(String).toSorted() : null
}

/** Cortex saves specs as JSON, which cannot say infinite or "not a number". */
function hasUnsavableNumber(value: EffectiveValue | undefined): boolean {
  if (typeof value === 'number') return !Number.isFinite(value)
  if (Array.isArray(value)) return value.some(hasUnsavableNumber)
  return isMap(value) && Object.values(value).some(hasUnsavableNumber)
}

function identityOf(api: EffectiveMap) {
  return { name: textAt(api, 'name'), kind: textAt(api, 'kind') }
}
