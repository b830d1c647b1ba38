import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { parseReplicaShare } from '../../../src/cortex/values/percentage.ts'

describe('parseReplicaShare', () => {
  it.each([
    ['25%', { value: 25, unit: 'percent' }],
    ['0%', { value: 0, unit: 'percent' }],
    ['100%', { value: 100, unit: 'percent' }],
    ['5', { value: 5, unit: 'replicas' }],
    ['+5', { value: 5, unit: 'replicas' }],
    ['007', { value: 7, unit: 'replicas' }],
    ['-0', { value: 0, unit: 'replicas' }],
    ['2147483647', { value: 2147483647, unit: 'replicas' }],
  ])('reads %s', (text, share) => {
    expect(parseReplicaShare(text)).toEqual(share)
  })

  it.each([
    '',
    '%',
    '101%',
    '-1%',
    '-1',
    '25.5%',
    '2.0',
    '25 %',
    '25%%',
    ' 5',
    '2147483648',
    '0x5',
    '1_0',
  ])('refuses %j', (text) => {
    expect(parseReplicaShare(text)).toBeUndefined()
  })

  it('reads every whole percentage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (value) => {
        expect(parseReplicaShare(`${value}%`)).toEqual({ value, unit: 'percent' })
      }),
    )
  })
})
