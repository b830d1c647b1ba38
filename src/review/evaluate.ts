import { type Comparison, compareWithItself } from '../cortex/compare/comparison.ts'
import type { BothSides, Located, SpecChange, Workspace } from '../cortex/files/subject.ts'
import { SUBJECT_KINDS } from '../cortex/files/subject.ts'
import type { Config } from './config.ts'
import type { Rule } from './rule.ts'
import { settingsFor } from './selection.ts'
import { rememberVisit } from './visits/memory.ts'
import type { RawFinding } from './visits/raw-finding.ts'
import { createTour, type Judge, type Visit } from './visits/visit.ts'

export type { RawFinding }

/** A rule that threw; the others still count. */
export interface RuleFailure {
  readonly rule: string
  readonly path: string
  readonly error: Error
}

export interface Evaluation {
  readonly findings: readonly RawFinding[]
  readonly failures: readonly RuleFailure[]
}

export type Sides = BothSides

/**
 * Runs the inspecting rules on every subject of one side. What they say depends on that side alone;
 * `findEarlier` only helps them to propose what was there before.
 */
export function inspectSide(
  rules: readonly Rule[],
  side: Workspace,
  config: Config,
  { findEarlier = () => undefined, isWanted = () => true }: Inspection = {},
): Evaluation {
  const visits: Visit[] = []
  for (const rule of rules) {
    if (!('inspect' in rule)) continue
    for (const kind of SUBJECT_KINDS) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see Judge
      const judge = rule.inspect[kind] as Judge | undefined
      if (!judge) continue
      for (const subject of side.subjects(kind)) {
        if (!isWanted(subject)) continue
        const before = findEarlier(subject)
        const visit = { rule, subject, side: 'after', judge, values: [subject.value] } as const
        visits.push(before ? { ...visit, before } : visit)
      }
    }
  }
  return perform(visits, compareWithItself(side), config)
}

interface Inspection {
  readonly findEarlier?: (subject: Located) => Located | undefined
  readonly isWanted?: (subject: Located) => boolean
}

/** Runs the comparing rules on every change. */
export function compareSides(
  rules: readonly Rule[],
  comparison: Comparison,
  config: Config,
  isWanted: (subject: Located) => boolean = () => true,
): Evaluation {
  const visits: Visit[] = []
  for (const rule of rules) {
    if (!('compare' in rule)) continue
    for (const change of comparison.changes) {
      const visit = visitOf(rule, change)
      if (visit && isWanted(visit.subject)) visits.push(visit)
    }
  }
  return perform(visits, comparison, config)
}

function visitOf(
  rule: Extract<Rule, { readonly compare: unknown }>,
  change: SpecChange,
): Visit | undefined {
  const subject = change.event === 'removed' ? change.before : change.after
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see Judge
  const judge = rule.compare[subject.kind]?.[change.event] as Judge | undefined
  if (!judge) return undefined

  if (change.event === 'removed') {
    return { rule, subject, side: 'before', judge, values: [subject.value] }
  }
  if (change.event === 'added') {
    return { rule, subject, side: 'after', judge, values: [subject.value] }
  }
  const { before } = change
  return { rule, subject, before, side: 'after', judge, values: [before.value, subject.value] }
}

function perform(visits: readonly Visit[], comparison: Comparison, config: Config): Evaluation {
  const findings: RawFinding[] = []
  const failures: RuleFailure[] = []
  const tour = createTour(comparison)
  const budget = createBudget()

  for (const visit of visits) {
    const { rule, subject } = visit
    const settings = settingsFor(rule, subject.file.path, config)
    if (settings.severity === 'off' || !appliesTo(rule, subject) || budget.isSpent(rule)) continue
    const { found: known, keep } = rememberVisit(visit, config)
    if (known) {
      for (const finding of known) findings.push(finding)
      continue
    }
    const found: RawFinding[] = []
    try {
      for (const finding of tour.look(visit, { settings, config, spend: budget.spend(rule) })) {
        found.push(finding)
        findings.push(finding)
      }
      if (!tour.hasLeft()) keep(found)
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause))
      failures.push({ rule: rule.id, path: subject.file.path, error })
    }
  }
  return { findings, failures }
}

/** What a rule of one's own may cost on one side: some seconds. */
const MOST_STEPS = 20_000_000

/** Counts what rules cost, and tells those that may go no further. */
function createBudget() {
  const spent = new Map<Rule, number>()
  return {
    isSpent: (rule: Rule) => (spent.get(rule) ?? 0) > MOST_STEPS,
    spend: (rule: Rule) => (steps: number) => {
      const sum = (spent.get(rule) ?? 0) + steps
      spent.set(rule, sum)
      if (sum > MOST_STEPS) throw new Error(`the rule takes more than ${MOST_STEPS} steps in all`)
    },
  }
}

function appliesTo({ versions }: Rule, { file }: Located): boolean {
  const { from = 0, to = Infinity } = versions ?? {}
  return file.version.from <= to && file.version.to >= from
}
