import type { Cluster } from '../tables/cluster-types.ts'
import { addressSet, countAddresses, difference, overlaps, parseCidr } from '../values/cidr.ts'

/** The blocks of a white list some of whose addresses a new list no longer lets in. */
export function findShutOut(
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const lost = difference(addressSet(before), addressSet(after))
  return before.filter((cidr) => overlaps(lost, cidr))
}

/**
 * Whether a white list lets in no address that a request from the internet can come from: Cortex's
 * load balancers speak IPv4, and there private addresses are of no use.
 */
export function admitsNobody(list: readonly string[]): boolean {
  if (!list.every((cidr) => parseCidr(cidr))) return false
  const v4 = { ...addressSet(list), 6: [] }
  return countAddresses(difference(v4, PRIVATE)) === 0n
}

/** Private networks, carrier-grade NAT, loopback and link-local addresses. */
const PRIVATE = addressSet([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
])

/** The quota of AWS for the rules of one security group, unless an account has a higher one. */
export const RULES_QUOTA = 60

/** What the security group of a node group has to hold, as Cortex 0.42.1 counts it. */
export interface InboundRules {
  readonly count: number
  readonly zones: number
  /** Whether the file says the zones; else they are those that Cortex would take. */
  readonly areZonesKnown: boolean
}

/** Counts the rules that the longer white list of a cluster needs; see `servicequotas.go`. */
export function countInboundRules(cluster: Cluster, longest: number): InboundRules {
  const written = cluster.availability_zones.length || cluster.subnets?.length || undefined
  const zones = written ?? defaultZones(cluster)
  const forList = longest === 0 ? 0 : 1 + 5 * (longest - 1)
  return {
    count: 11 + 8 * zones + forList,
    zones,
    areZonesKnown: written !== undefined,
  }
}

function defaultZones({ region }: Cluster): number {
  return region === 'us-east-1' ? 2 : 3
}

/** The most node groups for which the security group of the control plane has room. */
export function mostGroups(quota: number): number {
  return Math.floor(quota / 2) - 2
}
