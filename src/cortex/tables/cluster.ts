import { readField } from '../../schema/read.ts'
import {
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
import type { YamlNode } from '../../yaml/tree.ts'
import { findInstanceType, instanceTypeNames, regions } from '../aws/instance-types.ts'
import { CORTEX_RELEASE, checkImageVersion } from '../values/image-reference.ts'
import type { VersionRange } from '../values/version-range.ts'
import {
  checkBlock,
  checkClusterName,
  checkGroupName,
  checkInstanceType,
  checkPrometheusType,
  checkRegion,
  checkVpcBlock,
  TAG_KEY,
  TAG_VALUE,
} from './cluster-checks.ts'
import { CLUSTER_RULES } from './cluster-rules.ts'
import type {
  Cluster,
  LoadBalancerScheme,
  NodeGroup,
  NodePool,
  SpotConfig,
  Subnet,
} from './cluster-types.ts'
import { GROUP_RULES } from './group-rules.ts'
import type { WrittenCluster, WrittenGroup, WrittenSpot } from './written-cluster.ts'

export const DEFAULT_POLICY = 'arn:aws:iam::aws:policy/AmazonS3FullAccess'
const EVERYWHERE = '0.0.0.0/0'
const MOST_POOLS = 20

/** The `image_*` keys of 0.42. */
export const IMAGE_KEYS = `
  manager operator controller_manager autoscaler proxy async_gateway activator enqueuer dequeuer
  cluster_autoscaler metrics_server nvidia_device_plugin neuron_device_plugin neuron_scheduler
  fluent_bit istio_proxy istio_pilot prometheus prometheus_config_reloader prometheus_operator
  prometheus_statsd_exporter prometheus_dcgm_exporter prometheus_kube_state_metrics
  prometheus_node_exporter kube_rbac_proxy grafana event_exporter kubexit
`
  .trim()
  .split(/\s+/)

/** The version in which an image came, where that is not long ago, and the last that had it. */
const IMAGE_LIFE: Readonly<Record<string, { readonly since?: number; readonly until?: number }>> = {
  fluent_bit: { since: 27 },
  prometheus: { since: 28 },
  prometheus_config_reloader: { since: 28 },
  prometheus_operator: { since: 28 },
  prometheus_statsd_exporter: { since: 28 },
  grafana: { since: 29 },
  prometheus_dcgm_exporter: { since: 30 },
  prometheus_kube_state_metrics: { since: 30 },
  prometheus_node_exporter: { since: 30 },
  kube_rbac_proxy: { since: 30 },
  event_exporter: { since: 30 },
  async_gateway: { since: 31 },
  controller_manager: { since: 35 },
  kubexit: { since: 35 },
  enqueuer: { since: 35 },
  proxy: { since: 36 },
  dequeuer: { since: 36 },
  activator: { since: 38 },
  autoscaler: { since: 38 },
  nvidia_device_plugin: { since: 38 },
  neuron_device_plugin: { since: 38 },
  neuron_scheduler: { since: 38 },
  nvidia: { until: 37 },
  inferentia: { until: 37 },
  neuron_rtd: { until: 35 },
  downloader: { until: 35 },
  request_monitor: { until: 35 },
  google_pause: { since: 24, until: 31 },
  statsd: { until: 27 },
  fluentd: { until: 26 },
  istio_citadel: { until: 20 },
  istio_galley: { until: 20 },
}

/** The image that Cortex 0.42.1 takes for an `image_*` key. */
export function defaultImage(key: string): string {
  const repository = key.replace(/^image_/, '').replaceAll('_', '-')
  return `quay.io/cortexlabs/${repository}:${CORTEX_RELEASE}`
}

/** An image of somewhere else, or one of Cortex’s own with the tag of the release. */
const OWN_IMAGE = `^(?!((quay|docker)\\.io/)?cortexlabs(dev)?/)|:${CORTEX_RELEASE.replaceAll('.', '\\.')}[^:]*$`

function imageField(name: string): [string, Field<string>] {
  const key = `image_${name}`
  const life = IMAGE_LIFE[name] ?? {}
  const doc = `The image of Cortex’s ${name.replaceAll('_', '-')}. Its tag must be the version of Cortex.`
  const checks = [(text: string) => checkImageVersion(text, CORTEX_RELEASE)]
  const derive: FieldOptions<string>['derive'] = (_, version) =>
    version.to === 42 ? defaultImage(key) : undefined
  return [
    key,
    string(doc, {
      ...life,
      derive,
      ...(life.until === undefined && {
        defaultNote: `\`${defaultImage(key)}\``,
        limits: `an image of Cortex’s own repositories must have a tag that begins with \`${CORTEX_RELEASE}\``,
        pattern: OWN_IMAGE,
        checks,
      }),
    }),
  ]
}

const IMAGE_FIELDS = Object.fromEntries(
  [...IMAGE_KEYS, ...Object.keys(IMAGE_LIFE).filter((name) => IMAGE_LIFE[name]?.until)].map(
    imageField,
  ),
)

/** The instance types that a group can have in some region, or that are refused only later. */
function groupTypes(): readonly string[] {
  return instanceTypeNames().filter((name) => !checkInstanceType(name))
}

const spotFields: FieldsOf<WrittenSpot> = {
  instance_distribution: orNull(
    list(
      'Instance types that may stand in for the group’s own, each at least as big.',
      string('An instance type.', { checks: [checkInstanceType], known: groupTypes }),
      {
        length: { minimum: 1, unique: true },
        limits: 'each with at least the memory, CPUs and GPUs of `instance_type`',
        defaultNote: 'the group’s `instance_type`',
        changing: 'The order of the list counts.',
      },
    ),
  ),
  on_demand_base_capacity: orNull(
    integer('How many instances are on-demand before any is spot.', {
      minimum: 0,
      limits: 'not above `max_instances`',
      default: 0,
    }),
  ),
  on_demand_percentage_above_base_capacity: orNull(
    integer('The share of on-demand instances among those above the base.', {
      minimum: 0,
      maximum: 100,
      default: 0,
    }),
  ),
  max_price: orNull(
    float('The most to pay for an instance, in US dollars per hour.', {
      above: 0,
      defaultNote: 'the on-demand price of `instance_type` in the region',
    }),
  ),
  instance_pools: orNull(
    integer('Among how many of the cheapest spot pools instances are spread.', {
      minimum: 1,
      maximum: MOST_POOLS,
      defaultNote: 'the number of instance types, at most 20',
    }),
  ),
  on_demand_backup: boolean('Whether on-demand instances stand in where there are no spot ones.', {
    until: 30,
    default: true,
    replacedBy: 'an on-demand node group with a lower `node_groups[].priority`',
  }),
}

const INSTANCE_FIELDS = {
  min_instances: integer('The fewest instances.', {
    minimum: 0,
    limits: 'not above `max_instances`',
    default: 1,
  }),
  max_instances: integer('The most instances.', { minimum: 0, default: 5 }),
  instance_volume_size: integer('The size of each instance’s disk, in GB.', {
    minimum: 20,
    maximum: 16384,
    default: 50,
  }),
  spot: boolean('Whether to use spot instances.', { default: false }),
  spot_config: orNull(
    map<WrittenSpot>('How spot instances are chosen.', spotFields, {
      optional: true,
      limits: 'only with `spot: true`',
      defaultNote: 'the defaults of its keys if `spot` is true, else none',
    }),
  ),
}

const ANOTHER_CLUSTER =
  'It looks for a cluster of that name in that region, and the one that runs stays as it is.'

/** An address and a size; what is between the two is for the checks. */
const BLOCK = '^[0-9a-fA-F.:]+/[0-9]+$'

const VOLUME_TYPE = 'The type of each instance’s disk.'

const groupFields: FieldsOf<WrittenGroup> = {
  name: string('The name of the group, unique in the cluster.', {
    required: true,
    default: '',
    maxLength: 26,
    limits: 'letters, digits and dashes, no dash at the end; unique in the cluster',
    pattern: '^[a-zA-Z0-9-]*[a-zA-Z0-9]$',
    configurable: true,
    changing:
      'A group of another name is another group: it is added, then the old one is removed with its nodes.',
    checks: [checkGroupName],
  }),
  instance_type: string('The EC2 instance type.', {
    required: true,
    default: '',
    limits: 'one of the types that Cortex 0.42.1 knows and the region offers',
    known: groupTypes,
    changing: 'Add a group under a new name instead, and remove the old one later.',
    checks: [checkInstanceType],
  }),
  min_instances: {
    ...INSTANCE_FIELDS.min_instances,
    limits: 'not above `max_instances`; all groups together at most 200 when a cluster is made',
    configurable: true,
    changing:
      'Lowering it only lets the autoscaler remove nodes later. One run may add at most 100 instances.',
  },
  max_instances: {
    ...INSTANCE_FIELDS.max_instances,
    limits: 'at least 1 when a cluster is made; later 0 parks a group',
    configurable: true,
    changing: 'Below the number that runs, instances are terminated at once, without draining.',
  },
  priority: integer('Which group is grown first: the one with the higher number.', {
    since: 37,
    minimum: 1,
    maximum: 100,
    default: 1,
    configurable: true,
    changing:
      'Since 0.40. Pods of APIs that run already keep their old preference until they are deployed anew.',
  }),
  instance_volume_size: INSTANCE_FIELDS.instance_volume_size,
  instance_volume_type: enumeration(VOLUME_TYPE, ['gp2', 'gp3', 'io1', 'sc1', 'st1'], {
    derive: (_, version) => (version.to < 35 ? 'gp2' : 'gp3'),
    defaultNote: '`gp3`; up to 0.34 `gp2`',
  }),
  instance_volume_iops: orNull(
    integer('Operations per second of each disk; io1 and gp3 only.', {
      limits:
        'io1: 100 to 64000, at most 50 for each GB; gp3: 3000 to 16000, at most 500 for each GB, together with a throughput',
      defaultNote: 'gp3: 3000; io1: 50 for each GB, at most 3000',
    }),
  ),
  instance_volume_throughput: orNull(
    integer('Throughput of each disk in MiB/s; gp3 only.', {
      since: 35,
      minimum: 125,
      maximum: 1000,
      limits: 'at most a quarter of the operations, together with them',
      defaultNote: 'gp3: 125',
    }),
  ),
  spot: INSTANCE_FIELDS.spot,
  spot_config: INSTANCE_FIELDS.spot_config,
}

const scheme = (of: string) =>
  enumeration<LoadBalancerScheme>(`Who can reach ${of}.`, ['internet-facing', 'internal'], {
    since: 16,
    default: 'internet-facing',
  })

const whiteList = (of: string) =>
  list(
    `Address blocks that may reach ${of}.`,
    string('An address block.', {
      limits: 'like `10.0.0.0/8`, with its size',
      pattern: BLOCK,
      checks: [checkBlock],
    }),
    {
      since: 33,
      length: { minimum: 1 },
      defaultNote: '`[0.0.0.0/0]`, everyone',
      configurable: true,
      changing: 'Without the key, everyone is let in.',
    },
  )

/** A key that Cortex writes itself. */
const ownKey = (options: FieldOptions<string> = {}) =>
  string('Set by Cortex.', {
    default: '',
    nullMeans: 'absent',
    minLength: 0,
    limits: 'not to be set: any text is refused',
    pattern: '^$',
    ...options,
  })

const credential = () =>
  string('AWS credentials.', { until: 19, replacedBy: 'the credentials of the command line' })

/** A key of what was the one worker group up to 0.30. */
const intoGroup = <T>(key: string, field: Field<T>): Field<T> => ({
  ...field,
  until: 30,
  replacedBy: `\`node_groups[].${key}\``,
})

const pool = map<NodePool>('A node group on GCP.', {
  name: string('The name of the group.', { default: '' }),
  instance_type: string('The machine type.', { default: '' }),
  min_instances: integer('The fewest instances.', { minimum: 0, default: 1 }),
  max_instances: integer('The most instances.', { minimum: 0, default: 5 }),
  preemptible: boolean('Whether to use preemptible instances.', { default: false }),
  accelerator_type: orNull(string('The type of GPU.')),
  accelerators_per_instance: orNull(integer('The number of GPUs.')),
})

const clusterFields: FieldsOf<WrittenCluster> = {
  cluster_name: string('The name of the cluster.', {
    minLength: 3,
    maxLength: 54,
    default: 'cortex',
    limits: 'lower-case letters, digits and single dashes between them',
    pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
    changing: ANOTHER_CLUSTER,
    checks: [checkClusterName],
  }),
  provider: string('The cloud.', { since: 24, until: 38, default: 'aws' }),
  project: string('The GCP project.', { since: 24, until: 31 }),
  zone: string('The GCP zone.', { since: 24, until: 31 }),
  region: string('The AWS region.', {
    required: true,
    default: '',
    known: () => regions,
    changing: ANOTHER_CLUSTER,
    checks: [checkRegion],
  }),
  availability_zones: orNull(
    list('The availability zones of the nodes.', string('A zone.', { minLength: 0 }), {
      length: { unique: true, notOne: true },
      limits: 'not together with `subnets`; of the region, and with every group’s instance type',
      changing:
        'The order of the list counts. Without the key, the zones are found anew at every update.',
      defaultNote: 'the first three zones that offer all instance types (`us-east-1`: two)',
    }),
  ),
  node_groups: orNull(
    list(
      'The groups of nodes for workloads.',
      map<WrittenGroup>('A node group.', groupFields, { rules: GROUP_RULES }),
      {
        since: 31,
        limits: 'at most 100',
        defaultNote: '`[]`',
        configurable: true,
        changing:
          'Groups can be added and removed, whatever APIs select them, and their order does not matter; of those that stay, only some keys can change.',
      },
    ),
  ),
  instance_type: string('The instance type of the nodes.', {
    until: 30,
    default: '',
    replacedBy: '`node_groups[].instance_type`',
  }),
  min_instances: intoGroup('min_instances', INSTANCE_FIELDS.min_instances),
  max_instances: intoGroup('max_instances', INSTANCE_FIELDS.max_instances),
  instance_volume_size: intoGroup('instance_volume_size', INSTANCE_FIELDS.instance_volume_size),
  instance_volume_type: string(VOLUME_TYPE, {
    since: 16,
    until: 30,
    default: 'gp2',
    replacedBy: '`node_groups[].instance_volume_type`',
  }),
  instance_volume_iops: orNull(
    integer('Operations per second.', {
      since: 16,
      until: 30,
      replacedBy: '`node_groups[].instance_volume_iops`',
    }),
  ),
  spot: intoGroup('spot', INSTANCE_FIELDS.spot),
  spot_config: intoGroup('spot_config', INSTANCE_FIELDS.spot_config),
  node_pools: orNull(list('The groups of nodes on GCP.', pool, { since: 31, until: 31 })),
  accelerator_type: orNull(string('The type of GPU on GCP.', { since: 24, until: 31 })),
  accelerators_per_instance: orNull(integer('The number of GPUs.', { since: 24, until: 31 })),
  network: orNull(string('The GCP network.', { since: 24, until: 31 })),
  subnet: orNull(string('The GCP subnet.', { since: 24, until: 31 })),
  preemptible: boolean('Whether to use preemptible instances.', { since: 24, until: 31 }),
  on_demand_backup: boolean('Whether on-demand instances stand in for preemptible ones.', {
    since: 24,
    until: 31,
  }),
  subnet_visibility: enumeration('Whether nodes have public addresses.', ['public', 'private'], {
    since: 16,
    default: 'public',
  }),
  subnets: orNull(
    list(
      'Existing subnets to use, one for each zone.',
      map<Subnet>('A subnet.', {
        availability_zone: string('The zone of the subnet.', { required: true, default: '' }),
        subnet_id: string('The id of the subnet.', { required: true, default: '' }),
      }),
      {
        since: 26,
        length: { minimum: 2 },
        limits: 'not together with `availability_zones`; each zone once',
        defaultNote: 'subnets that Cortex makes',
        changing: 'The order of the list counts.',
      },
    ),
  ),
  nat_gateway: enumeration(
    'The NAT gateways that give private nodes access to the internet.',
    ['none', 'single', 'highly_available'],
    {
      since: 16,
      derive: ({ subnets, subnet_visibility }) =>
        hasItems(subnets) || subnet_visibility !== 'private' ? 'none' : 'single',
      defaultNote: '`single` for private nodes without `subnets`, else `none`',
      limits: '`none` together with `subnets`; not `none` for private nodes without them',
    },
  ),
  api_load_balancer_type: enumeration('The kind of the load balancer of APIs.', ['nlb', 'elb'], {
    since: 42,
    limits: '`nlb` needs instance types of the newer families',
    default: 'nlb',
  }),
  api_load_balancer_scheme: scheme('the APIs'),
  operator_load_balancer_scheme: scheme('the operator'),
  api_load_balancer_cidr_white_list: whiteList('the APIs'),
  operator_load_balancer_cidr_white_list: whiteList('the operator'),
  api_gateway: string('Whether an API Gateway stands before the APIs.', { since: 19, until: 25 }),
  tags: stringMap(
    'Tags on the cluster’s AWS resources.',
    { key: TAG_KEY, value: TAG_VALUE },
    {
      since: 17,
      default: {},
      limits:
        'letters, digits, blanks and `_ . : / + - @`; no prefix that AWS, Kubernetes or eksctl keeps for itself',
      nullMeans: 'absent',
      changing: 'The tag `cortex.dev/cluster-name` is Cortex’s own: to write it out is no change.',
    },
  ),
  ssl_certificate_arn: orNull(
    string('The certificate of the API load balancer, in the cluster’s region.', {
      since: 17,
      limits: 'must exist in ACM',
      configurable: true,
      changing:
        'The HTTPS listener is made anew, so HTTPS fails for a short time; without a certificate, it has a self-signed one.',
    }),
  ),
  iam_policy_arns: orNull(
    list(
      'IAM policies of every node, and so of every API.',
      string('A policy.', { minLength: 0 }),
      {
        since: 30,
        derive: ({ region }) => [partitioned(DEFAULT_POLICY, region)],
        limits: 'each must exist in IAM',
        defaultNote: `\`[${DEFAULT_POLICY}]\``,
        nullNote: 'no policy at all, not even the default',
        changing: 'The order of the list counts.',
      },
    ),
  ),
  vpc_cidr: string('The address block of the VPC, from /16 to /24.', {
    since: 20,
    limits: 'an address block of a size from /16 to /24',
    pattern: BLOCK,
    defaultNote: 'eksctl’s own',
    changing: 'To write the block that the cluster has by default is a change, too.',
    checks: [checkVpcBlock],
  }),
  prometheus_instance_type: string(
    'The instance type of the node that Prometheus has for itself.',
    {
      since: 38,
      default: 't3.medium',
      limits: 'a type that node groups can have, without GPUs and Inferentia chips',
      known: () => instanceTypeNames().filter((name) => !checkPrometheusType(name)),
      checks: [checkPrometheusType],
    },
  ),
  telemetry: boolean('Ignored: the command line’s own setting counts.', {
    default: true,
    configurable: true,
    changing: 'It has no effect.',
  }),
  log_group: string('The CloudWatch log group.', {
    until: 20,
    replacedBy: 'a log group with the name of the cluster',
  }),
  aws_access_key_id: credential(),
  aws_secret_access_key: credential(),
  cortex_aws_access_key_id: credential(),
  cortex_aws_secret_access_key: credential(),
  namespace: string('Set by Cortex.', { since: 28, until: 38 }),
  istio_namespace: string('Set by Cortex.', { since: 28, until: 38 }),
  is_managed: boolean('Set by Cortex.', { since: 28, until: 31 }),
  ...IMAGE_FIELDS,
  cluster_uid: ownKey(),
  bucket: ownKey(),
  cortex_policy_arn: ownKey(),
  account_id: ownKey(),
}

/** The table of cluster files, of all versions. */
export const clusterTable: Field<WrittenCluster> = map('A Cortex cluster.', clusterFields, {
  required: true,
  rules: CLUSTER_RULES,
})

/** The order of keys in cluster files, for edits. */
export const clusterKeyOrder: KeyOrder = keyOrderOf(clusterTable)

/** Reads a cluster file of any version; never throws on any tree. */
export function readCluster(root: YamlNode, version: VersionRange): Cluster {
  return completeCluster(readField(clusterTable, root, { version }), version)
}

/** What is written in the same way as it is meant. */
const PLAIN_KEYS = [
  'subnet_visibility',
  'nat_gateway',
  'api_load_balancer_type',
  'api_load_balancer_scheme',
  'operator_load_balancer_scheme',
  'vpc_cidr',
  'prometheus_instance_type',
  'provider',
  'preemptible',
  'on_demand_backup',
] as const

const LEGACY_GROUP_KEYS = [
  'instance_type',
  'min_instances',
  'max_instances',
  'instance_volume_size',
  'instance_volume_type',
  'spot',
] as const

const GROUP_KEYS = [
  'name',
  'instance_type',
  'min_instances',
  'max_instances',
  'instance_volume_size',
  'instance_volume_type',
  'spot',
] as const

function completeCluster(file: WrittenCluster | undefined, version: VersionRange): Cluster {
  // A file of an older version lacks the keys that it does not know, and the whole may be no map.
  const written: Partial<WrittenCluster & LegacyCluster> = file ?? {}
  const region = written.region ?? ''
  const spot =
    written.spot && completeSpot(written.spot_config, written.instance_type ?? '', region)

  return {
    version,
    cluster_name: written.cluster_name ?? 'cortex',
    region,
    ...pick(written, PLAIN_KEYS),
    // From 0.31 on, files for GCP no longer say so themselves.
    ...((written.project || written.zone) && { provider: 'gcp' }),
    availability_zones: written.availability_zones ?? [],
    node_groups: (written.node_groups ?? []).map((group) => completeGroup(group, region)),
    ...(written.subnets && { subnets: written.subnets }),
    api_load_balancer_cidr_white_list: written.api_load_balancer_cidr_white_list ?? [EVERYWHERE],
    operator_load_balancer_cidr_white_list: written.operator_load_balancer_cidr_white_list ?? [
      EVERYWHERE,
    ],
    tags: written.tags ?? {},
    ...(written.ssl_certificate_arn && { ssl_certificate_arn: written.ssl_certificate_arn }),
    iam_policy_arns: written.iam_policy_arns ?? [],
    images: imagesOf(written),
    ...(written.instance_type !== undefined && pick(written, LEGACY_GROUP_KEYS)),
    ...(spot && { spot_config: { ...spot, on_demand_backup: backupOf(written.spot_config) } }),
    ...(written.node_pools && { node_pools: written.node_pools }),
  }
}

/** What clusters up to 0.30, and on GCP, say at the top level. */
interface LegacyCluster extends Omit<WrittenGroup, 'name'> {
  readonly provider: string
  readonly project: string
  readonly zone: string
  readonly preemptible: boolean
  readonly on_demand_backup: boolean
  readonly node_pools: readonly NodePool[] | null
}

function pick<T extends object, K extends keyof T>(values: T, keys: readonly K[]): Pick<T, K> {
  const entries = keys.filter((key) => values[key] !== undefined).map((key) => [key, values[key]])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the entries are those of the keys
  return Object.fromEntries(entries) as Pick<T, K>
}

function imagesOf(written: object): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(written).filter(([key]) => key.startsWith('image_')))
}

