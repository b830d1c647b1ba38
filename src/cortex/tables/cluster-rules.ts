import type { Complaint, RelationOf } from '../../schema/schema.ts'
import type { KeyPath } from '../../text/text.ts'
import { quote } from '../../text/wording.ts'
import { findInstanceType } from '../aws/instance-types.ts'
import type { WrittenCluster } from './written-cluster.ts'

/** What Cortex checks between keys of the whole file, whatever the command. */
export const CLUSTER_RULES: readonly RelationOf<WrittenCluster>[] = [
  { needs: ['prometheus_instance_type', 'api_load_balancer_type'], check: checkPrometheusTarget },
  { needs: [], check: checkGroups },
  { needs: ['api_load_balancer_type'], check: checkTargets },
  { needs: ['region'], check: checkRegions },
  { needs: ['region', 'availability_zones', 'subnets'], check: checkZones },
  { needs: ['availability_zones', 'subnets'], check: checkZonesAndSubnets },
  { needs: ['subnets'], check: checkSubnetZones },
  { needs: ['subnet_visibility', 'nat_gateway', 'subnets'], check: checkNat },
  { needs: ['cluster_name'], check: checkReservedTags },
  { needs: [], check: checkOwnKeys },
]

function* checkPrometheusTarget(cluster: WrittenCluster): Iterable<Complaint> {
  yield* checkTarget(cluster, cluster.prometheus_instance_type, ['prometheus_instance_type'])
}

function* checkTargets(cluster: WrittenCluster): Iterable<Complaint> {
  for (const [index, { instance_type }] of (cluster.node_groups ?? []).entries()) {
    yield* checkTarget(cluster, instance_type, ['node_groups', index, 'instance_type'])
  }
}

/** An NLB has no targets of the oldest generations. Alternatives of spot groups are not checked. */
function* checkTarget(
  { api_load_balancer_type }: WrittenCluster,
  name: string,
  at: KeyPath,
): Iterable<Complaint> {
  if (api_load_balancer_type !== 'nlb' || findInstanceType(name)?.worksWithNlb !== false) return
  yield {
    code: 'not-an-nlb-target',
    at,
    message: `is ${quote(name)}, which only works with \`api_load_balancer_type: elb\``,
  }
}

const MOST_GROUPS = 100

function* checkGroups({ node_groups }: WrittenCluster): Iterable<Complaint> {
  const groups = node_groups ?? []
  if (groups.length > MOST_GROUPS) {
    const message = `must have at most ${MOST_GROUPS} items, not ${groups.length}`
    yield { code: 'too-many-items', at: ['node_groups'], message }
  }
  const seen = new Set<string>()
  for (const [index, { name }] of groups.entries()) {
    if (seen.has(name) && name !== '') {
      yield {
        code: 'duplicate-name',
        at: ['node_groups', index, 'name'],
        message: `must be unique in the cluster; another group is called ${quote(name)} too`,
      }
    }
    seen.add(name)
  }
}

function* checkRegions({ region, node_groups }: WrittenCluster): Iterable<Complaint> {
  for (const [index, group] of (node_groups ?? []).entries()) {
    const spotTypes = group.spot ? (group.spot_config?.instance_distribution ?? []) : []
    const named = [
      { name: group.instance_type, at: ['instance_type'] },
      ...spotTypes.map((name, item) => ({
        name,
        at: ['spot_config', 'instance_distribution', item],
      })),
    ]
    for (const { name, at } of named) {
      const type = findInstanceType(name)
      if (!type || type.prices.has(region)) continue
      yield {
        code: 'not-in-region',
        at: ['node_groups', index, ...at],
        message: `is ${quote(name)}, which is not available in ${quote(region)}`,
      }
    }
  }
}

/** The name of a zone begins with that of its region. */
function* checkZones({ region, availability_zones, subnets }: WrittenCluster): Iterable<Complaint> {
  const named = [
    ...(availability_zones ?? []).map((zone, index) => ({
      zone,
      at: ['availability_zones', index],
    })),
    ...(subnets ?? []).map(({ availability_zone: zone }, index) => ({
      zone,
      at: ['subnets', index, 'availability_zone'],
    })),
  ]
  for (const { zone, at } of named) {
    if (!ZONE.test(zone) || zone.startsWith(region)) continue
    const message = `must be a zone of ${quote(region)}, but is ${quote(zone)}`
    yield { code: 'zone-of-another-region', at, message }
  }
}

const ZONE = /^[a-z]{2}(?:-gov)?-[a-z]{4,9}-\d[a-z-]/

function* checkZonesAndSubnets(cluster: WrittenCluster): Iterable<Complaint> {
  if (!cluster.availability_zones?.length || !cluster.subnets?.length) return
  yield {
    code: 'one-or-none',
    at: ['availability_zones'],
    message: 'must not be combined with `subnets`, which define their own zones',
  }
}

function* checkSubnetZones({ subnets }: WrittenCluster): Iterable<Complaint> {
  const seen = new Set<string>()
  for (const [index, { availability_zone: zone }] of (subnets ?? []).entries()) {
    if (seen.has(zone)) {
      yield {
        code: 'duplicate-zone',
        at: ['subnets', index, 'availability_zone'],
        message: `must be unique; another subnet is in ${quote(zone)} too`,
      }
    }
    seen.add(zone)
  }
}

function* checkNat(cluster: WrittenCluster): Iterable<Complaint> {
  const { subnet_visibility, nat_gateway } = cluster
  const hasSubnets = Boolean(cluster.subnets?.length)
  if (hasSubnets && nat_gateway !== 'none') {
    yield {
      code: 'nat-with-subnets',
      at: ['nat_gateway'],
      message: 'must be `none` with `subnets`: Cortex does not change an existing VPC',
    }
  }
  if (!hasSubnets && subnet_visibility === 'private' && nat_gateway === 'none') {
    yield {
      code: 'nat-missing',
      at: ['nat_gateway'],
      message: 'must be `single` or `highly_available` for private nodes',
      fix: {
        title: 'Set `nat_gateway: single`',
        safety: 'unsafe',
        edits: [{ op: 'set', path: ['nat_gateway'], value: 'single' }],
      },
    }
  }
}

const CLUSTER_NAME_TAG = 'cortex.dev/cluster-name'

function* checkReservedTags({ cluster_name, tags }: WrittenCluster): Iterable<Complaint> {
  for (const [key, value] of Object.entries(tags)) {
    if (!key.startsWith('cortex.dev/')) continue
    if (key === CLUSTER_NAME_TAG && value === cluster_name) continue
    const message =
      key === CLUSTER_NAME_TAG
        ? `must be the name of the cluster, ${quote(cluster_name)}, or be left out`
        : 'must not begin with `cortex.dev/`'
    yield { code: 'reserved-tag', at: ['tags', key], message }
  }
}

const OWN_KEYS = ['account_id', 'bucket', 'cluster_uid', 'cortex_policy_arn'] as const

function* checkOwnKeys(cluster: WrittenCluster): Iterable<Complaint> {
  for (const key of OWN_KEYS) {
    if (!cluster[key]) continue
    yield {
      code: 'own-key',
      at: [key],
      message: 'is set by Cortex and must be removed',
      fix: {
        title: `Remove \`${key}\``,
        safety: 'unsafe',
        edits: [{ op: 'remove', path: [key] }],
      },
    }
  }
}
