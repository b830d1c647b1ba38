import { isCustomId } from '../custom/source.ts'
import {
  type ClusterMapping,
  DEFAULT_CONFIG,
  type Lock,
  type Override,
  type RuleSetting,
  type RuleSettings,
} from '../review/config.ts'
import type { OptionSpec, RuleMeta } from '../review/rule.ts'
import { categoryKey, isRulePattern, matchesRule } from '../review/rule-pattern.ts'
import type { Span } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import type { YamlNode } from '../yaml/tree.ts'
import { readMap, readMaps, requireSetting, type Setting } from './maps.ts'
import { somePatterns } from './patterns.ts'
import {
  choice,
  quoteNode,
  type Reading,
  readScalar,
  suggestNames,
  text,
  type ValueType,
} from './values.ts'

export const severity = choice(['off', 'info', 'warning', 'error'])

/** By rule, wildcard or category: a severity, or a map with a severity and the rule's options. */
export const rules: ValueType<RuleSettings> = {
  label: 'map of rules',
  isList: true,
  fromText(given, reading) {
    const lines = given.split(/\r?\n/).map((line) => line.trim())
    const written = lines.filter((line) => line !== '')
    return collect(written.map((line) => parseLine(line, reading)))
  },
  fromYaml(node, reading) {
    const known = patternsIn(node, reading)
    const settings = readMap(node, known, reading, (name) => noteUnknownRule(name, reading))
    return settings && collect(settings.map((setting) => readRule(setting, reading)))
  },
  schema: { $ref: '#/definitions/rules' },
}

/** Settings of rules that hold in some files only. */
export const overrides: ValueType<readonly Override[]> = {
  label: 'list of `paths` and `rules`',
  fromYaml: (node, reading) =>
    readMaps(node, ['paths', 'rules'], reading, (settings, item) => {
      const paths = readRequired('paths', somePatterns, settings, item, reading)
      const set = readRequired('rules', rules, settings, item, reading)
      return paths && set && { paths, rules: set }
    }),
  schema: listOfMaps({ paths: somePatterns.schema, rules: rules.schema }),
}

/** Rules that nothing may weaken, by keys as in `rules`; who locks them is filled in later. */
export const locked: ValueType<readonly Lock[]> = {
  label: 'list of rules',
  fromYaml(node, reading) {
    if (node.kind !== 'list') {
      return reading.problem(`expected a list of rules, found ${quoteNode(node)}.`, node)
    }
    const read = node.items.map((item) => {
      const rule = readScalar(item)
      if (typeof rule !== 'string') {
        return reading.problem(`expected a rule, found ${quoteNode(item)}.`, item)
      }
      if (!isKnown(rule, reading)) return reading.problem(noteUnknownRule(rule, reading), item)
      return { rule, by: '', floor: DEFAULT_CONFIG }
    })
    const known = read.filter((lock) => lock !== undefined)
    return known.length === read.length ? known : undefined
  },
  schema: { $ref: '#/definitions/locked' },
}

/** Which cluster the APIs of a folder are deployed to. */
export const clusters: ValueType<readonly ClusterMapping[]> = {
  label: 'list of `cluster` and `apis`',
  fromYaml: (node, reading) =>
    readMaps(node, ['cluster', 'apis'], reading, (settings, item) => {
      const cluster = readRequired('cluster', text, settings, item, reading)
      const apis = readRequired('apis', somePatterns, settings, item, reading)
      return cluster !== undefined && apis ? { cluster, apis } : undefined
    }),
  schema: listOfMaps({ cluster: text.schema, apis: somePatterns.schema }),
}

type RuleEntry = readonly [id: string, setting: RuleSetting]

function collect(entries: readonly (RuleEntry | undefined)[]): RuleSettings | undefined {
  const kept = entries.filter((entry) => entry !== undefined)
  return kept.length === entries.length ? Object.fromEntries(kept) : undefined
}

