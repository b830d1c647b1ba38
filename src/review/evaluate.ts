import { type Comparison, compareWithItself } from '../cortex/compare/comparison.ts'
import { holdsCipher, isCipherAt } from '../cortex/files/sops.ts'
import type { BothSides, Located, SpecChange, Workspace } from '../cortex/files/subject.ts'
import { SUBJECT_KINDS } from '../cortex/files/subject.ts'
import { once } from '../text/once.ts'
import type { KeyPath } from '../text/text.ts'
import { locate } from '../yaml/document.ts'
import type { Config, Lock } from './config.ts'
import { type Reads, traceReads, type Watch } from './identity/reads.ts'
import type { Problem, Rule, Severity } from './rule.ts'
import { type EffectiveSetting, isDevPath, settingsFor } from './selection.ts'
import { SEVERITIES } from './silence/outrank.ts'

/** What a rule said, before it has a place in the text. */
export interface RawFinding {
  readonly rule: Rule
  readonly severity: Severity
  /** What keeps the rule from being weakened. */
  readonly lock?: Lock
  /** Not worth a word: it would be a note anywhere else, and the file is for tests. */
  readonly isMinor?: true
  readonly problem: Problem
  /** What `problem.at` starts at. */
  readonly subject: Located
  /** The same subject on the old side, where a rule compared the two. */
  readonly before?: Located
  /** The side that `subject` is on. */
  readonly side: 'before' | 'after'
  /** What this is about, where that is not the subject. */
  readonly about?: Located
  /** The path of the config of the cluster for which it is said, where that is not the first. */
  readonly cluster?: string
  /** What the rule read to find it; runs the rule once more. */
  readonly reads: () => Reads
}

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

/**
 * A rule's function without its kind of subject: it is only ever called with a subject of the kind
 * that it is filed under.
 */
type Judge = (...values: unknown[]) => Iterable<Problem>

interface Visit {
  readonly rule: Rule
  readonly subject: Located
  readonly before?: Located
  readonly side: 'before' | 'after'
  readonly judge: Judge
  readonly values: readonly unknown[]
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
  const places = new Map<Located, Place>()
  const budget = createBudget()

  for (const visit of visits) {
    const { rule, subject } = visit
    const settings = settingsFor(rule, subject.file.path, config)
    if (settings.severity === 'off' || !appliesTo(rule, subject) || budget.isSpent(rule)) continue
    const place = places.get(subject) ?? placeOf(visit, comparison)
    places.set(subject, place)
    const { option, lock } = settings
    const locked = lock && { lock }
    const reads = once(() =>
      traceReads((watch) => repeat(visit, { ...place, option, spend: () => {} }, watch)),
    )
    try {
      const context = { ...place, option, spend: budget.spend(rule) }
      for (const problem of visit.judge(...visit.values, context)) {
        if (subject.file.isEncrypted && isAboutCipher(problem, subject)) continue
        const weight = weigh(visit, problem, settings, config)
        findings.push({ ...visit, ...weight, ...locked, problem, reads })
      }
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

/** What is encrypted says nothing about what it is. */
function isAboutCipher({ at, message }: Problem, { file, path }: Located): boolean {
  return holdsCipher(message) || isCipherAt(file.document.root, [...path, ...at])
}

type Weight = Pick<RawFinding, 'severity' | 'isMinor'>

/** As severe as is set, or as usual; of a locked rule that somebody raises, whichever is more. */
function weigh(
  { rule, subject }: Visit,
  problem: Problem,
  { severity: set, isRaised, lock }: EffectiveSetting,
  config: Config,
): Weight {
  // A rule that is off is not asked.
  const severity = set === 'off' ? undefined : set
  if (severity && !isRaised) return { severity }
  const usual = usualWeight(rule, problem, subject, lock?.floor ?? config)
  const isMore = severity && (usual.isMinor || isWorse(severity, usual.severity))
  return isMore ? { severity } : usual
}

function isWorse(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other)
}

/** How severe a problem is where nothing is set: one level less in a file for tests, say. */
function usualWeight(
  rule: Rule,
  problem: Problem,
  { file }: Located,
  config: Pick<Config, 'devPaths'>,
): Weight {
  const severity = problem.severity ?? rule.severity
  if (!isDevPath(file.path, config)) return { severity }
  if (severity === 'info') return { severity, isMinor: true }
  // That Cortex refuses a file is a fact, whatever the file is for.
  if (rule.category === 'validity') return { severity }
  return { severity: severity === 'error' ? 'warning' : 'info' }
}

/**
 * Lets a rule look at a subject once more, with objects that note what it reads of them. What else
 * there is around the subject leads to other specs.
 */
function repeat(
  { subject, before, judge, values }: Visit,
  { isWritten, option, spend, ...others }: Surroundings,
  watch: Watch,
): void {
  const sides = values.length > 1 ? ['before', 'after'] : ['after']
  const known = {
    ...watch.value(subject.parents, 'after in'),
    subject: watch.subject(subject, 'after'),
    ...(before && { earlier: watch.subject(before, 'before') }),
    isWritten,
    option,
    spend,
  }
  const context = new Proxy(known, {
    get: (members, key) =>
      key in others && !(key in members) ? watch.leave() : Reflect.get(members, key),
  })
  const seen = values.map((value, index) => watch.value(value, sides[index] ?? ''))
  for (const problem of judge(...seen, context)) void problem
}

type Surroundings = Place & { readonly option: unknown; readonly spend: unknown }

type Place = ReturnType<typeof placeOf>

/** What rules see around a subject: the same for all of them, so it is made once. */
function placeOf({ subject, before }: Visit, comparison: Comparison) {
  return {
    ...subject.parents,
    workspace: comparison.after,
    workspaceBefore: comparison.before,
    comparison,
    subject,
    ...(before && { earlier: before }),
    isWritten: (at: KeyPath) =>
      locate(subject.file.document, [...subject.path, ...at]) !== undefined,
  }
}

function appliesTo({ versions }: Rule, { file }: Located): boolean {
  const { from = 0, to = Infinity } = versions ?? {}
  return file.version.from <= to && file.version.to >= from
}
