import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { show } from '../report/formats/ansi.ts'
import { UserError } from '../settings/user-error.ts'
import { listCommit, workingPlace } from './places.ts'
import type { ChangedFile, FileSide } from './raw-diff.ts'
import { runGit } from './run.ts'

/** Files of the working tree that a comparison with the index does not show. */
export interface Overlooked {
  readonly untracked: readonly string[]
  /** Marked as unchanged, or as out of a sparse checkout, and there nevertheless, or gone. */
  readonly hidden: readonly string[]
}

/** Lists the files that a comparison with the index does not show. */
export function listOverlooked(root: string): Overlooked {
  const args = ['ls-files', '-z', '-v', '--cached', '--others', '--exclude-standard']
  const entries = runGit(root, args).toString('utf8').split('\0').filter(Boolean)
  const pathsOf = (isWanted: (tag: string) => boolean) =>
    entries.flatMap((entry) => (isWanted(entry[0] ?? '') ? [entry.slice(TAG.length)] : []))

  const isThere = (path: string) => lstatSync(join(root, path), { throwIfNoEntry: false })
  return {
    untracked: pathsOf((tag) => tag === '?'),
    hidden: [
      ...pathsOf((tag) => tag === 'h'),
      ...pathsOf((tag) => tag === 'S' || tag === 's').filter(isThere),
    ],
  }
}

const TAG = 'H '

/** Puts what is hidden among what changed: of a hidden file, the working tree has the new side. */
export function reveal(
  changed: readonly ChangedFile[],
  hidden: readonly string[],
  { root, before }: { readonly root: string; readonly before: string },
): readonly ChangedFile[] {
  if (hidden.length === 0) return changed
  const seen = new Set(hidden)
  const isHidden = ({ after }: ChangedFile) => after !== undefined && seen.has(after.path)
  const known = new Map(changed.filter(isHidden).map((file) => [file.after?.path, file.before]))
  const old = listCommit(root, before)
  const { typeOf } = workingPlace(root)
  const oldSide = (path: string): FileSide | undefined => {
    const entry = old.get(path)
    return entry && { path, ...entry }
  }
  const newSide = (path: string): FileSide | undefined => {
    const type = typeOf(path)
    return type && { path, object: undefined, type }
  }
  return [
    ...changed.filter((file) => !isHidden(file)),
    ...hidden.map((path) => ({
      before: known.has(path) ? known.get(path) : oldSide(path),
      after: newSide(path),
    })),
  ]
}

/** Throws a UserError if the index names a file that is not within the repository. */
export function refuseOutside(changed: readonly ChangedFile[]): void {
  for (const { after } of changed) {
    if (after === undefined || !/^[/\\]|(?:^|[/\\])(?:\.\.|\.git)(?:[/\\]|$)/i.test(after.path))
      continue
    throw new UserError(
      `The index names a file that is not in the repository: ${show(after.path)}`,
      'Do not trust this checkout. To make a new index: git rm -r --cached . && git reset',
    )
  }
}
