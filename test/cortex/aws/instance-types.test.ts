import { describe, expect, it } from '@jest/globals'
import {
  findInstanceType,
  instanceTypeNames,
  regions,
} from '../../../src/cortex/aws/instance-types.ts'

describe('the table of instance types', () => {
  it('knows the facts of a type', () => {
    const { prices, ...facts } = findInstanceType('m5.large') ?? { prices: new Map() }
    expect(facts).toEqual({
      name: 'm5.large',
      vcpu: 2,
      memoryMiB: 8192,
      gpu: 0,
      inf: 0,
      arch: 'amd64',
      maxPods: 29,
      status: 'ok',
      worksWithNlb: true,
    })
    expect(prices.get('us-east-1')).toBe(0.096)
  })

  it('has what Cortex 0.42.1 has', () => {
    const types = instanceTypeNames().flatMap((name) => findInstanceType(name) ?? [])
    expect(types).toHaveLength(508)
    expect(types.filter(({ status }) => status === 'ok')).toHaveLength(478)
    expect(regions).toHaveLength(23)
  })

  it('has sound facts of every type that Cortex accepts', () => {
    const types = instanceTypeNames().flatMap((name) => findInstanceType(name) ?? [])
    const odd = types.filter(({ status, vcpu, memoryMiB, gpu, inf, maxPods, prices }) => {
      const isSound = vcpu > 0 && memoryMiB > 0 && gpu >= 0 && inf >= 0 && (maxPods ?? 0) > 0
      const arePriced = [...prices].every(
        ([region, price]) => regions.includes(region) && price > 0,
      )
      return status === 'ok' && !(isSound && arePriced)
    })
    expect(odd).toEqual([])
  })

  it.each(['', 'm7g.large', 'M5.large', 'constructor', '__proto__', 'm5.large '])(
    'does not know %j',
    (name) => {
      expect(findInstanceType(name)).toBeUndefined()
    },
  )
})
