import { parseReplicaShare, type ReplicaShare } from './percentage.ts'

/** How Kubernetes replaces the pods of an API. */
export interface RollingUpdate {
  /** How many replicas may run beyond those that are wanted. */
  readonly surge: number
  /** How many replicas may be missing meanwhile. */
  readonly unavailable: number
  /** Whether both round to zero, so that Kubernetes stops one replica all the same. */
  readonly isForced: boolean
}

/**
 * Plans the rolling update of a number of replicas: surge rounds up, unavailable down. Undefined for
 * shares that Cortex rejects, two zeros among them.
 */
export function planRollingUpdate(
  strategy: { readonly max_surge: string; readonly max_unavailable: string },
  replicas: number,
): RollingUpdate | undefined {
  const [more, fewer] = [
    parseReplicaShare(strategy.max_surge),
    parseReplicaShare(strategy.max_unavailable),
  ]
  if (!more || !fewer || (more.value === 0 && fewer.value === 0)) return undefined

  const surge = Math.ceil(countOf(more, replicas))
  const unavailable = Math.floor(countOf(fewer, replicas))
  const isForced = surge === 0 && unavailable === 0
  return { surge, unavailable: isForced ? 1 : unavailable, isForced }
}

function countOf({ value, unit }: ReplicaShare, replicas: number): number {
  return unit === 'percent' ? (value * replicas) / 100 : value
}
