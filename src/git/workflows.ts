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
import { listPaths } from './paths.ts'
import { readText } from './read-text.ts'
import type { Comparison } from './revisions.ts'

/** The workflows with Cortex Review that a change leaves behind, as they are and as they were. */
export function listChangedWorkflows({
  root,
  base,
  after,
}: Comparison): readonly ChangedWorkflow[] {
  const read = (path: string) =>
    after === undefined ? readText(join(root, path), root) : readCommitted(root, after, path)
  const paths = after === undefined ? listWorkflows(root) : listCommitted(root, after)
  return paths.flatMap((path) => {
    const now = tryRead(() => read(path))
    if (now === undefined || !mayUseAction(now)) return []
    const before = tryRead(() => readCommitted(root, base, path))
    return before === now ? [] : [{ path, before, after: now }]
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

function listCommitted(root: string, commit: string): readonly string[] {
  return (listPaths(root, commit, WORKFLOWS_FOLDER) ?? []).filter(isWorkflow)
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
