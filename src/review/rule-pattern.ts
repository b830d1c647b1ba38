import type { RuleSetting, RuleSettings } from './config.ts'
import type { RuleMeta } from './rule.ts'

const CATEGORY = 'category:'

/** Whether a key names rules by a category or a wildcard, rather than one by its id. */
export function isRulePattern(key: string): boolean {
  return key.startsWith(CATEGORY) || key.includes('*')
}

/** Whether a key of `rules` stands for a rule: by its id, `image-*`, or `category:exposure`. */
export function matchesRule(key: string, { id, category }: Pick<RuleMeta, 'id' | 'category'>) {
  if (key.startsWith(CATEGORY)) return key.slice(CATEGORY.length) === category
  return key.includes('*') ? matchesWildcard(key, id) : key === id
}

/** The key for all rules of a category. */
export function categoryKey(category: string): string {
  return CATEGORY + category
}

/** What a map of rules says of a rule, and the keys that say it, the most specific last. */
export function settingIn(
  rules: RuleSettings,
  rule: RuleMeta,
): { readonly setting: RuleSetting; readonly keys: readonly string[] } {
  const keys = patternsIn(rules).filter((key) => matchesRule(key, rule))
  if (Object.hasOwn(rules, rule.id)) keys.push(rule.id)
  const setting = keys.reduce<RuleSetting>((all, key) => addSetting(all, rules[key]), {})
  return { setting, keys }
}

/** A setting with what a later one adds to it or changes. */
export function addSetting(setting: RuleSetting, later: RuleSetting = {}): RuleSetting {
  const options = { ...setting.options, ...later.options }
  const severity = later.severity ?? setting.severity
  return {
    ...(severity !== undefined && { severity }),
    ...(Object.keys(options).length > 0 && { options }),
  }
}

/** Looked for with every rule and file, so each map is searched once. */
const patterns = new WeakMap<RuleSettings, readonly string[]>()

/** The least specific first: all rules, a category, then by the letters of a wildcard. */
function patternsIn(rules: RuleSettings): string[] {
  const known =
    patterns.get(rules) ??
    Object.keys(rules)
      .filter(isRulePattern)
      .toSorted((a, b) => specificityOf(a) - specificityOf(b))
  patterns.set(rules, known)
  return [...known]
}

function specificityOf(key: string): number {
  if (key.startsWith(CATEGORY)) return 0.5
  return key.replaceAll('*', '').length
}

/** Without regular expressions, whose cost a pattern could raise. */
function matchesWildcard(pattern: string, id: string): boolean {
  const [first = '', ...others] = pattern.split('*')
  const last = others.pop() ?? ''
  if (!id.startsWith(first)) return false

  let from = first.length
  for (const part of others) {
    const at = id.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return id.length - last.length >= from && id.endsWith(last)
}
