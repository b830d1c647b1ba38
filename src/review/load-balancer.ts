import { admitsEverybody, findWidening, type Widening } from '../cortex/facts/exposure.ts'
import { admitsNobody, findShutOut } from '../cortex/facts/white-list.ts'
import type { Cluster } from '../cortex/tables/cluster-types.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import type { Problem } from './rule.ts'
import { enumerate, quoteOrDefault, REFUSED_WHEN_RUNNING } from './wording.ts'

/** One of the two load balancers of a cluster: what it leads to, and the keys that say for whom. */
export interface LoadBalancer {
  readonly target: 'APIs' | 'operator'
  readonly scheme: 'api_load_balancer_scheme' | 'operator_load_balancer_scheme'
  readonly list: 'api_load_balancer_cidr_white_list' | 'operator_load_balancer_cidr_white_list'
}

export const API_LOAD_BALANCER: LoadBalancer = {
  target: 'APIs',
  scheme: 'api_load_balancer_scheme',
  list: 'api_load_balancer_cidr_white_list',
}

export const OPERATOR_LOAD_BALANCER: LoadBalancer = {
  target: 'operator',
  scheme: 'operator_load_balancer_scheme',
  list: 'operator_load_balancer_cidr_white_list',
}

type IsWritten = (path: KeyPath) => boolean

/** The first version with white lists: before it, only an internal load balancer closes the door. */
const WHITE_LISTS = 33

/** Whether a cluster can have white lists, so that to be open is its choice. */
export function knowsWhiteLists({ version }: Cluster): boolean {
  return version.to >= WHITE_LISTS
}

/** What there is to say of a new cluster whose load balancer lets the whole internet in. */
export function describeOpen(
  after: Cluster,
  { target, scheme, list }: LoadBalancer,
  isWritten: IsWritten,
): Problem | undefined {
  if (after[scheme] !== 'internet-facing' || !admitsEverybody(after[list])) return undefined

  const hasList = isWritten([list])
  const gate = hasList
    ? 'its allowlist allows every address'
    : knowsWhiteLists(after)
      ? 'no allowlist restricts it'
      : 'this version of Cortex has no allowlists'
  const what = target === 'APIs' ? 'APIs' : 'Operator'
  const value = quoteOrDefault('internet-facing', isWritten([scheme]))
  return {
    at: [hasList ? list : scheme],
    message: `${what} of cluster ${quote(after.cluster_name)} ${target === 'APIs' ? 'are' : 'is'} publicly accessible: \`${scheme}\` is ${value}, and ${gate}.`,
  }
}

/** What there is to say of a load balancer that was internal and no longer is. */
export function describeOpening(
  [before, after]: readonly [Cluster, Cluster],
  { target, scheme, list }: LoadBalancer,
  isWritten: IsWritten,
): Problem | undefined {
  if (before[scheme] !== 'internal' || after[scheme] !== 'internet-facing') return undefined

  const [was, now] = [before[list], after[list]]
  // Another rule says that nobody is let in.
  if (isWritten([list]) && admitsNobody(now)) return undefined

  const effect = target === 'APIs' ? 'its APIs become' : 'the operator becomes'
  const limit = admitsEverybody(now) ? '' : ', limited to its allowlist'
  const value = quoteOrDefault('internet-facing', isWritten([scheme]))
  const opened = findWidening(was, now) ? [scheme, list] : [scheme]
  return {
    at: [scheme],
    message: `\`${scheme}\` changed to ${value} on cluster ${quote(after.cluster_name)}: ${effect} reachable from the internet${limit}; ${REFUSED_WHEN_RUNNING}.`,
    fix: {
      title: `Restore \`${scheme}: internal\``,
      safety: 'safe',
      edits: opened.map((key) => ({ op: 'restore', path: [key] })),
    },
  }
}

/** A white list that admits more, and what there is to say of it. */
export interface WidenedList {
  readonly problem: Problem
  readonly size: Widening['size']
  /** Whether the load balancer can be reached from the internet. */
  readonly isPublic: boolean
}

/** Compares the white lists of two sides; undefined if the new one admits nothing new. */
export function describeWidening(
  [before, after]: readonly [Cluster, Cluster],
  { target, scheme, list }: LoadBalancer,
  isWritten: IsWritten,
): WidenedList | undefined {
  const widening = findWidening(before[list], after[list])
  if (!widening) return undefined

  const { size } = widening
  const isPublic = after[scheme] !== 'internal'
  const are = target === 'APIs' ? 'the APIs' : 'the operator'
  const opening = size === 'everybody' && isPublic ? `, which makes ${are} publicly accessible` : ''
  const cluster = `cluster ${quote(after.cluster_name)}`
  const [change, news] = isWritten([list])
    ? [`widened on ${cluster}`, 'it now allows']
    : [`removed from ${cluster}`, 'the default allows']
  const problem: Problem = {
    at: [list],
    message: `\`${list}\` ${change}: ${news} ${enumerate(widening.cidrs.map(quote))}${opening}.`,
    fix: {
      title: `Restore the previous \`${list}\``,
      safety: 'safe',
      edits: [{ op: 'restore', path: [list] }],
    },
  }
  return { problem, size, isPublic }
}

/** Whom the white list of the new side shuts out, as a phrase; undefined if nobody. */
export function phraseShutOut(
  [before, after]: readonly [Cluster, Cluster],
  { list }: LoadBalancer,
): string | undefined {
  const cidrs = findShutOut(before[list], after[list])
  if (cidrs.length === 0) return undefined
  return admitsEverybody(before[list])
    ? 'clients outside the listed CIDR blocks'
    : `clients in ${enumerate(cidrs.map(quote))}`
}
