import { describe, expect, it } from '@jest/globals'
import { admitsEverybody, findWidening } from '../../../src/cortex/facts/exposure.ts'

describe('findWidening', () => {
  it.each([
    ['the same', ['10.0.0.0/8'], ['10.0.0.0/8']],
    ['other host bits', ['10.0.0.0/8'], ['10.1.2.3/8']],
    ['split', ['10.0.0.0/8'], ['10.128.0.0/9', '10.0.0.0/9']],
    ['merged', ['10.0.0.0/9', '10.128.0.0/9'], ['10.0.0.0/8']],
    ['covered by another block', ['10.0.0.0/8'], ['10.0.0.0/8', '10.7.0.0/16']],
    ['narrower', ['0.0.0.0/0'], ['10.0.0.0/8']],
    ['not addresses', ['10.0.0.0/8'], ['10.0.0.0/8', 'anywhere', '10.0.0.1']],
  ])('says nothing of %s', (_, before, after) => {
    expect(findWidening(before, after)).toBeUndefined()
  })

  it.each([
    ['everybody', ['10.0.0.0/8'], ['0.0.0.0/0'], ['0.0.0.0/0']],
    ['everybody', ['10.0.0.0/8'], ['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/1', '128.0.0.0/1']],
    ['everybody', ['10.0.0.0/8', '::1/128'], ['10.0.0.0/8', '::/0'], ['::/0']],
    ['large', ['10.0.0.0/24'], ['10.0.0.0/24', '10.1.0.0/16'], ['10.1.0.0/16']],
    ['large', ['10.0.0.0/24'], ['2001:db8::/64'], ['2001:db8::/64']],
    ['medium', ['10.0.0.0/24'], ['10.0.0.0/23'], ['10.0.0.0/23']],
    ['small', ['10.0.0.0/24'], ['10.0.0.0/24', '10.0.1.0/25'], ['10.0.1.0/25']],
    ['small', [], ['10.0.0.7/32'], ['10.0.0.7/32']],
    ['small', ['0.0.0.0/0'], ['0.0.0.0/0', '::/0'], ['::/0']],
  ])('finds a widening: %s', (size, before, after, cidrs) => {
    expect(findWidening(before, after)).toEqual({ size, cidrs })
  })
})

describe('admitsEverybody', () => {
  it('asks for all of IPv4', () => {
    expect(admitsEverybody(['0.0.0.0/0'])).toBe(true)
    expect(admitsEverybody(['0.0.0.0/1', '10.0.0.0/8', '128.0.0.0/1'])).toBe(true)
    expect(admitsEverybody(['0.0.0.0/1'])).toBe(false)
    expect(admitsEverybody(['::/0'])).toBe(false)
    expect(admitsEverybody([])).toBe(false)
  })
})
