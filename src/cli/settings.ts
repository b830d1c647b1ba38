import { join, resolve } from 'node:path'
import { readCommitted } from '../git/committed.ts'
import { readText } from '../git/read-text.ts'
import { show } from '../report/formats/ansi.ts'
import type { Options } from '../settings/field.ts'
import { DEFAULT_OPTIONS } from '../settings/fields.ts'
import { resolveOptions } from '../settings/options.ts'
import { parseSettings } from '../settings/settings.ts'
import { UserError } from '../settings/user-error.ts'
import type { Invocation } from './invocation.ts'

/**
 * What options, settings file and defaults decide together.
 *
 * The file is that of the commit, or else of the folder; one that is named must exist.
 */
export function readOptions(
  { given, rules, terminal }: Invocation,
  { root, commit }: { readonly root: string; readonly commit?: string | undefined },
): Options {
  const path = given.settings ?? DEFAULT_OPTIONS.settings
  const text =
    given.settings === undefined
      ? readDefault(root, commit)
      : readNamed(resolve(terminal.cwd, given.settings), root)
  return resolveOptions(given, text === undefined ? {} : parseSettings(text, show(path), rules))
}

function readNamed(path: string, root: string): string {
  const text = readText(path, root)
  if (text === undefined) throw new UserError(`There is no settings file ${show(path)}.`)
  return text
}

function readDefault(root: string, commit: string | undefined): string | undefined {
  const { settings } = DEFAULT_OPTIONS
  if (commit === undefined) return readText(join(root, settings), root)
  return readCommitted(root, commit, settings)
}
