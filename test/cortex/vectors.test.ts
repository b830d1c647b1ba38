import { describe, expect, it } from '@jest/globals'
import { judgeApiFile } from '../../src/cortex/verdict/api.ts'
import { judgeClusterFile } from '../../src/cortex/verdict/cluster.ts'
import { judgeConfigure } from '../../src/cortex/verdict/update.ts'
import type { Verdict } from '../../src/cortex/verdict/verdict.ts'
import { parseDocument } from '../../src/yaml/document.ts'

/*
 * What Cortex 0.42.1 takes and refuses at the edge of each limit, one key at a time.
 */

const REGION = 'region: us-east-1\n'

/** A case with a slip in its YAML would prove nothing. */
function wordOf({ ok, problems }: Verdict): string {
  if (problems.some(({ code }) => code === 'syntax')) return 'no YAML'
  return ok ? 'accepted' : 'refused'
}

function judgeCluster(text: string): string {
  return wordOf(judgeClusterFile(parseDocument(text)))
}

function judgeApi(text: string): string {
  return wordOf(judgeApiFile(parseDocument(text)))
}

/** A cluster with one group, of which some keys are written. */
function groupOf(keys: string): string {
  const type = keys.includes('instance_type:') ? '' : ', instance_type: m5.large'
  const name = keys.includes('name:') ? '' : ', name: cpu'
  return `${REGION}node_groups: [{${keys}${name}${type}}]\n`
}

describe('a cluster file', () => {
  it.each([
    '',
    'node_groups:',
    'node_groups: []',
    'subnet_visibility: private',
    'subnet_visibility: public\nnat_gateway: single',
    'api_load_balancer_cidr_white_list: [10.0.0.1/8, "::/0"]',
    'subnets:',
    'subnet_visibility: private\nsubnets: [{availability_zone: us-east-1a, subnet_id: a}, {availability_zone: us-east-1b, subnet_id: b}]',
    'availability_zones: []',
    'iam_policy_arns: []',
    'iam_policy_arns:',
    'tags:',
    'ssl_certificate_arn:',
    'vpc_cidr: 10.0.0.5/24',
    'vpc_cidr: 8.8.0.0/16',
    'vpc_cidr: ::/16',
    'image_operator: 1.dkr.ecr.us-east-1.amazonaws.com/cortexlabs/operator:0.1',
    'image_operator: quay.io/cortexlabs/operator:0.42.10',
    'prometheus_instance_type: m6g.large',
    'prometheus_instance_type: t3.small',
    'prometheus_instance_type: m3.large\napi_load_balancer_type: elb',
    'cluster_name: "123"',
    'tags: {cortex.dev/cluster-name: cortex}',
    'tags: {"AWs:x": b}',
    'bucket: ""',
    'cluster_uid:',
    'telemetry: off',
  ])('is accepted with %j', (text) => {
    expect(judgeCluster(REGION + text)).toBe('accepted')
  })

  it.each([
    'api_load_balancer_cidr_white_list: []',
    'operator_load_balancer_cidr_white_list:',
    'api_load_balancer_cidr_white_list: [10.0.0.1]',
    'api_load_balancer_cidr_white_list: [010.0.0.0/8]',
    'api_load_balancer_cidr_white_list: 10.0.0.0/8',
    'subnet_visibility: private\nnat_gateway: none',
    'subnets: [{availability_zone: us-east-1a, subnet_id: a}]',
    'subnets: []',
    'subnets: [{availability_zone: us-east-1a, subnet_id: a}, {availability_zone: us-east-1a, subnet_id: b}]',
    'availability_zones: [us-east-1a]',
    'availability_zones: [us-east-1a, us-east-1a]',
    'nat_gateway: single\nsubnets: [{availability_zone: us-east-1a, subnet_id: a}, {availability_zone: us-east-1b, subnet_id: b}]',
    'availability_zones: [us-east-1a, us-east-1b]\nsubnets: [{availability_zone: us-east-1a, subnet_id: a}, {availability_zone: us-east-1b, subnet_id: b}]',
    'subnet_visibility: Private',
    'subnet_visibility:',
    'nat_gateway:',
    'tags: {a: 1}',
    'tags: {a: ""}',
    'tags: {a: x=y}',
    'tags: {"aws:x": b}',
    'tags: {cortex.dev/foo: b}',
    'ssl_certificate_arn: ""',
    'image_operator: quay.io/cortexlabs/operator:0.42.0',
    'image_operator: quay.io/cortexlabs/operator',
    `image_operator: quay.io/cortexlabs/operator@sha256:${'a'.repeat(64)}`,
    'cluster_name: ab',
    'cluster_name: My-c',
    'cluster_name: a--b',
    'cluster_name: 123',
    'vpc_cidr: 10.0.0.0/8',
    'vpc_cidr: 10.0.0.0/25',
    'provider: aws',
    'api_gateway: public',
    'bucket: foo',
    'api_load_balancer_type: alb',
    'api_load_balancer_scheme: public',
    'prometheus_instance_type: m3.large',
    'prometheus_instance_type: g4dn.xlarge',
    'telemetry:',
    'Region: us-east-1',
  ])('is refused with %j', (text) => {
    expect(judgeCluster(REGION + text)).toBe('refused')
  })

  it.each(['', '# nothing\n', 'cluster_name: prod', 'region: cn-north-1', '- region: us-east-1'])(
    'is refused as %j',
    (text) => {
      expect(judgeCluster(text)).toBe('refused')
    },
  )
})

