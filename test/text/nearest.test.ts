import { describe, expect, it } from '@jest/globals'
import { findNearest } from '../../src/text/nearest.ts'

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
    ['on', undefined],
    ['', undefined],
    ['zz', undefined],
    ['something-else', undefined],
  ])('%j: %j', (name, expected) => {
    expect(findNearest(name, KNOWN)).toBe(expected)
  })

  it.each([
    ['load', ['load_balancer_type', 'load_balancer_scheme']],
    ['tpu', ['cpu', 'gpu']],
  ])('does not choose for %j among %j', (name, known) => {
    expect(findNearest(name, known)).toBeUndefined()
  })

  it('does not look long at a name that is far too long', () => {
    expect(findNearest('x'.repeat(1_000_000), KNOWN)).toBeUndefined()
  })

  it('knows nothing of nothing', () => {
    expect(findNearest('paths', [])).toBeUndefined()
  })
})
