import type { Config, Lock, RuleSettings } from '../../review/config.ts'
import type { RuleMeta, Severity } from '../../review/rule.ts'
import { settingIn } from '../../review/rule-pattern.ts'
import { createMatcher, createSelection, isDevPath, settingsFor } from '../../review/selection.ts'
import type { KeyPath } from '../../text/text.ts'
import { locate, parseDocument, type YamlDocument } from '../../yaml/document.ts'
import { findNode, type YamlNode } from '../../yaml/tree.ts'
import type { Options } from '../field.ts'
import { FIELDS } from '../fields.ts'
import { readScalar } from '../values.ts'
import { originKey, type Sourced, scopeOf } from './merge.ts'
import { type PresetName, presetOf } from './presets.ts'

/** Where something was set. */
export type SetBy =
  | { readonly kind: 'file'; readonly file: string; readonly line: number }
  | { readonly kind: 'preset'; readonly preset: PresetName }
  /** Where a rule of one's own is defined. */
  | { readonly kind: 'rule'; readonly file: string }
  | { readonly kind: 'default' }

/** A value that holds. */
export interface Effective<T> {
  readonly name: string
  readonly value: T
  readonly from: SetBy
}

/** What holds for a rule in a file. */
export interface EffectiveRule extends Effective<Severity | 'off'> {
  readonly options: readonly Effective<number>[]
  /** What keeps it from being weakened. */
  readonly lockedBy?: SetBy
}

/** What holds for a file; where there are no overrides, for all of them. */
export interface EffectivePolicy {
  /** Absent: what holds without overrides. */
  readonly file?: string
  /** Whether it is among `paths`, and not among `paths-ignore`. */
  readonly isReviewed: boolean
  /** Whether what may go wrong there is one level less severe. */
  readonly isDevelopment: boolean
  readonly settings: readonly Effective<unknown>[]
  readonly rules: readonly EffectiveRule[]
}

/** Settings with what is needed to find where each of them was set. */
export interface Traced {
  readonly options: Options
  readonly origins: Sourced['origins']
  /** What the settings files say, by their names in the origins. */
  readonly texts: ReadonlyMap<string, string>
}

/** Says what holds for a file, and where that was set. */
export function findEffective(
  traced: Traced,
  rules: readonly RuleMeta[],
  file?: string,
): EffectivePolicy {
  const { options } = traced
  const path = file ?? ''
  const place = createPlaces(traced.texts)
  return {
    ...(file !== undefined && { file }),
    isReviewed: file === undefined || createSelection(options).isCandidate(file),
    isDevelopment: file !== undefined && isDevPath(file, options),
    settings: listSettings(traced, place),
    rules: rules.map((rule) => findRule(rule, path, traced, place)),
  }
}

const BY_RULE: readonly (keyof Options)[] = ['rules', 'overrides', 'customRules', 'locked']

function listSettings({ options, origins }: Traced, place: Places): readonly Effective<unknown>[] {
  return Object.entries(FIELDS)
    .filter(isFileField)
    .map(([key, { name }]) => {
      const origin = origins.get(key)
      const from = origin === undefined ? DEFAULT : place(origin, () => [name])
      return { name, value: options[key], from }
    })
}

function isFileField(
  entry: [string, (typeof FIELDS)[keyof Options]],
): entry is [keyof Options, (typeof FIELDS)[keyof Options]] {
  const [key, { file }] = entry
  return file === true && !BY_RULE.some((each) => each === key)
}

const DEFAULT: SetBy = { kind: 'default' }

function findRule(rule: RuleMeta, path: string, traced: Traced, place: Places): EffectiveRule {
  const { options, origins } = traced
  const { severity, lock } = settingsFor(rule, path, options)
  const own = { layers: layersOf(options, path), origins }
  const floor = lock && { layers: layersOf(lock.floor, path), origins: lock.origins ?? origins }
  const decided = floor && valueIn(rule, 'severity', floor)?.value === severity ? floor : own
  const usual: SetBy = rule.origin === undefined ? DEFAULT : { kind: 'rule', file: rule.origin }
  const traceIn = (layered: Layered, part: string): SetBy => {
    const found = valueIn(rule, part, layered)
    return found ? place(found.origin, (document) => pathOf(found, part, document)) : usual
  }
  return {
    name: rule.id,
    value: severity ?? rule.severity,
    from: severity === undefined ? usual : traceIn(decided, 'severity'),
    options: Object.entries(rule.options ?? {}).map(([name, option]) => {
      const layered = floor ?? own
      const value = valueIn(rule, name, layered)?.value ?? option.default
      return { name, value: Number(value), from: traceIn(layered, name) }
    }),
    ...(lock && { lockedBy: place(lock.by, (document) => pathOfLock(lock, document)) }),
  }
}

interface Layer {
  /** As in the keys of origins. */
  readonly scope: string
  readonly rules: RuleSettings
}

interface Layered {
  readonly layers: readonly Layer[]
  readonly origins: Sourced['origins']
}

const BASE = 'rules'

/** The settings of rules that hold for a file, the weakest first. */
function layersOf(config: Pick<Config, 'rules' | 'overrides'>, path: string): readonly Layer[] {
  const matching = config.overrides.filter(({ paths }) => createMatcher(paths)(path))
  return [
    { scope: BASE, rules: config.rules },
    ...matching.map((override) => ({ scope: scopeOf(override), rules: override.rules })),
  ]
}

interface Found {
  readonly scope: string
  readonly key: string
  readonly value: string | number
  readonly origin: string
}

/** The last layer, and in it the most specific key, that says a part of a rule's setting. */
function valueIn(rule: RuleMeta, part: string, { layers, origins }: Layered): Found | undefined {
  const found = layers.flatMap(({ scope, rules }) =>
    settingIn(rules, rule).keys.flatMap((key) => {
      const setting = rules[key]
      const value = part === 'severity' ? setting?.severity : setting?.options?.[part]
      const origin = origins.get(originKey(scope, key, part)) ?? ''
      return value === undefined ? [] : [{ scope, key, value, origin }]
    }),
  )
  return found.at(-1)
}

function pathOf({ scope, key }: Found, part: string, { root }: YamlDocument): KeyPath {
  const steps = part === 'severity' ? [key] : [key, part]
  if (scope === BASE) return [BASE, ...steps]
  const index = itemsOf(findNode(root, ['overrides'])).findIndex((item) => {
    const paths = itemsOf(findNode(item, ['paths'])).map((each) => String(readScalar(each)))
    return scopeOf({ paths }) === scope
  })
  return ['overrides', index, BASE, ...steps]
}

function pathOfLock({ rule }: Lock, { root }: YamlDocument): KeyPath {
  const items = itemsOf(findNode(root, ['locked']))
  return ['locked', items.findIndex((item) => readScalar(item) === rule)]
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : []
}

/** The place of a key, given the file that says it. */
type Places = (origin: string, find: (document: YamlDocument) => KeyPath) => SetBy

function createPlaces(texts: Traced['texts']): Places {
  const documents = new Map<string, YamlDocument>()
  return (origin, find) => {
    const preset = presetOf(origin)
    if (preset) return { kind: 'preset', preset }
    const document = documents.get(origin) ?? parseDocument(texts.get(origin) ?? '')
    documents.set(origin, document)
    const at = find(document)
    const found = locate(document, at) ?? locate(document, at.slice(0, -1))
    const start = (found?.key ?? found?.entry)?.start ?? 0
    return { kind: 'file', file: origin, line: document.lines.positionAt(start).line }
  }
}
