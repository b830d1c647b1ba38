import type { ProposedProblem } from '../../review/change-set.ts'
import { type Config, DEFAULT_CONFIG, type Settings } from '../../review/config.ts'
import { ENGINE_RULES } from '../../review/engine-rules.ts'
import type { Rule, RuleMeta } from '../../review/rule.ts'
import { settingsFor } from '../../review/selection.ts'
import { type KeyPath, toRange } from '../../text/text.ts'
import { quote } from '../../text/wording.ts'
import { locate, parseDocument } from '../../yaml/document.ts'
import { DEFAULT_OPTIONS, FIELDS } from '../fields.ts'
import { scopeOf } from './merge.ts'
import { isSame, isWeaker } from './strictness.ts'

/** What a change of the settings does to one rule or one setting. */
export interface PolicyChange {
  /** The id of a rule, or the name of a setting. */
  readonly name: string
  /** The files that it is about, as glob patterns; absent: all. */
  readonly paths?: readonly string[]
  readonly before: string
  readonly after: string
  readonly effect: 'stricter' | 'weaker' | 'locked' | 'changed'
  /** Where the new settings may say it. */
  readonly at: KeyPath
  /** What a rule of one's own says. */
  readonly definition?: string | undefined
}

const STRENGTH = ['off', 'info', 'warning', 'error']

/** Compares two policies: which rules become stricter, weaker, or locked, and what else changes. */
export function comparePolicies(
  before: Settings,
  after: Settings,
  builtIn: readonly RuleMeta[],
): readonly PolicyChange[] {
  const [a, b] = [before, after].map((settings) => ({ ...DEFAULT_CONFIG, ...settings }))
  if (!a || !b) return []
  const rules = [...builtIn, ...ENGINE_RULES]
  return [
    ...compareCustom(a.customRules, b.customRules),
    ...compareRules([a, b], [...rules, ...keptOf(a, b)]),
    ...compareSettings(before, after),
  ]
}

/** Rules of one's own that both sides have. */
function keptOf(a: Config, b: Config): readonly Rule[] {
  return b.customRules.filter(({ id }) => a.customRules.some((rule) => rule.id === id))
}

function compareCustom(before: readonly Rule[], after: readonly Rule[]): readonly PolicyChange[] {
  const earlier = new Map(before.map((rule) => [rule.id, rule]))
  const later = new Map(after.map((rule) => [rule.id, rule]))
  return [
    ...after
      .filter(({ id }) => !earlier.has(id))
      .map(({ id }) => change({ ...place(id), before: 'no rule', after: 'added' }, 'stricter')),
    ...before
      .filter(({ id }) => !later.has(id))
      .map(({ id }) => change({ ...place(id), before: 'a rule', after: 'removed' }, 'weaker')),
    ...after
      .filter((rule) => {
        const old = earlier.get(rule.id)
        return old && old.definition !== rule.definition
      })
      // Nobody can tell in general whether an expression says less.
      .map(({ id, definition }) =>
        change({ ...place(id), before: 'a rule', after: 'changed', definition }, 'weaker'),
      ),
  ]
}

const OWN = FIELDS.customRules.name

function place(id: string) {
  return { name: id, at: [OWN] }
}

function change(said: Omit<PolicyChange, 'effect'>, effect: PolicyChange['effect']): PolicyChange {
  return { ...said, effect }
}

type Sides = readonly [before: Config, after: Config]

/** Everywhere, and for the paths of each override that either side has. */
function compareRules(sides: Sides, rules: readonly RuleMeta[]): readonly PolicyChange[] {
  const scopes = new Map(
    sides.flatMap(({ overrides }) => overrides.map((each) => [scopeOf(each), each.paths] as const)),
  )
  const everywhere = compareIn(sides, rules)
  const known = new Set(everywhere.map(({ name, before, after }) => `${name} ${before} ${after}`))
  const inSome = [...scopes.values()].flatMap((paths) =>
    compareIn(sides, rules, paths).filter(
      ({ name, before, after }) => !known.has(`${name} ${before} ${after}`),
    ),
  )
  return [...everywhere, ...inSome]
}

