import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { show } from '../report/formats/ansi.ts'
import { UserError } from '../settings/user-error.ts'

/** Where a file is written. */
export interface Target {
  readonly path: string
  /** The folders that may hold links of somebody else: nothing is written through those. */
  readonly roots: readonly string[]
}

/**
 * Writes a file whole, in a folder that is there. Throws a UserError if it cannot be written, or only
 * through a link.
 */
export function writeWhole(target: Target, text: string): void {
  const { O_WRONLY, O_CREAT, O_TRUNC } = constants
  attempt(target, () => write(target, text, O_WRONLY | O_CREAT | O_TRUNC))
}

/** The same for a file that must not exist yet, or false if it does. */
export function writeNew(target: Target, text: string): boolean {
  const { O_WRONLY, O_CREAT, O_EXCL } = constants
  return attempt(target, () => {
    if (lstatSync(target.path, { throwIfNoEntry: false })) return false
    write(target, text, O_WRONLY | O_CREAT | O_EXCL)
    return true
  })
}

/** Makes the folder of a file, unless a link is on the way to it. Throws a UserError as above. */
export function makeFolder({ path, roots }: Target): void {
  const folder = { path: dirname(path), roots }
  attempt(folder, () => {
    refuseLinks(folder)
    mkdirSync(folder.path, { recursive: true })
  })
}

function write(target: Target, text: string, flags: number): void {
  refuseLinks(target)
  const file = open(target, flags)
  try {
    const bytes = Buffer.from(text)
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
  } finally {
    closeSync(file)
  }
}

function attempt<T>({ path }: Target, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof UserError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError(`${show(path)} cannot be written: ${show(reason)}`, 'Check the path.')
  }
}

/** A pipe that nobody reads would keep the tool waiting; one that is read, e.g. of a shell, is fine. */
function open({ path, roots }: Target, flags: number): number {
  // Windows has neither.
  const { O_NONBLOCK, O_NOFOLLOW } = constants
  const isForeign = roots.some((root) => isInside(root, path))
  const file = openSync(path, flags | O_NONBLOCK | (isForeign ? O_NOFOLLOW : 0))
  const stats = fstatSync(file)
  if (!stats.isFIFO() && (stats.isFile() || !isForeign)) return file

  try {
    if (stats.isFIFO() && !isForeign) return openSync(path, constants.O_WRONLY)
    throw new UserError(`${show(path)} is not a regular file.`, 'Name another file.')
  } finally {
    closeSync(file)
  }
}

/** Throws a UserError if a link within one of the roots is on the way to a path. */
function refuseLinks({ path, roots }: Target): void {
  for (const root of roots) {
    if (!isInside(root, path)) continue
    const steps = relative(root, path).split(sep)
    for (const [index] of steps.entries()) {
      const place = join(root, ...steps.slice(0, index + 1))
      if (!lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) continue
      throw new UserError(
        `${show(path)} was not written: ${show(place)} is a symbolic link.`,
        'Remove the link, or name another file.',
      )
    }
  }
}

/** Whether a path is within a folder, as far as its text tells. */
function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`)
}