/** A line of an input or an option: `rule-id: severity`, or with `=`. */
function parseLine(line: string, reading: Reading): RuleEntry | undefined {
  const at = Math.max(line.lastIndexOf(':'), line.lastIndexOf('='))
  if (at < 0) return reading.problem(`expected \`rule-id: severity\`, found ${quote(line)}.`)

  const [id, given] = [line.slice(0, at).trim(), line.slice(at + 1).trim()]
  if (!isKnown(id, reading)) return reading.problem(noteUnknownRule(id, reading))

  const found = severity.fromText?.(given, reading.within(id))
  return found && [id, { severity: found }]
}

function readRule({ name, value }: Setting, outer: Reading): RuleEntry | undefined {
  const rule = outer.rules.find(({ id }) => id === name)
  const reading = outer.within(name)
  // Options belong to one rule, and a pattern has several.
  if (value.kind === 'map') return withName(name, readRuleMap(value, rule?.options ?? {}, reading))

  const found = severity.fromYaml(value, reading)
  return found && [name, { severity: found }]
}

function withName(id: string, setting: RuleSetting | undefined): RuleEntry | undefined {
  return setting && [id, setting]
}

function readRuleMap(
  node: YamlNode,
  known: NonNullable<RuleMeta['options']>,
  reading: Reading,
): RuleSetting | undefined {
  const names = Object.keys(known)
  const settings = readMap(node, ['severity', ...names], reading)
  if (!settings) return undefined

  let found: RuleSetting['severity']
  const options: Record<string, number> = {}
  for (const { name, value } of settings) {
    if (name === 'severity') {
      found = severity.fromYaml(value, reading.within(name))
      continue
    }
    const number = readOption(value, known[name], reading.within(name))
    if (number !== undefined) options[name] = number
  }
  return {
    ...(found !== undefined && { severity: found }),
    ...(Object.keys(options).length > 0 && { options }),
  }
}

function readOption(
  node: YamlNode,
  option: OptionSpec | undefined,
  reading: Reading,
): number | undefined {
  const { minimum = Number.NEGATIVE_INFINITY } = option ?? {}
  const value = readScalar(node)
  if (typeof value === 'number' && Number.isFinite(value) && value >= minimum) return value

  const bound = Number.isFinite(minimum) ? ` of at least ${minimum}` : ''
  return reading.problem(`expected a number${bound}, found ${quoteNode(node)}.`, node)
}

function readRequired<T>(
  name: string,
  type: ValueType<T>,
  settings: readonly Setting[],
  at: Span,
  reading: Reading,
): T | undefined {
  const value = requireSetting(settings, name, reading, at)
  return value && type.fromYaml(value, reading.within(name))
}

/** The keys of a map of rules that stand for rules, whether by a name or not. */
function patternsIn(node: YamlNode, reading: Reading): readonly string[] {
  if (node.kind !== 'map') return []
  return node.entries
    .map(({ key }) => String(readScalar(key)))
    .filter((key) => isKnown(key, reading))
}

/** Whether a key stands for at least one rule. */
export function isKnown(key: string, { rules: known, isOpen }: Reading): boolean {
  if (isOpen && (isCustomId(key) || key === categoryKey('custom'))) return true
  return known.some((rule) => matchesRule(key, rule))
}

/** Says of a key that stands for no rule what was probably meant. */
export function noteUnknownRule(id: string, { rules: known }: Reading): string {
  const categories = [...new Set(known.map(({ category }) => categoryKey(category)))]
  if (id.startsWith(categoryKey(''))) {
    return `unknown category ${quote(id)}; ${suggestNames(id, categories.toSorted())}`
  }
  if (isRulePattern(id)) {
    return `no rule matches ${quote(id)}; run \`cortex-review rules\` to list all rules.`
  }
  const hint = suggestNames(
    id,
    known.map((rule) => rule.id),
  )
  const remedy = hint.startsWith('did') ? hint : 'run `cortex-review rules` to list all rules.'
  return `unknown rule ${quote(id)}; ${remedy}`
}

function listOfMaps(properties: Readonly<Record<string, unknown>>) {
  return {
    type: 'array',
    items: {
      type: 'object',
      additionalProperties: false,
      required: Object.keys(properties),
      properties,
    },
  }
}
