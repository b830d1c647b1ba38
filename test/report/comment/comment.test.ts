import { describe, expect, it } from '@jest/globals'
import { renderComment } from '../../../src/report/comment/comment.ts'
import { shortReason, wordFinding } from '../../../src/report/comment/headline.ts'
import { parseMarker } from '../../../src/report/comment/marker.ts'
import type { PlacedFinding } from '../../../src/report/comment/placement.ts'
import { IGNORE_UNUSED } from '../../../src/review/ignores/rules.ts'
import { type FindingParts, findingOf } from '../fixtures.ts'

const DOCS = { docsUrl: 'https://example.com/rules' }

function placedOf(parts: FindingParts, rest: Partial<PlacedFinding> = {}): PlacedFinding {
  const finding = findingOf(parts)
  return { finding, anchor: { path: finding.location.path, side: 'RIGHT', line: 3 }, ...rest }
}

describe('renderComment', () => {
  it('is as short as can be', () => {
    const suggestion = {
      startLine: 3,
      endLine: 3,
      lines: ['operator_load_balancer_scheme: internal # ```'],
      hasCrlf: false,
    }
    expect(renderComment(placedOf({ line: 3 }, { suggestion }), DOCS)).toBe(
      [
        '⛔ **The operator of cluster `prod` becomes reachable from the whole internet** · [`operator-load-balancer-public`](https://example.com/rules/operator-load-balancer-public.md)',
        '`operator_load_balancer_scheme` goes from `internal` to `internet-facing`.',
        'Batch and task endpoints of the operator ask for no credentials. Whoever reaches the load balancer can start jobs.',
        '````suggestion',
        'operator_load_balancer_scheme: internal # ```',
        '````',
        '<sub>Finding ID: `abcdef0123456789`. To accept this risk, add `# cortex-review: ignore[operator-load-balancer-public] <reason>` to this line.</sub>',
        '<!-- cortex-review:v1 rule=operator-load-balancer-public fp=0123456789abcdef h=abcdef0123456789 -->',
      ].join('\n'),
    )
  })

  it('shows a fix that cannot be a suggestion as a diff', () => {
    const edit = { startLine: 7, before: ['a: 1'], after: ['a: 2'], changesFinalNewline: false }
    const body = renderComment(placedOf({ line: 3, fix: {} }, { edit }), DOCS)

    expect(body).toContain('Keep it internal (line 7):\n```diff\n-a: 1\n+a: 2\n```\n')
  })

  it('does not show lines as removed and added that stay', () => {
    const [before, after] = [
      ['a: 1', 'b: 1', 'c: 1'],
      ['a: 2', 'b: 1', 'c: 2'],
    ]
    const edit = { startLine: 7, before, after, changesFinalNewline: false }
    const body = renderComment(placedOf({ line: 3, fix: {} }, { edit }), DOCS)

    expect(body).toContain('\n```diff\n-a: 1\n+a: 2\n b: 1\n-c: 1\n+c: 2\n```\n')
  })

  it('names the line where it cannot stand on it, and the spec', () => {
    const isElsewhere = true as const
    const subject = 'cluster/prod/nodeGroup/gpu'
    const placed = placedOf({ line: 90, subject }, { isElsewhere })
    const onFile = { ...placed, anchor: { path: 'cluster.yaml' } }
    const sentence = 'Refers to line 90 of `cluster.yaml`: Cluster `prod` › node group `gpu`.'

    expect(renderComment(placed, DOCS)).toContain(`\n${sentence}\n`)
    expect(renderComment(onFile, DOCS)).toContain(`\n${sentence}\n`)
    expect(renderComment(placedOf({ line: 90, subject }), DOCS)).not.toContain('Refers to')
  })

  it('says why a fix is no suggestion', () => {
    const edit = { startLine: 7, before: ['a: 1'], after: ['a: 2'], changesFinalNewline: false }
    const fix = { doubt: 'it would cause `port-changed`' }

    expect(renderComment(placedOf({ line: 3, fix }, { edit }), DOCS)).toContain(
      'Keep it internal (line 7; cannot be committed from here because it would cause `port-changed`):\n```diff\n',
    )
  })

  it('says where an ignore comment goes, and what the button may do to line breaks', () => {
    const suggestion = { startLine: 3, endLine: 3, lines: ['a'], hasCrlf: true }
    const elsewhere = renderComment(placedOf({ line: 90 }), DOCS)
    const crlf = renderComment(placedOf({ line: 3 }, { suggestion }), DOCS)

    expect(elsewhere).toContain(
      '<reason>` above the affected API, container, node group, or cluster.</sub>',
    )
    expect(crlf).toContain('This file has CRLF line endings')
  })

  it('does not offer to ignore a complaint about an ignore comment', () => {
    const suggestion = { startLine: 3, endLine: 3, lines: ['a'], hasCrlf: true }
    const rule = IGNORE_UNUSED
    expect(renderComment(placedOf({ rule, line: 3 }), DOCS)).not.toContain('accept this risk')
    expect(renderComment(placedOf({ rule, line: 3 }, { suggestion }), DOCS)).toContain(
      '\n<sub>Finding ID: `abcdef0123456789`. This file has CRLF',
    )
  })

  it('keeps hostile text inert and its own marker last', () => {
    const message =
      'Cluster `x` --> <!-- cortex-review:v1 rule=a fp=0 h=0 --> @team #1 goes public: ```\n</sub> `a`.'
    const edit = {
      startLine: 1,
      before: ['````', '\u001b[2J'],
      after: [],
      changesFinalNewline: false,
    }
    const body = renderComment(placedOf({ message, fix: {} }, { edit }), DOCS)

    expect(body).not.toMatch(/@team|#1|\p{Cc}(?<!\n)/u)
    expect(body.match(/<!--/g)).toHaveLength(1)
    expect(body).toContain('`````diff\n-````\n-␛[2J\n`````')
    expect(parseMarker(body)).toMatchObject({ rule: 'operator-load-balancer-public' })
  })

  it('stays far below what GitHub takes', () => {
    const long = '@'.repeat(100_000)
    const edit = { startLine: 1, before: [long], after: [long], changesFinalNewline: false }
    const parts = { message: long, subject: `cluster/${'x'.repeat(50_000)}`, fix: { title: long } }

    expect(renderComment(placedOf(parts, { edit }), DOCS).length).toBeLessThan(60_000)
  })
})

function word(message: string, subject = 'cluster/prod') {
  return wordFinding(findingOf({ message, subject }))
}

describe('wordFinding', () => {
  it.each([
    ['Cluster `p` goes public: `a` is `b`.', 'Cluster `p` goes public', '`a` is `b`.'],
    ['Cluster `a: b` is small.', 'Cluster `a: b` is small', ''],
    ['Note: all is well.', 'Note: all is well', ''],
  ])('%s', (message, headline, detail) => expect(word(message)).toEqual({ headline, detail }))

  it('takes the summary where the message is long', () => {
    const message = `Node group \`gpu\` is ${'very '.repeat(30)}large.`

    expect(word(message, 'cluster/prod/nodeGroup/g%2Fpu')).toEqual({
      headline: 'Node group `g/pu`: the operator accepts requests from the whole internet',
      detail: message,
    })
  })
})

it('takes the sentences of a reason that fit', () => {
  expect(shortReason('\n  One, e.g. two.\n  Three.')).toBe('One, e.g. two. Three.')
  expect(shortReason('\n  One, e.g. two.\n  Three.', 15)).toBe('One, e.g. two.')
  expect(shortReason('Cortex 0.36 does it. More.', 20)).toBe('Cortex 0.36 does it.')
  expect(shortReason('One.\n\n  For the page.')).toBe('One.')
  expect(shortReason('x '.repeat(200))).toBe('')
})
