import type { FileContent } from '../../cortex/files/content.ts'
import { toBatches } from './blobs.ts'
import {
  type Commits,
  isForeign,
  readBoth,
  settleBoth,
  type WantedSides,
  wantSides,
} from './both-sides.ts'
import { type ChangedFile, oldPathOf } from './files.ts'
import type { Scope } from './reading.ts'
import { addChange, type ReadFile, type Sides, startSides } from './sides.ts'
import { settleTypes, type Types } from './types.ts'

/** What candidates are read of. */
export interface Reads<S extends Scope> {
  readonly files: readonly ChangedFile[]
  /** What was asked for together with the settings. */
  readonly early: ReadonlyMap<ChangedFile, WantedSides>
  /** The answers. */
  readonly contents: readonly FileContent[]
  readonly commits: Commits
  readonly scope: S
  readonly types: Types
}

/** Puts all candidates on their sides. */
export async function readCandidates<S extends Scope>(reads: Reads<S>): Promise<Sides> {
  const { files, early, contents, commits, scope, types } = reads
  const changes = startSides()
  const add = async (read: ReadFile) => {
    const file = narrow(read.file, scope)
    if (file) {
      const settled = await settleTypes(types, {
        ...read,
        ...(file !== read.file && asRemoved(read, file)),
      })
      addChange(changes, settled, scope.isForced(file.path))
    }
  }
  for (const read of await settleBoth(types.source, [...early.values()], contents, commits)) {
    await add(read)
  }
  const late = files.filter(
    (file) =>
      !early.has(file) && narrow(file, scope) && (scope.isForced(file.path) || !isForeign(file)),
  )
  for (const batch of toBatches(late)) {
    const wanted = batch.map((file) => wantSides(file, commits))
    for (const read of await readBoth(types.source, wanted, commits)) await add(read)
  }
  return changes
}

/**
 * What of a changed file is looked at: what is a candidate, or was one under its old name; undefined
 * if nothing is. What moves to where it is ignored counts as removed.
 */
function narrow(file: ChangedFile, { isCandidate, isIgnored }: Scope): ChangedFile | undefined {
  if (isCandidate(file.path)) return file
  const origin = oldPathOf(file)
  if (origin === file.path || !isCandidate(origin)) return undefined
  if (!isIgnored(file.path)) return file
  return {
    path: origin,
    status: 'removed',
    sha: null,
    additions: file.additions,
    deletions: file.deletions,
    isUnlisted: true,
  }
}

function asRemoved({ before }: ReadFile, file: ChangedFile): ReadFile {
  return { file, before, after: undefined, hunks: [] }
}
