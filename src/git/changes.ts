import { join } from 'node:path'
import { needsOthers } from '../cortex/files/related.ts'
import type { ChangeSet, UnreadableFile } from '../review/change-set.ts'
import type { Selection } from '../review/selection.ts'
import { diffTexts, type Hunk, listChangedLines } from '../text/hunks.ts'
import { readBlobs } from './blobs.ts'
import { type FileContent, readContent } from './content.ts'
import { readFileStart } from './files.ts'
import { withoutFilters } from './filters.ts'
import { listOverlooked, refuseOutside, reveal } from './hidden-changes.ts'
import { type ChangedFile, type FileSide, parseRawDiff } from './raw-diff.ts'
import type { Comparison } from './revisions.ts'
import { runGit } from './run.ts'

/** Which files to read. */
export interface Wanted {
  readonly selection: Selection
  /** Files of a commit to be read though they did not change, such as the clusters of APIs. */
  readonly related?: (changed: readonly string[], all: readonly string[]) => readonly string[]
}

/**
 * Reads what changed between two commits, or between a commit and the working tree with its
 * untracked files.
 *
 * Renames are followed. Of the candidates, those are kept that may be Cortex's on either side.
 */
export function readGitChanges(comparison: Comparison, wanted: Wanted): ChangeSet {
  const { root } = comparison
  const { selection } = wanted
  const changed = listChanges(comparison).map((file) => narrow(file, selection))
  const isForced = (path: string) => selection.isForced(path)
  const own = readSides(changed.flatMap(sidesOf), root, isForced)
  const isNeeded = changed.some((file) => needsContext(file, own))
  const context = isNeeded ? listContext(comparison, wanted, { changed, own }) : []
  const contents = new Map([...own, ...readSides(context.flatMap(sidesOf), root, isForced)])
  const isKept = (file: ChangedFile) => sidesOf(file).some((side) => contents.has(side))
  const kept = changed.filter(isKept)

  const others = readOthers(kept.flatMap(sidesOf), contents, root)
  const changes = assemble([...kept, ...context.filter(isKept)], new Map([...contents, ...others]))
  return isNeeded ? changes : { ...changes, isPartial: true }
}

/** Whether a change says what is judged with others; of what cannot be read it may. */
function needsContext({ before, after }: ChangedFile, own: Contents): boolean {
  const [old, now] = [before, after].map((side) => side && own.get(side))
  if (!old && !now) return false
  if ([old, now].some((content) => content && 'unreadable' in content)) return true
  const [one, other] = [old, now].map((content) =>
    content && 'text' in content ? content.text : '',
  )
  return needsOthers(listChangedLines(one ?? '', other ?? ''))
}

function listChanges({ root, before, after }: Comparison): readonly ChangedFile[] {
  const options = [...RAW, '--find-renames'] as const
  if (after !== undefined) {
    return parseRawDiff(runGit(root, ['diff-tree', ...options, before, after]))
  }
  const { untracked, hidden } = listOverlooked(root)
  const shown = parseRawDiff(runGit(root, ['diff-index', ...options, before], withoutFilters(root)))
  const changed = reveal(shown, hidden, { root, before })
  refuseOutside(changed)
  return [
    ...changed,
    ...untracked.map((path) => ({ before: undefined, after: { path, object: undefined } })),
  ]
}

/** What a submodule holds is for its own repository to say. */
const RAW = ['-r', '--raw', '-z', '--no-abbrev', '--ignore-submodules=all'] as const

function narrow({ before, after }: ChangedFile, selection: Selection): ChangedFile {
  return {
    before: before && selection.isCandidate(before.path) ? before : undefined,
    after: after && selection.isCandidate(after.path) ? after : undefined,
  }
}

/** The files asked for that did not change; a line break would end Git's line. */
function listContext(
  { root, before, after }: Comparison,
  { related }: Wanted,
  { changed, own }: { readonly changed: readonly ChangedFile[]; readonly own: Contents },
): readonly ChangedFile[] {
  if (!related) return []

  // What is not in the old commit has changed.
  const listed = runGit(root, ['ls-tree', '-r', '-z', '--full-tree', '--name-only', before])
  const all = listed.toString('utf8').split('\0').filter(Boolean)
  const known = new Set(changed.flatMap(sidesOf).map(({ path }) => path))
  return [
    ...new Set(
      related(
        [...own.keys()].map(({ path }) => path),
        all,
      ),
    ),
  ]
    .filter((path) => !known.has(path) && !path.includes('\n'))
    .map((path) => ({
      before: { path, object: `${before}:${path}` },
      after: { path, object: `${after ?? before}:${path}` },
    }))
}

function sidesOf({ before, after }: ChangedFile): readonly FileSide[] {
  return [before, after].filter((side) => side !== undefined)
}

type Contents = ReadonlyMap<FileSide, FileContent>

/** The contents of the sides that may be Cortex's. */
function readSides(
  sides: readonly FileSide[],
  root: string,
  isForced: (path: string) => boolean,
): Contents {
  const contents = new Map<FileSide, FileContent>()
  const add = (side: FileSide | undefined, bytes: Buffer, size: number) => {
    if (!side) return
    const content = readContent(side.path, bytes, { size, isForced: isForced(side.path) })
    if (content) contents.set(side, content)
  }

  const stored = sides.filter(({ object }) => object !== undefined)
  const names = stored.map(({ object = '' }) => object)
  readBlobs(root, names, (index, bytes, size) => add(stored[index], bytes, size))

  for (const side of sides) {
    const start = side.object === undefined && readFileStart(join(root, side.path))
    if (start) add(side, start.bytes, start.size)
  }
  return contents
}

/** The other side of what may be Cortex's counts, whatever it looks like; most often there is none. */
function readOthers(sides: readonly FileSide[], known: Contents, root: string): Contents {
  const missing = sides.filter((side) => !known.has(side))
  const found = readSides(missing, root, () => true)
  return new Map(missing.map((side) => [side, found.get(side) ?? { unreadable: 'unavailable' }]))
}

function assemble(files: readonly ChangedFile[], contents: Contents): ChangeSet {
  const before = new Map<string, string>()
  const after = new Map<string, string>()
  const renames = new Map<string, string>()
  const hunks = new Map<string, readonly Hunk[]>()
  const unreadable: UnreadableFile[] = []

  for (const file of files) {
    const texts = { before: '', after: '' }
    for (const [name, tree] of [
      ['before', before],
      ['after', after],
    ] as const) {
      const side = file[name]
      const content = side && contents.get(side)
      if (!content) continue
      if ('unreadable' in content) {
        unreadable.push({ path: side.path, side: name, reason: content.unreadable })
        continue
      }
      tree.set(side.path, content.text)
      texts[name] = content.text
    }
    const path = (file.after ?? file.before)?.path ?? ''
    if (texts.before !== texts.after) hunks.set(path, diffTexts(texts.before, texts.after))
    if (file.before && file.after && file.before.path !== path) renames.set(path, file.before.path)
  }
  return { before, after, renames, hunks, unreadable }
}
