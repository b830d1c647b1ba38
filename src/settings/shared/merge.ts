import type { Lock, Override, RuleSettings, Settings } from '../../review/config.ts'
import type { Rule } from '../../review/rule.ts'
import { addSetting, matchesRule } from '../../review/rule-pattern.ts'

/** Settings, and by which file each of them was set last; the keys are those of `originKey`. */
export interface Sourced {
  readonly settings: Settings
  readonly origins: ReadonlyMap<string, string>
}

export const NOTHING: Sourced = { settings: {}, origins: new Map() }

/** What a file says itself. */
export function sourceOf(settings: Settings, name: string): Sourced {
  const { rules = {}, overrides = [], ...others } = settings
  const keys = [
    ...Object.keys(others),
    ...keysOf('rules', rules),
    ...overrides.flatMap((override) => keysOf(scopeOf(override), override.rules)),
  ]
  return { settings, origins: new Map(keys.map((key) => [key, name])) }
}

/** The key of one part of a rule's setting: `severity`, or the name of an option. */
export function originKey(scope: string, rule: string, part: string): string {
  return JSON.stringify([scope, rule, part])
}

/** What the parts of an override go by. */
export function scopeOf({ paths }: Pick<Override, 'paths'>): string {
  return JSON.stringify(paths)
}

function keysOf(scope: string, rules: RuleSettings): readonly string[] {
  return Object.entries(rules).flatMap(([rule, { severity, options = {} }]) =>
    [...(severity === undefined ? [] : ['severity']), ...Object.keys(options)].map((part) =>
      originKey(scope, rule, part),
    ),
  )
}

/**
 * Settings with what later ones add or change. `rules` are merged by their keys, `overrides` by
 * their paths, `locked` only grows; any other value takes the place of the earlier one.
 */
export function mergeSettings(earlier: Sourced, later: Sourced): Sourced {
  const [a, b] = [earlier.settings, later.settings]
  const locked = [...(a.locked ?? []), ...(b.locked ?? [])]
  const customRules = mergeCustom(a.customRules, b.customRules, a.locked)
  const settings: Settings = {
    ...a,
    ...b,
    ...((a.rules ?? b.rules) && { rules: mergeRules(a.rules, b.rules) }),
    ...((a.overrides ?? b.overrides) && { overrides: mergeOverrides(a.overrides, b.overrides) }),
    ...(locked.length > 0 && { locked }),
    ...(customRules.length > 0 && { customRules }),
  }
  return { settings, origins: new Map([...earlier.origins, ...later.origins]) }
}

function mergeRules(earlier: RuleSettings = {}, later: RuleSettings = {}): RuleSettings {
  const added = Object.entries(later).map(([key, setting]) => [
    key,
    addSetting(Object.hasOwn(earlier, key) ? (earlier[key] ?? {}) : {}, setting),
  ])
  return { ...earlier, ...Object.fromEntries(added) }
}

/** One for the same paths takes its place among the later ones, which win over what is before. */
function mergeOverrides(
  earlier: readonly Override[] = [],
  later: readonly Override[] = [],
): readonly Override[] {
  const merged = new Map<string, Override>()
  for (const override of [...earlier, ...later]) {
    const scope = scopeOf(override)
    const rules = mergeRules(merged.get(scope)?.rules, override.rules)
    merged.delete(scope)
    merged.set(scope, { paths: override.paths, rules })
  }
  return [...merged.values()]
}

/** A rule takes the place of an earlier one of its name, unless that one is locked. */
function mergeCustom(
  earlier: readonly Rule[] = [],
  later: readonly Rule[] = [],
  locked: readonly Lock[] = [],
): readonly Rule[] {
  const kept = new Set(
    earlier
      .filter((rule) => locked.some((lock) => matchesRule(lock.rule, rule)))
      .map(({ id }) => id),
  )
  const added = later.filter(({ id }) => !kept.has(id))
  return [...new Map([...earlier, ...added].map((rule) => [rule.id, rule])).values()]
}

/** Settings with rules of one's own that files of their own have. */
export function addRules<S extends Sourced>(sourced: S, own: readonly Rule[]): S {
  if (own.length === 0) return sourced
  const { settings } = sourced
  return {
    ...sourced,
    settings: { ...settings, customRules: mergeCustom(settings.customRules, own, settings.locked) },
  }
}
