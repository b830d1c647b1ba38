import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { parseDuration, renderDuration } from '../../../src/cortex/values/duration.ts'

const SECOND = 1_000_000_000n

describe('parseDuration', () => {
  it.each([
    ['60s', 60n * SECOND],
    ['1h30m', 5400n * SECOND],
    ['1.5m', 90n * SECOND],
    ['.5s', SECOND / 2n],
    ['1.s', SECOND],
    ['500ms', SECOND / 2n],
    ['1us', 1000n],
    ['1µs', 1000n],
    ['1μs', 1000n],
    ['0', 0n],
    ['-0', 0n],
    ['-5m', -300n * SECOND],
    ['+5m', 300n * SECOND],
    ['1s1s', 2n * SECOND],
    ['1.0000000005s', SECOND],
    ['2562047h', 2562047n * 3600n * SECOND],
  ])('reads %s', (text, nanoseconds) => {
    expect(parseDuration(text)).toBe(nanoseconds)
  })

  it.each([
    '',
    '60',
    '1d',
    '1w',
    's',
    '.',
    '.s',
    '1S',
    '60 s',
    '60s ',
    ' 60s',
    '1h-5m',
    '1e1s',
    '00',
    '2562048h',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })

  it('is not held up by long texts', () => {
    expect(parseDuration('1'.repeat(200_000))).toBeUndefined()
    expect(parseDuration('1s'.repeat(100_000))).toBe(100_000n * SECOND)
  })

  it('reads back what it renders', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (milliseconds) => {
        const text = renderDuration(milliseconds * 1_000_000)
        expect(parseDuration(text)).toBe(BigInt(milliseconds) * 1_000_000n)
      }),
    )
  })
})

describe('renderDuration', () => {
  it.each([
    [0, '0s'],
    [60e9, '1m'],
    [5400e9, '1h30m'],
    [10.5e9, '10.5s'],
    [250e6, '250ms'],
  ])('renders %d', (nanoseconds, text) => {
    expect(renderDuration(nanoseconds)).toBe(text)
  })
})
