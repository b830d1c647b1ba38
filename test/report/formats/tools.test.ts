import { describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import { renderConcise } from '../../../src/report/formats/concise.ts'
import { toCodeQuality } from '../../../src/report/formats/gitlab.ts'
import { renderJunit } from '../../../src/report/formats/junit.ts'
import { hashLines } from '../../../src/report/formats/line-hash.ts'
import { toRdjson } from '../../../src/report/formats/rdjson.ts'
import { toSarif } from '../../../src/report/formats/sarif.ts'
import { renderWorkflowCommands } from '../../../src/report/formats/workflow-commands.ts'
import { editOf, findingOf, reviewOf } from '../fixtures.ts'

const TEXT = 'ä: 1\nb: 2\n'
const MESSAGE = '`b` <raised> from `1` to "2" & more:\u001b[31m red.'
const HOSTILE = findingOf({ message: MESSAGE, line: 2, columns: [1, 5] })
const REVIEW = reviewOf({
  after: { 'cluster.yaml': TEXT },
  findings: [
    HOSTILE,
    findingOf({
      severity: 'warning',
      columns: [1, 5],
      fix: { edits: [editOf(TEXT, '1:4', '1:5', '2')] },
    }),
    findingOf({ severity: 'info', side: 'before', line: 7 }),
  ],
})
const LINKS = { docsUrl: 'https://example.com/rules', homepage: 'https://example.com' }

describe('renderConcise', () => {
  it('has one line for each finding, and no character that acts on a terminal', () => {
    const lines = renderConcise(REVIEW).split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toBe(
      'cluster.yaml:2:1: error[operator-load-balancer-public]: `b` <raised> from `1` to "2" & more:␛[31m red.',
    )
    expect(lines[2]).toMatch(/^cluster\.yaml:7:1: \(base\) info\[/)
  })

  it('is empty without findings', () => {
    expect(renderConcise(reviewOf({}))).toBe('')
  })
})

describe('renderWorkflowCommands', () => {
  it('escapes what a runner would read as its own', () => {
    const text = renderWorkflowCommands([
      { level: 'error', title: 'a,b:c', message: '50%\n::error::x', file: 'a.yaml', startLine: 2 },
      { level: 'notice', title: 'Cortex Review', message: 'More.' },
    ])
    expect(text).toBe(
      '::error file=a.yaml,line=2,title=a%2Cb%3Ac::50%25%0A::error::x\n' +
        '::notice title=Cortex Review::More.\n',
    )
  })
})

/** What GitLab documents as required of a Code Quality report. */
const CODE_QUALITY = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./)' },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
}

it('toCodeQuality gives what GitLab asks for', () => {
  const report = JSON.parse(JSON.stringify(toCodeQuality(REVIEW)))
  const validate = new Ajv().compile(CODE_QUALITY)
  expect(validate(report) || validate.errors).toBe(true)
  expect(report.map((issue: { severity: string }) => issue.severity)).toEqual([
    'critical',
    'major',
    'info',
  ])
  expect(report[0]).toMatchObject({ location: { path: 'cluster.yaml', lines: { begin: 2 } } })
})

const POSITION = {
  type: 'object',
  required: ['line', 'column'],
  properties: { line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } },
}
const RANGE = {
  type: 'object',
  required: ['start'],
  properties: { start: POSITION, end: POSITION },
}
/** The parts of reviewdog's `DiagnosticResult` that are used; no others are allowed here. */
const DIAGNOSTIC_RESULT = {
  type: 'object',
  required: ['source', 'diagnostics'],
  additionalProperties: false,
  properties: {
    source: { type: 'object', properties: { name: { type: 'string' }, url: { type: 'string' } } },
    diagnostics: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message', 'location'],
        additionalProperties: false,
        properties: {
          message: { type: 'string' },
          location: { type: 'object', properties: { path: { type: 'string' }, range: RANGE } },
          severity: { enum: ['ERROR', 'WARNING', 'INFO'] },
          code: { type: 'object', properties: { value: { type: 'string' } } },
          suggestions: {
            type: 'array',
            items: {
              type: 'object',
              required: ['range', 'text'],
              properties: { range: RANGE, text: { type: 'string' } },
            },
          },
        },
      },
    },
  },
}

