import { describe, expect, it } from '@jest/globals'
import { findLoweredRequests } from '../../../src/cortex/capacity/capacity.ts'
import type { Compute } from '../../../src/cortex/tables/api-types.ts'

const USUAL: Compute = { cpu: '1', mem: '4Gi', gpu: 1, inf: 0, shm: null }

describe('findLoweredRequests', () => {
  it('compares quantities, not texts', () => {
    const same = { ...USUAL, cpu: '1000m', mem: '4096Mi' }
    expect(findLoweredRequests(USUAL, same)).toEqual([])
    expect(findLoweredRequests(same, USUAL)).toEqual([])
  })

  it('finds what is less, devices first', () => {
    const less = { ...USUAL, cpu: '500m', mem: '1Gi', gpu: 0 }
    expect(findLoweredRequests(USUAL, less)).toEqual([
      { key: 'gpu', before: 1, after: null, share: 0 },
      { key: 'mem', before: '4Gi', after: '1Gi', share: 0.25 },
      { key: 'cpu', before: '1', after: '500m', share: 0.5 },
    ])
  })

  it('takes a missing request for none', () => {
    expect(findLoweredRequests(USUAL, { ...USUAL, mem: null })).toEqual([
      { key: 'mem', before: '4Gi', after: null, share: 0 },
    ])
    expect(findLoweredRequests({ ...USUAL, mem: null }, USUAL)).toEqual([])
  })

  it('says nothing of texts that are no quantities', () => {
    expect(findLoweredRequests(USUAL, { ...USUAL, mem: 'a lot' })).toEqual([])
    expect(findLoweredRequests({ ...USUAL, mem: 'a lot' }, USUAL)).toEqual([])
  })
})
