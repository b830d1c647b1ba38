import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { GitError, runGit } from '../git/run.ts'
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
      : readNamed(resolve(terminal.cwd, given.settings))
  return resolveOptions(given, text === undefined ? {} : parseSettings(text, path, rules))
}

function readNamed(path: string): string {
  const text = readIfThere(path)
  if (text === undefined) throw new UserError(`There is no settings file ${path}.`)
  return text
}

function readDefault(root: string, commit: string | undefined): string | undefined {
  if (commit === undefined) return readIfThere(join(root, DEFAULT_OPTIONS.settings))
  try {
    const name = `${commit}:${DEFAULT_OPTIONS.settings}`
    return runGit(root, ['cat-file', 'blob', name]).toString('utf8')
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
