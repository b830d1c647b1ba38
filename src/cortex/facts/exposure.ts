import {
  addressSet,
  countAddresses,
  coversEverything,
  difference,
  overlaps,
} from '../values/cidr.ts'

/** Whether a white list lets every IPv4 address in, be it in several blocks. */
export function admitsEverybody(list: readonly string[]): boolean {
  return coversEverything(addressSet(list))
}

/** What a white list admits that it did not before. */
export interface Widening {
  /** The blocks of the new list that reach beyond the old one. */
  readonly cidrs: readonly string[]
  readonly size: 'everybody' | 'large' | 'medium' | 'small'
}

/** From these numbers of new addresses on, a widening is large, or at least medium. */
const LARGE = 2n ** 16n
const MEDIUM = 2n ** 8n

/**
 * Compares two white lists as sets of addresses; undefined if the new one admits nothing new.
 *
 * Order, overlap, host bits and blocks that were split or merged make no difference.
 */
export function findWidening(
  before: readonly string[],
  after: readonly string[],
): Widening | undefined {
  const [was, now] = [addressSet(before), addressSet(after)]
  const added = difference(now, was)
  const count = countAddresses(added)
  if (count === 0n) return undefined

  const cidrs = after.filter((cidr) => overlaps(added, cidr))
  if (coversEverything(now) && !coversEverything(was)) return { cidrs, size: 'everybody' }
  // Cortex's load balancers have IPv4 addresses only, so with all of these nobody is left to let in.
  if (coversEverything(was)) return { cidrs, size: 'small' }
  if (coversEverything(now, 6) && !coversEverything(was, 6)) return { cidrs, size: 'everybody' }
  if (count >= LARGE) return { cidrs, size: 'large' }
  return { cidrs, size: count >= MEDIUM ? 'medium' : 'small' }
}
