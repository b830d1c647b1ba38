import { mayBeCortex } from '../../cortex/files/recognize.ts'
import type { UnreadableFile } from '../../review/change-set.ts'
import { type Hunk, parsePatch, revertPatch } from '../../text/hunks.ts'
import type { Content } from './blobs.ts'
import { type ChangedFile, lacksPatch } from './files.ts'

/** A ChangeSet in the making. */
export interface Sides {
  readonly before: Map<string, string>
  readonly after: Map<string, string>
  readonly renames: Map<string, string>
  readonly hunks: Map<string, readonly Hunk[]>
  readonly unreadable: UnreadableFile[]
  /** Whether there may be files that belong to these and are not known. */
  isPartial?: boolean
}

export function startSides(): Sides {
  return {
    before: new Map(),
    after: new Map(),
    renames: new Map(),
    hunks: new Map(),
    unreadable: [],
  }
}

/** Puts a file on a side, or notes that it could not be read. */
export function addFile(
  sides: Sides,
  side: UnreadableFile['side'],
  path: string,
  content: Content | undefined,
): void {
  if (content && 'text' in content) sides[side].set(path, content.text)
  else if (content?.reason !== 'foreign') {
    sides.unreadable.push({ path, side, reason: content?.reason ?? 'unavailable' })
  }
}

/**
 * Puts a changed file on its sides; the content is the new one, of a removed file the old.
 *
 * Returns false if the old text must be asked for, since GitHub left the patch out or it does not
 * fit. Files that are Cortex's on neither side are dropped, unless `isForced`.
 */
export function addChange(
  sides: Sides,
  file: ChangedFile,
  content: Content | undefined,
  isForced: boolean,
): boolean {
  const hunks = file.patch === undefined ? [] : parsePatch(file.patch)
  const before = hasOldSide(file) ? revertFile(file, hunks, content) : undefined
  const isLost = hasOldSide(file) && before === undefined
  if (!isForced && !isLost && !isRelevant(file, content, before)) return true

  // A listed file without a patch has no line for a comment, but can have one as a whole.
  if (!file.isUnlisted) sides.hunks.set(file.path, hunks)
  if (file.status === 'renamed') sides.renames.set(file.path, oldPathOf(file))
  addFile(sides, file.status === 'removed' ? 'before' : 'after', file.path, content)
  if (before !== undefined) sides.before.set(oldPathOf(file), before)
  return !isLost
}

/** Where a changed file was before. */
export function oldPathOf({ status, path, previousPath }: ChangedFile): string {
  return status === 'renamed' ? (previousPath ?? path) : path
}

/** A copy's source is still there; a removed file is old as it is. */
function hasOldSide({ status }: ChangedFile): boolean {
  return !['added', 'copied', 'removed'].includes(status)
}

/** The old text, exactly as GitHub compared it; undefined if the patch does not tell. */
function revertFile(
  file: ChangedFile,
  hunks: readonly Hunk[],
  content: Content | undefined,
): string | undefined {
  if (!content || !('text' in content) || lacksPatch(file)) return undefined
  return isComplete(file, hunks) ? revertPatch(content.text, hunks) : undefined
}

function isComplete({ additions, deletions }: ChangedFile, hunks: readonly Hunk[]): boolean {
  const lines = hunks.flatMap((hunk) => hunk.lines)
  return (
    lines.filter(({ type }) => type === 'added').length === additions &&
    lines.filter(({ type }) => type === 'removed').length === deletions
  )
}

function isRelevant(
  file: ChangedFile,
  content: Content | undefined,
  before: string | undefined,
): boolean {
  if (before !== undefined && mayBeCortex(before, oldPathOf(file))) return true
  return !content || !('text' in content) || mayBeCortex(content.text, file.path)
}
