import type { ProposedProblem } from '../../review/change-set.ts'
import type { Lock, RuleSetting, RuleSettings, Settings } from '../../review/config.ts'
import type { RuleMeta } from '../../review/rule.ts'
import { matchesRule, settingIn } from '../../review/rule-pattern.ts'
import { type KeyPath, toRange } from '../../text/text.ts'
import { quote } from '../../text/wording.ts'
import { locate, parseDocument } from '../../yaml/document.ts'
import { FIELDS } from '../fields.ts'
import { compilerFor } from '../rule-files.ts'
import { checkSettings } from '../settings.ts'
import { isWeaker } from './strictness.ts'

const STRENGTH = ['off', 'info', 'warning', 'error']

interface SettingsFile {
  readonly path: string
  readonly text: string
}

/** Settings with all that they extend. */
interface Sources {
  readonly settings: Settings
  readonly origins: ReadonlyMap<string, string>
}

/**
 * The places of a settings file that try to weaken locked rules. What a file locks itself, it may
 * set.
 */
export async function findWeakened(
  { path, text }: SettingsFile,
  all: Sources,
  { rules }: { readonly rules: readonly RuleMeta[] },
): Promise<readonly ProposedProblem[]> {
  const foreign = (all.settings.locked ?? []).filter(({ by }) => by !== path)
  if (foreign.length === 0) return []
  const compile = await compilerFor([{ text }])
  const { settings } = checkSettings(text, rules, { path, compile, isOpen: true })
  const document = parseDocument(text)
  const said = [
    ...listWeakenedRules(settings, foreign, rules),
    ...listWeakenedReading(all, foreign, path),
    ...listReplaced(settings, foreign),
  ]
  return said.map(({ at, ...problem }) => {
    return { ...problem, path, range: rangeOf(document, at), kind: 'locked' as const }
  })
}

type Said = Pick<ProposedProblem, 'message' | 'severity'> & { readonly at: KeyPath }

function listWeakenedRules(
  { rules: own = {}, overrides = [] }: Settings,
  foreign: readonly Lock[],
  rules: readonly RuleMeta[],
): readonly Said[] {
  const layers = [
    { at: ['rules'], rules: own },
    ...overrides.map((override, index) => ({
      at: ['overrides', index, 'rules'],
      rules: override.rules,
    })),
  ]
  return layers.flatMap(({ at, rules: layer }) =>
    Object.entries(layer).flatMap(([key, setting]) => {
      const lock = findLock(key, setting, foreign, rules)
      if (!lock) return []
      const by = quote(lock.by)
      const message = `${quote(key)} has no effect here: the rule is locked in ${by}, and this setting weakens it.`
      return [{ message, at: [...at, key] }]
    }),
  )
}

/** What decides which files are read, and how; the last two have no effect on locked rules. */
const READING = ['paths', 'pathsIgnore', 'cortexVersion', 'clusters', 'failOn', 'devPaths'] as const

/** The settings of a file that keep files from locked rules, or these from failing the check. */
function listWeakenedReading(
  { settings, origins }: Sources,
  foreign: readonly Lock[],
  path: string,
): readonly Said[] {
  return READING.flatMap((key) => {
    const lock = foreign.find(({ floor }) => isWeaker(key, floor, settings))
    if (!lock || origins.get(key) !== path) return []
    const { name } = FIELDS[key]
    const effect = IDLE.includes(key) ? 'has no effect on rules' : 'weakens rules'
    const message = `${quote(name)} ${effect} that are locked in ${quote(lock.by)}: ${ADVICE[key]}.`
    // Other rules have a use for it.
    return [{ message, at: [name], ...(key === 'devPaths' && { severity: 'warning' as const }) }]
  })
}

const IDLE: readonly string[] = ['failOn', 'devPaths']

const ADVICE = {
  paths: 'keep all of its patterns',
  pathsIgnore: 'exclude no other files',
  cortexVersion: 'keep its version',
  clusters: 'keep its clusters',
  failOn: 'they fail the check as set there',
  devPaths: 'they are as severe as set there',
} as const

/** Rules of one's own in place of locked ones of the same ID. */
function listReplaced({ customRules = [] }: Settings, foreign: readonly Lock[]): readonly Said[] {
  return customRules.flatMap(({ id }, index) => {
    const lock = findLockOfCustom(id, foreign)
    return lock ? [{ message: describeReplaced(id, lock), at: ['custom-rules', index, 'id'] }] : []
  })
}

/** The lock of a rule of one's own that another file defines. */
export function findLockOfCustom(id: string, locked: readonly Lock[]): Lock | undefined {
  return locked.find((lock) =>
    lock.floor.customRules?.some((rule) => rule.id === id && matchesRule(lock.rule, rule)),
  )
}

/** Says that a rule does not take the place of a locked one. */
export function describeReplaced(id: string, { by }: Lock): string {
  return `${quote(id)} has no effect here: the rule of this ID is locked in ${quote(by)}.`
}

function rangeOf(document: ReturnType<typeof parseDocument>, at: KeyPath) {
  const found = locate(document, at)
  return toRange(document.lines, found?.key ?? found?.entry ?? { start: 0, end: 0 })
}

/** The lock of the first rule that a setting would weaken. */
function findLock(
  key: string,
  setting: RuleSetting,
  locked: readonly Lock[],
  rules: readonly RuleMeta[],
): Lock | undefined {
  const meant = rules.filter((rule) => matchesRule(key, rule))
  return locked.find((lock) =>
    meant.some((rule) => matchesRule(lock.rule, rule) && weakens(setting, rule, lock.floor.rules)),
  )
}

/** Options of a locked rule are those of the lock: which way is weaker depends on the rule. */
function weakens({ severity, options = {} }: RuleSetting, rule: RuleMeta, floor: RuleSettings) {
  const { setting } = settingIn(floor, rule)
  const isLower =
    severity !== undefined &&
    STRENGTH.indexOf(severity) < STRENGTH.indexOf(setting.severity ?? rule.severity)
  return (
    isLower ||
    Object.entries(options).some(
      ([name, value]) => value !== (setting.options?.[name] ?? rule.options?.[name]?.default),
    )
  )
}
