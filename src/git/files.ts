import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { LARGEST_LOOK } from '../cortex/files/content.ts'

/**
 * Reads the beginning of a regular file, up to the size limit.
 *
 * Undefined if there is none: links are not followed, since they may lead out of the repository.
 */
export function readFileStart(
  path: string | Buffer,
): { readonly bytes: Buffer; readonly size: number } | undefined {
  let file: number | undefined
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | NO_WAITING)
    const stats = fstatSync(file)
    if (!stats.isFile()) return undefined

    const bytes = Buffer.allocUnsafe(Math.min(stats.size, LARGEST_LOOK))
    return { bytes: bytes.subarray(0, readSync(file, bytes)), size: stats.size }
  } catch (error) {
    if (isExpected(error)) return undefined
    throw error
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/**
 * Replaces the text of a regular file in place, so that its mode stays.
 *
 * False if the file does not hold the old text, or is or became a link, be it a hard one: what else
 * has that content may lie outside of the repository. Throws what the file system
 * throws, e.g. if the file is read-only.
 */
export function rewriteFile(path: string, oldText: string, text: string): boolean {
  const flags = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | NO_WAITING
  const file = openSync(path, flags)
  try {
    const stats = fstatSync(file)
    if (!stats.isFile() || stats.nlink > 1) return false
    if (readFileSync(file, 'utf8') !== oldText) return false
    const bytes = Buffer.from(text)
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(file, bytes, done, bytes.length - done, done)
    }
    ftruncateSync(file, bytes.length)
    return true
  } finally {
    closeSync(file)
  }
}

/** Whether a file is at another path, too, which may lie outside of the repository. */
export function isHardLinked(path: string): boolean {
  return (lstatSync(path, { throwIfNoEntry: false })?.nlink ?? 1) > 1
}

/** Whether one of the folders between a root and a file in it is a link. */
export function isBehindLink(root: string, path: string): boolean {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const stats = lstatSync(join(root, folder), { throwIfNoEntry: false })
    if (stats?.isSymbolicLink()) return true
  }
  return false
}

/** A named pipe must not stop the tool. */
const NO_WAITING = constants.O_NONBLOCK ?? 0

const EXPECTED = [
  'ENOENT',
  'ENOTDIR',
  'ELOOP',
  'EISDIR',
  'EACCES',
  'ENXIO',
  'EMLINK',
  'ENAMETOOLONG',
]

function isExpected(error: unknown): boolean {
  // Not `instanceof`: errors of Node are of another realm in tests.
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    EXPECTED.includes(String(error.code))
  )
}
