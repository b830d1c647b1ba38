import type { Complaint, RelationOf } from '../../schema/schema.ts'
import { alternatives, quote } from '../../text/wording.ts'
import { checkDnsName } from '../values/dns-name.ts'
import { compareQuantities } from '../values/quantity.ts'
import type { ApiKind } from './api-types.ts'
import type { WrittenApi, WrittenContainer, WrittenHandler } from './written-api.ts'

/** Says why a text is no name of an API. */
export function checkName(text: string): Complaint | undefined {
  if (!text.startsWith('b-')) return checkDnsName(text)
  return {
    code: 'reserved-name',
    message: 'must not begin with `b-`, which Cortex reserves for its queues',
  }
}

/** The names of Cortex's own containers in a pod. */
const RESERVED_CONTAINERS = ['proxy', 'dequeuer']

export function checkContainerName(text: string): Complaint | undefined {
  if (!RESERVED_CONTAINERS.includes(text)) return checkDnsName(text)
  return {
    code: 'reserved-name',
    message: `must not be ${quote(text)}, a container name reserved by Cortex`,
  }
}

/** Says why a text cannot select a node group. */
export function checkSelector(text: string): Complaint | undefined {
  if (/^[a-zA-Z0-9_-]*$/.test(text)) return undefined
  const message = `must contain only letters, digits, dashes, and underscores, but is ${quote(text)}`
  return { code: 'invalid-name', message }
}

type ApiRule = RelationOf<WrittenApi>

const POD_RULES: readonly ApiRule[] = [
  { needs: ['pod'], check: checkComputeConflict },
  { needs: ['pod'], check: checkContainers },
]

const SCALING_RULES: readonly ApiRule[] = [
  { needs: ['autoscaling'], check: checkReplicas },
  { needs: ['update_strategy'], check: checkUpdateStrategy },
]

/** What Cortex checks between the keys of one spec. */
export const API_RULES: Readonly<Record<ApiKind, readonly ApiRule[]>> = {
  RealtimeAPI: [
    ...POD_RULES,
    { needs: ['pod'], check: (api) => checkHooks(api, ['http_get', 'tcp_socket', 'exec']) },
    { needs: ['pod', 'autoscaling'], check: checkTarget },
    ...SCALING_RULES,
  ],
  AsyncAPI: [
    ...POD_RULES,
    { needs: ['pod'], check: (api) => checkHooks(api, ['http_get', 'tcp_socket']) },
    ...SCALING_RULES,
  ],
  BatchAPI: [
    ...POD_RULES,
    { needs: ['pod'], check: (api) => checkHooks(api, ['http_get', 'tcp_socket']) },
    { needs: ['pod'], check: checkCommands },
  ],
  TaskAPI: [
    ...POD_RULES,
    { needs: ['pod'], check: (api) => checkHooks(api, []) },
    { needs: ['pod'], check: checkCommands },
    { needs: ['pod'], check: checkNoPort },
  ],
  TrafficSplitter: [{ needs: ['apis'], check: checkTargets }],
}

function* checkComputeConflict(api: WrittenApi): Iterable<Complaint> {
  const containers = containersOf(api)
  const hasGpu = containers.some(({ compute }) => compute.gpu > 0)
  const hasInf = containers.some(({ compute }) => (compute.inf ?? 0) > 0)
  if (!hasGpu || !hasInf) return
  yield {
    code: 'gpu-and-inf',
    at: ['pod'],
    message: 'must not request both GPUs and Inferentia chips, because no node has both',
  }
}

function* checkContainers(api: WrittenApi): Iterable<Complaint> {
  const names = new Set<string>()
  for (const [index, container] of containersOf(api).entries()) {
    const at = ['pod', 'containers', index]
    if (names.has(container.name)) {
      const message = `must have a unique name in the pod; ${quote(container.name)} is already used`
      yield { code: 'duplicate-name', at, message }
    }
    names.add(container.name)
    yield* checkContainer(container, at)
  }
}

function* checkContainer(
  { env, compute }: WrittenContainer,
  at: readonly (string | number)[],
): Iterable<Complaint> {
  for (const key of Object.keys(env)) {
    const prefix = ['CORTEX_', 'KUBEXIT_'].find((reserved) => key.startsWith(reserved))
    if (prefix === undefined) continue
    const message = `must not begin with \`${prefix}\`, a prefix reserved by Cortex`
    yield { code: 'reserved-variable', at: [...at, 'env', key], message }
  }
  const { shm = null, mem } = compute
  if (shm === null || mem === null || (compareQuantities(shm, mem) ?? 0) <= 0) return
  const message = `must be at most \`mem\` (${quote(mem)}), not ${quote(shm)}`
  yield { code: 'shm-above-mem', at: [...at, 'compute', 'shm'], message }
}

