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
  const doc = `Image of the Cortex component ${name.replaceAll('_', '-')}; its tag must match the Cortex version.`
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
        limits: `images from Cortex’s own repositories need a tag that begins with \`${CORTEX_RELEASE}\``,
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
      'Additional instance types for spot capacity, each at least as large as `instance_type`.',
      string('Instance type.', { checks: [checkInstanceType], known: groupTypes }),
      {
        length: { minimum: 1, unique: true },
        limits: 'each with at least the memory, CPUs, and GPUs of `instance_type`',
        defaultNote: '`instance_type` of the group',
        changing: 'The order is significant.',
      },
    ),
  ),
  on_demand_base_capacity: orNull(
    integer('Number of on-demand instances before spot instances are used.', {
      minimum: 0,
      limits: 'at most `max_instances`',
      default: 0,
    }),
  ),
  on_demand_percentage_above_base_capacity: orNull(
    integer('Percentage of on-demand instances above the base capacity.', {
      minimum: 0,
      maximum: 100,
      default: 0,
    }),
  ),
  max_price: orNull(
    float('Maximum price per instance in US dollars per hour.', {
      above: 0,
      defaultNote: 'the on-demand price of `instance_type` in the region',
    }),
  ),
  instance_pools: orNull(
    integer('Number of lowest-priced spot pools across which instances are spread.', {
      minimum: 1,
      maximum: MOST_POOLS,
      defaultNote: 'the number of instance types, at most 20',
    }),
  ),
  on_demand_backup: boolean(
    'Whether to fall back to on-demand instances when spot capacity runs out.',
    {
      until: 30,
      default: true,
      replacedBy: 'an on-demand node group with a lower `node_groups[].priority`',
    },
  ),
}

const INSTANCE_FIELDS = {
  min_instances: integer('Minimum number of instances.', {
    minimum: 0,
    limits: 'at most `max_instances`',
    default: 1,
  }),
  max_instances: integer('Maximum number of instances.', { minimum: 0, default: 5 }),
  instance_volume_size: integer('Size of the EBS volume of each instance, in GB.', {
    minimum: 20,
    maximum: 16384,
    default: 50,
  }),
  spot: boolean('Whether to use spot instances.', { default: false }),
  spot_config: orNull(
    map<WrittenSpot>('Spot instance settings.', spotFields, {
      optional: true,
      limits: 'requires `spot: true`',
      defaultNote: 'the defaults of its keys with `spot: true`, otherwise none',
    }),
  ),
}

const ANOTHER_CLUSTER =
  'Targets another cluster: `cortex cluster configure` looks for a cluster with this name and region, and the running one is not changed.'

/** An address and a size; what is between the two is for the checks. */
const BLOCK = '^[0-9a-fA-F.:]+/[0-9]+$'

const VOLUME_TYPE = 'EBS volume type of each instance.'

const groupFields: FieldsOf<WrittenGroup> = {
  name: string('Node group name, unique in the cluster.', {
    required: true,
    default: '',
    maxLength: 26,
    limits: 'letters, digits, and dashes; must not end with a dash',
    pattern: '^[a-zA-Z0-9-]*[a-zA-Z0-9]$',
    configurable: true,
    changing:
      'Renaming replaces the group: the new one is added, then the old one is removed with its nodes.',
    checks: [checkGroupName],
  }),
  instance_type: string('EC2 instance type.', {
    required: true,
    default: '',
    limits: 'a type that Cortex 0.42.1 supports and the region offers',
    known: groupTypes,
    changing: 'Add a node group under a new name instead, and remove this one later.',
    checks: [checkInstanceType],
  }),
  min_instances: {
    ...INSTANCE_FIELDS.min_instances,
    limits: 'at most `max_instances`; at most 200 in total when the cluster is created',
    configurable: true,
    changing:
      'Lowering it only allows the cluster autoscaler to remove nodes later. One update adds at most 100 instances.',
  },
  max_instances: {
    ...INSTANCE_FIELDS.max_instances,
    limits: 'at least 1 when the cluster is created; 0 disables a group of a running cluster',
    configurable: true,
    changing: 'Instances above the new value are terminated immediately, without draining.',
  },
  priority: integer('Scale-up priority: the node group with the highest number scales up first.', {
    since: 37,
    minimum: 1,
    maximum: 100,
    default: 1,
    configurable: true,
    changing:
      'Can be changed since 0.40. Pods of deployed APIs keep their old node preference until they are redeployed.',
  }),
  instance_volume_size: INSTANCE_FIELDS.instance_volume_size,
  instance_volume_type: enumeration(VOLUME_TYPE, ['gp2', 'gp3', 'io1', 'sc1', 'st1'], {
    derive: (_, version) => (version.to < 35 ? 'gp2' : 'gp3'),
    defaultNote: '`gp3`; up to 0.34 `gp2`',
  }),
  instance_volume_iops: orNull(
    integer('IOPS of each volume; io1 and gp3 only.', {
      limits:
        'io1: 100 to 64000, at most 50 per GB; gp3: 3000 to 16000, at most 500 per GB, requires `instance_volume_throughput`',
      defaultNote: 'gp3: 3000; io1: 50 per GB, at most 3000',
    }),
  ),
  instance_volume_throughput: orNull(
    integer('Throughput of each volume in MiB/s; gp3 only.', {
      since: 35,
      minimum: 125,
      maximum: 1000,
      limits: 'at most a quarter of `instance_volume_iops`, which it requires',
      defaultNote: 'gp3: 125',
    }),
  ),
  spot: INSTANCE_FIELDS.spot,
  spot_config: INSTANCE_FIELDS.spot_config,
}

