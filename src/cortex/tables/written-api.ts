import type {
  ApiKind,
  Autoscaling,
  Compute,
  Container,
  Handler,
  LegacyPredictor,
  Pod,
  Probe,
  SplitterTarget,
  UpdateStrategy,
} from './api-types.ts'

/**
 * A spec as its table says it, before what the whole spec decides is filled in. What the kind or the
 * version does not know is absent.
 */
export interface WrittenApi {
  readonly name: string
  readonly kind?: ApiKind
  readonly pod?: WrittenPod
  readonly node_groups?: readonly string[] | null
  readonly networking?: WrittenNetworking
  readonly autoscaling?: WrittenAutoscaling
  readonly update_strategy?: UpdateStrategy
  readonly apis?: readonly SplitterTarget[]
  /** Up to 0.35. */
  readonly predictor?: LegacyPredictor
  readonly handler?: LegacyPredictor
  readonly definition?: LegacyPredictor
  readonly compute?: WrittenCompute
  /** Up to 0.17. */
  readonly endpoint?: string
}

export interface WrittenNetworking {
  readonly endpoint?: string
}

export interface WrittenPod extends Omit<Pod, 'port' | 'containers'> {
  readonly port: number | null
  readonly containers: readonly WrittenContainer[]
}

export interface WrittenContainer extends Omit<Container, Hooks | 'compute'> {
  readonly compute: WrittenCompute
  readonly readiness_probe?: WrittenProbe | null
  readonly liveness_probe: WrittenProbe | null
  readonly pre_stop?: WrittenHandler | null
}

export type Hooks = 'readiness_probe' | 'liveness_probe' | 'pre_stop'

export interface WrittenCompute extends Omit<Compute, 'inf' | 'shm'> {
  readonly inf?: number
  readonly shm?: string | null
}

/** Handlers that are written as null count as absent. */
export interface WrittenHandler {
  readonly http_get?: Handler['http_get'] | null
  readonly tcp_socket?: Handler['tcp_socket'] | null
  readonly exec?: Handler['exec'] | null
}

export interface WrittenProbe extends WrittenHandler, Omit<Probe, keyof Handler> {}

export type WrittenAutoscaling = Autoscaling
