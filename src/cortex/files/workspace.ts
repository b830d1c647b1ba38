import { compareText } from '../../text/compare.ts'
import { once } from '../../text/once.ts'
import type { VersionRange } from '../values/version-range.ts'
import { identify, type Pair } from './identity.ts'
import { findClusterFiles, pairSpecs } from './pairing.ts'
import { createReading, type FileText, type Reading, readPair } from './reading.ts'
import type { CortexFile, Located, SubjectKind, Workspace } from './subject.ts'
import { readSubjects } from './subject-list.ts'

/** The two sides of a change, as far as files of Cortex are looked for. */
export interface ChangedFiles {
  /** Texts by path. */
  readonly before: ReadonlyMap<string, string>
  readonly after: ReadonlyMap<string, string>
  /** New path → old path of renamed files. */
  readonly renames: ReadonlyMap<string, string>
  readonly unreadable?: readonly { readonly path: string; readonly side: 'before' | 'after' }[]
  /** Whether there may be files that belong to these and are not known. */
  readonly isPartial?: boolean
}

/** Which files are looked at. */
export interface FileSelection {
  isCandidate(path: string): boolean
  /** Whether a file counts as Cortex's, whatever it looks like. */
  isForced(path: string): boolean
  /** The paths of the cluster files that an API file belongs to, as far as the settings say. */
  clusterPathsOf?(path: string): readonly string[]
}

export const ALL_FILES: FileSelection = { isCandidate: () => true, isForced: () => false }

/**
 * Finds the Cortex files of both sides and what is in them; never throws on any text.
 *
 * A file that is Cortex's on one side is so on the other too, even if it no longer parses there.
 * A given version holds for all files; else it is found from each one's content. What a reading has
 * read before is not read again.
 */
export function readWorkspaces(
  changes: ChangedFiles,
  selection: FileSelection = ALL_FILES,
  version?: VersionRange,
  reading: Reading = createReading(),
): { readonly before: Workspace; readonly after: Workspace } {
  const { isPartial = false, unreadable = [] } = changes
  const pairs = pairTexts(changes, selection).flatMap(
    (pair) => readPair(pair, { reading, version, selection }) ?? [],
  )
  const identities = identify(pairs)
  const subjectsOf = (file: CortexFile) => readSubjects(file, identities.get(file))

  const side = (name: 'before' | 'after') =>
    createWorkspace(
      {
        files: pairs.flatMap((pair) => pair[name] ?? []),
        isPartial: isPartial || unreadable.some((file) => file.side === name),
      },
      subjectsOf,
      (path, clusters) => findHomes(path, clusters, changes, selection),
    )
  return { before: side('before'), after: side('after') }
}

/** The cluster files of an API file; where files may be missing, only what the settings name. */
function findHomes(
  path: string,
  clusters: readonly string[],
  { isPartial = false }: ChangedFiles,
  selection: FileSelection,
): readonly string[] {
  const named = (wanted: string) => selection.clusterPathsOf?.(wanted) ?? []
  if (isPartial && named(path).length === 0) return []
  return findClusterFiles(path, clusters, named)
}

/** Pairs the candidates of both sides, by path and renames, in the order of paths. */
function pairTexts(changes: ChangedFiles, selection: FileSelection): readonly Pair<FileText>[] {
  const { before, after, renames, unreadable = [] } = changes
  const taken = new Set<string>()
  const textAt = (side: ReadonlyMap<string, string>, path: string, origin = path) => {
    // Another name does not take a file out of sight.
    const isWanted = selection.isCandidate(path) || selection.isCandidate(origin)
    const text = isWanted ? side.get(path) : undefined
    return text === undefined ? undefined : { path, text }
  }

  // Renamed files first: what now has their old name may be another file.
  const moved = (path: string) => Number(renames.has(path))
  const pairs = [...after.keys()]
    .toSorted((a, b) => moved(b) - moved(a))
    .map((path) => {
      const origin = renames.get(path) ?? path
      const old = taken.has(origin) ? undefined : textAt(before, origin)
      taken.add(origin)
      return { before: old, after: textAt(after, path, origin) }
    })

  // What cannot be read on the new side is not gone.
  for (const { path, side } of unreadable) {
    if (side === 'after') taken.add(renames.get(path) ?? path)
  }
  const removed = [...before.keys()].filter((path) => !taken.has(path))
  return [
    ...pairs,
    ...removed.map((path) => ({ before: textAt(before, path), after: undefined })),
  ].toSorted((a, b) => compareText(pathOf(a), pathOf(b)))
}

function pathOf({ before, after }: Pair<FileText>): string {
  return (after ?? before)?.path ?? ''
}

type SubjectsOf = (file: CortexFile) => readonly Located[]

function createWorkspace(
  { files, isPartial }: Pick<Workspace, 'files' | 'isPartial'>,
  subjectsOf: SubjectsOf,
  findClusters: (path: string, clusters: readonly string[]) => readonly string[],
): Workspace {
  const listOf = <K extends SubjectKind>(kind: K) =>
    once(() => files.flatMap((file) => subjectsOf(file).filter((each) => isOfKind(each, kind))))
  const lists: { readonly [K in SubjectKind]: () => readonly Located<K>[] } = {
    file: listOf('file'),
    cluster: listOf('cluster'),
    nodeGroup: listOf('nodeGroup'),
    api: listOf('api'),
    container: listOf('container'),
  }
  const clusterPaths = files.filter(({ kind }) => kind === 'cluster').map(({ path }) => path)
  const pairing = once(() =>
    pairSpecs(lists.cluster(), lists.api(), (path) => findClusters(path, clusterPaths)),
  )
  const clustersOf: Workspace['clustersOf'] = (api) => pairing().clustersOf(api)
  const workspace: Workspace = {
    files,
    isPartial,
    subjects: (kind) => lists[kind](),
    clusterOf: (api) => clustersOf(api)[0],
    clustersOf,
    apisOf: (cluster) => pairing().apisOf(cluster),
    of: (path) => ({
      ...workspace,
      clusterOf: (api) =>
        clustersOf(api).find(({ file }) => file.path === path) ?? clustersOf(api)[0],
    }),
  }
  return workspace
}

function isOfKind<K extends SubjectKind>(subject: Located, kind: K): subject is Located<K> {
  return subject.kind === kind
}
