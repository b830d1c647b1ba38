import { describe, expect, it } from '@jest/globals'
import { findNearest } from '../../src/source/nearest.ts'

const KNOWN = ['fail-on', 'paths', 'paths-ignore', 'warning', 'off', 'max_price']

describe('findNearest', () => {
  it.each([
    ['fail-om', 'fail-on'],
    ['failon', 'fail-on'],
    ['Paths', 'paths'],
    ['path_ignore', 'paths-ignore'],
    ['warn', 'warning'],
    ['of', 'off'],
    ['maxPrice', 'max_price'],
    ['', undefined],
    ['zz', undefined],
    ['something-else', undefined],
  ])('%j: %j', (name, expected) => {
    expect(findNearest(name, KNOWN)).toBe(expected)
  })

  it('does not look long at a name that is far too long', () => {
    expect(findNearest('x'.repeat(1_000_000), KNOWN)).toBeUndefined()
  })

  it('knows nothing of nothing', () => {
    expect(findNearest('paths', [])).toBeUndefined()
  })
})
