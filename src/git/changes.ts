import type { FileContent } from '../cortex/files/content.ts'
import {
  type FindRelated,
  listClusterTexts,
  looksLikeApi,
  needsOthers,
} from '../cortex/files/related.ts'
import type { Basis, ChangeSet, LeftOutFile, UnreadableFile } from '../review/change-set.ts'
import type { Selection } from '../review/selection.ts'
import { diffTexts, type Hunk, listChangedLines } from '../text/hunks.ts'
import { listChanged } from './changed-files.ts'
import { commitPlace, listCommit, workingPlace } from './places.ts'
import type { ChangedFile, FileSide } from './raw-diff.ts'
import type { Comparison } from './revisions.ts'
import { type Contents, readSides, sidesOf } from './side-contents.ts'

/** Which files to read. */
export interface Wanted {
  readonly selection: Selection
  /** Files of a commit to be read though they did not change, such as the clusters of APIs. */
  readonly related?: FindRelated
}

/**
 * Reads what changed between two commits, or between a commit and the working tree with its
 * untracked files.
 *
 * Renames and links are followed. Of the candidates, those are kept that may be Cortex's on either
 * side.
 */
export function readGitChanges(comparison: Comparison, wanted: Wanted): ChangeSet {
  const { root, before, base, after, name, isIndex } = comparison
  const { selection } = wanted
  const changed = listChanged(comparison, selection, {
    before: commitPlace(root, before),
    after: after === undefined ? workingPlace(root) : commitPlace(root, after),
  })
  const isForced = (path: string) => selection.isForced(path)
  const own = readSides(changed.flatMap(sidesOf), root, isForced)
  const isNeeded = changed.some((file) => needsContext(file, own))
  const { context, unassigned } = isNeeded
    ? listContext(comparison, wanted, { changed, own })
    : { context: [], unassigned: [] }
  const contents = new Map([...own, ...readSides(context.flatMap(sidesOf), root, isForced)])
  const isKept = (file: ChangedFile) => sidesOf(file).some((side) => contents.has(side))
  const kept = changed.filter(isKept)

  // The other side of what may be Cortex's counts, whatever it looks like; most often there is none.
  const missing = kept.flatMap(sidesOf).filter((side) => !contents.has(side))
  const others = readSides(missing, root, () => true)
  const all = new Map([...contents, ...others])
  const lost = context.flatMap(({ after: side }) => (side ? leaveOut(side, all.get(side)) : []))
  const readable = context.filter(
    (file) => isKept(file) && !lost.some(({ path }) => path === file.after?.path),
  )
  const basis: Basis = {
    base: {
      commit: before,
      ...(name !== undefined && { name }),
      ...(base !== before && { tip: base }),
    },
    ...(after !== undefined && !isIndex && { head: after }),
    leftOut: lost,
    unassigned,
  }
  const changes = { ...assemble([...kept, ...readable], all), basis }
  return isNeeded ? changes : { ...changes, isPartial: true }
}

/** An unchanged file that may be Cortex's and cannot be read is missing, but nobody's doing. */
function leaveOut({ path }: FileSide, content: FileContent | undefined): readonly LeftOutFile[] {
  if (!content || 'text' in content || !content.mayBeCortex) return []
  return [{ path, side: 'after', reason: content.unreadable, isContext: true }]
}

/**
 * Whether a change says what is judged with others, as where an API goes to another cluster; of what
 * cannot be read it may.
 */
function needsContext({ before, after }: ChangedFile, own: Contents): boolean {
  const [old, now] = [before, after].map((side) => side && own.get(side))
  if (!old && !now) return false
  if (before && after && before.path !== after.path) return true
  if ([old, now].some((content) => content && 'unreadable' in content)) return true
  const [one, other] = [old, now].map((content) =>
    content && 'text' in content ? content.text : '',
  )
  const isApi = [one, other].some((text) => text !== undefined && looksLikeApi(text))
  return needsOthers(listChangedLines(one ?? '', other ?? ''), isApi)
}

/** The files asked for that did not change. */
function listContext(
  { root, before }: Comparison,
  { related }: Wanted,
  { changed, own }: { readonly changed: readonly ChangedFile[]; readonly own: Contents },
): { readonly context: readonly ChangedFile[]; readonly unassigned: readonly string[] } {
  if (!related) return { context: [], unassigned: [] }

  // What is not in the old commit has changed.
  const listed = [...listCommit(root, before)].filter(([, { type }]) => type === 'file')
  const objects = new Map(listed.map(([path, { object }]) => [path, object]))
  const known = new Set(changed.flatMap(sidesOf).map(({ path }) => path))
  const texts = [...own].flatMap(([{ path }, content]) =>
    'text' in content ? [[path, content.text] as const] : [],
  )
  const { paths, unassigned } = related(
    [...own.keys()].map(({ path }) => path),
    [...objects.keys()],
    listClusterTexts(texts),
  )
  const context = [...new Set(paths)].flatMap((path) => {
    const object = objects.get(path)
    if (known.has(path) || object === undefined) return []
    const side = { path, object, type: 'file' } as const
    return [{ before: side, after: { ...side } }]
  })
  return { context, unassigned }
}

function assemble(files: readonly ChangedFile[], contents: Contents): ChangeSet {
  const sides = { before: new Map<string, string>(), after: new Map<string, string>() }
  const links = { before: new Map<string, string>(), after: new Map<string, string>() }
  const renames = new Map<string, string>()
  const hunks = new Map<string, readonly Hunk[]>()
  const unreadable: UnreadableFile[] = []

  for (const file of files) {
    const texts = { before: '', after: '' }
    for (const name of ['before', 'after'] as const) {
      const side = file[name]
      const content = side && contents.get(side)
      if (!content) continue
      if ('unreadable' in content) {
        const { unreadable: reason, mayBeCortex } = content
        unreadable.push({ path: side.path, side: name, reason, mayBeCortex })
        continue
      }
      sides[name].set(side.path, content.text)
      if (side.source !== undefined) links[name].set(side.path, side.source)
      texts[name] = content.text
    }
    const path = (file.after ?? file.before)?.path ?? ''
    if (texts.before !== texts.after) hunks.set(path, diffOf(file, texts))
    if (file.before && file.after && file.before.path !== path) renames.set(path, file.before.path)
  }
  return { ...sides, renames, hunks, unreadable, links }
}

/** The lines of a link are those of another file. */
function diffOf(
  { after }: ChangedFile,
  { before, after: now }: Record<'before' | 'after', string>,
) {
  return after?.source === undefined ? diffTexts(before, now) : []
}
