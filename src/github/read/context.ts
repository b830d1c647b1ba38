import type { FileContent } from '../../cortex/files/content.ts'
import {
  type FindRelated,
  findRelated,
  listClusterTexts,
  looksLikeApi,
  looksRelated,
  NO_LAYOUT,
  needsOthers,
} from '../../cortex/files/related.ts'
import type { Basis, LeftOutFile } from '../../review/change-set.ts'
import { readFiles, type Source, type Wanted } from './blobs.ts'
import type { ChangedFile } from './files.ts'
import type { Sides } from './sides.ts'
import type { OpenTree, Tree } from './tree.ts'

/** What one request can bring beside the changed files. */
const MOST_GUESSED = 40
/** What a run reads of unchanged files, in batches of 50; the docs have the number. */
export const MOST_CONTEXT = 500

/** Unchanged files that come with the changed ones. */
export interface Guess {
  /** What to ask for. */
  readonly wanted: readonly Wanted[]
}

/**
 * Guesses which unchanged files the changed ones will be judged with, before the settings are known:
 * by names, and only if a change is most likely Cortex's. So they come with the first query.
 */
export async function guessContext(open: OpenTree, files: readonly ChangedFile[]): Promise<Guess> {
  const likely = files.filter(({ path, patch = '' }) => looksRelated(path, patch))
  if (likely.length === 0) return { wanted: [] }

  const tree = await open.list()
  const changed = new Set(files.map(({ path }) => path))
  const paths = likely.map(({ path }) => path)
  const found = findRelated(paths, pathsOf(tree), NO_LAYOUT, MOST_GUESSED)
  return {
    wanted: wantFrom(
      tree,
      found.paths.filter((path) => !changed.has(path)),
    ),
  }
}

export interface ContextNeeds {
  readonly changes: Sides
  /** All changed paths, which are no context. */
  readonly changed: ReadonlySet<string>
  readonly related: FindRelated
  readonly guess: Guess
  /** In the order of what the guess wanted. */
  readonly guessed: readonly FileContent[]
}

/**
 * Reads unchanged files that others are judged by; they are the same on both sides. Returns what of
 * it was not looked at.
 *
 * Nothing is asked for where no change needs them.
 */
export async function readContext(
  source: Source,
  open: OpenTree,
  { changes, changed, related, guess, guessed }: ContextNeeds,
): Promise<Omit<Basis, 'base' | 'head'>> {
  const own = [...new Set([...changes.after.keys(), ...changes.before.keys()])]
  if (!own.some((path) => needsContext(path, changes))) {
    changes.isPartial = true
    return {}
  }

  const tree = await open.list()
  const { paths, left, unassigned } = related(
    own,
    pathsOf(tree),
    listClusterTexts([...changes.before, ...changes.after]),
  )
  const known = new Map(guess.wanted.map(({ path }, at) => [path, guessed[at]]))
  const missing = wantFrom(
    tree,
    paths.filter((path) => !changed.has(path) && !known.has(path)),
  )
  const { contents } = await readFiles(source, missing)
  for (const [at, { path }] of missing.entries()) known.set(path, contents[at])
  const unread: LeftOutFile[] = []
  for (const path of paths) {
    const content = known.get(path)
    if (changed.has(path) || !content) continue
    if ('text' in content) {
      changes.before.set(path, content.text)
      changes.after.set(path, content.text)
    } else if (content.mayBeCortex) unread.push(leaveOut(path, content.unreadable))
  }
  if (tree.isCut) changes.isPartial = true
  return {
    leftOut: [...unread, ...left.map((path) => leaveOut(path, 'over-limit'))],
    unassigned: unassigned.filter((path) => !changed.has(path)),
    notes: tree.isCut ? [CUT] : [],
  }
}

const CUT =
  'GitHub did not list all files of the repository. API specs are not paired with clusters.'

function leaveOut(path: string, reason: LeftOutFile['reason']): LeftOutFile {
  return { path, side: 'after', reason, isContext: true }
}

/**
 * Whether a change says what is judged with others, as where an API goes to another cluster; of one
 * without a patch it may.
 */
function needsContext(path: string, { before, after, hunks, renames }: Sides): boolean {
  if (renames.has(path)) return true
  if (before.get(renames.get(path) ?? path) === after.get(path)) return false
  const lines = (hunks.get(path) ?? []).flatMap((hunk) => hunk.lines)
  const changed = lines.filter(({ type }) => type === 'added' || type === 'removed')
  const isApi = [before.get(path), after.get(path)].some(
    (text) => text !== undefined && looksLikeApi(text),
  )
  return (
    changed.length === 0 ||
    needsOthers(
      changed.map(({ text }) => text),
      isApi,
    )
  )
}

function pathsOf({ entries }: Tree): readonly string[] {
  return entries.flatMap(({ path, type }) => (type === 'file' ? [path] : []))
}

function wantFrom({ entries }: Tree, paths: readonly string[]): readonly Wanted[] {
  const oids = new Map(entries.map(({ path, oid }) => [path, oid]))
  return paths.flatMap((path) => {
    const oid = oids.get(path)
    return oid === undefined ? [] : [{ path, name: { oid } }]
  })
}
