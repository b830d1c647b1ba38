import type { VersionRange } from '../values/version-range.ts'

export type ApiKind = 'RealtimeAPI' | 'AsyncAPI' | 'BatchAPI' | 'TaskAPI' | 'TrafficSplitter'

/**
 * An API spec with the defaults of its version applied.
 *
 * Keys are Cortex's own. A key that the kind or the version does not know is absent. A value of a
 * wrong type or out of range counts as absent; the verdict names it.
 */
export interface Api {
  readonly version: VersionRange
  /** '' if the spec does not say. */
  readonly name: string
  /** As written; a spec with none, as up to 0.18, or with one unknown counts as `RealtimeAPI`. */
  readonly kind: ApiKind
  /** Since 0.36; absent for splitters. */
  readonly pod?: Pod
  /** Null: every group of the cluster. */
  readonly node_groups: readonly string[] | null
  readonly networking: { readonly endpoint: string }
  readonly autoscaling?: Autoscaling
  readonly update_strategy?: UpdateStrategy
  /** Splitters only. */
  readonly apis?: readonly SplitterTarget[]
  /** Up to 0.33: what became `pod`, as far as rules look at it. */
  readonly predictor?: LegacyPredictor
  /** 0.34 and 0.35: the same under another name. */
  readonly handler?: LegacyPredictor
  /** Up to 0.35: what each replica asks for. */
  readonly compute?: Compute
}

export interface Pod {
  /** Absent for Task. */
  readonly port?: number
  /** Realtime and Async. */
  readonly max_concurrency?: number
  /** Realtime; per replica, on top of `max_concurrency`. */
  readonly max_queue_length?: number
  readonly containers: readonly Container[]
}

export interface Container {
  readonly name: string
  readonly image: string
  readonly env: Readonly<Record<string, string>>
  readonly command: readonly string[] | null
  readonly args: readonly string[] | null
  readonly compute: Compute
  readonly readiness_probe: Probe | null
  readonly liveness_probe: Probe | null
  readonly pre_stop: Handler | null
}

export interface Compute {
  /** A Kubernetes quantity as text; null means no request. Absent key: `200m`. */
  readonly cpu: string | null
  /** A Kubernetes quantity as text; null means no request. */
  readonly mem: string | null
  readonly gpu: number
  readonly inf: number
  readonly shm: string | null
}

export interface Handler {
  readonly http_get?: { readonly path: string; readonly port: number }
  readonly tcp_socket?: { readonly port: number }
  readonly exec?: { readonly command: readonly string[] }
}

export interface Probe extends Handler {
  readonly initial_delay_seconds: number
  readonly timeout_seconds: number
  readonly period_seconds: number
  readonly success_threshold: number
  readonly failure_threshold: number
}

export interface Autoscaling {
  readonly min_replicas: number
  readonly max_replicas: number
  readonly init_replicas: number
  /** Since 0.36. */
  readonly target_in_flight?: number
  /** Durations in nanoseconds. */
  readonly window: number
  readonly downscale_stabilization_period: number
  readonly upscale_stabilization_period: number
  readonly max_downscale_factor: number
  readonly max_upscale_factor: number
  readonly downscale_tolerance: number
  readonly upscale_tolerance: number
  /** 0.14 to 0.35. */
  readonly target_replica_concurrency?: number
  readonly max_replica_concurrency?: number
}

export interface UpdateStrategy {
  readonly max_surge: string
  readonly max_unavailable: string
}

export interface SplitterTarget {
  readonly name: string
  readonly weight: number
  readonly shadow: boolean
}

export interface LegacyPredictor {
  readonly type: string
  readonly image?: string
  readonly processes_per_replica?: number
  readonly threads_per_process?: number
}
