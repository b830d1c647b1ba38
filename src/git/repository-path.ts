import { relative, sep } from 'node:path'
import { show } from '../report/formats/ansi.ts'
import { UserError } from '../settings/user-error.ts'

/** A path from the root of the repository, with `/`. Throws a UserError if it leads out of there. */
export function toRepositoryPath(root: string, path: string): string {
  if (isInside(root, path)) return relative(root, path).split(sep).join('/')
  throw new UserError(`${show(path)} is not in ${show(root)}.`, 'Audit one repository at a time.')
}

/** Whether a path is a folder, or within it, as far as its text tells. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`)
}
