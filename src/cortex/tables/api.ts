import type { FieldNotes } from '../../schema/notes.ts'
import { readField } from '../../schema/read.ts'
import {
  anything,
  boolean,
  enumeration,
  type Field,
  type FieldOptions,
  type FieldsOf,
  float,
  integer,
  keyOrderOf,
  list,
  map,
  orNull,
  string,
  stringMap,
} from '../../schema/schema.ts'
import type { KeyOrder } from '../../yaml/edit/edits.ts'
import { findNode, type YamlNode } from '../../yaml/tree.ts'
import { canonicalEndpoint } from '../values/endpoint.ts'
import { checkImage } from '../values/image-reference.ts'
import type { VersionRange } from '../values/version-range.ts'
import { API_RULES, checkContainerName, checkName, checkSelector } from './api-rules.ts'
import type {
  Api,
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
import { count, duration, fraction, port, quantity, replicaShare, urlPath } from './api-values.ts'
import type {
  WrittenApi,
  WrittenAutoscaling,
  WrittenCompute,
  WrittenContainer,
  WrittenHandler,
  WrittenNetworking,
  WrittenPod,
  WrittenProbe,
} from './written-api.ts'

export const API_KINDS: readonly ApiKind[] = [
  'RealtimeAPI',
  'AsyncAPI',
  'BatchAPI',
  'TaskAPI',
  'TrafficSplitter',
]

const SECOND = 1_000_000_000
const MINUTE = 60 * SECOND
export const DEFAULT_PORT = 8080
const MOST_CONCURRENCY = 30000
const MOST_ASYNC_CONCURRENCY = 100

const httpGet = map<NonNullable<Handler['http_get']>>('HTTP GET request to the container.', {
  path: urlPath('Request path.', { allowsRoot: true, default: '/' }),
  port: port('Request port.', { required: true, default: 0 }),
})

const tcpSocket = map<NonNullable<Handler['tcp_socket']>>('TCP connection to the container.', {
  port: port('Port to connect to.', { required: true, default: 0 }),
})

const exec = map<NonNullable<Handler['exec']>>('Command to run in the container.', {
  command: list(
    'Command and arguments, not run in a shell.',
    string('Argument.', { minLength: 0 }),
    {
      required: true,
      default: [],
      length: { minimum: 1 },
    },
  ),
})

/** What the handlers of a probe or a hook have to do with each other. */
const ONE_HANDLER = 'exactly one handler'

const HANDLERS = {
  http_get: orNull(httpGet),
  tcp_socket: orNull(tcpSocket),
  exec: orNull(exec),
}

const PROBE_NUMBERS = {
  initial_delay_seconds: count(
    'Seconds to wait after the container starts before the first probe.',
    { default: 0 },
  ),
  timeout_seconds: count('Seconds after which a probe times out.', { default: 1 }),
  period_seconds: count('Seconds between probes.', { default: 10 }),
  success_threshold: count('Consecutive successes required after a failure.', {
    limits: 'must be 1 for liveness probes (Kubernetes)',
    default: 1,
  }),
  failure_threshold: count('Consecutive failures after which the probe counts as failed.', {
    default: 3,
  }),
}

/** Every kind takes the same handlers, but readiness of Async and Batch has no `exec`. */
function probe(doc: string, hasExec: boolean): Field<WrittenProbe | null> {
  const { exec: execField, ...others } = HANDLERS
  const fields = { ...others, ...(hasExec && { exec: execField }), ...PROBE_NUMBERS }
  return orNull(map<WrittenProbe>(doc, fields, { limits: ONE_HANDLER, defaultNote: 'none' }))
}

function preStop(): Field<WrittenHandler | null> {
  const { http_get, exec: execField } = HANDLERS
  const fields = { http_get, exec: execField }
  return orNull(
    map<WrittenHandler>(
      'Hook that runs before the container is terminated, within the 60-second grace period.',
      fields,
      { since: 41, limits: ONE_HANDLER, defaultNote: 'none' },
    ),
  )
}

const RESPELLED =
  'A different spelling of the same quantity, such as `1024Mi` for `1Gi`, also counts as a change.'

const computeFields: FieldsOf<WrittenCompute> = {
  cpu: orNull(
    quantity('CPU request; null means no request.', {
      accepts: 'numbers',
      minimum: '20m',
      default: '200m',
      nullNote: 'no request',
      changing: RESPELLED,
    }),
  ),
  mem: orNull(
    quantity('Memory request, as a string.', {
      minimum: '20Mi',
      defaultNote: 'no request',
      changing: RESPELLED,
    }),
  ),
  gpu: integer('Number of GPUs to request.', {
    minimum: 0,
    limits: 'cannot be combined with `inf` in one pod',
    default: 0,
  }),
  inf: integer('Number of Inferentia chips to request.', {
    minimum: 0,
    limits: 'cannot be combined with `gpu` in one pod',
    default: 0,
    since: 18,
  }),
  shm: orNull(
    quantity('Size of the shared memory at `/dev/shm`.', {
      since: 36,
      limits: 'at most `mem`',
      defaultNote: 'none',
      changing: RESPELLED,
    }),
  ),
  node_groups: anything('Node groups on which the API can run.', {
    since: 34,
    until: 35,
    replacedBy: '`node_groups`',
  }),
}

const compute = (options: FieldOptions<WrittenCompute>) =>
  map<WrittenCompute>(
    'Compute requests of the container. Only GPU and Inferentia requests are also limits.',
    computeFields,
    options,
  )

const words = (doc: string, notes: FieldNotes) =>
  orNull(list(doc, string('Argument.', { minLength: 0 }), notes))

function containerFields(kind: ApiKind): FieldsOf<WrittenContainer> {
  const isServing = kind === 'RealtimeAPI' || kind === 'AsyncAPI'
  const readiness = probe(
    'Probe that decides when the container receives requests.',
    kind === 'RealtimeAPI',
  )
  const fields = {
    name: string('Container name, unique in the pod.', {
      required: true,
      default: '',
      maxLength: 63,
      limits: `${DNS_NAME}; not \`proxy\` or \`dequeuer\`; unique in the pod`,
      pattern: `^(?!(proxy|dequeuer)$)${DNS_PATTERN}`,
      checks: [checkContainerName],
    }),
    image: string('Container image.', {
      required: true,
      default: '',
      limits: '`registry/path:tag`, lowercase before the tag; must be pullable',
      checks: [checkImage],
    }),
    command: words(
      'Command and arguments, not run in a shell.',
      isServing
        ? { defaultNote: 'the entrypoint of the image' }
        : { limits: 'required, because jobs do not use the entrypoint of the image' },
    ),
    args: words('Arguments of the command.', { defaultNote: 'the default arguments of the image' }),
    env: stringMap(
      'Environment variables.',
      { key: { minLength: 0 }, value: { minLength: 0 } },
      {
        default: {},
        limits:
          'values are strings, so quote numbers, `true`, `on`, and similar; keys must not begin with `CORTEX_` or `KUBEXIT_`',
      },
    ),
    compute: compute({}),
    ...(kind !== 'TaskAPI' && { readiness_probe: readiness }),
    liveness_probe: probe('Probe that decides when Kubernetes restarts the container.', true),
    ...(isServing && { pre_stop: preStop() }),
  }
  return fields
}

function podField(kind: ApiKind): Field<WrittenPod> {
  const isRealtime = kind === 'RealtimeAPI'
  const fields = {
    port: orNull(
      port(
        'Port on which the containers listen.',
        kind === 'TaskAPI'
          ? { limits: 'must be null, because tasks receive no requests' }
          : { defaultNote: `\`${DEFAULT_PORT}\`` },
      ),
    ),
    ...((isRealtime || kind === 'AsyncAPI') && {
      max_concurrency: integer(
        'Maximum number of requests that a replica processes concurrently.',
        {
          ...(kind === 'AsyncAPI' && { since: 40 }),
          above: 0,
          maximum: isRealtime ? MOST_CONCURRENCY : MOST_ASYNC_CONCURRENCY,
          default: 1,
        },
      ),
    }),
    ...(isRealtime && {
      max_queue_length: integer(
        'Maximum number of requests in the queue of a replica, in addition to `max_concurrency`; further requests get 503.',
        {
          above: 0,
          maximum: MOST_CONCURRENCY,
          default: 100,
        },
      ),
    }),
    containers: list(
      'Containers of each replica (pod).',
      map('A container.', containerFields(kind)),
      {
        required: true,
        default: [],
        nullMeans: 'empty',
        length: { minimum: 1 },
      },
    ),
  }
  const options = { since: 36, replacesPods: true }
  return map<WrittenPod>('Pod of each replica.', fields, options)
}

const autoscalingFields: FieldsOf<WrittenAutoscaling> = {
  min_replicas: count('Minimum number of replicas.', {
    limits: 'at most `max_replicas`',
    default: 1,
    changing: 'Raising it starts replicas immediately.',
  }),
  max_replicas: integer('Maximum number of replicas.', {
    bits: 32,
    above: 0,
    default: 100,
    changing: 'Replicas above the new value are stopped immediately.',
  }),
  init_replicas: count('Initial number of replicas.', {
    limits: 'from `min_replicas` to `max_replicas`',
    changing: 'Used only when the API is created and, for a RealtimeAPI, while it has no replicas.',
    derive: ({ min_replicas }) => (typeof min_replicas === 'number' ? min_replicas : undefined),
    defaultNote: '`min_replicas`',
  }),
  workers_per_replica: integer('Number of workers per replica.', {
    since: 14,
    until: 17,
    replacedBy: '`predictor.processes_per_replica`',
  }),
  threads_per_worker: integer('Number of threads per worker.', {
    since: 14,
    until: 17,
    replacedBy: '`predictor.threads_per_process`',
  }),
  target_replica_concurrency: float('Target number of in-flight requests per replica.', {
    since: 14,
    until: 35,
    above: 0,
    replacedBy: '`autoscaling.target_in_flight`',
  }),
  max_replica_concurrency: integer(
    'Maximum number of in-flight requests per replica; further requests are rejected.',
    {
      since: 14,
      until: 35,
      above: 0,
      default: 1024,
      replacedBy: '`pod.max_concurrency` and `pod.max_queue_length`',
    },
  ),
  target_in_flight: float(
    'Target number of in-flight requests per replica, including queued ones.',
    {
      since: 36,
      above: 0,
      limits: 'for a RealtimeAPI at most `pod.max_concurrency` + `pod.max_queue_length`',
      defaultNote: '`pod.max_concurrency`',
    },
  ),
  window: duration('Time window over which in-flight requests are averaged.', {
    isTicked: true,
    default: MINUTE,
  }),
  downscale_stabilization_period: duration(
    'How long a lower recommendation must last before replicas are removed.',
    {
      default: 5 * MINUTE,
    },
  ),
  upscale_stabilization_period: duration(
    'How long a higher recommendation must last before replicas are added.',
    {
      default: MINUTE,
    },
  ),
  max_downscale_factor: fraction(
    'Smallest fraction of the current replicas that one scale-down keeps; a smaller value scales down faster.',
    {
      default: 0.75,
    },
  ),
  max_upscale_factor: float('Largest multiple of the current replicas that one scale-up reaches.', {
    above: 1,
    default: 1.5,
  }),
  downscale_tolerance: fraction(
    'Relative decrease below which the autoscaler does not scale down.',
    { default: 0.05 },
  ),
  upscale_tolerance: float('Relative increase below which it does not scale up.', {
    minimum: 0,
    default: 0.05,
  }),
}

const updateStrategyFields: FieldsOf<UpdateStrategy> = {
  max_surge: replicaShare(
    'Maximum number or percentage of extra replicas during a rolling update.',
    { default: '25%' },
  ),
  max_unavailable: replicaShare(
    'Maximum number or percentage of unavailable replicas during a rolling update.',
    { default: '25%' },
  ),
}

const legacyPredictor = (options: FieldOptions<LegacyPredictor>) =>
  map<LegacyPredictor>('What each replica runs.', LEGACY_PREDICTOR, { ...options, optional: true })

const WORKERS = 'the server in the container and `pod.max_concurrency`'

const LEGACY_PREDICTOR: FieldsOf<LegacyPredictor> = {
  type: string('Predictor type: Python, TensorFlow, or ONNX.', { default: '' }),
  path: anything('Path of the code.'),
  protobuf_path: anything('Path of the Protobuf file.'),
  model: anything('Path of the model.'),
  model_path: anything('Path of the model.'),
  models: anything('Paths of the models.'),
  multi_model_reloading: anything('Models that are reloaded while the API runs.'),
  server_side_batching: anything('Server-side batching.'),
  dependencies: anything('Dependencies to install.'),
  signature_key: anything('Signature key of the model.'),
  config: anything('Configuration passed to the code.'),
  python_path: anything('Python path.'),
  env: anything('Environment variables.'),
  log_level: anything('Log level.'),
  shm_size: anything('Size of the shared memory.', {
    since: 26,
    replacedBy: '`pod.containers[].compute.shm`',
  }),
  image: string('Container image.'),
  tensorflow_serving_image: string('TensorFlow Serving image.'),
  processes_per_replica: integer('Number of processes per replica.', {
    since: 18,
    above: 0,
    default: 1,
    replacedBy: WORKERS,
  }),
  threads_per_process: integer('Number of threads per process.', {
    since: 18,
    above: 0,
    default: 1,
    replacedBy: WORKERS,
  }),
}

const splitterTarget = map<SplitterTarget>('Target API of the traffic splitter.', {
  name: string('Name of a RealtimeAPI.', {
    required: true,
    default: '',
    limits: 'in the same file or already deployed; unique in the traffic splitter',
  }),
  weight: integer('Percentage of requests routed to this API.', {
    bits: 32,
    required: true,
    minimum: 0,
    maximum: 100,
    limits: 'weights of all non-shadow targets must add up to 100',
    default: 0,
  }),
  shadow: boolean(
    'Whether the API only receives copies of requests; its responses are discarded.',
    {
      since: 31,
      limits: 'at most one target',
      default: false,
    },
  ),
})

const networking = map<WrittenNetworking>(
  'Networking of the API.',
  {
    endpoint: urlPath('URL path of the API.', {
      maxLength: 1000,
      defaultNote: '`/<name>`',
      limits:
        'letters, digits, and `_ - . /`; no two slashes in a row, and not `/` itself; not used by another API of the cluster',
    }),
    local_port: anything('Local port.', { since: 18, until: 25 }),
    api_gateway: anything('Whether the API is behind an API Gateway.', {
      since: 18,
      until: 25,
    }),
  },
  { since: 18 },
)

const DNS_NAME =
  'lowercase letters, digits, and dashes; must begin with a letter and must not end with a dash'
const DNS_PATTERN = '[a-z]([-a-z0-9]*[a-z0-9])?$'

/** The keys that a spec has whatever its kind. */
export const identityFields = {
  name: string('Name of the API.', {
    required: true,
    default: '',
    maxLength: 42,
    limits: `${DNS_NAME}; not beginning with \`b-\`; unique in the file`,
    pattern: `^(?!b-)${DNS_PATTERN}`,
    changing: 'Creates another API; the API with the old name keeps running.',
    checks: [checkName],
  }),
  kind: enumeration('Kind of the API.', API_KINDS, {
    since: 19,
    required: true,
    changing: 'Rejected for a deployed API: delete it first.',
  }),
}

/** The keys of a kind, or of any kind, in the order of the documentation. */
function apiFields(kind: ApiKind | 'any'): FieldsOf<WrittenApi> {
  const is = (...kinds: readonly ApiKind[]) => kind === 'any' || kinds.includes(kind)
  const isScaled = is('RealtimeAPI', 'AsyncAPI')
  const fields = {
    ...identityFields,
    predictor: legacyPredictor({ until: 33, replacedBy: '`handler`' }),
    handler: legacyPredictor({ since: 34, until: 35, replacedBy: '`pod.containers`' }),
    definition: legacyPredictor({ since: 27, until: 35, replacedBy: '`pod`' }),
    ...(kind !== 'TrafficSplitter' && podFields(kind)),
    ...(is('TrafficSplitter') && {
      apis: list('Target APIs of the traffic splitter.', splitterTarget, {
        since: 19,
        required: true,
        nullMeans: 'empty',
        default: [],
      }),
    }),
    networking,
    endpoint: string('URL path of the API.', {
      until: 17,
      replacedBy: '`networking.endpoint`',
    }),
    compute: compute({ until: 35, replacedBy: '`pod.containers[].compute`' }),
    ...(isScaled && {
      autoscaling: map('Autoscaling of the API.', autoscalingFields, { since: 14 }),
      update_strategy: map('Rolling update of the API.', updateStrategyFields, { since: 14 }),
    }),
    tracker: anything('Prediction monitoring.', {
      until: 16,
      replacedBy: '`monitoring`',
    }),
    local_port: anything('Local port.', {
      since: 16,
      until: 17,
      replacedBy: '`networking.local_port`',
    }),
    monitoring: anything('Prediction monitoring.', { since: 17, until: 25 }),
  }
  return fields
}

function podFields(kind: ApiKind | 'any') {
  const group = string('A group.', { checks: [checkSelector] })
  return {
    pod: podField(kind === 'any' ? 'RealtimeAPI' : kind),
    node_groups: orNull(
      list('Node groups on which the API can run.', group, {
        since: 36,
        length: { minimum: 1 },
        limits: 'each a node group of the cluster',
        defaultNote: 'all node groups',
        replacesPods: true,
        changing: 'Reordering the same groups replaces no pods of a RealtimeAPI.',
      }),
    ),
  }
}

function apiTable(kind: ApiKind): Field<WrittenApi> {
  return map<WrittenApi>(`A ${kind}.`, apiFields(kind), { rules: API_RULES[kind] })
}

/** The tables of API specs, by kind, of all versions. */
export const apiTables: Readonly<Record<ApiKind, Field<WrittenApi>>> = {
  RealtimeAPI: apiTable('RealtimeAPI'),
  AsyncAPI: apiTable('AsyncAPI'),
  BatchAPI: apiTable('BatchAPI'),
  TaskAPI: apiTable('TaskAPI'),
  TrafficSplitter: apiTable('TrafficSplitter'),
}

/** The keys of all kinds, e.g. for documentation. */
export const anyApiTable: Field<WrittenApi> = map('API of any kind.', apiFields('any'))

/** The order of keys in API files, for edits. */
export const apiKeyOrder: KeyOrder = keyOrderOf(list('API spec.', anyApiTable))

/** The kind that a spec is read as. */
export function kindOf(node: YamlNode): ApiKind {
  const kind = findNode(node, ['kind'])
  return API_KINDS.find((known) => kind?.kind === 'string' && kind.value === known) ?? 'RealtimeAPI'
}

/** Reads one API spec of any version; never throws on any tree. */
export function readApi(node: YamlNode, version: VersionRange): Api {
  const kind = kindOf(node)
  const written = readField(apiTables[kind], node, { version })
  return completeApi(written, kind, version)
}

function completeApi(written: WrittenApi | undefined, kind: ApiKind, version: VersionRange): Api {
  const { name = '', autoscaling, pod, handler, update_strategy, apis } = written ?? {}
  const { predictor = written?.definition, compute: request, endpoint } = written ?? {}
  const explicit = written?.networking?.endpoint

  return {
    version,
    name,
    kind,
    ...(pod && { pod: completePod(pod, kind) }),
    node_groups: written?.node_groups ?? null,
    networking: { endpoint: explicit ?? canonicalEndpoint(endpoint ?? name) },
    ...(autoscaling && {
      autoscaling: completeAutoscaling(autoscaling, pod, predictor ?? handler),
    }),
    ...(update_strategy && { update_strategy }),
    ...(apis && { apis }),
    ...(predictor && { predictor }),
    ...(handler && { handler }),
    ...(request && { compute: completeCompute(request) }),
  }
}

function completePod({ port: written, containers, ...rest }: WrittenPod, kind: ApiKind): Pod {
  return {
    ...rest,
    ...(kind !== 'TaskAPI' && { port: written ?? DEFAULT_PORT }),
    containers: containers.map(completeContainer),
  }
}

function completeContainer(container: WrittenContainer): Container {
  const { readiness_probe, liveness_probe, pre_stop } = container
  return {
    ...container,
    compute: completeCompute(container.compute),
    readiness_probe: readiness_probe ? completeProbe(readiness_probe) : null,
    liveness_probe: liveness_probe ? completeProbe(liveness_probe) : null,
    pre_stop: pre_stop ? completeHandler(pre_stop) : null,
  }
}

function completeCompute(request: WrittenCompute): Compute {
  return { ...request, inf: request.inf ?? 0, shm: request.shm ?? null }
}

function completeProbe({ http_get, tcp_socket, exec: command, ...numbers }: WrittenProbe): Probe {
  return { ...completeHandler({ http_get, tcp_socket, exec: command }), ...numbers }
}

function completeHandler({ http_get, tcp_socket, exec: command }: WrittenHandler): Handler {
  return {
    ...(http_get && { http_get }),
    ...(tcp_socket && { tcp_socket }),
    ...(command && { exec: command }),
  }
}

/** The target in flight follows the pod, as the target of older versions follows the workers. */
function completeAutoscaling(
  autoscaling: WrittenAutoscaling,
  pod: WrittenPod | undefined,
  legacy: LegacyPredictor | undefined,
): Autoscaling {
  if (pod) return { target_in_flight: pod.max_concurrency ?? 1, ...autoscaling }
  return { target_replica_concurrency: countWorkers(legacy), ...autoscaling }
}

/** How many requests a replica works on at a time, up to 0.35. */
export function countWorkers(legacy: LegacyPredictor | undefined): number {
  return (legacy?.processes_per_replica ?? 1) * (legacy?.threads_per_process ?? 1)
}
