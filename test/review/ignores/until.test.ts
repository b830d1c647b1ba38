import { describe, expect, it } from '@jest/globals'
import { applyAcceptances } from '../../../src/review/approvals/accept.ts'
import { parseCommand } from '../../../src/review/approvals/command.ts'
import type { ChangeSet } from '../../../src/review/change-set.ts'
import { DEFAULT_CONFIG } from '../../../src/review/config.ts'
import { review } from '../../../src/review/review.ts'
import { rules } from '../../../src/rules/index.ts'
import { daysBetween, isDay } from '../../../src/text/day.ts'

const specOf = (comment: string) => `- name: iris
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: iris:latest${comment}
`

/** Audits a spec with a comment on the line of its image, on a day. */
function audit(comment: string, today?: string, ignoreDays?: number) {
  const none = new Map<never, never>()
  const changes: ChangeSet = {
    before: none,
    after: new Map([['a.yaml', specOf(comment)]]),
    renames: none,
    hunks: none,
    unreadable: [],
    basis: { isAudit: true, ...(today && { today }) },
  }
  const config = { ...DEFAULT_CONFIG, ...(ignoreDays && { ignoreDays }) }
  return review(changes, config, rules)
}

/** What is said of the image and of the comment. */
function saidOf(comment: string, today?: string, ignoreDays?: number) {
  const { findings, ignored } = audit(` # cortex-review: ${comment}`, today, ignoreDays)
  const said = findings.filter(
    ({ rule, location }) => rule.id !== 'image-remote' && location.range.start.line === 6,
  )
  return [...said.map(({ rule }) => rule.id), ...ignored.map(({ until }) => `ignored ${until}`)]
}

const COMMENT = 'ignore[image-unpinned until 2027-03-31] until the fix is there'

describe('an ignore comment that ends', () => {
  it.each([
    [undefined, ['ignored 2027-03-31']],
    ['2027-01-01', ['ignored 2027-03-31']],
    ['2027-03-16', ['ignored 2027-03-31']],
    ['2027-03-17', ['ignore-ending', 'ignored 2027-03-31']],
    ['2027-03-31', ['ignore-ending', 'ignored 2027-03-31']],
    ['2027-04-01', ['image-unpinned']],
  ] as const)('on %s', (today, expected) => {
    expect(saidOf(COMMENT, today)).toEqual(expected)
  })

  it('is named by the finding that is back', () => {
    const { findings } = audit(` # cortex-review: ${COMMENT}`, '2028-01-01')
    const back = findings.find(({ rule }) => rule.id === 'image-unpinned')
    expect(back?.message).toMatch(
      /; the ignore comment on line 6 ends on 2027-03-31 and does not apply\.$/,
    )
  })

  it.each([
    'ignore[image-unpinned until 2027-02-29] why',
    'ignore[image-unpinned until soon] why',
    'ignore[image-unpinned until 31.3.2027] why',
  ])('must be written right: %s', (comment) => {
    expect(saidOf(comment, '2027-01-01')).toEqual(['ignore-malformed', 'image-unpinned'])
  })

  it('may name several rules', () => {
    expect(
      saidOf('ignore[image-remote, image-unpinned until 2027-03-31] why', '2028-01-01'),
    ).toContain('image-unpinned')
  })
})

describe('with `ignore-days`, an ignore comment', () => {
  it.each([
    ['ignore[image-unpinned] why', ['ignore-end-missing', 'image-unpinned']],
    ['ignore[image-unpinned until 2027-03-31] why', ['ignored 2027-03-31']],
    ['ignore[image-unpinned until 2027-04-01] why', ['ignore-end-missing', 'image-unpinned']],
  ])('has to end in time: %s', (comment, expected) => {
    expect(saidOf(comment, '2026-12-31', 90).toSorted()).toEqual(expected.toSorted())
  })
})

describe('an acceptance that ends', () => {
  it('is read from the comment', () => {
    expect(parseCommand('/cortex-review accept abc until 2027-03-31 we move then')).toEqual({
      kind: 'accept',
      handle: 'abc',
      reason: 'we move then',
      until: '2027-03-31',
    })
    expect(parseCommand('/cortex-review accept abc until we moved')).toEqual({
      kind: 'accept',
      handle: 'abc',
      reason: 'until we moved',
    })
  })

  it('counts up to its last day', () => {
    const judged = audit('')
    const handle = judged.findings[0]?.handle ?? ''
    const given = [{ handle, reason: 'why', by: 'ada', url: 'u', until: '2027-03-31' }]
    const countOn = (today?: string) =>
      applyAcceptances(judged, given, today === undefined ? {} : { today }).accepted.length
    expect([countOn(), countOn('2027-03-31'), countOn('2027-04-01')]).toEqual([1, 1, 0])
  })
})

describe('days', () => {
  it.each([
    ['2027-03-31', true],
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2100-02-29', false],
    ['2000-02-29', true],
    ['2027-13-01', false],
    ['2027-00-10', false],
    ['2027-04-31', false],
    ['2027-4-1', false],
    ['', false],
  ])('%s', (text, expected) => {
    expect(isDay(text)).toBe(expected)
  })

  it.each([
    ['2026-12-31', '2027-03-31'],
    ['2027-02-28', '2027-03-01'],
    ['2028-02-28', '2028-03-01'],
    ['2027-03-01', '2027-02-01'],
    ['1999-01-01', '2100-12-31'],
  ])('from %s to %s, as the clock counts', (from, to) => {
    expect(daysBetween(from, to)).toBe((Date.parse(to) - Date.parse(from)) / 86_400_000)
  })
})
