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

const httpGet = map<NonNullable<Handler['http_get']>>('A GET request to the container.', {
  path: urlPath('The path of the request.', { allowsRoot: true, default: '/' }),
  port: port('The port of the request.', { required: true, default: 0 }),
})

const tcpSocket = map<NonNullable<Handler['tcp_socket']>>('A connection to the container.', {
  port: port('The port of the connection.', { required: true, default: 0 }),
})

const exec = map<NonNullable<Handler['exec']>>('A command in the container.', {
  command: list('The command, without a shell.', string('A word.', { minLength: 0 }), {
    required: true,
    default: [],
    length: { minimum: 1 },
  }),
})

/** What the handlers of a probe or a hook have to do with each other. */
const ONE_HANDLER = 'exactly one of its handlers'

const HANDLERS = {
  http_get: orNull(httpGet),
  tcp_socket: orNull(tcpSocket),
  exec: orNull(exec),
}

const PROBE_NUMBERS = {
  initial_delay_seconds: count('How long to wait before the first probe.', { default: 0 }),
  timeout_seconds: count('How long a probe may take.', { default: 1 }),
  period_seconds: count('How long to wait between probes.', { default: 10 }),
  success_threshold: count('How many successes in a row make it good.', {
    limits: 'Kubernetes wants 1 of a liveness probe',
    default: 1,
  }),
  failure_threshold: count('How many failures in a row make it bad.', { default: 3 }),
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
      'What runs before a container is stopped, for at most 60 seconds.',
      fields,
      { since: 41, limits: ONE_HANDLER, defaultNote: 'none' },
    ),
  )
}

const RESPELLED =
  'Another spelling of the same quantity, e.g. `1024Mi` for `1Gi`, is a change, too.'

const computeFields: FieldsOf<WrittenCompute> = {
  cpu: orNull(
    quantity('CPUs to request; null requests none.', {
      accepts: 'numbers',
      minimum: '20m',
      default: '200m',
      nullNote: 'no request',
      changing: RESPELLED,
    }),
  ),
  mem: orNull(
    quantity('Memory to request, as text.', {
      minimum: '20Mi',
      defaultNote: 'no request',
      changing: RESPELLED,
    }),
  ),
  gpu: integer('GPUs to request.', {
    minimum: 0,
    limits: 'not together with `inf` in one pod',
    default: 0,
  }),
  inf: integer('Inferentia chips to request.', {
    minimum: 0,
    limits: 'not together with `gpu` in one pod',
    default: 0,
    since: 18,
  }),
  shm: orNull(
    quantity('The size of shared memory, within `mem`.', {
      since: 36,
      limits: 'not above `mem`',
      defaultNote: 'none',
      changing: RESPELLED,
    }),
  ),
  node_groups: anything('The node groups that may run the API.', {
    since: 34,
    until: 35,
    replacedBy: '`node_groups`',
  }),
}

const compute = (options: FieldOptions<WrittenCompute>) =>
  map<WrittenCompute>(
    'What to request of a node. There are no limits but for GPUs and chips.',
    computeFields,
    options,
  )

const words = (doc: string, notes: FieldNotes) =>
  orNull(list(doc, string('A word.', { minLength: 0 }), notes))

function containerFields(kind: ApiKind): FieldsOf<WrittenContainer> {
  const isServing = kind === 'RealtimeAPI' || kind === 'AsyncAPI'
  const readiness = probe('When the container is ready for requests.', kind === 'RealtimeAPI')
  const fields = {
    name: string('The name of the container, unique in the pod.', {
      required: true,
      default: '',
      maxLength: 63,
      limits: `${DNS_NAME}; not \`proxy\` or \`dequeuer\`; unique in the pod`,
      pattern: `^(?!(proxy|dequeuer)$)${DNS_PATTERN}`,
      checks: [checkContainerName],
    }),
    image: string('The image of the container.', {
      required: true,
      default: '',
      limits: 'like `registry/path:tag`, in lower case before the tag; can be pulled',
      checks: [checkImage],
    }),
    command: words(
      'The command, without a shell.',
      isServing
        ? { defaultNote: 'the image’s entry point' }
        : { limits: 'must be said, as jobs do not use the image’s own' },
    ),
    args: words('Arguments of the command.', { defaultNote: 'the image’s own' }),
    env: stringMap(
      'Environment variables.',
      { key: { minLength: 0 }, value: { minLength: 0 } },
      {
        default: {},
        limits:
          'values are text, so numbers, `true`, `on` and the like in quotes; no key begins with `CORTEX_` or `KUBEXIT_`',
      },
    ),
    compute: compute({}),
    ...(kind !== 'TaskAPI' && { readiness_probe: readiness }),
    liveness_probe: probe('When to restart the container.', true),
    ...(isServing && { pre_stop: preStop() }),
  }
  return fields
}

