/** A block of addresses. */
export interface Cidr {
  readonly family: 4 | 6
  /** The first address of the block, host bits cleared. */
  readonly first: bigint
  readonly last: bigint
  readonly prefix: number
}

/** The addresses of several blocks, per family as sorted ranges that neither overlap nor touch. */
export interface AddressSet {
  readonly 4: readonly AddressRange[]
  readonly 6: readonly AddressRange[]
}

export interface AddressRange {
  readonly first: bigint
  readonly last: bigint
}

const BITS = { 4: 32, 6: 128 } as const
const FAMILIES = [4, 6] as const

/**
 * Parses a block as Go's `net.ParseCIDR` does: `10.0.0.0/8`, `2001:db8::/32`; undefined if it would
 * refuse the text, e.g. a bare address or `010.0.0.0/8`. Host bits may be set.
 */
export function parseCidr(text: string): Cidr | undefined {
  const [, address = '', mask = ''] = /^([^/]*)\/(\d{1,6})$/.exec(text) ?? []
  const v4 = parseV4(address)
  const value = v4 ?? parseV6(address)
  const family = v4 === undefined ? 6 : 4
  const prefix = Number(mask)
  if (value === undefined || prefix > BITS[family]) return undefined

  const size = 1n << BigInt(BITS[family] - prefix)
  const first = value - (value % size)
  return { family, first, last: first + size - 1n, prefix }
}

/** The addresses that any of the blocks has; texts that are no blocks add none. */
export function addressSet(cidrs: Iterable<string>): AddressSet {
  const parsed = [...cidrs].flatMap((text) => parseCidr(text) ?? [])
  const rangesOf = (family: 4 | 6) => merge(parsed.filter((cidr) => cidr.family === family))
  return { 4: rangesOf(4), 6: rangesOf(6) }
}

/** The addresses of `a` that `b` lacks. */
export function difference(a: AddressSet, b: AddressSet): AddressSet {
  return { 4: subtract(a[4], b[4]), 6: subtract(a[6], b[6]) }
}

export function countAddresses(set: AddressSet): bigint {
  return FAMILIES.flatMap((family) => set[family]).reduce(
    (sum, { first, last }) => sum + last - first + 1n,
    0n,
  )
}

/** Whether the set has any address of a block; texts that are no blocks have none. */
export function overlaps(set: AddressSet, text: string): boolean {
  const cidr = parseCidr(text)
  if (!cidr) return false

  const ranges = set[cidr.family]
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.last ?? 0n) < cidr.first) low = middle + 1
    else high = middle
  }
  const range = ranges[low]
  return range !== undefined && range.first <= cidr.last
}

/** Whether the set has every address of one family, IPv4 unless said. */
export function coversEverything(set: AddressSet, family: 4 | 6 = 4): boolean {
  const [range] = set[family]
  return range?.first === 0n && range.last === (1n << BigInt(BITS[family])) - 1n
}

function merge(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const merged: { first: bigint; last: bigint }[] = []
  for (const { first, last } of [...ranges].sort((a, b) => (a.first < b.first ? -1 : 1))) {
    const previous = merged.at(-1)
    if (!previous || first > previous.last + 1n) merged.push({ first, last })
    else if (last > previous.last) previous.last = last
  }
  return merged
}

/** Both are sorted, so one pass over the two is enough, however long they are. */
function subtract(
  ranges: readonly AddressRange[],
  others: readonly AddressRange[],
): readonly AddressRange[] {
  const left: AddressRange[] = []
  let index = 0
  for (const { first: start, last } of ranges) {
    let first = start
    for (let other = others[index]; other && other.first <= last; other = others[++index]) {
      if (other.first > first) left.push({ first, last: other.first - 1n })
      if (other.last >= first) first = other.last + 1n
      // It may reach into the next range as well.
      if (other.last > last) break
    }
    if (first <= last) left.push({ first, last })
  }
  return left
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part)))
    return undefined
  if (parts.some((part) => Number(part) > 255)) return undefined
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n)
}

function parseV6(text: string): bigint | undefined {
  const [head = '', tail, ...rest] = text.split('::')
  if (rest.length > 0) return undefined
  const isShort = tail !== undefined
  const left = parseGroups(head, isShort, !isShort)
  const right = parseGroups(tail ?? '', true, true)
  if (!left || !right) return undefined

  const missing = 8 - left.length - right.length
  if (isShort ? missing < 1 : missing !== 0) return undefined
  const groups = [...left, ...Array.from({ length: missing }, () => 0n), ...right]
  return groups.reduce((value, group) => value * 65536n + group, 0n)
}

/** Parses groups of 16 bits; the last one may be an IPv4 address, which makes two. */
function parseGroups(
  text: string,
  mayBeEmpty: boolean,
  isEnd: boolean,
): readonly bigint[] | undefined {
  if (text === '') return mayBeEmpty ? [] : undefined
  const groups: bigint[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const v4 = isEnd && index === parts.length - 1 ? parseV4(part) : undefined
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn)
    else if (/^0*[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`))
    else return undefined
  }
  return groups
}
