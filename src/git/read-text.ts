import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
} from 'node:fs'
import { show } from '../report/formats/ansi.ts'
import { UserError } from '../settings/user-error.ts'
import { isInside } from './repository-path.ts'

/** No file that a person writes by hand is larger. */
const MOST_BYTES = 1024 * 1024

/**
 * Reads a small file of text; undefined if there is none.
 *
 * Throws a UserError if it cannot be read, is no regular file, or if a link in the root leads to it
 * from within the root to the outside.
 */
export function readText(path: string, root: string): string | undefined {
  try {
    if (isInside(root, path) && !isInside(realpathSync(root), realpathSync(path))) {
      throw refuse(path, 'a symbolic link leads out of the repository.')
    }
    return readRegular(path)
  } catch (error) {
    if (error instanceof UserError) throw error
    if (isAbsent(error) && !lstatSync(path, { throwIfNoEntry: false })) return undefined
    throw refuse(path, error instanceof Error ? error.message : String(error))
  }
}

function readRegular(path: string): string {
  // A named pipe must not stop the tool.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stats = fstatSync(file)
    if (!stats.isFile()) throw refuse(path, 'it is not a regular file.')
    if (stats.size > MOST_BYTES) throw refuse(path, 'it is larger than 1 MiB.')
    return readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}

function refuse(path: string, reason: string): UserError {
  return new UserError(`${show(path)} cannot be read: ${show(reason)}`)
}

/** Not `instanceof`: errors of Node are of another realm in tests. */
function isAbsent(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  return code === 'ENOENT' || code === 'ENOTDIR'
}
