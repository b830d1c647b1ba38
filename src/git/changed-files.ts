import type { Selection } from '../review/selection.ts'
import { withoutFilters } from './filters.ts'
import { listOverlooked, refuseOutside, reveal } from './hidden-changes.ts'
import { type CommitPlace, followIn, type Place, workingPlace } from './places.ts'
import { type ChangedFile, type FileSide, parseRawDiff } from './raw-diff.ts'
import type { Comparison } from './revisions.ts'
import { GitError, runGit } from './run.ts'

/** Where the links of both sides are followed. */
export interface Places {
  readonly before: CommitPlace
  readonly after: Place
}

/**
 * Lists what changed, as far as it is wanted. What has another name now, or is reached through a
 * link that took the place of a folder, is still the same file.
 */
export function listChanged(
  comparison: Comparison,
  selection: Selection,
  places: Places,
): readonly ChangedFile[] {
  const all = listAll(comparison)
  return [...all, ...listBehindLinks(all, selection, places.before)]
    .map((file) => narrow(file, selection))
    .map(({ before, after }) => {
      const [old, now] = [
        before ?? findBehind(after, places.before, false),
        after ?? findBehind(before, places.after, true),
      ]
      return {
        before: old && resolveSide(old, places.before, selection),
        after: now && resolveSide(now, places.after, selection),
      }
    })
}

/** Links that stay while the file that they lead to changes, which is not reviewed itself. */
function listBehindLinks(
  all: readonly ChangedFile[],
  { isCandidate }: Selection,
  before: CommitPlace,
): readonly ChangedFile[] {
  const changed = new Set(
    all.flatMap(({ before: old, after }) => [old, after].flatMap((side) => side?.path ?? [])),
  )
  const hidden = new Set([...changed].filter((path) => !isCandidate(path)))
  if (hidden.size === 0) return []
  return before.listLinks().flatMap((path): readonly ChangedFile[] => {
    if (changed.has(path) || !isCandidate(path)) return []
    const target = followIn(before, path)
    if (target === undefined || !hidden.has(target)) return []
    const side = { path, object: undefined, type: 'link' } as const
    return [{ before: side, after: { ...side } }]
  })
}

/** The paths of the files in a working tree, ignored ones aside. */
export function listWorkTree(root: string): readonly string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--full-name']
  const paths = runGit(root, args).toString('utf8').split('\0').filter(Boolean)
  const { typeOf } = workingPlace(root)
  return [...new Set(paths)].filter((path) => typeOf(path) === 'file')
}

function listAll({ root, before, after }: Comparison): readonly ChangedFile[] {
  if (after !== undefined) return diff(root, ['diff-tree', before, after])
  const { untracked, hidden } = listOverlooked(root)
  const shown = diff(root, ['diff-index', before], withoutFilters(root))
  const changed = reveal(shown, hidden, { root, before })
  refuseOutside(changed)
  const { typeOf } = workingPlace(root)
  return [
    ...changed,
    ...untracked.map((name) => ({ before: undefined, after: toUntracked(name, typeOf) })),
  ]
}

/** What a partial clone does not have cannot be compared: then only equal files are renamed ones. */
function diff(
  root: string,
  [command, ...commits]: readonly [string, ...string[]],
  options: readonly string[] = [],
): readonly ChangedFile[] {
  const run = (renames: string) =>
    parseRawDiff(runGit(root, [command, ...RAW, renames, ...commits], options))
  try {
    return run('--find-renames')
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    return run('--find-renames=100%')
  }
}

/** What a submodule holds is for its own repository to say. */
const RAW = ['-r', '--raw', '-z', '--no-abbrev', '--ignore-submodules=dirty'] as const

/** A repository within the repository is listed with a slash at the end. */
function toUntracked(name: string, typeOf: Place['typeOf']): FileSide {
  if (name.endsWith('/')) return { path: name.slice(0, -1), object: undefined, type: 'submodule' }
  return { path: name, object: undefined, type: typeOf(name) ?? 'file' }
}

function narrow({ before, after }: ChangedFile, selection: Selection): ChangedFile {
  const isWanted = (path: string) => selection.isCandidate(path)
  const isFollowed = after && before && isWanted(before.path) && !selection.isIgnored(after.path)
  return {
    before: before && isWanted(before.path) ? before : undefined,
    after: after && (isFollowed || isWanted(after.path)) ? after : undefined,
  }
}

/** What stands on the other side behind a link, or of late a submodule, in place of a folder. */
function findBehind(
  side: FileSide | undefined,
  { typeOf }: Place,
  isNew: boolean,
): FileSide | undefined {
  const steps = side?.path.split('/') ?? []
  const folders = steps.slice(1).map((_, at) => steps.slice(0, at + 1).join('/'))
  const type = folders
    .map(typeOf)
    .find((each) => each === 'link' || (isNew && each === 'submodule'))
  return side && type && { path: side.path, object: undefined, type }
}

/** Gives a link the file that it leads to. */
export function resolveSide(side: FileSide, place: Place, selection: Selection): FileSide {
  const source = side.type === 'link' ? followIn(place, side.path) : undefined
  if (source === undefined) return side
  const isHidden = !selection.isCandidate(source)
  return { ...side, source, isHidden, object: place.objectOf(source) }
}
