import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import { placeFindings } from '../../../src/report/comment/placement.ts'
import type { Suggestion } from '../../../src/report/comment/suggestion.ts'
import { DEFAULT_CONFIG } from '../../../src/review/config.ts'
import { review as judge } from '../../../src/review/review.ts'
import { defineRule, type Rule, type Severity } from '../../../src/review/rule.ts'
import operatorLoadBalancerPublic from '../../../src/rules/operator-load-balancer-public.ts'
import { diffTexts, type Hunk } from '../../../src/text/hunks.ts'
import { applyEdits, type TextEdit } from '../../../src/text/text.ts'
import { runs } from '../../runs.ts'
import {
  editOf,
  type FindingParts,
  findingOf,
  hunkOf,
  RULE,
  reviewOf,
  sidesOf,
} from '../fixtures.ts'

const PATH = 'cluster.yaml'

/** Places findings in a file of which one hunk is the whole diff. */
function placeIn(hunk: Hunk, parts: readonly FindingParts[], limit = 25, least?: Severity) {
  const { before, after } = sidesOf(hunk)
  const findings = parts.map(findingOf)
  const review = reviewOf({ before: { [PATH]: before }, after: { [PATH]: after }, findings })
  return placeFindings(review, new Map([[PATH, [hunk]]]), limit, least)
}

function fixOf(hunk: Hunk, from: string, to: string, replacement: string) {
  return { edits: [editOf(sidesOf(hunk).after, from, to, replacement)] }
}

/** What GitHub's button does with a file whose lines end in LF. */
function press(text: string, { startLine, endLine, lines }: Suggestion): string {
  const all = text.split('\n')
  all.splice(startLine - 1, endLine - startLine + 1, ...lines)
  return all.join('\n')
}