describe('a node group', () => {
  it.each([
    'spot: yes',
    'spot: false, spot_config: null',
    'spot: true, spot_config: {}',
    'spot: true, spot_config: {instance_distribution: [m6g.large]}',
    'spot: true, spot_config: {instance_distribution: [c5.xlarge]}',
    'name: A-B',
    'name: -a',
    `name: ${'a'.repeat(26)}`,
    'instance_volume_iops: 3200, instance_volume_throughput: 800',
    'instance_volume_iops: 10000, instance_volume_throughput: 200, instance_volume_size: 20',
    'instance_volume_type: io1, instance_volume_iops: 2500, instance_volume_size: 50',
    'min_instances: 0',
    'instance_volume_size: 0x32',
  ])('is accepted with %j', (keys) => {
    expect(judgeCluster(groupOf(keys))).toBe('accepted')
  })

  it.each([
    'min_instances: 6',
    'min_instances: 0, max_instances: 0',
    'min_instances: 1.0',
    'min_instances: "1"',
    'priority: 0',
    'priority: 101',
    'instance_volume_size: 19',
    'instance_volume_size: 16385',
    'instance_volume_type: io2',
    'instance_volume_type: gp2, instance_volume_iops: 3000',
    'instance_volume_iops: 3000',
    'instance_volume_iops: 3000, instance_volume_throughput: 800',
    'instance_volume_iops: 10001, instance_volume_throughput: 200, instance_volume_size: 20',
    'instance_volume_type: io1, instance_volume_iops: 2600, instance_volume_size: 50',
    'spot: "true"',
    'spot: false, spot_config: {}',
    'spot: true, spot_config: {instance_distribution: []}',
    'spot: true, spot_config: {instance_distribution: [m5.xlarge, m5.xlarge]}',
    'spot: true, spot_config: {instance_distribution: [c5.large]}',
    'spot: true, max_instances: 5, spot_config: {on_demand_base_capacity: 6}',
    'spot: true, spot_config: {on_demand_percentage_above_base_capacity: 101}',
    'spot: true, spot_config: {instance_pools: 0}',
    'spot: true, spot_config: {instance_pools: 21}',
    'spot: true, spot_config: {max_price: 0}',
    'spot: true, spot_config: {on_demand_backup: true}',
    'name: a_b',
    'name: a-',
    `name: ${'a'.repeat(27)}`,
    'name: 5',
    'min_instancs: 1',
    't3.micro',
    'g4ad.xlarge',
    'mac1.metal',
    'f1.2xlarge',
    'vt1.3xlarge',
    'dl1.24xlarge',
    'trn1.2xlarge',
    'inf2.xlarge',
    'p4de.24xlarge',
    'm7g.large',
    'm3.large',
  ])('is refused with %j', (keys) => {
    expect(judgeCluster(groupOf(keys.includes(':') ? keys : `instance_type: ${keys}`))).toBe(
      'refused',
    )
  })
})

