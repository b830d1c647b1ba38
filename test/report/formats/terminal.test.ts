import { describe, expect, it } from '@jest/globals'
import { renderTerminal } from '../../../src/report/formats/terminal.ts'
import { editOf, type FindingParts, findingOf, reviewOf } from '../fixtures.ts'

const BEFORE = 'region: us-west-2\noperator_load_balancer_scheme: internal\ntags: {}\n'
const AFTER = 'region: us-west-2\noperator_load_balancer_scheme: internet-facing\ntags: {}\n'
const PLAIN = { color: false, width: 80, failOn: 'error' } as const

function render(parts: FindingParts, after = AFTER, before = BEFORE, color = false) {
  const review = reviewOf({
    before: { 'cluster.yaml': before },
    after: { 'cluster.yaml': after },
    findings: [findingOf(parts)],
  })
  return renderTerminal(review, { ...PLAIN, color })
}

describe('renderTerminal', () => {
  it('shows both sides, the place and the fix', () => {
    const fix = { edits: [editOf(AFTER, '2:32', '2:47', 'internal')] }

    expect(render({ line: 2, columns: [1, 47], fix })).toBe(`\
error[operator-load-balancer-public]: The operator of cluster \`prod\` becomes
  reachable from the whole internet
 ──▸ cluster.yaml:2:1
  │
1 │   region: us-west-2
2 │ - operator_load_balancer_scheme: internal
2 │ + operator_load_balancer_scheme: internet-facing
  │   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
3 │   tags: {}
  │
  = \`operator_load_balancer_scheme\` goes from \`internal\` to \`internet-facing\`.
  = fix (safe): Keep it internal
2 │ - operator_load_balancer_scheme: internet-facing
2 │ + operator_load_balancer_scheme: internal

✖ 1 error in 1 Cortex file
  1 Cortex file checked
  Learn more: cortex-review explain operator-load-balancer-public
`)
  })

  it('says why a fix is only shown', () => {
    const edits = [editOf(AFTER, '2:32', '2:47', 'internal')]
    expect(render({ line: 2, fix: { edits, doubt: 'it would cause `port-changed`' } })).toContain(`
  = fix (not applied because it would cause \`port-changed\`): Keep it internal
2 │ - operator`)
  })

  it('shows what is gone', () => {
    const gone = render(
      { side: 'before', line: 2, columns: [1, 30] },
      'region: us-west-2\ntags: {}\n',
    )

    expect(gone).toContain(`\
 ──▸ cluster.yaml:2:1 (base)
  │
1 │   region: us-west-2
2 │ - operator_load_balancer_scheme: internal
  │   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
3 │   tags: {}
`)
  })

  it('marks the exact range, after tabs and wide characters too', () => {
    const text = "a: ['日本',\t'x']\n"

    expect(render({ line: 1, columns: [11, 14] }, text, '')).toContain(`\
1 │ + a: ['日本',    'x']
  │                  ^^^
`)
  })

  it('cuts a long line around its range', () => {
    const text = `a: ${'x'.repeat(500)}here${'y'.repeat(500)}\n`
    const lines = render({ line: 1, columns: [504, 508] }, text, text).split('\n')

    expect(lines[4]).toMatch(/^1 │ {3}…x{16}herey+…$/)
    expect(lines[4]?.indexOf('here')).toBe(lines[5]?.indexOf('^^^^'))
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80)
  })

  it('lets no text of a file act on the terminal', () => {
    const text = 'a: "\u001b[2J\u009b\u202e"\r\n'
    const output = render({ line: 1, columns: [1, 30], message: 'Bad \u001b[31m name.' }, text, '')

    expect(output).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
    expect(output).toContain('a: "␛[2J\\u{9b}\\u{202e}"')
  })

  it('colours only if asked to', () => {
    expect(render({}, AFTER, BEFORE, true)).toContain('\u001b[1;31merror')
    expect(render({})).not.toContain('\u001b')
  })

  it('tells what was ignored, not read, or failed', () => {
    const review = reviewOf({
      ignored: [{ finding: findingOf(), reason: 'VPN only', line: 4 }],
      failures: [{ rule: 'a-rule', path: 'a.yaml', error: new Error('boom') }],
      unreadable: [{ path: 'b.yaml', side: 'after', reason: 'not-utf8', mayBeCortex: true }],
    })
    expect(renderTerminal(review, PLAIN)).toBe(`\
ignored cluster.yaml:4 operator-load-balancer-public: VPN only

not checked b.yaml: not UTF-8

internal error in a-rule on a.yaml: boom

✖ 1 internal error, 1 ignored
  0 Cortex files checked, 1 file could not be checked
`)
  })

  it('is one line if all is well', () => {
    expect(renderTerminal(reviewOf({ after: { a: '' } }), PLAIN)).toBe(
      '✔ No findings in 1 Cortex file\n  1 Cortex file checked\n',
    )
  })
})
