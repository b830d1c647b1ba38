import type { Settings } from '../review/config.ts'
import type { RuleMeta } from '../review/rule.ts'
import { createHide } from '../secrets/hide.ts'
import { type SourceRange, type Span, toRange } from '../text/text.ts'
import { parseDocument } from '../yaml/document.ts'
import type { YamlNode } from '../yaml/tree.ts'
import { collectFields } from './collect.ts'
import { ALL_FIELDS } from './fields.ts'
import { readMap } from './maps.ts'
import { UserError } from './user-error.ts'
import { createReading, type Reading } from './values.ts'

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
export function parseSettings(text: string, path: string, rules: readonly RuleMeta[]): Settings {
  const { settings, problems } = checkSettings(text, rules)
  if (problems.length === 0) return settings

  const lines = problems.map(
    ({ message, range: { start } }) => `${path}:${start.line}:${start.column}: ${message}`,
  )
  throw new UserError(lines.join('\n'), REMEDY)
}

/** Reads a settings file as far as it can be understood; the problems are in the order of the file. */
export function checkSettings(
  text: string,
  rules: readonly RuleMeta[],
): { readonly settings: Settings; readonly problems: readonly SettingsProblem[] } {
  const document = parseDocument(text)
  const problems: Problem[] = [...document.problems, ...document.oddities].map((problem) => ({
    at: problem,
    message: problem.message,
  }))

  const reading = createReading(rules, (message, at = { start: 0, end: 0 }) => {
    problems.push({ at, message })
  })
  const settings = document.root ? readSettings(document.root, reading) : {}
  // Somebody may have put a secret there.
  const hide = createHide([document])
  return {
    settings,
    problems: problems
      .toSorted((a, b) => a.at.start - b.at.start)
      .map(({ at, message }) => ({ message: hide(message), range: toRange(document.lines, at) })),
  }
}

const REMEDY = 'Fix the settings; see docs/settings.md.'

/** The fields that a settings file may have. */
export const FILE_FIELDS = ALL_FIELDS.filter((field) => field.file)

function readSettings(root: YamlNode, reading: Reading): Settings {
  // A file of comments only says nothing.
  if (root.kind === 'null') return {}

  const names = FILE_FIELDS.map(({ name }) => name)
  const written = readMap(root, names, reading) ?? []
  return collectFields(({ name, type }) => {
    const setting = written.find((candidate) => candidate.name === name)
    return setting && type.fromYaml(setting.value, reading.within(name))
  })
}
