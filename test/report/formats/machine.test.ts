import { describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import { toAnnotations } from '../../../src/report/formats/annotations.ts'
import { toJson } from '../../../src/report/formats/json.ts'
import { REPORT_SCHEMA } from '../../../src/report/formats/json-schema.ts'
import { toSarif } from '../../../src/report/formats/sarif.ts'
import type { Severity } from '../../../src/review/rule.ts'
import { reviewSides } from '../../cases.ts'
import { editOf, type FindingParts, findingOf, RULE, reviewOf } from '../fixtures.ts'

const DOCS = 'https://example.com/rules'
const TEXT = 'a: 1\nb: 2\n'
const FIX = { edits: [editOf(TEXT, '2:4', '2:5', '3'), editOf(TEXT, '1:1', '1:5', '')] }

function many(number: number, severity: Severity) {
  return Array.from({ length: number }, (_, index) => findingOf({ severity, line: index + 1 }))
}

function reviewWith(parts: FindingParts) {
  return reviewOf({ after: { 'cluster.yaml': TEXT }, findings: [findingOf(parts)] })
}

describe('toAnnotations', () => {
  it('marks the place', () => {
    expect(toAnnotations(reviewWith({ line: 2, columns: [1, 5] }))).toEqual([
      {
        level: 'error',
        title: 'operator-load-balancer-public',
        message: findingOf().message,
        file: 'cluster.yaml',
        startLine: 2,
        endLine: 2,
        startColumn: 1,
        endColumn: 4,
      },
    ])
  })

  it('shows what is gone at the top of its file', () => {
    const [annotation] = toAnnotations(reviewWith({ side: 'before', line: 7 }))

    expect(annotation).toMatchObject({ file: 'cluster.yaml', startLine: 1, endLine: 1 })
    expect(annotation).not.toHaveProperty('startColumn')
  })

  it('stays within the limits of a step and says how much is missing', () => {
    const findings = [...many(12, 'info'), ...many(11, 'warning'), ...many(15, 'error')]
    const annotations = toAnnotations(reviewOf({ findings }), 'info')
    const count = (level: string) => annotations.filter((each) => each.level === level).length

    expect([count('error'), count('warning'), count('notice')]).toEqual([9, 7, 8])
    expect(annotations[0]?.level).toBe('error')
    expect(annotations.at(-1)?.message).toBe(
      '6 more errors, 4 more warnings, 5 more notes in the job summary.',
    )
  })

  it('leaves notes to the summary, as comments do', () => {
    const findings = [...many(12, 'info'), ...many(1, 'warning')]

    expect(toAnnotations(reviewOf({ findings })).map(({ level }) => level)).toEqual(['warning'])
  })

  it('cuts a message and shows control characters', () => {
    const [annotation] = toAnnotations(reviewWith({ message: `\u001b${'x'.repeat(9_000)}` }))

    expect(annotation?.message.startsWith('␛x')).toBe(true)
    expect(annotation?.message.length).toBeLessThanOrEqual(4_096)
  })
})

describe('toJson', () => {
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    REPORT_SCHEMA,
  )
  const options = { failOn: 'error', version: '1.2.3', docsUrl: DOCS } as const

  it('is what its schema describes', () => {
    const report = toJson(
      reviewOf({
        after: { 'cluster.yaml': TEXT },
        findings: [findingOf({ line: 2, fix: FIX })],
        ignored: [{ finding: findingOf(), reason: 'because', line: 1 }],
        accepted: [{ finding: findingOf(), reason: 'agreed', by: 'ben', url: 'https://c' }],
        failures: [{ rule: 'a', path: 'b', error: new Error('c') }],
        unreadable: [{ path: 'x', side: 'before', reason: 'binary', mayBeCortex: true }],
      }),
      { ...options, commit: 'abc' },
    )
    expect(validate(JSON.parse(JSON.stringify(report)))).toBe(true)
    expect(report).toMatchObject({
      conclusion: 'failure',
      complete: false,
      counts: { error: 1, accepted: 1 },
    })
    expect(report.findings[0]?.fix?.edits[0]).toEqual({
      range: { start: { line: 2, column: 4 }, end: { line: 2, column: 5 } },
      text: '3',
    })
  })

  it('says why a fix is only shown', () => {
    const findings = [findingOf({ line: 2, fix: { ...FIX, doubt: 'it was not tried' } })]
    const report = toJson(reviewOf({ after: { 'cluster.yaml': TEXT }, findings }), options)

    expect(validate(JSON.parse(JSON.stringify(report)))).toBe(true)
    expect(report.findings[0]?.fix).toMatchObject({ doubt: 'it was not tried' })
  })

  it('is also for a real change, and lists what changes', () => {
    const before = new Map([['cortex.yaml', '- {name: a, kind: TaskAPI, pod: {containers: []}}\n']])
    const report = toJson(reviewSides(before, new Map(), []), options)

    expect(validate(JSON.parse(JSON.stringify(report)))).toBe(true)
    expect(report.changes).toEqual([
      { subject: 'api/a', path: 'cortex.yaml', event: 'removed', field: '', before: '', after: '' },
    ])
  })

  it('has a schema that refuses what is not there', () => {
    expect(validate({ ...toJson(reviewOf({}), options), extra: 1 })).toBe(false)
    expect(validate({ form: 1 })).toBe(false)
  })
})