it('toRdjson gives a DiagnosticResult, with columns in bytes', () => {
  const report = JSON.parse(JSON.stringify(toRdjson(REVIEW, LINKS)))
  const validate = new Ajv().compile(DIAGNOSTIC_RESULT)
  expect(validate(report) || validate.errors).toBe(true)
  expect(report.diagnostics[1]).toMatchObject({
    severity: 'WARNING',
    location: { range: { start: { line: 1, column: 1 }, end: { line: 1, column: 6 } } },
    suggestions: [{ text: '2', range: { start: { line: 1, column: 5 } } }],
  })
  expect(report.diagnostics[0]).not.toHaveProperty('suggestions')
})

describe('renderJunit', () => {
  const text = renderJunit(REVIEW, 'error')

  it('has only elements and attributes of the schema, nested as it says', () => {
    expect(listElements(text)).toEqual([
      'testsuites(name)',
      'testsuites/testsuite(name,tests,failures,errors)',
      'testsuites/testsuite/testcase(name,classname)',
      'testsuites/testsuite/testcase/failure(type,message)',
      'testsuites/testsuite/testcase(name,classname)',
      'testsuites/testsuite/testcase/system-out()',
      'testsuites/testsuite/testcase(name,classname)',
      'testsuites/testsuite/testcase/system-out()',
    ])
  })

  it('counts as failures what fails the check', () => {
    expect(text).toContain('<testsuite name="cluster.yaml" tests="3" failures="1" errors="0">')
    expect(renderJunit(REVIEW, 'never')).toContain('failures="0"')
  })

  it('escapes what is markup, and control characters', () => {
    expect(text).toContain('&lt;raised&gt; from `1` to &quot;2&quot; &amp; more:␛[31m red.')
  })
})

/** The elements in order, each with its path and the names of its attributes; throws on bad nesting. */
function listElements(xml: string): readonly string[] {
  const open: string[] = []
  const found: string[] = []
  for (const [, close = '', name = '', rest = '', empty = ''] of xml.matchAll(
    /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g,
  )) {
    if (close) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`)
      continue
    }
    const names = [...rest.matchAll(/ ([a-z]+)=/g)].map(([, attribute]) => attribute)
    found.push(`${[...open, name].join('/')}(${names.join()})`)
    if (!empty) open.push(name)
  }
  if (open.length > 0) throw new Error(`<${open.join()}> is never closed`)
  return found
}

describe('hashLines', () => {
  it('is the hash that GitHub computes', () => {
    // The values of the tests of github/codeql-action.
    expect(hashLines(' a\nb\n  \t\tc\n d').slice(0, 4)).toEqual([
      '271789c17abda88f:1',
      '54703d4cd895b18:1',
      '180aee12dab6264:1',
      'a23a3dc5e078b07b:1',
    ])
  })

  it('is that of an empty text and of repeated lines', () => {
    expect(hashLines('')).toEqual(['c129715d7a2bc9a3:1'])
    const hashes = hashLines('Lorem ipsum dolor sit amet.\n'.repeat(10))
    expect(hashes.slice(0, 2)).toEqual(['a7f2ff13bc495cf2:1', 'a7f2ff13bc495cf2:2'])
    expect(hashes.slice(-2)).toEqual(['cc97dc7b1d7d8f7b:1', 'c129715d7a2bc9a3:1'])
  })

  it('numbers lines that hash alike, and takes every line break for one', () => {
    const line = 'x'.repeat(120)
    const [first = '', second] = hashLines(`${line}\n${line}\n${line}`)
    expect(second).toBe(first.replace(/1$/, '2'))
    expect(hashLines('a\r\nb\rc')).toEqual(hashLines('a\nb\nc'))
  })

  it('is in SARIF, so that alerts stay the same without a checkout', () => {
    const [result] = toSarif(REVIEW, [], { ...LINKS, version: '1.0.0' }).runs[0]?.results ?? []
    expect(result?.partialFingerprints).toEqual({
      'cortexReview/v1': HOSTILE.fingerprint,
      primaryLocationLineHash: hashLines(TEXT)[1],
    })
  })
})
