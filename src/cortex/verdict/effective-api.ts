import { DEFAULT_PORT } from '../tables/api.ts'
import type { ApiKind } from '../tables/api-types.ts'
import type {
  WrittenApi,
  WrittenContainer,
  WrittenHandler,
  WrittenPod,
  WrittenProbe,
} from '../tables/written-api.ts'
import type { EffectiveMap } from './effective.ts'

/** An API spec as Cortex 0.42.1 deploys it; what its kind does not have is null, or 0 in a pod. */
export function effectiveApi(api: WrittenApi, kind: ApiKind): EffectiveMap {
  const { name, pod, autoscaling, update_strategy, apis } = api
  const target = autoscaling?.target_in_flight ?? pod?.max_concurrency ?? 0
  return {
    name,
    kind,
    pod: pod ? effectivePod(pod, kind) : null,
    node_groups: api.node_groups ?? null,
    networking: { endpoint: endpointOf(api) },
    autoscaling: autoscaling ? { ...autoscaling, target_in_flight: target } : null,
    update_strategy: update_strategy ? { ...update_strategy } : null,
    apis: apis ? apis.map((target_) => ({ ...target_ })) : null,
  }
}

/** The path of an API: by default its name. */
export function endpointOf({ name, networking }: WrittenApi): string {
  return networking?.endpoint ?? `/${name}`
}

function effectivePod(pod: WrittenPod, kind: ApiKind): EffectiveMap {
  return {
    port: kind === 'TaskAPI' ? null : (pod.port ?? DEFAULT_PORT),
    max_concurrency: pod.max_concurrency ?? 0,
    max_queue_length: pod.max_queue_length ?? 0,
    containers: pod.containers.map(effectiveContainer),
  }
}

function effectiveContainer(container: WrittenContainer): EffectiveMap {
  const { compute, readiness_probe, liveness_probe, pre_stop, env, ...rest } = container
  return {
    ...rest,
    env: { ...env },
    compute: { ...compute, inf: compute.inf ?? 0, shm: compute.shm ?? null },
    readiness_probe: readiness_probe ? effectiveProbe(readiness_probe) : null,
    liveness_probe: liveness_probe ? effectiveProbe(liveness_probe) : null,
    pre_stop: pre_stop ? effectiveHook(pre_stop) : null,
  }
}

function effectiveProbe({ http_get, tcp_socket, exec, ...numbers }: WrittenProbe): EffectiveMap {
  return {
    ...numbers,
    ...effectiveHook({ http_get, exec }),
    tcp_socket: tcp_socket ? { ...tcp_socket } : null,
  }
}

function effectiveHook({ http_get, exec }: WrittenHandler): EffectiveMap {
  return { http_get: http_get ? { ...http_get } : null, exec: exec ? { ...exec } : null }
}
