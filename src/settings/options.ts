import type { RuleSettings, Settings } from '../review/config.ts'
import type { RuleMeta } from '../review/rule.ts'
import { collectFields } from './collect.ts'
import type { Field, Options } from './field.ts'
import { DEFAULT_OPTIONS } from './fields.ts'
import { UserError } from './user-error.ts'
import { createReading } from './values.ts'

/** What the inputs of the Action, or the options of the command line, say. */
export type GivenOptions = Partial<Options>

/** Values as they come: repeated options as a list, `true` for an option without a value. */
export type RawOptions = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>

/**
 * Reads the inputs of the Action. An empty text counts as not set.
 *
 * `readInput` gives the text of an input by name. Throws a UserError that lists every problem.
 */
export function parseInputs(
  readInput: (name: string) => string,
  rules: readonly RuleMeta[],
): GivenOptions {
  return parseFields(rules, 'Correct the inputs; action.yml has all of them.', (field) =>
    field.action ? { place: `Input \`${field.name}\``, text: readInput(field.name).trim() } : NONE,
  )
}

/**
 * Reads the options of the command line, by their names without dashes.
 *
 * Throws a UserError that lists every problem.
 */
export function parseFlags(given: RawOptions, rules: readonly RuleMeta[]): GivenOptions {
  return parseFields(rules, '`cortex-review help` lists the options.', (field) =>
    field.cli
      ? { place: `Option \`--${field.name}\``, text: flagText(given[field.name], field) }
      : NONE,
  )
}

/**
 * Puts together what holds: an input or option before the settings file, that before the default.
 *
 * Rules that are given hold everywhere, also where the settings file has an override.
 */
export function resolveOptions(given: GivenOptions, settings: Settings = {}): Options {
  const { rules: givenRules, ...rest } = given
  const chosen = { ...DEFAULT_OPTIONS, ...settings, ...rest }
  const isApproved = chosen.ignoreComments === undefined && chosen.approvers.length > 0
  const options = isApproved ? { ...chosen, ignoreComments: 'approved' as const } : chosen
  return givenRules
    ? { ...options, overrides: [...options.overrides, everywhere(givenRules)] }
    : options
}

interface Source {
  readonly place: string
  /** '' counts as not set. */
  readonly text: string
}

const NONE: Source = { place: '', text: '' }

function parseFields(
  rules: readonly RuleMeta[],
  remedy: string,
  find: (field: Field) => Source,
): GivenOptions {
  const problems: string[] = []
  const given = collectFields((field) => {
    const { place, text } = find(field)
    if (text === '') return undefined

    const reading = createReading(rules, (message) => problems.push(`${place}: ${message}`), {
      isOpen: true,
    })
    return field.type.fromText?.(text, reading)
  })
  if (problems.length > 0) throw new UserError(problems.join('\n'), remedy)
  return given
}

/** Repetitions become lines; an option without a value means what its field says. */
function flagText(value: RawOptions[string], field: Field): string {
  if (value === undefined) return ''
  const texts = (Array.isArray(value) ? value : [value]).map((one) =>
    one === true ? (field.cli?.bare ?? 'true') : String(one),
  )
  return field.type.isList ? texts.join('\n') : (texts.at(-1) ?? '')
}

function everywhere(rules: RuleSettings) {
  return { paths: ['**'], rules }
}