/** A spec of a kind: keys of the spec, then of its pod, then of its only container. */
function specOf(kind: string, spec = '', pod = '', container = ''): string {
  const command = ['BatchAPI', 'TaskAPI'].includes(kind) ? ', command: [run]' : ''
  const name = container.includes('name:') ? '' : 'name: main, '
  const own = /\bname:/.test(spec) ? '' : 'name: shop, '
  const inner = container === '' ? '' : `, ${container}`
  const outer = pod === '' ? '' : `, ${pod}`
  const end = spec === '' ? '' : `, ${spec}`
  return `- {${own}kind: ${kind}, pod: {containers: [{${name}image: a/b:1${command}${inner}}]${outer}}${end}}\n`
}

const REALTIME = 'RealtimeAPI'

const ACCEPTED: readonly string[] = [
  specOf(REALTIME, 'networking: {}'),
  specOf(REALTIME, 'autoscaling: {}'),
  specOf(REALTIME, '', '', 'compute: {}'),
  specOf(REALTIME, '', '', 'compute: {cpu: null}'),
  specOf(REALTIME, '', 'port: null'),
  specOf(REALTIME, '', '', 'readiness_probe: null'),
  specOf(REALTIME, '', '', 'command: []'),
  specOf(REALTIME, '', '', 'env: {A: ""}'),
  specOf(REALTIME, '', '', 'env: {A: "@x"}'),
  specOf(
    REALTIME,
    'autoscaling: {target_in_flight: 30}',
    'max_concurrency: 10, max_queue_length: 20',
  ),
  specOf('AsyncAPI', 'autoscaling: {target_in_flight: 1000}'),
  specOf(REALTIME, 'autoscaling: {window: 1m10s}'),
  specOf(REALTIME, 'autoscaling: {upscale_stabilization_period: "0"}'),
  specOf(REALTIME, 'autoscaling: {max_downscale_factor: 0}'),
  specOf(REALTIME, 'autoscaling: {upscale_tolerance: 5}'),
  specOf(REALTIME, 'update_strategy: {max_unavailable: 100%}'),
  specOf(REALTIME, 'node_groups: null'),
  specOf(REALTIME, '', 'max_queue_length: 1_000'),
  specOf('TaskAPI', '', 'port: null'),
  specOf('AsyncAPI', '', 'max_concurrency: 100'),
  specOf(REALTIME, 'networking: {endpoint: foo/}'),
]

