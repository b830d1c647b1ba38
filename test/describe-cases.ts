import { basename, dirname } from 'node:path'
import process from 'node:process'
import { describe, expect, it } from '@jest/globals'
import { shortReason } from '../src/report/comment/headline.ts'
import { paragraphs } from '../src/report/rule-text.ts'
import type { Review } from '../src/review/review.ts'
import type { Rule } from '../src/review/rule.ts'
import { rules } from '../src/rules/index.ts'
import { parseDocument } from '../src/yaml/document.ts'
import {
  applyFix,
  type Case,
  readCases,
  renderFindings,
  renderFixes,
  reviewSides,
  updateCases,
} from './cases.ts'
import { withCheckedPaths } from './checked-rule.ts'
import { lostComments } from './pipeline/style-faults.ts'
import { isTried } from './runs.ts'

const UPDATES = Boolean(process.env['UPDATE_CASES'])

/**
 * Tests a case file: of a rule, which is tested too, or of all rules where it is of none. Together
 * with all others, the most costly is demanded of a part of its cases; the full tests do so of all.
 */
export function describeCases(path: string, isAlone = true): void {
  const name = basename(path, '.md')
  if (basename(dirname(path)) !== 'rules')
    return testCases(
      { name: `all rules: ${name}`, path, isAlone },
      rules.map(withCheckedPaths),
      true,
    )
  const rule = rules.find(({ id }) => id === name)
  if (!rule) throw new Error(`${path} is of no rule`)
  testCases({ name, path, isAlone }, [withCheckedPaths(rule)], false)
  testForm(rule, path)
}

interface CaseFile {
  readonly name: string
  readonly path: string
  readonly isAlone: boolean
}

/** Of so many cases, one is tried in every way where all files are. */
const PART = 4

function testCases(file: CaseFile, judged: readonly Rule[], withIds: boolean): void {
  const { name, path, isAlone } = file
  describe(name, () => {
    const cases = readCases(path)
    const results = cases.map((one, index) => {
      const review = reviewSides(one.before, one.after, judged)
      return {
        case: one,
        isTriedWholly: isAlone || isTried(index, PART),
        review,
        findings: renderFindings(review, one, withIds),
        diff: renderFixes(review, one),
      }
    })
    if (UPDATES) updateCases(path, results)

    it.each(results.map((result) => [result.case.title, result] as const))('%s', (_, result) => {
      const { review } = result
      expect(review.failures).toEqual([])
      for (const { message } of review.findings) expectOneSentence(message)
      if (!UPDATES) {
        expect(result.findings).toBe(result.case.findings)
        expect(result.diff).toBe(result.case.diff)
      }
      expectProvenFixes(result.case, review, judged)
      if (!result.isTriedWholly) return
      expectSameWithCrlf(result.case, review, judged)
      expectInspectionToBeStable(result.case, judged)
    })
  })
}

/** What is demanded of a rule and its cases, whatever it looks for. */
function testForm(rule: Rule, path: string): void {
  describe(`${rule.id} is well formed`, () => {
    it('says what it is about', () => {
      expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)+$/)
      expect(rule.summary).toMatch(/^[A-Z`].*[^.]$/)
      expect(rule.summary.length).toBeLessThanOrEqual(90)
      expect(rule.why.trim().split('\n').length).toBeGreaterThanOrEqual(2)
      expect(rule.why.trim().split('\n').length).toBeLessThanOrEqual(6)
    })

    it('says in three lines why it matters', () => {
      const [why = ''] = paragraphs(rule.why)
      expect(why.length).toBeLessThanOrEqual(300)
      expect(shortReason(rule.why)).toBe(why)
    })

    it('tells facts in one sentence, with the file that shows each', () => {
      for (const { fact, source } of rule.cortex ?? []) {
        expectOneSentence(fact)
        expect(fact.length).toBeLessThanOrEqual(300)
        expect(source).toMatch(/^[a-z]+\/[a-z0-9_/.-]+$/)
      }
    })

    it('has a reporting and a quiet case', () => {
      const cases = readCases(path)
      expect(cases.some(({ findings }) => findings !== '')).toBe(true)
      expect(cases.some(({ findings }) => findings === '')).toBe(true)
      expect(cases[0]?.findings).not.toBe('')
    })
  })
}

/** What is in backticks is a name or a value. */
function expectOneSentence(message: string): void {
  expect(message).toMatch(/^[A-Z`].*\.$/s)
  expect(message.replace(/`[^`]*`/g, '`')).not.toMatch(/[.!?] +[A-Z`]/)
}

/** The fixed file parses, satisfies the rule, keeps its comments, and is not fixed twice. */
function expectProvenFixes({ before, after }: Case, review: Review, judged: readonly Rule[]): void {
  for (const finding of review.findings) {
    if (!finding.fix || finding.fix.doubt) continue
    const fixed = applyFix(after, finding)
    const text = fixed.get(finding.fix.path) ?? ''
    const document = parseDocument(text)
    expect(document.problems).toEqual([])

    const again = reviewSides(before, fixed, judged)
    expect(again.findings.map(({ fingerprint }) => fingerprint)).not.toContain(finding.fingerprint)

    const sides = {
      before: [...before.values()].join('\n'),
      text: after.get(finding.fix.path) ?? '',
    }
    expect([...lostComments(sides, text)]).toEqual([])
  }
}

function expectSameWithCrlf(one: Case, review: Review, judged: readonly Rule[]): void {
  const again = reviewSides(toCrlf(one.before), toCrlf(one.after), judged)
  expect(again.findings.map(summarize)).toEqual(review.findings.map(summarize))
  const applied = again.findings.map((finding) => toLf(applyFix(toCrlf(one.after), finding)))
  expect(applied).toEqual(review.findings.map((finding) => applyFix(one.after, finding)))
}

/** An inspecting rule is silent when nothing changed and says the same in an audit. */
function expectInspectionToBeStable({ after }: Case, judged: readonly Rule[]): void {
  const inspecting = judged.filter((rule) => 'inspect' in rule)
  expect(reviewSides(after, after, judged).findings).toEqual([])

  const audit = reviewSides(new Map(), after, inspecting).findings.map(summarize)
  expect(reviewSides(new Map(), after, inspecting).findings.map(summarize)).toEqual(audit)
}

function summarize({ rule, severity, message, location, fix }: Review['findings'][number]) {
  return { id: rule.id, severity, message, location, fixed: fix !== undefined }
}

function toCrlf(tree: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...tree].map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]))
}

function toLf(tree: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...tree].map(([path, text]) => [path, text.replaceAll('\r\n', '\n')]))
}
