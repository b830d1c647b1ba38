import { posix } from 'node:path'
import { UserError } from '../settings/user-error.ts'
import { GitError, runGit } from './run.ts'

/**
 * Reads a file of a commit; undefined if the commit has none of that name.
 *
 * What is there and cannot be read is not absent: throws a UserError if the file or its folder is a
 * link or a submodule, or if this clone does not have its content.
 */
export function readCommitted(root: string, commit: string, path: string): string | undefined {
  const folder = posix.dirname(path)
  const names = folder === '.' ? [path] : [folder, path]
  const args = ['ls-tree', '-z', '--full-tree', commit, '--', ...names]
  const entries = runGit(root, args).toString('utf8').split('\0').filter(Boolean)
  // Git lists what else is in the folder, too.
  const found = entries.find((entry) => !entry.startsWith(FOLDER) && names.includes(nameOf(entry)))
  if (found === undefined) return undefined
  const [mode = '', , object = ''] = found.slice(0, found.indexOf('\t')).split(' ')
  if (!mode.startsWith('100')) throw refuse(path, 'a symbolic link or no file')
  try {
    return runGit(root, ['cat-file', 'blob', object]).toString('utf8')
  } catch (error) {
    if (error instanceof GitError) throw refuse(path, 'missing from this clone')
    throw error
  }
}

/**
 * Of some paths, those that a commit has something at, or whose folder is none; and what is in a
 * folder, or the folder itself if it is none. One question to Git for all.
 */
export function filterCommitted(
  root: string,
  commit: string,
  paths: readonly string[],
  within: string,
): readonly string[] {
  const folders = [...new Set(paths.map((path) => posix.dirname(path)))].filter(
    (folder) => folder !== '.',
  )
  const inside = [posix.dirname(within), within, `${within}/`]
  const args = ['ls-tree', '-z', '--full-tree', commit, '--', ...folders, ...paths, ...inside]
  const entries = runGit(root, args).toString('utf8').split('\0').filter(Boolean)
  const there = new Set(entries.filter((entry) => !entry.startsWith(FOLDER)).map(nameOf))
  const isThere = (path: string) => there.has(path) || there.has(posix.dirname(path))
  const found = [...there].filter((path) => path.startsWith(`${within}/`))
  return [...[...paths, within].filter(isThere), ...found]
}

function nameOf(entry: string): string {
  return entry.slice(entry.indexOf('\t') + 1)
}

/** Folders are on the way to the file. */
const FOLDER = '040000 '

function refuse(path: string, reason: string): UserError {
  return new UserError(`\`${path}\` of the commit cannot be read: it is ${reason}.`)
}
