import { quote } from '../text/wording.ts'
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

/** Where a repository's settings are, by either extension. */
export const SETTINGS_PATHS = ['.github/cortex-review.yml', '.github/cortex-review.yaml'] as const

/** Where files of rules of one's own are. */
export const RULES_FOLDER = '.github/cortex-review/rules'

/** Whether a path is that of a file of rules of one's own. */
export function isRuleFile(path: string): boolean {
  return (
    path.startsWith(`${RULES_FOLDER}/`) &&
    /^[^/]+\.ya?ml$/.test(path.slice(RULES_FOLDER.length + 1))
  )
}

/** Where settings are put by mistake. */
export const MISPLACED_PATHS = [
  'cortex-review.yml',
  'cortex-review.yaml',
  '.cortex-review.yml',
  '.cortex-review.yaml',
] as const

/** The one settings file that there is, if any. Throws a UserError if there are two. */
export function chooseSettings<T extends { readonly path: string }>(
  files: readonly T[],
): T | undefined {
  const [first, second] = files
  if (!first || !second) return first
  throw new UserError(
    `There are two settings files, ${quote(first.path)} and ${quote(second.path)}.`,
    'Merge them into one file, and delete the other one.',
  )
}

/** Says of settings in the wrong place that they are not read; sentences. */
export function describeMisplaced(paths: readonly string[]): readonly string[] {
  return paths.map(
    (path) => `${quote(path)} is not read: settings belong in ${quote(SETTINGS_PATHS[0])}.`,
  )
}
