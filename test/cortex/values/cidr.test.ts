import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import {
  addressSet,
  countAddresses,
  coversEverything,
  difference,
  overlaps,
  parseCidr,
} from '../../../src/cortex/values/cidr.ts'

const block = fc
  .tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.integer({ min: 0, max: 32 }))
  .map(([a, b, prefix]) => `10.${a}.${b}.7/${prefix}`)
const blocks = fc.array(block, { maxLength: 6 })

describe('parseCidr', () => {
  it.each([
    '0.0.0.0/0',
    '10.0.0.1/8',
    '10.0.0.0/08',
    '::/0',
    '::1/128',
    '2001:DB8::/32',
    '1:2:3:4:5:6:7:8/64',
    '::ffff:10.0.0.1/96',
    '1::8/0',
    '00001::/16',
  ])('takes %s', (text) => {
    expect(parseCidr(text)).toBeDefined()
  })

  it.each([
    '',
    '/8',
    '10.0.0.1',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/+8',
    '10.0.0/8',
    '010.0.0.0/8',
    '256.0.0.0/8',
    '10.0.0.0/8 ',
    ' 10.0.0.0/8',
    '10.0.0.0/8/8',
    '0x0a.0.0.0/8',
    '::/129',
    ':::/8',
    '1:2:3:4:5:6:7/64',
    '1:2:3:4:5:6:7:8:9/64',
    '1:2:3:4:5:6:7::8:9/64',
    '::1%lo/64',
    'g::/8',
    '1:/8',
    ':1/8',
    '10.0.0.1:1::/8',
    '12345::/8',
    'bad',
  ])('refuses %j', (text) => {
    expect(parseCidr(text)).toBeUndefined()
  })

  it('clears the bits of the host', () => {
    expect(parseCidr('10.1.2.3/8')).toEqual(parseCidr('10.0.0.0/8'))
    expect(parseCidr('::ffff:0:1/32')).toEqual(parseCidr('::/32'))
  })
})

describe('addressSet', () => {
  it('is a union, however it is written', () => {
    expect(addressSet(['10.0.0.0/9', '10.128.0.0/9'])).toEqual(addressSet(['10.3.0.0/8']))
    expect(addressSet(['10.0.0.0/8', '10.1.0.0/16', 'bad'])).toEqual(addressSet(['10.0.0.0/8']))
  })

  it.each([
    [['0.0.0.0/0'], true],
    [['0.0.0.0/1', '128.0.0.0/1'], true],
    [['0.0.0.0/1'], false],
    [['::/0'], false],
    [[], false],
  ])('knows whether %j is everything', (cidrs, isEverything) => {
    expect(coversEverything(addressSet(cidrs))).toBe(isEverything)
  })

  it('keeps the families apart', () => {
    expect(coversEverything(addressSet(['::/0']), 6)).toBe(true)
    expect(difference(addressSet(['::/0']), addressSet(['0.0.0.0/0']))).toEqual(
      addressSet(['::/0']),
    )
    expect(countAddresses(addressSet(['10.0.0.0/24', '::/126']))).toBe(256n + 4n)
  })

  it('obeys the laws of sets', () => {
    fc.assert(
      fc.property(blocks, blocks, (a, b) => {
        const [left, right, both] = [addressSet(a), addressSet(b), addressSet([...a, ...b])]
        const only = difference(left, right)
        expect(difference(left, both)).toEqual(addressSet([]))
        expect(countAddresses(only) + countAddresses(right)).toBe(countAddresses(both))
        expect(difference(only, right)).toEqual(only)
        expect(difference(left, left)).toEqual(addressSet([]))
      }),
    )
  })

  it('overlaps with a block exactly if taking it away leaves less', () => {
    fc.assert(
      fc.property(blocks, block, (cidrs, other) => {
        const set = addressSet(cidrs)
        const left = difference(set, addressSet([other]))
        expect(overlaps(set, other)).toBe(countAddresses(left) < countAddresses(set))
      }),
    )
  })
})