const scheme = (of: string) =>
  enumeration<LoadBalancerScheme>(
    `Scheme of the ${of} load balancer.`,
    ['internet-facing', 'internal'],
    {
      since: 16,
      default: 'internet-facing',
    },
  )

const whiteList = (of: string) =>
  list(
    `Allowlist of CIDR blocks from which the ${of} can be reached.`,
    string('CIDR block.', {
      limits: 'such as `10.0.0.0/8`; the prefix length is required',
      pattern: BLOCK,
      checks: [checkBlock],
    }),
    {
      since: 33,
      length: { minimum: 1 },
      defaultNote: '`[0.0.0.0/0]` (every address)',
      configurable: true,
      changing: 'If the key is removed, every address is allowed.',
    },
  )

/** A key that Cortex writes itself. */
const ownKey = (options: FieldOptions<string> = {}) =>
  string('Set by Cortex.', {
    default: '',
    nullMeans: 'absent',
    minLength: 0,
    limits: 'must not be set: any non-empty value is rejected',
    pattern: '^$',
    ...options,
  })

const credential = () =>
  string('AWS credentials.', { until: 19, replacedBy: 'the AWS credentials of the Cortex CLI' })

/** A key of what was the one worker group up to 0.30. */
const intoGroup = <T>(key: string, field: Field<T>): Field<T> => ({
  ...field,
  until: 30,
  replacedBy: `\`node_groups[].${key}\``,
})

const pool = map<NodePool>('Node group on GCP.', {
  name: string('Node group name.', { default: '' }),
  instance_type: string('Machine type.', { default: '' }),
  min_instances: integer('Minimum number of instances.', { minimum: 0, default: 1 }),
  max_instances: integer('Maximum number of instances.', { minimum: 0, default: 5 }),
  preemptible: boolean('Whether to use preemptible instances.', { default: false }),
  accelerator_type: orNull(string('GPU type.')),
  accelerators_per_instance: orNull(integer('Number of GPUs.')),
})

