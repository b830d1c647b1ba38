import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { type ConformanceCase, keyPathOf, parseCases } from '../../../scripts/conformance-case.ts'
import { JUDGES } from '../../../scripts/conformance-judges.ts'

describe('Cortex itself', () => {
  it.each(Object.entries(JUDGES))('says the same of every case of type %s', (type, judge) => {
    const cases = readCases(type)
    const disagreements = cases.flatMap((item) => {
      const disagreement = judge(item)
      return disagreement === undefined ? [] : [`${item.id}: ${disagreement}`]
    })

    expect(disagreements).toEqual([])
    expect(cases.length).toBeGreaterThan(100)
  })

  it('is disagreed with where a case is turned round', () => {
    const cases = readCases('api').slice(0, 50)
    const turned = cases.map((item) => ({ ...item, ok: !item.ok }))

    expect(turned.filter((item) => JUDGES['api']?.(item) === undefined)).toEqual([])
  })

  it.each([
    [
      'cluster.yaml: node_groups: index 0: spot_config: max_price: must be greater',
      'node_groups.0.spot_config.max_price',
    ],
    [
      'cluster.yaml: node_groups: cpu: instance_type: no such type',
      'node_groups.cpu.instance_type',
    ],
    ['cortex.yaml: a (RealtimeAPI): pod: key "foo" is not supported', 'pod.foo'],
    ['cortex.yaml: a (RealtimeAPI): pod: port: 8888 is not allowed', 'pod.port'],
    ['cluster.yaml: invalid yaml: line 2', ''],
  ])('names its keys in %j', (message, path) => {
    expect(keyPathOf(message, message.startsWith('cortex'))).toBe(path)
  })
})

function readCases(type: string): readonly ConformanceCase[] {
  const text = readFileSync(new URL(`../../conformance/${type}.jsonl`, import.meta.url), 'utf8')
  return parseCases(text)
}