describe('toSarif', () => {
  const options = { version: '1.2.3', docsUrl: DOCS, homepage: 'https://example.com' }
  const other = { ...RULE, id: 'other-rule', category: 'latency', severity: 'info' } as const

  it('says what code scanning needs', () => {
    const review = reviewOf({
      after: { 'a b/é.yaml': TEXT },
      findings: [findingOf({ path: 'a b/é.yaml', line: 2, columns: [1, 5], fix: FIX })],
      ignored: [{ finding: findingOf(), reason: 'x', line: 1 }],
    })
    const { version, runs } = toSarif(review, [other, RULE], options)
    const [run] = runs
    const [result] = run?.results ?? []

    expect(version).toBe('2.1.0')
    expect(run?.results).toHaveLength(1)
    expect(result).toMatchObject({
      ruleId: RULE.id,
      ruleIndex: 1,
      level: 'error',
      message: { text: findingOf().message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b/%C3%A9.yaml' },
            region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 5 },
          },
        },
      ],
      partialFingerprints: { 'cortexReview/v1': '0123456789abcdef' },
    })
    expect(result?.fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([
      {
        deletedRegion: { startLine: 2, startColumn: 4, endLine: 2, endColumn: 5 },
        insertedContent: { text: '3' },
      },
      { deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 } },
    ])
  })

  it('proposes no fix that is only shown', () => {
    const findings = [findingOf({ line: 2, fix: { ...FIX, doubt: 'it was not tried' } })]
    const { runs } = toSarif(reviewOf({ after: { 'cluster.yaml': TEXT }, findings }), [], options)

    expect(runs[0]?.results).toHaveLength(1)
    expect(runs[0]?.results?.[0]).not.toHaveProperty('fixes')
  })

  it('makes no links of what stands in a message or the title of a fix', () => {
    const hostile = 'API `[x](https://evil.example)` and `\\[y](1)` are gone.'
    const finding = findingOf({ message: hostile, fix: { ...FIX, title: 'Keep `[x](1)`' } })
    const { runs } = toSarif(
      reviewOf({ after: { 'cluster.yaml': TEXT }, findings: [finding] }),
      [],
      options,
    )
    const [result] = runs[0]?.results ?? []
    expect(result?.message.text).toBe(
      'API `\\[x\\](https://evil.example)` and `\\\\\\[y\\](1)` are gone.',
    )
    expect(result?.fixes?.[0]?.description?.text).toBe('Keep `\\[x\\](1)`')
  })

  it('describes every rule, also one of the engine, with no empty text', () => {
    const engine = findingOf({ rule: { id: 'of-the-engine' } })
    const log = toSarif(reviewOf({ findings: [engine] }), [other], options)
    const rules = log.runs[0]?.tool.driver.rules ?? []

    expect(rules.map(({ id }) => id)).toEqual(['other-rule', 'of-the-engine'])
    for (const rule of rules) {
      expect(rule).toMatchObject({
        shortDescription: { text: expect.stringMatching(/./) },
        fullDescription: { text: expect.stringMatching(/\.$/) },
        help: { text: expect.stringMatching(/./), markdown: expect.stringMatching(/./) },
        helpUri: `${DOCS}/${rule.id}.md`,
      })
    }
    expect(rules.map(({ defaultConfiguration }) => defaultConfiguration?.level)).toEqual([
      'note',
      'error',
    ])
    expect(JSON.stringify(log)).not.toContain('""')
  })

  it('says if a rule failed', () => {
    const failures = [{ rule: 'a', path: 'b', error: new Error('c') }]
    const [run] = toSarif(reviewOf({ failures }), [], options).runs

    expect(run?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { message: { text: 'Rule a failed on b: c' } },
        { level: 'warning', message: { text: '0 Cortex files checked' } },
      ],
    })
  })
})