type HandlerName = keyof WrittenHandler
const EVERY_HANDLER: readonly HandlerName[] = ['http_get', 'tcp_socket', 'exec']

/** Every probe and hook has exactly one handler; which ones readiness may have depends on the kind. */
function* checkHooks(
  api: WrittenApi,
  readinessHandlers: readonly HandlerName[],
): Iterable<Complaint> {
  for (const [index, container] of containersOf(api).entries()) {
    const hooks = [
      { key: 'readiness_probe', handlers: readinessHandlers },
      { key: 'liveness_probe', handlers: EVERY_HANDLER },
      { key: 'pre_stop', handlers: ['http_get', 'exec'] },
    ] as const
    for (const { key, handlers } of hooks) {
      const hook = container[key]
      const written = EVERY_HANDLER.filter((name) => hook?.[name])
      if (!hook || written.length === 1) continue
      yield {
        code: 'one-handler',
        at: ['pod', 'containers', index, key],
        message: `must have exactly one of ${alternatives(handlers)}, not ${written.length || 'none'}`,
      }
    }
  }
}

function* checkCommands(api: WrittenApi): Iterable<Complaint> {
  for (const [index, { command }] of containersOf(api).entries()) {
    if (command !== null) continue
    const at = ['pod', 'containers', index, 'command']
    yield { code: 'missing-key', at, message: `is missing: a ${api.kind ?? 'job'} needs it` }
  }
}

function* checkNoPort({ pod }: WrittenApi): Iterable<Complaint> {
  if (!pod || pod.port === null) return
  yield {
    code: 'key-of-other-kind',
    at: ['pod', 'port'],
    message: 'must not be set, because a TaskAPI receives no requests',
    fix: {
      title: 'Remove `port`',
      safety: 'unsafe',
      edits: [{ op: 'remove', path: ['pod', 'port'] }],
    },
  }
}

function* checkTarget({ pod, autoscaling }: WrittenApi): Iterable<Complaint> {
  const { max_concurrency: running = 1, max_queue_length: waiting = 0 } = pod ?? {}
  const target = autoscaling?.target_in_flight ?? running
  if (!(target > running + waiting)) return
  yield {
    code: 'target-above-capacity',
    at: ['autoscaling', 'target_in_flight'],
    message: `must be at most \`max_concurrency\` + \`max_queue_length\` (${running} + ${waiting}), not ${target}`,
  }
}

function* checkReplicas({ autoscaling }: WrittenApi): Iterable<Complaint> {
  if (!autoscaling) return
  const { min_replicas: min, max_replicas: max, init_replicas: init } = autoscaling
  if (min > max) {
    const message = `must be at most \`max_replicas\` (${max}), not ${min}`
    yield { code: 'min-above-max', at: ['autoscaling', 'min_replicas'], message }
    return
  }
  if (init >= min && init <= max) return
  const message = `must be from \`min_replicas\` to \`max_replicas\` (${min} to ${max}), not ${init}`
  yield { code: 'init-outside-limits', at: ['autoscaling', 'init_replicas'], message }
}

/** Cortex compares the texts: it does not see that `+0` and `00` are zero as well. */
const ZEROS = ['0', '0%']

function* checkUpdateStrategy({ update_strategy }: WrittenApi): Iterable<Complaint> {
  const { max_surge = '', max_unavailable = '' } = update_strategy ?? {}
  if (!ZEROS.includes(max_surge) || !ZEROS.includes(max_unavailable)) return
  yield {
    code: 'no-room-for-updates',
    at: ['update_strategy'],
    message: 'must not set both `max_surge` and `max_unavailable` to zero',
  }
}

const WHOLE = 100

function* checkTargets({ apis = [] }: WrittenApi): Iterable<Complaint> {
  const sum = apis.reduce((total, { weight, shadow }) => total + (shadow ? 0 : weight), 0)
  if (sum !== WHOLE) {
    const message = `must have non-shadow weights that add up to ${WHOLE}, not ${sum}`
    yield { code: 'weight-sum', at: ['apis'], message }
  }
  const names = new Set<string>()
  for (const [index, { name }] of apis.entries()) {
    if (names.has(name)) {
      const message = `must be unique in the splitter; ${quote(name)} is there already`
      yield { code: 'duplicate-name', at: ['apis', index, 'name'], message }
    }
    names.add(name)
  }
  const shadows = apis.flatMap(({ shadow }, index) => (shadow ? [index] : []))
  for (const index of shadows.slice(1)) {
    const message = 'must be the only shadow of the splitter, but another API is one already'
    yield { code: 'second-shadow', at: ['apis', index, 'shadow'], message }
  }
}

function containersOf({ pod }: WrittenApi): readonly WrittenContainer[] {
  return pod?.containers ?? []
}