function backupOf(spotConfig: object | null | undefined): boolean {
  return !(spotConfig && 'on_demand_backup' in spotConfig && spotConfig.on_demand_backup === false)
}

function completeGroup(group: WrittenGroup, region: string): NodeGroup {
  const { iops, throughput } = volumeOf(group)
  return {
    ...pick(group, GROUP_KEYS),
    priority: group.priority ?? 1,
    ...(iops !== null && { instance_volume_iops: iops }),
    ...(throughput !== null && { instance_volume_throughput: throughput }),
    ...(group.spot && {
      spot_config: completeSpot(group.spot_config, group.instance_type, region),
    }),
  }
}

const DEFAULT_IOPS = 3000
const DEFAULT_THROUGHPUT = 125
const IO1_IOPS_PER_GIGABYTE = 50

/** The speed of a group's disks, with the defaults of their type. */
export function volumeOf(group: WrittenGroup): {
  readonly iops: number | null
  readonly throughput: number | null
} {
  const iops = group.instance_volume_iops ?? null
  const throughput = group.instance_volume_throughput ?? null
  if (iops !== null) return { iops, throughput }
  if (group.instance_volume_type === 'gp3') {
    return { iops: DEFAULT_IOPS, throughput: throughput ?? DEFAULT_THROUGHPUT }
  }
  if (group.instance_volume_type === 'io1') {
    const most = group.instance_volume_size * IO1_IOPS_PER_GIGABYTE
    return { iops: Math.min(most, DEFAULT_IOPS), throughput }
  }
  return { iops, throughput }
}

/** A spot config with its defaults, which depend on the group's type and the region. */
export function completeSpot(
  written: WrittenSpot | null | undefined,
  primary: string,
  region: string,
): SpotConfig {
  const others = (written?.instance_distribution ?? []).filter((type) => type !== primary)
  const price = written?.max_price ?? findInstanceType(primary)?.prices.get(region)
  return {
    instance_distribution: [primary, ...others],
    on_demand_base_capacity: written?.on_demand_base_capacity ?? 0,
    on_demand_percentage_above_base_capacity:
      written?.on_demand_percentage_above_base_capacity ?? 0,
    ...(price !== undefined && { max_price: price }),
    instance_pools: written?.instance_pools ?? Math.min(others.length + 1, MOST_POOLS),
  }
}

/** A policy of AWS in the partition of a region. */
export function partitioned(arn: string, region: unknown): string {
  const isGov = typeof region === 'string' && region.startsWith('us-gov-')
  return isGov ? arn.replace(/^arn:aws:/, 'arn:aws-us-gov:') : arn
}

function hasItems(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
}