const REFUSED: readonly string[] = [
  specOf(REALTIME).slice(2),
  `- {name: shop, kind: ${REALTIME}}`,
  ...['networking', 'autoscaling', 'update_strategy'].map((key) =>
    specOf(REALTIME, `${key}: null`),
  ),
  `- {name: shop, kind: ${REALTIME}, pod: {containers: []}}`,
  specOf('realtimeapi'),
  ...['Api1', '1a', 'b-x', 'a'.repeat(43)].map((name) => specOf(REALTIME, `name: ${name}`)),
  ...['0', '8888', '15000', '"8080"'].map((port) => specOf(REALTIME, '', `port: ${port}`)),
  specOf('TaskAPI', '', 'port: 8080'),
  specOf(REALTIME, '', 'max_queue_length: 0'),
  specOf(REALTIME, '', 'max_queue_length: 30001'),
  specOf('AsyncAPI', '', 'max_concurrency: 101'),
  specOf('AsyncAPI', '', 'max_queue_length: 10'),
  ...['cpu: 10m', 'cpu: 0', 'cpu: true', 'cpu: "1,5"', 'mem: 1000000000', 'mem: 19Mi'].map((key) =>
    specOf(REALTIME, '', '', `compute: {${key}}`),
  ),
  ...['mem: 1GB', 'mem: 1g', 'mem: 500m', 'gpu: 0.5', 'gpu: null', 'shm: 2Gi, mem: 1Gi'].map(
    (key) => specOf(REALTIME, '', '', `compute: {${key}}`),
  ),
  specOf(REALTIME, '', '', 'compute: {gpu: 1, inf: 1}'),
  specOf(REALTIME, '', '', 'compute: {gpu: 1}}, {name: b, image: c, compute: {inf: 1}'),
  ...['1', '1.5', 'true', 'on', 'null'].map((v) => specOf(REALTIME, '', '', `env: {A: ${v}}`)),
  ...['CORTEX_A: b', 'KUBEXIT_A: b'].map((env) => specOf(REALTIME, '', '', `env: {${env}}`)),
  specOf(REALTIME, '', '', 'command: run'),
  specOf(REALTIME, '', '', 'command: [1]'),
  specOf(REALTIME, '', '', 'readiness_probe: {http_get: {port: 1}, tcp_socket: {port: 1}}'),
  specOf(REALTIME, '', '', 'readiness_probe: {}'),
  ...['AsyncAPI', 'BatchAPI'].map((kind) =>
    specOf(kind, '', '', 'readiness_probe: {exec: {command: [a]}}'),
  ),
  specOf('TaskAPI', '', '', 'readiness_probe: {tcp_socket: {port: 1}}'),
  ...['BatchAPI', 'TaskAPI'].map((kind) =>
    specOf(kind, '', '', 'pre_stop: {exec: {command: [a]}}'),
  ),
  specOf(REALTIME, '', '', 'readiness_probe: {http_get: {port: 1, path: "/a?b=c"}}'),
  specOf(REALTIME, '', '', 'liveness_probe: {tcp_socket: {port: "80"}}'),
  specOf(REALTIME).replace('a/b:1', 'Foo/bar'),
  ...['proxy', 'dequeuer'].map((name) => specOf(REALTIME, '', '', `name: ${name}`)),
  specOf(REALTIME, '', '', 'args: []}, {name: main, image: c'),
  ...['/', 'a//b', '""', 'null', '"a b"'].map((endpoint) =>
    specOf(REALTIME, `networking: {endpoint: ${endpoint}}`),
  ),
  ...['window: 5s', 'window: 65s', 'window: 60', 'window: 1d', 'target_in_flight: 102'].map((key) =>
    specOf(REALTIME, `autoscaling: {${key}}`),
  ),
  ...['target_in_flight: 0', 'target_in_flight: null', 'target_in_flight: "5"'].map((key) =>
    specOf(REALTIME, `autoscaling: {${key}}`),
  ),
  ...['min_replicas: 101', 'init_replicas: 0', 'max_replicas: 0', 'max_upscale_factor: 1'].map(
    (key) => specOf(REALTIME, `autoscaling: {${key}}`),
  ),
  specOf(REALTIME, 'autoscaling: {max_downscale_factor: 1}'),
  specOf(REALTIME, 'update_strategy: {max_surge: 0, max_unavailable: 0%}'),
  ...['101%', '25.5%', '2.0', '-1'].map((share) =>
    specOf(REALTIME, `update_strategy: {max_surge: ${share}}`),
  ),
  specOf(REALTIME, 'node_groups: []'),
  specOf(REALTIME, 'node_groups: cpu'),
]

/** A splitter, after the two APIs that it may name. */
function splitter(keys: string): string {
  const apis = ['a', 'b'].map((name) => specOf(REALTIME, `name: ${name}`)).join('')
  return `${apis}- {name: split, kind: TrafficSplitter, ${keys}}\n`
}

const ACCEPTED_SPLITTERS: readonly string[] = [
  splitter('apis: [{name: a, weight: 100}, {name: b, weight: 0}]'),
  splitter('apis: [{name: a, weight: 100}, {name: b, weight: 30, shadow: true}]'),
  `${splitter('apis: [{name: a, weight: 60}, {name: b, weight: 40}]')}- {name: other, kind: TrafficSplitter, apis: [{name: b, weight: 100}]}`,
]

const REFUSED_SPLITTERS: readonly string[] = [
  splitter('apis: [{name: a, weight: 99}, {name: b, weight: 0}]'),
  splitter('apis: [{name: a, weight: 50}, {name: a, weight: 50}]'),
  splitter(
    'apis: [{name: a, weight: 100}, {name: b, weight: 1, shadow: true}, {name: c, weight: 1, shadow: true}]',
  ),
  splitter('apis: [{name: a, weight: 100, shadow: true}]'),
  splitter('apis: [{name: a, weight: 100.0}]'),
  splitter('apis: [{name: a, weight: 100}], pod: {}'),
  splitter('apis: null'),
]

describe('an API file', () => {
  it.each([...ACCEPTED, ...ACCEPTED_SPLITTERS])('is accepted as %j', (text) => {
    expect(judgeApi(text)).toBe('accepted')
  })

  it.each([...REFUSED, ...REFUSED_SPLITTERS])('is refused as %j', (text) => {
    expect(judgeApi(text)).toBe('refused')
  })
})

const RUNNING = `cluster_name: prod
region: us-east-1
node_groups:
  - {name: a, instance_type: m5.large}
  - {name: b, instance_type: m5.large, spot: true, spot_config: {instance_distribution: [m5.large, m5.xlarge]}}
`

