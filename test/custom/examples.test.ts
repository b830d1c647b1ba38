import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { readRuleFiles } from '../../src/settings/rule-files.ts'
import { readCases, renderFindings, renderFixes, reviewSides } from '../cases.ts'

const FOLDER = new URL('../../examples/policy/', import.meta.url)
const text = readFileSync(new URL('rules.yml', FOLDER), 'utf8')
const rules = await readRuleFiles([{ path: 'rules.yml', text }], [])

describe('examples/policy', () => {
  const cases = readCases(new URL('cases.md', FOLDER).pathname)

  it('has six rules, each of which reports something', () => {
    const said = cases.map(({ findings }) => findings).join('')
    expect(rules).toHaveLength(6)
    expect(rules.filter(({ id }) => !said.includes(`[${id}]`))).toEqual([])
  })

  it.each(cases.map((one) => [one.title, one] as const))('%s', (_, one) => {
    const review = reviewSides(one.before, one.after, rules)
    expect(review.failures).toEqual([])
    expect(renderFindings(review, one, true)).toBe(one.findings)
    expect(renderFixes(review, one)).toBe(one.diff)
  })
})