function compareIn(
  [before, after]: Sides,
  rules: readonly RuleMeta[],
  paths?: readonly string[],
): readonly PolicyChange[] {
  const [a, b] = [narrow(before, paths), narrow(after, paths)]
  return rules.flatMap((rule): readonly PolicyChange[] => {
    const [old, now] = [stateOf(rule, a), stateOf(rule, b)]
    if (isSame(old, now)) return []
    const at = paths ? ['overrides'] : ['rules', rule.id]
    const said = { name: rule.id, before: describe(old), after: describe(now), at }
    return [{ ...said, ...(paths && { paths }), effect: effectOf(old, now) }]
  })
}

/** The settings of the files that an override is for, as if there were no others. */
function narrow(config: Config, paths: readonly string[] | undefined): Config {
  const scope = paths && scopeOf({ paths })
  const only = <T extends Pick<Config, 'overrides'>>(layers: T): T => ({
    ...layers,
    overrides: layers.overrides
      .filter((each) => scopeOf(each) === scope)
      .map((each) => ({ ...each, paths: ['**'] })),
  })
  return {
    ...only(config),
    locked: config.locked.map((lock) => ({ ...lock, floor: only(lock.floor) })),
  }
}

interface State {
  readonly severity: string
  readonly options: Readonly<Record<string, number>>
  readonly isLocked: boolean
}

function stateOf(rule: RuleMeta, config: Config): State {
  const { severity = rule.severity, option, lock } = settingsFor(rule, 'x', config)
  const options = Object.keys(rule.options ?? {}).map((name) => [name, option(name)])
  return { severity, options: Object.fromEntries(options), isLocked: lock !== undefined }
}

function describe({ severity, options, isLocked }: State): string {
  const numbers = Object.entries(options).map(([name, value]) => `${name}: ${value}`)
  return [severity, ...numbers, ...(isLocked ? ['locked'] : [])].join(', ')
}

/** Which way an option is weaker depends on the rule, so any change of one counts as weaker. */
function effectOf(old: State, now: State): PolicyChange['effect'] {
  const rise = STRENGTH.indexOf(now.severity) - STRENGTH.indexOf(old.severity)
  const isUnlocked = old.isLocked && !now.isLocked
  if (rise < 0 || isUnlocked || !isSame(old.options, now.options)) return 'weaker'
  return now.isLocked && !old.isLocked ? 'locked' : 'stricter'
}

/** What the rules above are made of. */
const BY_RULE = ['rules', 'overrides', 'customRules', 'locked', 'extends']

function compareSettings(before: Settings, after: Settings): readonly PolicyChange[] {
  return Object.entries(FIELDS).flatMap(([key, { name, file }]): readonly PolicyChange[] => {
    if (!file || BY_RULE.includes(key) || !isKey(key)) return []
    const [old, now] = [valueOf(key, before), valueOf(key, after)]
    const isLess = isWeaker(key, before, after)
    if (isSame(old, now) && !isLess) return []
    const isMore = isWeaker(key, after, before)
    const effect = isLess ? 'weaker' : isMore ? 'stricter' : 'changed'
    return [{ name, before: show(old), after: show(now), effect, at: [name] }]
  })
}

function isKey(key: string): key is keyof Settings & keyof typeof DEFAULT_OPTIONS {
  return Object.hasOwn(FIELDS, key)
}

function valueOf(key: keyof Settings & keyof typeof DEFAULT_OPTIONS, settings: Settings): unknown {
  return settings[key] ?? DEFAULT_OPTIONS[key]
}

function show(value: unknown): string {
  return value === undefined ? 'not set' : JSON.stringify(value).replaceAll('"', '')
}

/** What somebody has to accept: a problem for each change to the worse, at its place. */
export function describeWeakening(
  changes: readonly PolicyChange[],
  { path, text = '' }: { readonly path: string; readonly text?: string | undefined },
): readonly ProposedProblem[] {
  const document = parseDocument(text)
  return changes
    .filter(({ effect }) => effect === 'weaker')
    .map(({ name, paths, before, after, at, definition }) => {
      const found = locate(document, at) ?? locate(document, at.slice(0, 1))
      const where = paths ? ` for ${paths.map(quote).join(', ')}` : ''
      return {
        path,
        kind: 'weakened',
        message: `${quote(name)} becomes weaker${where}, from ${quote(before)} to ${quote(after)}: a policy approver has to accept this change.`,
        binds: [name, paths, before, after, definition],
        range: toRange(document.lines, found?.key ?? found?.entry ?? { start: 0, end: 0 }),
      }
    })
}
