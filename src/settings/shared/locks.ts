import type { ProposedProblem } from '../../review/change-set.ts'
import type { Lock, RuleSetting, RuleSettings, Settings } from '../../review/config.ts'
import type { RuleMeta } from '../../review/rule.ts'
import { matchesRule, settingIn } from '../../review/rule-pattern.ts'
import { type KeyPath, toRange } from '../../text/text.ts'
import { quote } from '../../text/wording.ts'
import { locate, parseDocument } from '../../yaml/document.ts'
import { compilerFor } from '../rule-files.ts'
import { checkSettings } from '../settings.ts'

const STRENGTH = ['off', 'info', 'warning', 'error']

/**
 * The places of a settings file that try to weaken locked rules. What a file locks itself, it may
 * set.
 */
export async function findWeakened(
  { path, text }: { readonly path: string; readonly text: string },
  { settings: { locked = [] } }: { readonly settings: Settings },
  { rules }: { readonly rules: readonly RuleMeta[] },
): Promise<readonly ProposedProblem[]> {
  const foreign = locked.filter(({ by }) => by !== path)
  if (foreign.length === 0) return []
  const document = parseDocument(text)
  const compile = await compilerFor([{ text }])
  const { settings } = checkSettings(text, rules, { path, compile, isOpen: true })
  const { overrides = [] } = settings
  const layers = [
    { at: ['rules'], rules: settings.rules ?? {} },
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
      return [{ path, message, range: rangeOf(document, [...at, key]), kind: 'locked' as const }]
    }),
  )
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