const clusterFields: FieldsOf<WrittenCluster> = {
  cluster_name: string('Cluster name.', {
    minLength: 3,
    maxLength: 54,
    default: 'cortex',
    limits: 'lowercase letters and digits, separated by single dashes',
    pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
    changing: ANOTHER_CLUSTER,
    checks: [checkClusterName],
  }),
  provider: string('Cloud provider.', { since: 24, until: 38, default: 'aws' }),
  project: string('GCP project.', { since: 24, until: 31 }),
  zone: string('GCP zone.', { since: 24, until: 31 }),
  region: string('AWS region.', {
    required: true,
    default: '',
    known: () => regions,
    changing: ANOTHER_CLUSTER,
    checks: [checkRegion],
  }),
  availability_zones: orNull(
    list('Availability zones of the cluster.', string('Availability zone.', { minLength: 0 }), {
      length: { unique: true, notOne: true },
      limits:
        'cannot be combined with `subnets`; must be in the region and offer the instance type of every node group',
      changing:
        'The order is significant. Without the key, the zones are recomputed on every update.',
      defaultNote: 'the first three zones that offer all instance types (`us-east-1`: two)',
    }),
  ),
  node_groups: orNull(
    list(
      'Node groups for workloads.',
      map<WrittenGroup>('Node group.', groupFields, { rules: GROUP_RULES }),
      {
        since: 31,
        limits: 'at most 100',
        defaultNote: '`[]`',
        configurable: true,
        changing:
          'Groups can be added and removed, even if APIs still select them, and their order is not significant; in existing groups, only some keys can change.',
      },
    ),
  ),
  instance_type: string('Instance type of the nodes.', {
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
    integer('IOPS of each volume.', {
      since: 16,
      until: 30,
      replacedBy: '`node_groups[].instance_volume_iops`',
    }),
  ),
  spot: intoGroup('spot', INSTANCE_FIELDS.spot),
  spot_config: intoGroup('spot_config', INSTANCE_FIELDS.spot_config),
  node_pools: orNull(list('Node groups on GCP.', pool, { since: 31, until: 31 })),
  accelerator_type: orNull(string('GPU type on GCP.', { since: 24, until: 31 })),
  accelerators_per_instance: orNull(integer('Number of GPUs.', { since: 24, until: 31 })),
  network: orNull(string('GCP network.', { since: 24, until: 31 })),
  subnet: orNull(string('GCP subnet.', { since: 24, until: 31 })),
  preemptible: boolean('Whether to use preemptible instances.', { since: 24, until: 31 }),
  on_demand_backup: boolean(
    'Whether to fall back to on-demand instances when preemptible capacity runs out.',
    {
      since: 24,
      until: 31,
    },
  ),
  subnet_visibility: enumeration(
    'Whether nodes are placed in public subnets, with public IP addresses, or in private subnets.',
    ['public', 'private'],
    {
      since: 16,
      default: 'public',
    },
  ),
  subnets: orNull(
    list(
      'Existing subnets to use, one per availability zone.',
      map<Subnet>('A subnet.', {
        availability_zone: string('Availability zone of the subnet.', {
          required: true,
          default: '',
        }),
        subnet_id: string('Subnet ID.', { required: true, default: '' }),
      }),
      {
        since: 26,
        length: { minimum: 2 },
        limits: 'cannot be combined with `availability_zones`; one subnet per zone',
        defaultNote: 'subnets created by Cortex',
        changing: 'The order is significant.',
      },
    ),
  ),
  nat_gateway: enumeration(
    'NAT gateways that give private nodes internet egress.',
    ['none', 'single', 'highly_available'],
    {
      since: 16,
      derive: ({ subnets, subnet_visibility }) =>
        hasItems(subnets) || subnet_visibility !== 'private' ? 'none' : 'single',
      defaultNote: '`single` for private nodes without `subnets`, otherwise `none`',
      limits:
        'must be `none` with `subnets`; must not be `none` for private nodes without `subnets`',
    },
  ),
  api_load_balancer_type: enumeration(
    'Type of the API load balancer: NLB or classic ELB.',
    ['nlb', 'elb'],
    {
      since: 42,
      limits: '`nlb` does not support some older instance families',
      default: 'nlb',
    },
  ),
  api_load_balancer_scheme: scheme('API'),
  operator_load_balancer_scheme: scheme('operator'),
  api_load_balancer_cidr_white_list: whiteList('APIs'),
  operator_load_balancer_cidr_white_list: whiteList('operator'),
  api_gateway: string('Whether the APIs are behind an API Gateway.', { since: 19, until: 25 }),
  tags: stringMap(
    'Tags of the AWS resources of the cluster.',
    { key: TAG_KEY, value: TAG_VALUE },
    {
      since: 17,
      default: {},
      limits:
        'letters, digits, spaces, and `_ . : / + - @`; no prefix reserved by AWS, Kubernetes, or eksctl',
      nullMeans: 'absent',
      changing:
        'Adding or removing the tag `cortex.dev/cluster-name`, which Cortex sets, is not a change.',
    },
  ),
  ssl_certificate_arn: orNull(
    string('ACM certificate of the API load balancer, in the region of the cluster.', {
      since: 17,
      limits: 'must exist in ACM',
      configurable: true,
      changing:
        'The HTTPS listener is recreated, which interrupts HTTPS briefly. Without a certificate, HTTPS uses a self-signed one.',
    }),
  ),
  iam_policy_arns: orNull(
    list(
      'IAM policies attached to every node and available to every API container.',
      string('A policy.', { minLength: 0 }),
      {
        since: 30,
        derive: ({ region }) => [partitioned(DEFAULT_POLICY, region)],
        limits: 'each must exist in IAM',
        defaultNote: `\`[${DEFAULT_POLICY}]\``,
        nullNote: 'no policies, not even the default',
        changing: 'The order is significant.',
      },
    ),
  ),
  vpc_cidr: string('CIDR block of the VPC.', {
    since: 20,
    limits: 'prefix length from /16 to /24',
    pattern: BLOCK,
    defaultNote: 'the eksctl default',
    changing: 'Writing out the default block also counts as a change.',
    checks: [checkVpcBlock],
  }),
  prometheus_instance_type: string('Instance type of the dedicated Prometheus node.', {
    since: 38,
    default: 't3.medium',
    limits: 'an instance type supported for node groups, without GPUs or Inferentia chips',
    known: () => instanceTypeNames().filter((name) => !checkPrometheusType(name)),
    checks: [checkPrometheusType],
  }),
  telemetry: boolean('Ignored: Cortex uses the telemetry setting of the CLI.', {
    default: true,
    configurable: true,
    changing: 'No effect.',
  }),
  log_group: string('CloudWatch log group.', {
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
export const clusterTable: Field<WrittenCluster> = map('Cortex cluster config.', clusterFields, {
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
