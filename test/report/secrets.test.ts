import { describe, expect, it } from '@jest/globals'
import { renderComment } from '../../src/report/comment/comment.ts'
import { placeFindings } from '../../src/report/comment/placement.ts'
import { toAnnotations } from '../../src/report/formats/annotations.ts'
import { toJson } from '../../src/report/formats/json.ts'
import { toSarif } from '../../src/report/formats/sarif.ts'
import { renderTerminal } from '../../src/report/formats/terminal.ts'
import { renderJobSummary, renderSummary } from '../../src/report/summary/summary.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { review } from '../../src/review/review.ts'
import { defineRule } from '../../src/review/rule.ts'
import { rules } from '../../src/rules/index.ts'
import { diffTexts } from '../../src/text/hunks.ts'

const OLD = 'Old7Rt2vX9mB4kQ'
const NEW = 'New5Wp8zL3nC6jT'
const KEY = 'MHcCAQEEIPq3uXk0vJ9dZr5TnW8yB2aFbCdEfGh'

function specOf(secret: string, queue: number): string {
  return [
    '- name: recommender',
    '  kind: RealtimeAPI',
    `  pod: {max_queue_length: ${queue}, containers: [{name: api, image: a:1, env: {DB_PASSWORD: ${secret}}}]}`,
    '- name: trainer',
    '  kind: RealtimeAPI',
    '  pod:',
    '    containers:',
    '      - name: api',
    '        image: b:1',
    '        env:',
    `          PIN_CODE_PASSWORD: ${secret === OLD ? 'abc' : 'xyz'}`,
    `          API_TOKEN: "${secret}"`,
    '          SIGNER: |',
    '            -----BEGIN EC PRIVATE KEY-----',
    `            ${KEY}`,
    '            -----END EC PRIVATE KEY-----',
    `          NUMBER_PASSWORD: ${secret === OLD ? '"48151623"' : '48151623'}`,
    '',
  ].join('\n')
}

/** A rule that quotes what it should not. */
const talkative = defineRule({
  id: 'value-told',
  category: 'validity',
  severity: 'error',
  summary: 'A value is told',
  why: 'It should not be.',
  inspect: {
    *container({ env }) {
      yield {
        at: ['env', 'API_TOKEN'],
        message: `The values are ${Object.values(env).join(' and ')}, and so on.`,
      }
    },
  },
})

const [before, after] = [specOf(OLD, 10), specOf(NEW, 500)]
const hunks = new Map([['cortex.yaml', diffTexts(before, after)]])
const changeSet = {
  before: new Map([['cortex.yaml', before]]),
  after: new Map([['cortex.yaml', after]]),
  renames: new Map<string, string>(),
  hunks,
  unreadable: [],
}
const judged = review(changeSet, DEFAULT_CONFIG, [...rules, talkative])
const placement = placeFindings(judged, hunks, 25, 'info')
const DOCS = { docsUrl: 'https://example.com/rules' }

describe('a secret of a file', () => {
  it.each<[string, () => unknown]>([
    ['findings', () => judged.findings.map(({ message, fix }) => [message, fix?.title])],
    ['comments', () => placement.inline.map((placed) => renderComment(placed, DOCS))],
    ['the summary', () => renderSummary(judged, placement, { ...DOCS, failOn: 'error' })],
    [
      'the summary of a job',
      () => renderJobSummary(judged, placement, { ...DOCS, failOn: 'error' }),
    ],
    ['the terminal', () => renderTerminal(judged, { color: true, width: 200, failOn: 'error' })],
    [
      'a narrow terminal',
      () => renderTerminal(judged, { color: false, width: 40, failOn: 'error' }),
    ],
    ['annotations', () => toAnnotations(judged)],
    ['JSON', () => toJson(judged, { ...DOCS, failOn: 'error', version: '1.0.0' })],
    ['SARIF', () => toSarif(judged, rules, { ...DOCS, homepage: '', version: '1.0.0' })],
  ])('is not shown in %s', (_name, render) => {
    const shown = JSON.stringify(render())

    expect(shown).toContain('DB_PASSWORD')
    for (const secret of [OLD, NEW, KEY.slice(0, 20), '48151623', 'xyz']) {
      expect(shown).not.toContain(secret)
    }
  })

  it('is hidden in the changes, which still say that it changed', () => {
    const { changes } = toJson(judged, { ...DOCS, failOn: 'error', version: '1.0.0' })

    expect(changes.map(({ field, before: was, after: now }) => [field, was, now])).toEqual([
      ['pod.max_queue_length', '10', '500'],
      ['env.DB_PASSWORD', '********', '********'],
      ['env.PIN_CODE_PASSWORD', '********', '********'],
      ['env.API_TOKEN', '"********"', '"********"'],
      ['env.NUMBER_PASSWORD', '"********"', ''],
    ])
  })

  it('is in no suggestion: the edit is shown instead', () => {
    const placed = placement.inline.find(({ finding }) => finding.rule.id === 'queue-length-raised')

    expect(placed?.suggestion).toBeUndefined()
    expect(placed?.edit?.after.join()).toMatch(/max_queue_length: 10,.*DB_PASSWORD: \*{8}/)
  })
})
