import type { ChangeSet } from '../review/change-set.ts'
import type { Settings } from '../review/config.ts'
import type { RuleMeta } from '../review/rule.ts'
import { quote } from '../text/wording.ts'
import { chooseSettings, describeMisplaced } from './files.ts'
import { checkSettings, parseSettings } from './settings.ts'
import { UserError } from './user-error.ts'

/** A settings file's path and text. */
export interface SettingsText {
  readonly path: string
  readonly text: string
}

/** A settings file of the head; without a text it cannot be read. */
export interface ProposedFile {
  readonly path: string
  readonly text: string | undefined
}

/** The settings files of a repository. */
export interface FoundSettings {
  /** Those of the side that decides. */
  readonly files: readonly SettingsText[]
  /** Files in places where settings are not read. */
  readonly misplaced: readonly string[]
  /** Those that the change leaves behind; absent if it touches none. */
  readonly proposed?: readonly ProposedFile[]
}

/** What holds, and what there is to say of it. */
export interface SettledSettings {
  readonly settings: Settings
  /** The file that decides, if there is one that can be read. */
  readonly file?: SettingsText
  /** Sentences. */
  readonly notes: readonly string[]
  /** What is wrong with the settings that the change brings. */
  readonly problems: Problems
}

type Problems = NonNullable<ChangeSet['settings']>

/**
 * Decides which settings hold: those of the base, never those that a change brings; but these are
 * checked, so that the change fails that would break every later one. A change that mends broken
 * settings, or removes them, is judged by the defaults.
 *
 * Throws a UserError if the settings are broken and stay so.
 */
export function settleSettings(
  { files, misplaced, proposed }: FoundSettings,
  rules: readonly RuleMeta[],
): SettledSettings {
  const notes = describeMisplaced(misplaced)
  const problems = proposed ? checkProposed(proposed, rules) : []
  try {
    const file = chooseSettings(files)
    const settings = file ? parseSettings(file.text, file.path, rules) : {}
    return { settings, ...(file && { file }), notes, problems }
  } catch (error) {
    if (!(error instanceof UserError) || !proposed || problems.length > 0) throw error
    return { settings: {}, notes: [...notes, describeMended(error)], problems: [] }
  }
}

function checkProposed(files: readonly ProposedFile[], rules: readonly RuleMeta[]): Problems {
  const [first, ...others] = files
  return [
    ...files.flatMap(({ path, text }) =>
      text === undefined
        ? [problemAtStart(path, 'the file cannot be read as text in UTF-8.')]
        : checkSettings(text, rules).problems.map((problem) => ({ path, ...problem })),
    ),
    ...others.map(({ path }) =>
      problemAtStart(
        path,
        `there is another settings file, ${quote(first?.path ?? '')}; keep one.`,
      ),
    ),
  ]
}

function problemAtStart(path: string, message: string) {
  const start = { line: 1, column: 1 }
  return { path, message, range: { start, end: start } }
}

function describeMended({ message }: UserError): string {
  const [first = '', ...more] = message.split('\n')
  const others = more.length > 0 ? ` (and ${more.length} more)` : ''
  return `The settings of the base are invalid, so this change was reviewed with the defaults: ${first}${others}`
}
