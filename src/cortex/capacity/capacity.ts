import { findNode } from '../../yaml/tree.ts'
import type { Located } from '../files/subject.ts'
import type { Api, Compute } from '../tables/api-types.ts'
import type { Cluster } from '../tables/cluster-types.ts'
import { parseQuantity, toNumber } from '../values/quantity.ts'

/**
 * Whether `max_concurrency` fell below a `target_in_flight` that did not follow.
 *
 * Only a written target stays behind: the default is `max_concurrency` itself.
 */
export function isTargetAboveConcurrency(before: Api, after: Api): boolean {
  const was = before.pod?.max_concurrency
  const now = after.pod?.max_concurrency
  const target = after.autoscaling?.target_in_flight
  if (was === undefined || now === undefined || target === undefined) return false
  return now < was && target > now && before.autoscaling?.target_in_flight === target
}

export type RequestKey = 'cpu' | 'mem' | 'gpu' | 'inf'

/** A resource of which a container asks for less than before. */
export interface LoweredRequest {
  readonly key: RequestKey
  readonly before: string | number
  /** Null: it no longer asks for any. */
  readonly after: string | number | null
  /** What is left, from 0 to 1. */
  readonly share: number
}

/** Compares requests as quantities: `1` is `1000m`, but `1G` is not `1Gi`. */
export function findLoweredRequests(before: Compute, after: Compute): readonly LoweredRequest[] {
  return REQUEST_KEYS.flatMap((key) => {
    const [was, now] = [before[key], after[key]]
    const amount = amountOf(was)
    if (was === null || amount === undefined || amount <= 0) return []

    const left = now === null ? 0 : amountOf(now)
    if (left === undefined || left >= amount) return []
    return [{ key, before: was, after: left === 0 ? null : now, share: left / amount }]
  })
}

export const REQUEST_KEYS: readonly RequestKey[] = ['gpu', 'inf', 'mem', 'cpu']

/** What a request asks for; undefined if it is none. */
export function amountOf(value: string | number | null): number | undefined {
  if (typeof value !== 'string') return value ?? undefined
  const quantity = parseQuantity(value)
  return quantity && toNumber(quantity)
}

/** How many instances a group of nodes has. */
export interface Sizes {
  readonly min_instances: number
  readonly max_instances: number
}

/** The sizes of the only group of a cluster up to 0.30. */
export function legacySizes({ min_instances, max_instances }: Partial<Sizes>): Sizes | undefined {
  if (min_instances === undefined || max_instances === undefined) return undefined
  return { min_instances, max_instances }
}

/** The instances that a cluster can grow to. */
export function sumMaxInstances({ node_groups, max_instances }: Cluster): number {
  return node_groups.reduce((sum, group) => sum + group.max_instances, max_instances ?? 0)
}

/**
 * The replicas that APIs can grow to, as far as their files say.
 *
 * The default of 100 is not counted: hardly an API that relies on it is meant to grow so far.
 */
export function sumWrittenMaxReplicas(apis: readonly Located<'api'>[]): number {
  return apis.reduce((sum, { value, file, path }) => {
    const written = findNode(file.document.root, [...path, 'autoscaling', 'max_replicas'])
    return sum + (written ? (value.autoscaling?.max_replicas ?? 0) : 0)
  }, 0)
}
