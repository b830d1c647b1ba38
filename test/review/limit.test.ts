import { expect, it } from '@jest/globals'
import { defineRule } from '../../src/review/rule.ts'
import { limitFindings, MOST_FINDINGS } from '../../src/review/silence/limit.ts'
import { reviewSides } from '../cases.ts'
import { findingOf } from '../report/fixtures.ts'

const TALKATIVE = defineRule({
  id: 'name-told',
  category: 'validity',
  severity: 'warning',
  summary: 'A',
  why: 'B',
  inspect: {
    *container({ name }) {
      for (let at = 0; at < 1000; at += 1) {
        yield { at: ['name'], message: `Name \`${name}\` is said ${at} times.` }
      }
    },
  },
})

const API = `- name: a
  kind: RealtimeAPI
  pod:
    containers:
${Array.from({ length: 6 }, (_, at) => `      - {name: c${at}, image: a/b}\n`).join('')}`

const SEVERITIES = ['error', 'warning'] as const
const told = ['a', 'b', 'c'].map((id, at) => ({
  finding: { ...findingOf({ line: at + 1 }), handle: id, severity: SEVERITIES[at] ?? 'warning' },
}))

it('lists all findings as long as there are few', () => {
  expect(limitFindings(told, 3)).toEqual({ listed: told, rest: [] })
})

it('says how many are not listed, as severe as the worst of them', () => {
  const { listed, rest } = limitFindings(told, 1)
  expect(listed).toEqual(told.slice(0, 1))
  expect(rest).toMatchObject([{ severity: 'warning', location: told[1]?.finding.location }])
  expect(rest[0]?.message).toContain('2 more findings')
  expect(limitFindings(told, 0).rest[0]?.severity).toBe('error')
})

it('binds all that is not listed', () => {
  const handles = [told, told.slice(0, 2), told.toReversed()].map(
    (all) => limitFindings(all, 1).rest[0]?.handle,
  )
  expect(new Set(handles).size).toBe(3)
})

it('bounds the findings of a review and keeps its verdict', () => {
  const { findings } = reviewSides(new Map(), new Map([['a.yaml', API]]), [TALKATIVE])
  expect(findings).toHaveLength(MOST_FINDINGS + 1)
  expect(findings.filter(({ rule }) => rule.id === 'findings-not-listed')).toMatchObject([
    { severity: 'warning', location: { path: 'a.yaml' } },
  ])
  expect(findings.every(({ severity }) => severity === 'warning')).toBe(true)
})
