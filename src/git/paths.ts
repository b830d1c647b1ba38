import { UserError } from '../settings/user-error.ts'
import { GitError, runGit } from './run.ts'

/**
 * The paths of all files of a commit, or of the working tree with its untracked files. Undefined if
 * Git knows no repository there.
 */
export function listPaths(root: string, commit?: string): readonly string[] | undefined {
  const args =
    commit === undefined
      ? ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
      : ['ls-tree', '-r', '-z', '--full-tree', '--name-only', commit]
  try {
    return runGit(root, args).toString('utf8').split('\0').filter(Boolean)
  } catch (error) {
    if (error instanceof GitError || error instanceof UserError) return undefined
    throw error
  }
}