describe('suggestions', () => {
  const changed = hunkOf([' a: 1', '-b: 2', '+b: 3', ' c: 4'])

  it('replaces a whole line for a part of it', () => {
    const fix = fixOf(changed, '2:4', '2:5', '2')
    const [placed] = placeIn(changed, [{ line: 2, fix }]).inline

    expect(placed?.anchor).toEqual({ path: PATH, side: 'RIGHT', line: 2 })
    expect(placed?.suggestion).toEqual({
      startLine: 2,
      endLine: 2,
      lines: ['b: 2'],
      hasCrlf: false,
    })
  })

  it('may start right after removed rows but not before them', () => {
    const fromAdded = placeIn(changed, [{ line: 2, fix: fixOf(changed, '2:4', '3:5', '2\nc: 5') }])
    const fromContext = placeIn(changed, [
      { line: 2, fix: fixOf(changed, '1:4', '2:5', '0\nb: 2') },
    ])

    expect(fromAdded.inline[0]?.suggestion).toMatchObject({ startLine: 2, endLine: 3 })
    expect(fromAdded.inline[0]?.anchor).toMatchObject({ startLine: 2, line: 3 })
    expect(fromContext.inline[0]?.suggestion).toBeUndefined()
    expect(fromContext.inline[0]?.anchor).toEqual({ path: PATH, side: 'RIGHT', line: 2 })
    expect(fromContext.inline[0]?.edit).toMatchObject({
      before: ['a: 1', 'b: 3'],
      after: ['a: 0', 'b: 2'],
    })
  })

  it('restores a removed line beside one that is left', () => {
    const removed = hunkOf([' a: 1', '-b: 2', ' c: 4'])
    const fix = fixOf(removed, '1:5', '1:5', '\nb: 2')
    const [placed] = placeIn(removed, [{ side: 'before', line: 2, fix }]).inline

    expect(placed?.suggestion).toMatchObject({ startLine: 1, endLine: 1, lines: ['a: 1', 'b: 2'] })
  })

  it('restores two removed lines in their order, whichever is placed first', () => {
    const removed = hunkOf([' a: 1', '-b: 2', '-c: 3', ' d: 4'])
    const upper = { line: 2, fix: fixOf(removed, '1:5', '1:5', '\nb: 2') }
    const lower = { line: 3, fix: fixOf(removed, '2:1', '2:1', 'c: 3\n') }

    for (const order of [
      [upper, lower],
      [lower, upper],
    ]) {
      const lines = placeIn(removed, order).inline.map(({ suggestion }) => suggestion?.lines.join())
      expect(new Set(lines)).toEqual(new Set(['a: 1,b: 2', 'c: 3,d: 4']))
    }
  })

  it('re-emits the next line where the one before is outside the diff', () => {
    const hunk = hunkOf(['+b: 3', ' c: 4'], [2, 2])
    const after = 'a: 1\nb: 3\nc: 4\n'
    const fix = { edits: [editOf(after, '2:1', '2:1', 'x: 1\n')] }
    const review = reviewOf({ after: { [PATH]: after }, findings: [findingOf({ line: 2, fix })] })
    const [placed] = placeFindings(review, new Map([[PATH, [hunk]]]), 25).inline

    expect(placed?.suggestion).toMatchObject({ startLine: 2, endLine: 2, lines: ['x: 1', 'b: 3'] })
  })

  it('deletes lines with an empty block', () => {
    const fix = fixOf(changed, '2:1', '3:1', '')

    expect(placeIn(changed, [{ line: 2, fix }]).inline[0]?.suggestion).toMatchObject({
      startLine: 2,
      endLine: 2,
      lines: [],
    })
  })

  it('never adds or removes the line break at the end of the file', () => {
    const hunk = hunkOf([' a: 1', '+b: 3'])
    const place = (after: string, edit: TextEdit) => {
      const findings = [findingOf({ line: 2, fix: { edits: [edit] } })]
      const review = reviewOf({ after: { [PATH]: after }, findings })
      return placeFindings(review, new Map([[PATH, [hunk]]]), 25).inline[0]?.suggestion
    }
    expect(place('a: 1\nb: 3', { start: 9, end: 9, text: '\n' })).toBeUndefined()
    expect(place('a: 1\nb: 3\n', { start: 9, end: 10, text: '' })).toBeUndefined()
    expect(place('a: 1\nb: 3', { start: 9, end: 9, text: '\nc: 4' })).toMatchObject({
      startLine: 2,
      lines: ['b: 3', 'c: 4'],
    })
    expect(place('a: 1\nb: 3', { start: 4, end: 9, text: '' })).toMatchObject({
      startLine: 1,
      endLine: 2,
      lines: ['a: 1'],
    })
  })

  it('writes LF and says so in a file with CRLF', () => {
    const hunk = hunkOf([' a: 1\r', '+b: 3\r'])
    const fix = fixOf(hunk, '2:1', '2:1', 'x: 1\r\n')

    expect(placeIn(hunk, [{ line: 2, fix }]).inline[0]?.suggestion).toMatchObject({
      lines: ['x: 1', 'b: 3'],
      hasCrlf: true,
    })
  })

  it.each(['\u001B[2J', '\u202E', '\rb: 1', '\u0000', '\uD800'])('never carries %j', (text) => {
    const fix = fixOf(changed, '2:4', '2:5', text)
    const [placed] = placeIn(changed, [{ line: 2, fix }]).inline

    expect(placed?.suggestion).toBeUndefined()
    expect(placed?.edit?.after).toEqual([`b: ${text}`])
  })

  it.each(['x'.repeat(30_000), '`'.repeat(15_000)])('is not longer than a comment', (text) => {
    const fix = fixOf(changed, '2:4', '2:5', text)
    const [placed] = placeIn(changed, [{ line: 2, fix }]).inline

    expect(placed?.suggestion).toBeUndefined()
    expect(placed?.edit?.after).toEqual([`b: ${text}`])
  })

  it('does not span hunks', () => {
    const hunks = [hunkOf(['+a: 1', ' b: 2']), hunkOf(['+x: 1', ' y: 2'], [10, 11])]
    const after = `a: 1\nb: 2\n${'#\n'.repeat(8)}x: 1\ny: 2\n`
    const fix = { edits: [editOf(after, '1:4', '1:5', '7'), editOf(after, '11:4', '11:5', '7')] }
    const findings = [findingOf({ line: 11, fix })]
    const review = reviewOf({ after: { [PATH]: after }, findings })
    const [placed] = placeFindings(review, new Map([[PATH, hunks]]), 25).inline

    expect(placed?.suggestion).toBeUndefined()
    expect(placed?.anchor.line).toBe(11)
  })

  it('keeps the suggestion of the more severe of two that overlap', () => {
    const milder = { line: 2, severity: 'warning', fix: fixOf(changed, '2:4', '2:5', '5') } as const
    const severe = { line: 2, fix: fixOf(changed, '2:4', '2:5', '2') }
    const { inline } = placeIn(changed, [milder, severe])

    expect(inline.map(({ finding }) => finding.severity)).toEqual(['error', 'warning'])
    expect(inline.map(({ suggestion }) => suggestion?.lines)).toEqual([['b: 2'], undefined])
  })
})

