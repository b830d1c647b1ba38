import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../settings/user-error.ts'
import {
  type ChangedWorkflow,
  isWorkflow,
  mayUseAction,
  WORKFLOWS_FOLDER,
} from '../workflows/changed.ts'
import { readCommitted } from './committed.ts'
import { parseRawDiff } from './raw-diff.ts'
import { readText } from './read-text.ts'
import type { Comparison } from './revisions.ts'
import { runGit } from './run.ts'

/** The workflows with Cortex Review that a change leaves behind, as they are and as they were. */
export function listChangedWorkflows({
  root,
  before,
  after,
}: Comparison): readonly ChangedWorkflow[] {
  const read = (path: string) =>
    after === undefined ? readText(join(root, path), root) : readCommitted(root, after, path)
  const paths = after === undefined ? listWorkflows(root) : listChanged(root, before, after)
  return paths.flatMap((path) => {
    const now = tryRead(() => read(path))
    if (now === undefined || !mayUseAction(now)) return []
    const old = tryRead(() => readCommitted(root, before, path))
    return old === now ? [] : [{ path, before: old, after: now }]
  })
}

/** The workflows of the working tree, sorted. */
export function listWorkflows(root: string): readonly string[] {
  const folder = join(root, WORKFLOWS_FOLDER)
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => `${WORKFLOWS_FOLDER}/${name}`)
    .filter(isWorkflow)
    .toSorted()
}

/** The workflows that differ between two commits: one question to Git, however many there are. */
function listChanged(root: string, before: string, after: string): readonly string[] {
  const args = ['-r', '--raw', '-z', '--no-abbrev', '--no-renames', before, after]
  const changed = parseRawDiff(runGit(root, ['diff-tree', ...args, '--', `${WORKFLOWS_FOLDER}/`]))
  return changed.flatMap(({ after: now }) => (now && isWorkflow(now.path) ? [now.path] : []))
}

/** What cannot be read, GitHub does not run either. */
function tryRead(read: () => string | undefined): string | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
