import { expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { addressSet } from '../../../src/cortex/values/cidr.ts'
import { mergeBlocks } from '../../../src/cortex/values/cidr-merge.ts'

it.each([
  [[], []],
  [['10.0.0.0/9', '10.128.0.0/9'], ['10.0.0.0/8']],
  [['10.0.0.1/8', '10.7.0.0/16'], ['10.0.0.0/8']],
  [['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/0']],
  [
    ['198.51.100.8/32', '198.51.100.7/32', '198.51.100.9/32'],
    ['198.51.100.7/32', '198.51.100.8/31'],
  ],
  [
    ['2001:db8::/33', '10.0.0.0/8', '2001:db8:8000::/33'],
    ['10.0.0.0/8', '2001:db8::/32'],
  ],
  [['::/0'], ['::/0']],
  [['::1/128'], ['::1/128']],
  [['2001:db8:0:1:1:1:1:1/128'], ['2001:db8:0:1:1:1:1:1/128']],
  [['1:0:0:2:0:0:0:3/128'], ['1:0:0:2::3/128']],
  [['fe80:0:0:1::/64'], ['fe80:0:0:1::/64']],
])('merges %j', (blocks, merged) => {
  expect(mergeBlocks(blocks)).toEqual(merged)
})

it('keeps every address, adds none, and needs no more blocks', () => {
  const v4 = fc
    .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
    .map(([ip, prefix]) => `${ip}/${prefix}`)
  const v6 = fc
    .tuple(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 128 }))
    .map(([group, prefix]) => `2001:db8:0:${group.toString(16)}::${group.toString(16)}/${prefix}`)

  fc.assert(
    fc.property(fc.array(fc.oneof(v4, v6), { maxLength: 12 }), (blocks) => {
      const merged = mergeBlocks(blocks)
      expect(addressSet(merged)).toEqual(addressSet(blocks))
      expect(merged.length).toBeLessThanOrEqual(blocks.length)
    }),
    { seed: 1 },
  )
})
