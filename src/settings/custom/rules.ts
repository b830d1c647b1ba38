import type { CustomSource } from '../../custom/source.ts'
import type { Rule } from '../../review/rule.ts'
import { quote } from '../../text/wording.ts'
import type { YamlNode } from '../../yaml/tree.ts'
import { readMap, requireSetting, type Setting } from '../maps.ts'
import { somePatterns } from '../patterns.ts'
import { quoteNode, type Reading, type ValueType } from '../values.ts'
import { CUSTOM_RULE_KEYS, category, REQUIRED, severity, subject } from './keys.ts'
import {
  edits,
  events,
  expression,
  identifier,
  line,
  type Reader,
  url,
  versionRange,
  written,
} from './readers.ts'

/** More rules are no policy that somebody reads. */
const MAX_RULES = 100
const NAMES = Object.keys(CUSTOM_RULE_KEYS)

/** Rules of one's own. */
export const customRules: ValueType<readonly Rule[]> = {
  label: 'list of rules',
  fromYaml(node, reading) {
    if (node.kind !== 'list') {
      return reading.problem(`expected a list of rules, found ${quoteNode(node)}.`, node)
    }
    if (node.items.length > MAX_RULES) {
      return reading.problem(
        `has ${node.items.length} rules; at most ${MAX_RULES} are allowed.`,
        node,
      )
    }
    const seen = new Set(reading.taken)
    const rules = node.items.map((item) => readRule(item, reading, seen))
    const kept = rules.filter((rule) => rule !== undefined)
    return kept.length === rules.length ? kept : undefined
  },
  schema: { type: 'array', maxItems: MAX_RULES, items: { $ref: '#/definitions/customRule' } },
}

function readRule(item: YamlNode, reading: Reading, seen: Set<string>): Rule | undefined {
  const settings = readMap(item, NAMES, reading)
  if (!settings) return undefined
  const missing = REQUIRED.filter((name) => !requireSetting(settings, name, reading, item))
  const source = readSource(settings, reading)
  if (missing.length > 0 || !source) return undefined

  if (seen.has(source.id)) {
    return reading.problem(`there is another rule ${quote(source.id)}.`, item)
  }
  seen.add(source.id)
  const rule = reading.compile(source, (message, at) => reading.problem(message, at))
  return rule && { ...rule, definition: define(source) }
}

/** What a rule says, wherever it stands. */
function define(source: CustomSource): string {
  const places = ['start', 'end', 'origin']
  return JSON.stringify(source, (key, value: unknown) => (places.includes(key) ? undefined : value))
}

/** Reads what needs no knowledge of expressions; undefined if something is wrong. */
function readSource(settings: readonly Setting[], outer: Reading): CustomSource | undefined {
  const { read, isWrong } = createReader(settings, outer)
  const id = read('id', identifier)
  const on = read('on', subject)
  const when = read('when', events) ?? ['present']
  const condition = read('if', expression)
  const message = read('message', expression)
  const optional = {
    docsUrl: read('docs-url', url),
    versions: read('versions', versionRange),
    paths: read('paths', somePatterns),
    at: read('at', written),
    fix: read('fix', edits),
  }
  const standard = {
    severity: read('severity', severity) ?? 'warning',
    category: read('category', category) ?? 'custom',
    summary: read('summary', line) ?? `\`${id}\` is violated`,
    why: read('why', line) ?? '',
  }
  if (isWrong() || id === undefined || !on || !condition || !message) return undefined
  const { docsUrl, versions, paths, at, fix } = optional
  return {
    ...standard,
    id,
    on,
    when,
    condition,
    message,
    origin: outer.path,
    ...(docsUrl !== undefined && { docsUrl }),
    ...(versions && { versions }),
    ...(paths && { paths }),
    ...(at && { at }),
    ...(fix && { fix }),
  }
}

/** Reads the values of keys, and remembers whether one of them is wrong. */
function createReader(settings: readonly Setting[], outer: Reading) {
  let hasProblem = false
  return {
    isWrong: () => hasProblem,
    read: <T>(name: string, type: Reader<T>): T | undefined => {
      const node = settings.find((setting) => setting.name === name)?.value
      const value = node && type.fromYaml(node, outer.within(name))
      if (node && value === undefined) hasProblem = true
      return value
    },
  }
}