/** What configuring the running cluster with another text comes to; its parts by name. */
function configureWith(text: string, before = RUNNING): string {
  const { plan } = judgeConfigure(parseDocument(before), parseDocument(text))
  if (!plan || plan.refusals.length > 0 || plan.instancesOverLimit > 0) return 'refused'

  const { fieldsToUpdate, groupsToAdd, groupsToRemove, groupsToUpdate } = plan
  const names = groupsToUpdate.map(({ name }) => name)
  return [
    ...fieldsToUpdate,
    ...groupsToAdd.map((name) => `+${name}`),
    ...groupsToRemove.map((name) => `-${name}`),
    ...names.map((name) => `~${name}`),
  ].join()
}

describe('the update of a running cluster', () => {
  it.each([
    ['telemetry: false', ''],
    ['tags: {cortex.dev/cluster-name: prod}', ''],
    ['nat_gateway: none', ''],
    ['prometheus_instance_type: t3.medium', ''],
    ['iam_policy_arns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"]', ''],
    ['ssl_certificate_arn: arn', 'ssl_certificate_arn'],
    ['api_load_balancer_cidr_white_list: [10.0.0.0/8]', 'api_load_balancer_cidr_white_list'],
    ['vpc_cidr: 192.168.0.0/16', 'refused'],
    ['iam_policy_arns: []', 'refused'],
    ['tags: {team: ml}', 'refused'],
    ['availability_zones: [us-east-1a, us-east-1b]', 'refused'],
    ['operator_load_balancer_scheme: internal', 'refused'],
  ])('with %j added is %j', (text, plan) => {
    expect(configureWith(`${RUNNING}${text}\n`)).toBe(plan)
  })

  it.each([
    ['m5.large}', 'm5.large, instance_volume_size: 50, instance_volume_type: gp3}', ''],
    ['m5.large}', 'm5.large, min_instances: 2}', '~a'],
    ['m5.large}', 'm5.large, max_instances: 2}', '~a'],
    ['m5.large}', 'm5.large, priority: 2}', '~a'],
    ['name: a', 'name: c', '+c,-a'],
    [
      'm5.large}',
      'm5.large}\n  - {name: c, instance_type: c5.large, max_instances: 0, min_instances: 0}',
      '+c',
    ],
    ['m5.large}', 'm5.large, min_instances: 101, max_instances: 200}', '~a'],
    ['m5.large}', 'm5.large, min_instances: 102, max_instances: 200}', 'refused'],
    ['m5.large}', 'm5.xlarge}', 'refused'],
    ['[m5.large, m5.xlarge]', '[m5.xlarge]', ''],
    ['[m5.large, m5.xlarge]', '[m5.large, m5.xlarge, m5.2xlarge]', 'refused'],
    ['m5.xlarge]', 'm5.xlarge], instance_pools: 2', ''],
    ['m5.xlarge]', 'm5.xlarge], max_price: 0.096', ''],
    ['m5.xlarge]', 'm5.xlarge], max_price: 0.095', 'refused'],
  ])('with %j made %j is %j', (from, to, plan) => {
    expect(configureWith(RUNNING.replace(from, to))).toBe(plan)
  })

  it.each([
    ['availability_zones', '[us-east-1b, us-east-1a]'],
    ['iam_policy_arns', '[b, a]'],
  ])('takes no other order of %s', (key, other) => {
    const sorted = other.includes('us') ? '[us-east-1a, us-east-1b]' : '[a, b]'
    const before = `${RUNNING}${key}: ${sorted}\n`
    expect(configureWith(before, before)).toBe('')
    expect(configureWith(`${RUNNING}${key}: ${other}\n`, before)).toBe('refused')
  })

  it('takes another order of white lists as an update, of groups as none', () => {
    const list = (order: string) => `${RUNNING}api_load_balancer_cidr_white_list: [${order}]\n`
    expect(configureWith(list('2.0.0.0/8, 1.0.0.0/8'), list('1.0.0.0/8, 2.0.0.0/8'))).toBe(
      'api_load_balancer_cidr_white_list',
    )
    const [name, region, groups, a, b] = RUNNING.split('\n')
    expect(configureWith([name, region, groups, b, a].join('\n'))).toBe('')
  })
})
