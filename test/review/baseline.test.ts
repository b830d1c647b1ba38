import { describe, expect, it } from '@jest/globals'
import {
  type BaselineEntry,
  findGrowth,
  parseBaseline,
  renderBaseline,
} from '../../src/review/baseline/baseline.ts'
import { checkBaseline } from '../../src/review/baseline/problems.ts'
import type { ChangeSet } from '../../src/review/change-set.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { review } from '../../src/review/review.ts'
import { rules } from '../../src/rules/index.ts'

const entryOf = (fingerprint: string, more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  fingerprint,
  rule: 'image-unpinned',
  severity: 'warning',
  path: 'a.yaml',
  ...more,
})

const specOf = (name: string, image = 'iris:latest') => `- name: ${name}
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: ${image}
`

/** Audits files against a baseline. */
function audit(files: Readonly<Record<string, string>>, entries?: readonly BaselineEntry[]) {
  const none = new Map<never, never>()
  const changes: ChangeSet = {
    before: none,
    after: new Map(Object.entries(files)),
    renames: none,
    hunks: none,
    unreadable: [],
    basis: { isAudit: true },
    ...(entries && { baseline: { path: 'baseline.json', entries, isWhole: true } }),
  }
  return review(changes, DEFAULT_CONFIG, rules)
}

const knownOf = ({ unsaid }: ReturnType<typeof audit>) =>
  unsaid.filter(({ silence }) => silence.why === 'baseline').map(({ finding }) => finding)

describe('the file', () => {
  it('has a line for each finding, in one order, and is read again', () => {
    const entries = [entryOf('b'), entryOf('a'), entryOf('c', { rule: 'api-removed' })]
    const text = renderBaseline(entries)
    expect(text).toBe(
      '{\n  "form": 1,\n  "findings": [\n' +
        '    {"rule":"api-removed","path":"a.yaml","severity":"warning","fingerprint":"c"},\n' +
        '    {"rule":"image-unpinned","path":"a.yaml","severity":"warning","fingerprint":"a"},\n' +
        '    {"rule":"image-unpinned","path":"a.yaml","severity":"warning","fingerprint":"b"}\n' +
        '  ]\n}\n',
    )
    expect(renderBaseline(entries.toReversed())).toBe(text)
    expect(renderBaseline(parseBaseline(text) ?? [])).toBe(text)
    expect(parseBaseline(renderBaseline([]))).toEqual([])
  })

  it.each([
    '',
    'null',
    '[]',
    '{"form": 2, "findings": []}',
    '{"form": 1}',
    '{"form": 1, "findings": [null]}',
    '{"form": 1, "findings": [{"fingerprint": "x y", "rule": "a", "severity": "error", "path": "b"}]}',
    '{"form": 1, "findings": [{"fingerprint": "a", "rule": "a", "severity": "off", "path": "b"}]}',
  ])('is none: %s', (text) => {
    expect(parseBaseline(text)).toBeUndefined()
    const [problem] = checkBaseline([], { path: 'b.json', text }, 'error')
    expect(problem?.message).toContain('cannot be read')
  })
})

describe('an audit', () => {
  const files = { 'a/a.yaml': specOf('iris'), 'b.yaml': specOf('rose') }
  const first = audit(files)

  it('says nothing of what its baseline knows, and counts it', () => {
    expect(first.findings.length).toBeGreaterThan(2)
    const again = audit(files, first.recordable)
    expect(again.findings).toEqual([])
    expect(knownOf(again)).toHaveLength(first.findings.length)
    expect(again.recordable).toEqual(first.recordable)
  })

  it('knows it after a move and another format, too', () => {
    const moved = {
      'a/a.yaml': specOf('rose').replaceAll('\n', '\r\n'),
      'c/d.yaml': `# a comment\n\n${specOf('tulip', 'tulip:1.0@sha256:' + 'a'.repeat(64))}`,
    }
    const text = audit({ 'a/a.yaml': specOf('rose') })
    const again = audit({ 'x/y.yaml': `# moved\n${specOf('rose')}` }, text.recordable)
    expect(again.findings).toEqual([])
    expect(audit(moved, text.recordable).findings.map(({ subject }) => subject)).not.toContain(
      'api/rose',
    )
  })

  it('finds what is new, as often as it is', () => {
    const again = audit({ ...files, 'e.yaml': specOf('tulip') }, first.recordable)
    expect(new Set(again.findings.map(({ location }) => location.path))).toEqual(
      new Set(['e.yaml']),
    )
    const twice = audit({ ...files, 'prod/b.yaml': specOf('rose') }, first.recordable)
    expect(twice.findings.map(({ location }) => location.path)).toContain('prod/b.yaml')
  })

  it('brings back what became more severe, and leaves what became milder', () => {
    const milder = first.recordable.map((entry) => ({ ...entry, severity: 'info' as const }))
    const worse = first.findings.filter(({ severity }) => severity !== 'info')
    expect(worse.length).toBeGreaterThan(0)
    expect(audit(files, milder).findings).toHaveLength(worse.length)
    const graver = first.recordable.map((entry) => ({ ...entry, severity: 'error' as const }))
    expect(audit(files, graver).findings).toEqual([])
  })

  it('notes entries that match nothing', () => {
    const { findings } = audit({ 'b.yaml': specOf('rose') }, first.recordable)
    expect(findings.map(({ rule, severity, message }) => [rule.id, severity, message])).toEqual([
      ['baseline-outdated', 'info', expect.stringMatching(/^The baseline has \d+ entries that/)],
    ])
  })

  it('never lets a locked rule in', () => {
    const lock = { rule: '*', by: 'org.yml', floor: DEFAULT_CONFIG }
    const none = new Map<never, never>()
    const locked = review(
      {
        before: none,
        after: new Map(Object.entries(files)),
        renames: none,
        hunks: none,
        unreadable: [],
        basis: { isAudit: true },
        baseline: { path: 'baseline.json', entries: first.recordable },
      },
      { ...DEFAULT_CONFIG, locked: [lock] },
      rules,
    )
    expect(knownOf(locked)).toEqual([])
    expect(locked.recordable).toEqual([])
  })
})

describe('a baseline that a change brings', () => {
  const base = [entryOf('a'), entryOf('b')]

  it('may shrink, and may follow a file', () => {
    expect(findGrowth(base, [entryOf('b')])).toEqual([])
    expect(findGrowth(base, [entryOf('b', { path: 'moved.yaml' })])).toEqual([])
    expect(findGrowth(base, [entryOf('b', { severity: 'info' })])).toEqual([])
  })

  it('must not grow or rise, and says which line does', () => {
    const later = [entryOf('b', { severity: 'error' }), entryOf('a'), entryOf('c')]
    expect(findGrowth(base, later)).toEqual([later[0], later[2]])
    expect(findGrowth(base, [entryOf('a'), entryOf('a')])).toHaveLength(1)
    const given = { path: 'b.json', text: renderBaseline(later) }
    const problems = checkBaseline(base, given, 'error')
    expect(problems.map(({ kind, range }) => [kind, range.start.line])).toEqual([
      ['grown', 5],
      ['grown', 6],
    ])
    expect(checkBaseline(base, given, 'allow')).toEqual([])
    expect(checkBaseline(undefined, given, 'error')).toEqual([])
  })
})