it('shows a fix in doubt as text, and says where', () => {
  const hunk = hunkOf([' a: 1', '-b: 2', '+b: 3', ' c: 4'])
  const fix = { ...fixOf(hunk, '2:4', '2:5', '2'), doubt: 'it was not tried' }
  const [placed] = placeIn(hunk, [{ line: 2, fix }]).inline

  expect(placed?.suggestion).toBeUndefined()
  expect(placed?.edit).toMatchObject({ startLine: 2, before: ['b: 3'], after: ['b: 2'] })
})

describe('places', () => {
  const hunk = hunkOf([' a: 1', '-b: 2', '+c: 4'])

  it('marks what is gone on the old side', () => {
    expect(placeIn(hunk, [{ side: 'before', line: 2 }]).inline[0]?.anchor).toEqual({
      path: PATH,
      side: 'LEFT',
      line: 2,
    })
  })

  it('addresses an old line that is still there on the new side', () => {
    expect(placeIn(hunk, [{ side: 'before', line: 1 }]).inline[0]?.anchor).toEqual({
      path: PATH,
      side: 'RIGHT',
      line: 1,
    })
  })

  it('leaves notes, files without a diff and what exceeds the limit to the summary', () => {
    const { inline, summaryOnly } = placeIn(
      hunk,
      [
        { line: 2, severity: 'info' },
        { line: 1, severity: 'warning' },
        { line: 2 },
        { path: 'other.yaml', severity: 'warning' },
      ],
      1,
    )
    expect(inline.map(({ anchor }) => anchor.line)).toEqual([2])
    expect(summaryOnly.map(({ reason }) => reason)).toEqual([
      '`max-comments` reached',
      'the file has no diff',
      'notes get no comment',
    ])
  })

  it('leaves to the summary what is milder than was asked for', () => {
    const findings = [
      { line: 1, severity: 'warning' },
      { line: 2, severity: 'info' },
    ] as const

    expect(placeIn(hunk, findings, 5, 'info').summaryOnly).toEqual([])
    expect(placeIn(hunk, findings, 5, 'error').summaryOnly.map(({ reason }) => reason)).toEqual([
      'below `comment-severity`',
      'notes get no comment',
    ])
  })
})

const CLUSTER = [
  'cluster_name: prod',
  'region: us-west-2',
  'operator_load_balancer_scheme: internal',
  'api_load_balancer_scheme: internal',
  'node_groups:',
  '  - name: cpu',
  '    instance_type: m5.large',
  '    min_instances: 1',
  '    max_instances: 5',
  '    instance_volume_size: 50',
  '    priority: 1',
  '    spot: false',
  '',
]

const groupRule = defineRule({
  ...RULE,
  id: 'test-rule',
  compare: {
    nodeGroup: {
      *modified() {
        yield { at: ['instance_type'], message: 'The group changed.' }
      },
      *removed() {
        yield { at: [], message: 'The group is gone.' }
      },
    },
  },
})

/** Reviews a change of the cluster file, which may get another name, and places the findings. */
function placeChange(rule: Rule, after: readonly string[], before = CLUSTER, newPath = PATH) {
  const [old, now] = [before.join('\n'), after.join('\n')]
  const judged = judge(
    {
      before: new Map([[PATH, old]]),
      after: new Map([[newPath, now]]),
      renames: new Map(newPath === PATH ? [] : [[newPath, PATH]]),
      hunks: new Map(),
      unreadable: [],
    },
    DEFAULT_CONFIG,
    [rule],
  )
  return placeFindings(judged, new Map([[newPath, diffTexts(old, now)]]), 25)
}

