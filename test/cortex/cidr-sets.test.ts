import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { addressSet, countAddresses, difference, overlaps } from '../../src/cortex/values/cidr.ts'

/** Blocks within 10.0.0.0/24, so that they meet often and can be counted one by one. */
const block = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 24, max: 32 }))
  .map(([host, prefix]) => `10.0.0.${host}/${prefix}`)
const blocks = fc.array(block, { maxLength: 12 })

it('subtracts as if address by address', () => {
  fc.assert(
    fc.property(blocks, blocks, (a, b) => {
      const left = difference(addressSet(a), addressSet(b))
      const expected = [...hosts(a)].filter((host) => !hosts(b).has(host))
      expect(hostsOf(left[4])).toEqual(expected.toSorted((one, other) => one - other))
    }),
  )
})

it('finds overlaps as if address by address', () => {
  fc.assert(
    fc.property(blocks, block, (a, b) => {
      const common = [...hosts([b])].some((host) => hosts(a).has(host))
      expect(overlaps(addressSet(a), b)).toBe(common)
    }),
  )
})

it('takes long lists', () => {
  const all = Array.from({ length: 30_000 }, (_, index) => `10.0.${index >> 8}.${index & 255}/32`)
  const even = all.filter((_, index) => index % 2 === 0)
  const left = difference(addressSet(all), addressSet(even))
  expect(countAddresses(left)).toBe(15_000n)
})

function hosts(texts: readonly string[]): ReadonlySet<number> {
  return new Set(
    texts.flatMap((text) => {
      const [, host = '', prefix = ''] = /\.(\d+)\/(\d+)$/.exec(text) ?? []
      const size = 2 ** (32 - Number(prefix))
      const first = Number(host) - (Number(host) % size)
      return Array.from({ length: size }, (_, index) => first + index)
    }),
  )
}

function hostsOf(ranges: readonly { readonly first: bigint; readonly last: bigint }[]): number[] {
  return ranges.flatMap(({ first, last }) =>
    Array.from({ length: Number(last - first) + 1 }, (_, index) => Number(first & 255n) + index),
  )
}
