import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { LARGEST_FILE } from './content.ts'

/**
 * Reads the beginning of a regular file, up to the size limit.
 *
 * Undefined if there is none: links are not followed, since they may lead out of the repository.
 */
export function readFileStart(
  path: string,
): { readonly bytes: Buffer; readonly size: number } | undefined {
  let file: number | undefined
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | NO_WAITING)
    const stats = fstatSync(file)
    if (!stats.isFile()) return undefined

    const bytes = Buffer.allocUnsafe(Math.min(stats.size, LARGEST_FILE))
    return { bytes: bytes.subarray(0, readSync(file, bytes)), size: stats.size }
  } catch (error) {
    if (isExpected(error)) return undefined
    throw error
  } finally {
    if (file !== undefined) closeSync(file)
  }
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