describe('real changes', () => {
  it('put a deleted key back where it stood', () => {
    const after = CLUSTER.toSpliced(2, 1)
    const [placed] = placeChange(operatorLoadBalancerPublic, after).inline

    expect(placed?.anchor).toEqual({ path: PATH, side: 'RIGHT', line: 2 })
    expect(placed?.suggestion?.lines).toEqual(['region: us-west-2', CLUSTER[2]])
    expect(placed?.isElsewhere).toBeUndefined()
  })

  it('get their comment on the changed line of the spec if their own is not in the diff', () => {
    const after = CLUSTER.with(11, '    spot: true')
    const [placed] = placeChange(groupRule, after).inline

    expect(placed?.finding.location.range.start.line).toBe(7)
    expect(placed?.anchor).toEqual({ path: PATH, side: 'RIGHT', line: 12 })
    expect(placed?.isElsewhere).toBe(true)
  })

  it('get none on another spec', () => {
    const group = CLUSTER.slice(5, 12).map((line) => line.replace('cpu', 'gpu'))
    const before = [...CLUSTER.slice(0, 12), ...group, '']
    const after = before.with(18, '    spot: true').with(2, 'operator_load_balancer_scheme: x')

    expect(placeChange(groupRule, after, before).inline.map(({ anchor }) => anchor.line)).toEqual([
      19,
    ])
  })

  it('mark what is gone from a renamed file by its new name', () => {
    const group = CLUSTER.slice(5, 12).map((line) => line.replace('cpu', 'gpu'))
    const before = [...CLUSTER.slice(0, 12), ...group, '']
    const [placed] = placeChange(groupRule, CLUSTER, before, 'prod.yaml').inline

    expect(placed?.anchor).toEqual({ path: 'prod.yaml', side: 'LEFT', line: 13 })
  })
})

const ROW = fc.tuple(fc.constantFrom(' ', '+', '-'), fc.constantFrom('a: 1', 'b: 2', '', '  - c'))

describe('properties', () => {
  it('accepts only what GitHub accepts, and pressing every button applies every fix', () => {
    const rows = fc.array(
      ROW.map(([sign, text]) => `${sign}${text}`),
      { minLength: 1, maxLength: 12 },
    )
    const edits = fc.array(
      fc.tuple(fc.nat(60), fc.nat(12), fc.constantFrom('', '9', '\nd: 4', 'e: 5\n', '\n')),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(rows, edits, fc.nat(14), (diff, raw, line) => {
        const hunk = hunkOf(diff)
        const { after } = sidesOf(hunk)
        const fixes = raw.map(([at, length, text]) => {
          const start = Math.min(at, after.length)
          return [{ start, end: Math.min(start + length, after.length), text }]
        })
        const parts = fixes.map((each) => ({ line: line + 1, fix: { edits: each } }))
        const { inline, onFiles, summaryOnly } = placeIn(hunk, parts)

        expect(inline.length + onFiles.length + summaryOnly.length).toBe(parts.length)
        for (const { anchor } of inline) expectLegal(anchor, hunk)
        const suggestions = inline.flatMap(({ suggestion }) => suggestion ?? [])
        for (const { finding, suggestion } of inline) {
          if (!suggestion) continue
          expectNoRemovedRow(suggestion, hunk)
          expect(press(after, suggestion)).toBe(applyEdits(after, finding.fix?.edits ?? []))
        }
        expectDisjoint(suggestions)
      }),
      { numRuns: runs(2_000) },
    )
  })
})

function expectLegal(anchor: { side: string; line: number; startLine?: number }, hunk: Hunk) {
  const left = hunk.lines.flatMap((line) => (line.type === 'removed' ? [line.before] : []))
  const right = hunk.lines.flatMap((line) => (line.type === 'removed' ? [] : [line.after]))
  const legal = anchor.side === 'LEFT' ? left : right
  expect(legal).toContain(anchor.line)
  if (anchor.startLine === undefined) return
  expect(legal).toContain(anchor.startLine)
  expect(anchor.startLine).toBeLessThan(anchor.line)
}

function expectNoRemovedRow({ startLine, endLine }: Suggestion, { lines }: Hunk) {
  const rowOf = (wanted: number) =>
    lines.findIndex((line) => line.type !== 'removed' && line.after === wanted)
  const range = lines.slice(rowOf(startLine), rowOf(endLine) + 1)
  expect(range.filter(({ type }) => type === 'removed')).toEqual([])
}

function expectDisjoint(suggestions: readonly Suggestion[]) {
  const lines = suggestions.flatMap(({ startLine, endLine }) =>
    Array.from({ length: endLine - startLine + 1 }, (_, index) => startLine + index),
  )
  expect(new Set(lines).size).toBe(lines.length)
}