function podField(kind: ApiKind): Field<WrittenPod> {
  const isRealtime = kind === 'RealtimeAPI'
  const fields = {
    port: orNull(
      port(
        'The port that the containers listen on.',
        kind === 'TaskAPI'
          ? { limits: 'null at most: a task gets no requests' }
          : { defaultNote: `\`${DEFAULT_PORT}\`` },
      ),
    ),
    ...((isRealtime || kind === 'AsyncAPI') && {
      max_concurrency: integer('How many requests a replica works on at once.', {
        ...(kind === 'AsyncAPI' && { since: 40 }),
        above: 0,
        maximum: isRealtime ? MOST_CONCURRENCY : MOST_ASYNC_CONCURRENCY,
        default: 1,
      }),
    }),
    ...(isRealtime && {
      max_queue_length: integer('How many more requests wait at a replica.', {
        above: 0,
        maximum: MOST_CONCURRENCY,
        default: 100,
      }),
    }),
    containers: list(
      'The containers of each replica.',
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
  return map<WrittenPod>('What runs in each replica.', fields, options)
}

const autoscalingFields: FieldsOf<WrittenAutoscaling> = {
  min_replicas: count('The fewest replicas.', {
    limits: 'not above `max_replicas`',
    default: 1,
    changing: 'Raising it starts replicas at once.',
  }),
  max_replicas: integer('The most replicas.', {
    bits: 32,
    above: 0,
    default: 100,
    changing: 'Replicas above it are stopped at once.',
  }),
  init_replicas: count('The number of replicas at first.', {
    limits: 'from `min_replicas` to `max_replicas`',
    changing: 'It counts when an API is created, and for Realtime also while it has no replicas.',
    derive: ({ min_replicas }) => (typeof min_replicas === 'number' ? min_replicas : undefined),
    defaultNote: 'the same as `min_replicas`',
  }),
  workers_per_replica: integer('Workers of a replica.', {
    since: 14,
    until: 17,
    replacedBy: '`predictor.processes_per_replica`',
  }),
  threads_per_worker: integer('Threads of a worker.', {
    since: 14,
    until: 17,
    replacedBy: '`predictor.threads_per_process`',
  }),
  target_replica_concurrency: float('How many requests each replica is meant to have.', {
    since: 14,
    until: 35,
    above: 0,
    replacedBy: '`autoscaling.target_in_flight`',
  }),
  max_replica_concurrency: integer('How many requests a replica takes before it refuses.', {
    since: 14,
    until: 35,
    above: 0,
    default: 1024,
    replacedBy: '`pod.max_concurrency` and `pod.max_queue_length`',
  }),
  target_in_flight: float(
    'How many requests each replica is meant to have, waiting ones included.',
    {
      since: 36,
      above: 0,
      limits: 'for Realtime at most `pod.max_concurrency` and `pod.max_queue_length` together',
      defaultNote: 'the same as `pod.max_concurrency`',
    },
  ),
  window: duration('Over how long the number of requests is averaged.', {
    isTicked: true,
    default: MINUTE,
  }),
  downscale_stabilization_period: duration('How long a need must be lower before replicas go.', {
    default: 5 * MINUTE,
  }),
  upscale_stabilization_period: duration('How long a need must be higher before replicas come.', {
    default: MINUTE,
  }),
  max_downscale_factor: fraction('To which share of itself the number may fall at once.', {
    default: 0.75,
  }),
  max_upscale_factor: float('To which multiple of itself the number may grow at once.', {
    above: 1,
    default: 1.5,
  }),
  downscale_tolerance: fraction('Which share less is no reason to shrink.', { default: 0.05 }),
  upscale_tolerance: float('Which share more is no reason to grow.', { minimum: 0, default: 0.05 }),
}

const updateStrategyFields: FieldsOf<UpdateStrategy> = {
  max_surge: replicaShare('How many more replicas an update may start.', { default: '25%' }),
  max_unavailable: replicaShare('How many replicas an update may take away.', { default: '25%' }),
}

const legacyPredictor = (options: FieldOptions<LegacyPredictor>) =>
  map<LegacyPredictor>('What a replica runs.', LEGACY_PREDICTOR, { ...options, optional: true })

const WORKERS = 'the container’s own server, and `pod.max_concurrency`'

const LEGACY_PREDICTOR: FieldsOf<LegacyPredictor> = {
  type: string('The kind of code: Python, TensorFlow or ONNX.', { default: '' }),
  path: anything('The file of the code.'),
  protobuf_path: anything('The file that describes the service.'),
  model: anything('The model.'),
  model_path: anything('Where the model is.'),
  models: anything('The models.'),
  multi_model_reloading: anything('Where models are that change while the API runs.'),
  server_side_batching: anything('How requests are put together.'),
  dependencies: anything('What to install.'),
  signature_key: anything('The signature of the model.'),
  config: anything('What the code is given.'),
  python_path: anything('The root of the code.'),
  env: anything('Environment variables.'),
  log_level: anything('What is logged.'),
  shm_size: anything('The size of shared memory.', {
    since: 26,
    replacedBy: '`pod.containers[].compute.shm`',
  }),
  image: string('The image.'),
  tensorflow_serving_image: string('The image of TensorFlow Serving.'),
  processes_per_replica: integer('Processes of a replica.', {
    since: 18,
    above: 0,
    default: 1,
    replacedBy: WORKERS,
  }),
  threads_per_process: integer('Threads of a process.', {
    since: 18,
    above: 0,
    default: 1,
    replacedBy: WORKERS,
  }),
}

const splitterTarget = map<SplitterTarget>('An API behind the splitter.', {
  name: string('The name of a RealtimeAPI.', {
    required: true,
    default: '',
    limits: 'in the same file, or deployed already; each once',
  }),
  weight: integer('The percentage of requests that it gets.', {
    bits: 32,
    required: true,
    minimum: 0,
    maximum: 100,
    limits: 'of all targets but shadows exactly 100 together',
    default: 0,
  }),
  shadow: boolean('Whether it only gets copies of requests, and its answers are dropped.', {
    since: 31,
    limits: 'at most one target',
    default: false,
  }),
})

const networking = map<WrittenNetworking>(
  'How the API is reached.',
  {
    endpoint: urlPath('The path of the API.', {
      maxLength: 1000,
      defaultNote: 'the API’s name',
      limits:
        'letters, digits and `_ - . /`, no two slashes in a row, not `/` itself; free in the cluster',
    }),
    local_port: anything('The port on the own machine.', { since: 18, until: 25 }),
    api_gateway: anything('Whether an API Gateway stands before the API.', {
      since: 18,
      until: 25,
    }),
  },
  { since: 18 },
)

const DNS_NAME =
  'lower-case letters, digits and dashes, beginning with a letter and not ending with a dash'
const DNS_PATTERN = '[a-z]([-a-z0-9]*[a-z0-9])?$'

/** The keys that a spec has whatever its kind. */
export const identityFields = {
  name: string('The name of the API.', {
    required: true,
    default: '',
    maxLength: 42,
    limits: `${DNS_NAME}; not beginning with \`b-\`; unique in the file`,
    pattern: `^(?!b-)${DNS_PATTERN}`,
    changing: 'It makes another API; the one of the old name keeps running.',
    checks: [checkName],
  }),
  kind: enumeration('The kind of the API.', API_KINDS, {
    since: 19,
    required: true,
    changing: 'Cortex refuses it of an API that is deployed: delete that first.',
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
      apis: list('The APIs behind the splitter.', splitterTarget, {
        since: 19,
        required: true,
        nullMeans: 'empty',
        default: [],
      }),
    }),
    networking,
    endpoint: string('The path of the API.', {
      until: 17,
      replacedBy: '`networking.endpoint`',
    }),
    compute: compute({ until: 35, replacedBy: '`pod.containers[].compute`' }),
    ...(isScaled && {
      autoscaling: map('How many replicas there are.', autoscalingFields, { since: 14 }),
      update_strategy: map('How replicas are replaced.', updateStrategyFields, { since: 14 }),
    }),
    tracker: anything('What is measured of predictions.', {
      until: 16,
      replacedBy: '`monitoring`',
    }),
    local_port: anything('The port on the own machine.', {
      since: 16,
      until: 17,
      replacedBy: '`networking.local_port`',
    }),
    monitoring: anything('What is measured of predictions.', { since: 17, until: 25 }),
  }
  return fields
}

function podFields(kind: ApiKind | 'any') {
  const group = string('A group.', { checks: [checkSelector] })
  return {
    pod: podField(kind === 'any' ? 'RealtimeAPI' : kind),
    node_groups: orNull(
      list('The node groups that may run the API.', group, {
        since: 36,
        length: { minimum: 1 },
        limits: 'each a group of the cluster',
        defaultNote: 'all groups',
        replacesPods: true,
        changing: 'Only another order of the same groups replaces no pods of a RealtimeAPI.',
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
export const anyApiTable: Field<WrittenApi> = map('An API of any kind.', apiFields('any'))

/** The order of keys in API files, for edits. */
export const apiKeyOrder: KeyOrder = keyOrderOf(list('An API file.', anyApiTable))

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
