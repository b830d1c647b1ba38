import { lstatSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Whether Git's top folder is that of the repository a folder is in. A repository can configure any
 * other one, whose files would then be read and written.
 *
 * A person, or a hook of Git, that names the repository or its folder is believed.
 */
export function isOwnWorkTree(cwd: string, root: string): boolean {
  const { GIT_DIR, GIT_WORK_TREE } = process.env
  if (GIT_DIR !== undefined || GIT_WORK_TREE !== undefined) return true
  return realpathSync(root) === findRepository(realpathSync(cwd))
}

/** The nearest folder upwards that has a repository, as Git looks for it. */
function findRepository(folder: string): string | undefined {
  if (lstatSync(join(folder, '.git'), { throwIfNoEntry: false })) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : findRepository(parent)
}
