import { describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import * as fc from 'fast-check'
import { toJson } from '../../../src/report/formats/json.ts'
import { REPORT_SCHEMA } from '../../../src/report/formats/json-schema.ts'
import { readReport } from '../../../src/report/formats/read-report.ts'
import { findProblem, KEYWORDS } from '../../../src/report/formats/schema-check.ts'
import { UserError } from '../../../src/settings/user-error.ts'
import { findingOf, reviewOf } from '../fixtures.ts'

const REVIEW = reviewOf({
  after: { 'cluster.yaml': 'a: 1\n' },
  findings: [findingOf({ fix: {} })],
  accepted: [
    { finding: findingOf({ handle: '0123456789abcdef' }), reason: 'x', by: 'ben', url: 'u' },
  ],
  unreadable: [{ path: 'x', side: 'before', reason: 'binary', mayBeCortex: true }],
})
const OPTIONS = { failOn: 'error', version: '1.2.3', docsUrl: 'd', commit: 'abc' } as const
const report = () => JSON.parse(JSON.stringify(toJson(REVIEW, OPTIONS)))

/** Every object and list in a value. */
function partsOf(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(partsOf)]
}

describe('readReport', () => {
  it('reads what is needed of a report', () => {
    expect(readReport(JSON.stringify(report()))).toEqual({
      commit: 'abc',
      handles: new Set(['abcdef0123456789', '0123456789abcdef']),
    })
  })

  it.each(['', '{', 'null', '[]', '{"form":1}', '{"__proto__":{}}'])('refuses %j', (text) => {
    expect(() => readReport(text)).toThrow(UserError)
  })

  it('repeats nothing of a hostile report', () => {
    const hostile = { ...report(), '::error::PWNED': 1, commit: 'PWNED' }
    expect(() => readReport(JSON.stringify(hostile))).toThrow(
      'The report is not a Cortex Review report: the report has a key that does not belong there',
    )
  })
})

describe('findProblem', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(REPORT_SCHEMA)

  it('knows every keyword of the schema', () => {
    const names = new Set(Object.keys(REPORT_SCHEMA))
    for (const part of partsOf(REPORT_SCHEMA)) {
      const isSchema = ['type', '$ref', 'const', 'enum'].some((name) => Object.hasOwn(part, name))
      const isNamed = Object.values(part).every((each) => typeof each === 'object')
      if (isSchema && !isNamed) for (const name of Object.keys(part)) names.add(name)
    }
    expect([...names].filter((name) => !KEYWORDS.includes(name))).toEqual([])
  })

  it('judges any change of a report as a full validator does', () => {
    expect(validate(report())).toBe(true)
    const count = partsOf(report()).length
    const value = fc.oneof(
      fc.constantFrom(null, true, 1, 0, -1, 1.5, 'error', 'x', 'abcdef0123456789', [], {}),
      fc.jsonValue({ maxDepth: 2 }),
    )
    const change = fc.record({
      part: fc.nat(count - 1),
      key: fc.nat(20),
      value,
      how: fc.constantFrom('set', 'delete', 'add'),
    })
    fc.assert(
      fc.property(change, ({ part, key, value: given, how }) => {
        const changed = report()
        const target = partsOf(changed)[part] ?? changed
        const keys = Object.keys(target)
        const name = how === 'add' ? 'extra' : (keys[key % Math.max(keys.length, 1)] ?? 'extra')
        if (Array.isArray(target)) target.push(given)
        else if (how === 'delete') Reflect.deleteProperty(target, name)
        else Reflect.set(target, name, given)
        expect(findProblem(changed, REPORT_SCHEMA) === undefined).toBe(validate(changed))
      }),
      { numRuns: 500 },
    )
  })
})
