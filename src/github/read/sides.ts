import { type FileContent, mayBeCortexFile } from '../../cortex/files/content.ts'
import type { Basis, ChangeSet, UnreadableFile } from '../../review/change-set.ts'
import type { Hunk } from '../../text/hunks.ts'
import { type ChangedFile, oldPathOf } from './files.ts'

/** A ChangeSet in the making. */
export interface Sides {
  readonly before: Map<string, string>
  readonly after: Map<string, string>
  readonly renames: Map<string, string>
  readonly hunks: Map<string, readonly Hunk[]>
  readonly unreadable: UnreadableFile[]
  readonly links: Readonly<Record<'before' | 'after', Map<string, string>>>
  /** Whether there may be files that belong to these and are not known. */
  isPartial?: boolean
  settings?: NonNullable<ChangeSet['settings']>
  baseline?: NonNullable<ChangeSet['baseline']>
  /** What the change makes of it; it is not obeyed. */
  proposedBaseline?: NonNullable<ChangeSet['baseline']>
  basis?: Basis
}

/** A changed file with what its sides hold; a side that is absent is undefined. */
export interface ReadFile {
  readonly file: ChangedFile
  readonly before: FileContent | undefined
  readonly after: FileContent | undefined
  readonly hunks: readonly Hunk[]
  /** Where a link on each side leads. */
  readonly links?: { readonly before?: string; readonly after?: string }
}

export function startSides(): Sides {
  return {
    before: new Map(),
    after: new Map(),
    renames: new Map(),
    hunks: new Map(),
    unreadable: [],
    links: { before: new Map(), after: new Map() },
  }
}

/** Puts a changed file on its sides, if it may be Cortex's on either or `isForced`. */
export function addChange(sides: Sides, read: ReadFile, isForced: boolean): void {
  const { file, before, after, hunks, links = {} } = read
  if (!isForced && !mayBeCortexChange(read)) return

  // A listed file without a patch has no line for a comment, but can have one as a whole.
  if (!file.isUnlisted) sides.hunks.set(file.path, hunks)
  if (file.status === 'renamed') sides.renames.set(file.path, oldPathOf(file))
  addFile(sides, 'before', oldPathOf(file), before, links.before)
  addFile(sides, 'after', file.path, after, links.after)
}

/** Whether a change may be one of a Cortex file. */
export function mayBeCortexChange({ file, before, after }: ReadFile): boolean {
  if (before && mayBeCortexFile(oldPathOf(file), before)) return true
  return after !== undefined && mayBeCortexFile(file.path, after)
}

/** Puts a file on a side, or notes that it could not be read. */
function addFile(
  sides: Sides,
  side: UnreadableFile['side'],
  path: string,
  content: FileContent | undefined,
  source: string | undefined,
): void {
  if (!content) return
  if (source !== undefined) sides.links[side].set(path, source)
  if ('text' in content) sides[side].set(path, content.text)
  else {
    const { unreadable: reason, mayBeCortex } = content
    sides.unreadable.push({ path, side, reason, mayBeCortex })
  }
}
