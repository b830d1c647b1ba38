import type { Settings } from '../review/config.ts'
import type { Rule, RuleMeta } from '../review/rule.ts'
import { createHide } from '../secrets/hide.ts'
import { type SourceRange, type Span, toRange } from '../text/text.ts'
import { parseDocument } from '../yaml/document.ts'
import type { YamlNode } from '../yaml/tree.ts'
import { collectFields } from './collect.ts'
import { ALL_FIELDS, FIELDS } from './fields.ts'
import { readMap } from './maps.ts'
import { UserError } from './user-error.ts'
import { createReading, type FileReading, type Reading } from './values.ts'

interface Problem {
  readonly at: Span
  readonly message: string
}

/** What is wrong with a settings file, and where. */
export interface SettingsProblem {
  readonly message: string
  readonly range: SourceRange
}

/**
 * Reads a settings file.
 *
 * Throws a UserError that lists every problem as `path:line:column: message`, in the order of the
 * file.
 */
export function parseSettings(
  text: string,
  path: string,
  rules: readonly RuleMeta[],
  file: FileReading = {},
): Settings {
  const { settings, problems } = checkSettings(text, rules, { path, ...file })
  throwProblems(problems, path)
  return settings
}

/** Reads a settings file as far as it can be understood; the problems are in the order of the file. */
export function checkSettings(
  text: string,
  rules: readonly RuleMeta[],
  file: FileReading = {},
): Checked<Settings> {
  return checkFile(text, rules, { ...file, read: readSettings, nothing: {} })
}

/**
 * Reads a file of rules of one's own, which has one rule or a list of them. Throws a UserError that
 * lists every problem.
 */
export function parseRuleFile(
  text: string,
  rules: readonly RuleMeta[],
  file: FileReading & { readonly path: string },
): readonly Rule[] {
  const { settings, problems } = checkRuleFile(text, rules, file)
  throwProblems(problems, file.path)
  return settings
}

/** Reads a file of rules of one's own as far as it can be understood. */
export function checkRuleFile(
  text: string,
  rules: readonly RuleMeta[],
  file: FileReading,
): Checked<readonly Rule[]> {
  const { type } = FIELDS.customRules
  const read = (root: YamlNode, reading: Reading) => {
    const list =
      root.kind === 'map' ? { ...root, kind: 'list' as const, items: [root], places: [root] } : root
    return root.kind === 'null' ? [] : (type.fromYaml(list, reading) ?? [])
  }
  return checkFile(text, rules, { ...file, read, nothing: [] })
}

/** What a file says as far as it can be understood, and what is wrong with it. */
interface Checked<T> {
  readonly settings: T
  readonly problems: readonly SettingsProblem[]
}

function checkFile<T>(
  text: string,
  rules: readonly RuleMeta[],
  {
    read,
    nothing,
    ...file
  }: FileReading & {
    readonly read: (root: YamlNode, reading: Reading) => T
    readonly nothing: T
  },
): Checked<T> {
  const document = parseDocument(text)
  const problems: Problem[] = [...document.problems, ...document.oddities].map((problem) => ({
    at: problem,
    message: problem.message,
  }))

  const note = (message: string, at: Span = { start: 0, end: 0 }) => {
    problems.push({ at, message })
  }
  const settings = document.root ? read(document.root, createReading(rules, note, file)) : nothing
  // Somebody may have put a secret there.
  const hide = createHide([document])
  return {
    settings,
    problems: problems
      .toSorted((a, b) => a.at.start - b.at.start)
      .map(({ at, message }) => ({ message: hide(message), range: toRange(document.lines, at) })),
  }
}

function throwProblems(problems: readonly SettingsProblem[], path: string): void {
  if (problems.length === 0) return
  const lines = problems.map(
    ({ message, range: { start } }) => `${path}:${start.line}:${start.column}: ${message}`,
  )
  throw new UserError(lines.join('\n'), REMEDY)
}

const REMEDY = 'Fix the settings; see docs/settings.md.'

/** The fields that a settings file may have. */
export const FILE_FIELDS = ALL_FIELDS.filter((field) => field.file)

function readSettings(root: YamlNode, reading: Reading): Settings {
  // A file of comments only says nothing.
  if (root.kind === 'null') return {}

  const names = FILE_FIELDS.map(({ name }) => name)
  const written = readMap(root, names, reading) ?? []
  const nodeOf = (name: string) => written.find((candidate) => candidate.name === name)?.value
  // Other settings may name them.
  const node = nodeOf(OWN)
  const own = node && FIELDS.customRules.type.fromYaml(node, reading.within(OWN))
  const informed = reading.knowing(own ?? [])
  const settings = collectFields(({ name, type }) => {
    const value = name === OWN ? undefined : nodeOf(name)
    return value && type.fromYaml(value, informed.within(name))
  })
  return own ? { ...settings, customRules: own } : settings
}

const OWN = FIELDS.customRules.name
