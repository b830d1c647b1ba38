import { mayBeCortex, resemblesCortex } from '../../cortex/files/recognize.ts'
import { holdsCiphers } from '../../cortex/files/sops.ts'
import type { CortexFile, FileKind, Workspace } from '../../cortex/files/subject.ts'
import { overlaps } from '../../cortex/values/version-range.ts'
import { compareText } from '../../text/compare.ts'
import { quote } from '../../text/wording.ts'
import { parseDocument, type YamlDocument } from '../../yaml/document.ts'
import type { Basis, ChangeSet, LeftOutFile } from '../change-set.ts'
import type { Config } from '../config.ts'
import type { RuleFailure, Sides } from '../evaluate.ts'
import { type ProposedMapping, proposeMapping } from './cluster-mapping.ts'

/** What a review looked at, and what it did not. */
export interface Coverage {
  /** What the change is compared with; nothing in an audit. */
  readonly base?: Basis['base']
  /** The commit that was judged; the working tree has none. */
  readonly head?: string
  /** The Cortex files that were judged: the changed ones, or in an audit all. */
  readonly judged: readonly JudgedFile[]
  /** Unchanged Cortex files that the others were judged with. */
  readonly read: readonly JudgedFile[]
  /** What could not be judged, or was not looked at. */
  readonly leftOut: readonly LeftOutFile[]
  /** Which cluster judged each API; those of changed files first. */
  readonly apis: readonly JudgedApi[]
  /** API files of which no cluster is known though there are some; with what the settings may say. */
  readonly unassigned: readonly string[]
  readonly mapping: readonly ProposedMapping[]
  /** What else a verdict is not based on; sentences. */
  readonly notes: readonly string[]
  /** Whether all was looked at that decides the verdict. */
  readonly isComplete: boolean
  /** Whether the settings make an incomplete review fail. */
  readonly isFailure: boolean
}

export interface JudgedFile {
  readonly path: string
  readonly kind: FileKind
}

export interface JudgedApi {
  readonly path: string
  readonly name: string
  /** The paths of the cluster configs that it was judged with. */
  readonly clusters: readonly string[]
}

/** What coverage is made from. */
export interface Looked {
  readonly changeSet: ChangeSet
  readonly judgement: Sides & { readonly failures: readonly RuleFailure[] }
  /** The Cortex files that changed. */
  readonly changed: readonly CortexFile[]
}

/** Says what was looked at; the only place where that is decided. */
export function createCoverage(
  { changeSet, judgement, changed }: Looked,
  { incomplete }: Pick<Config, 'incomplete'>,
): Coverage {
  const { base, head, leftOut = [], unassigned = [] } = changeSet.basis ?? {}
  const { after, failures } = judgement
  const notes = [...(changeSet.basis?.notes ?? []), ...changed.flatMap(noteEncryption)]
  const own = new Set(changed.map(({ path }) => path))
  const unjudged: LeftOutFile[] = [
    ...listUnreadable(changeSet, judgement),
    ...listUnparsed(changed, after),
    ...listUnrecognized(changeSet, judgement),
    ...leftOut,
  ]
  unjudged.push(...listNamed(changeSet, after, unjudged))
  const lost = new Set(unjudged.map(({ path }) => path))
  const judged = changed.filter(({ path }) => !lost.has(path))
  const homeless = [
    ...new Set([...findUnassigned(after, changeSet.isPartial ?? false), ...unassigned]),
  ].toSorted(compareText)
  const clusters = after.files.filter(({ kind }) => kind === 'cluster').map(({ path }) => path)
  const isComplete = unjudged.length + homeless.length + notes.length + failures.length === 0
  return {
    ...(base && { base }),
    ...(head !== undefined && { head }),
    judged: judged.map(toJudged),
    read: after.files.filter(({ path }) => !own.has(path)).map(toJudged),
    leftOut: unjudged,
    apis: listApis(after, own),
    unassigned: homeless,
    mapping: homeless.length > 0 ? proposeMapping(homeless, clusters) : [],
    notes,
    isComplete,
    isFailure: !isComplete && incomplete === 'fail',
  }
}

/** What is encrypted could not be judged. */
function noteEncryption({ path, document, isEncrypted }: CortexFile): readonly string[] {
  if (!isEncrypted || !holdsCiphers(document.root)) return []
  return [`${quote(path)} is encrypted with sops: its encrypted values were not checked.`]
}

/** Files that a person named, and of which nothing is said otherwise. */
function listNamed(
  { basis: { named = [] } = {} }: ChangeSet,
  after: Workspace,
  unjudged: readonly LeftOutFile[],
): readonly LeftOutFile[] {
  const known = new Set([...after.files, ...unjudged].map(({ path }) => path))
  return named
    .filter((path) => !known.has(path))
    .map((path) => ({ path, side: 'after', reason: 'not-cortex' }))
}

function toJudged({ path, kind }: CortexFile): JudgedFile {
  return { path, kind }
}

/** One row for a file, of the new side where it cannot be read there. */
function listUnreadable(
  { unreadable, renames }: ChangeSet,
  { before }: Sides,
): readonly LeftOutFile[] {
  const cortex = new Set(before.files.map(({ path }) => path))
  const wanted = unreadable.filter(
    ({ path, mayBeCortex: isLike }) => isLike || cortex.has(renames.get(path) ?? path),
  )
  const rows = new Map<string, LeftOutFile>()
  const newPaths = new Map([...renames].map(([path, origin]) => [origin, path]))
  for (const { path, side, reason } of wanted.toSorted((a, b) => compareText(a.side, b.side))) {
    const key = side === 'after' ? path : (newPaths.get(path) ?? path)
    if (!rows.has(key)) rows.set(key, { path, side, reason })
  }
  return [...rows.values()]
}

/** Files that are Cortex's and cannot be parsed: nothing in them was looked at. */
function listUnparsed(changed: readonly CortexFile[], after: Workspace): readonly LeftOutFile[] {
  const now = new Set(after.files)
  return changed.flatMap((file) =>
    file.document.problems.length > 0
      ? [leaveOut(file.path, now.has(file) ? 'after' : 'before', file.document)]
      : [],
  )
}

/** Changed texts that were meant for Cortex as far as they can be read, and cannot be parsed. */
function listUnrecognized(
  { before, after, renames }: ChangeSet,
  sides: Sides,
): readonly LeftOutFile[] {
  const known = new Set([...sides.after.files, ...sides.before.files].map(({ path }) => path))
  const kept = new Set([...after.keys()].map((path) => renames.get(path) ?? path))
  const changed = [...after]
    .filter(([path, text]) => before.get(renames.get(path) ?? path) !== text)
    .map(([path, text]) => ({ path, text, side: 'after' as const }))
  const removed = [...before]
    .filter(([path]) => !kept.has(path))
    .map(([path, text]) => ({ path, text, side: 'before' as const }))
  return [...changed, ...removed].flatMap(({ path, text, side }) => {
    if (known.has(path) || !mayBeCortex(text, path) || !resemblesCortex(text, path)) return []
    const document = parseDocument(text)
    return document.problems.length > 0 ? [leaveOut(path, side, document)] : []
  })
}

function leaveOut(
  path: string,
  side: 'before' | 'after',
  { text, lines, problems: [problem] }: YamlDocument,
): LeftOutFile {
  const line = lines.positionAt(problem?.start ?? 0).line
  return { path, side, reason: TEMPLATE.test(text) ? 'template' : 'not-yaml', line }
}

const TEMPLATE = /\{\{|\{%|<%/

function listApis(after: Workspace, own: ReadonlySet<string>): readonly JudgedApi[] {
  const isOwn = (path: string) => Number(own.has(path))
  return after
    .subjects('api')
    .map((api) => ({
      path: api.file.path,
      name: api.value.name,
      clusters: after.clustersOf(api).map(({ file }) => file.path),
    }))
    .toSorted((a, b) => isOwn(b.path) - isOwn(a.path))
}

/** API files that none of the clusters of the repository is known to run. */
function findUnassigned(after: Workspace, isPartial: boolean): readonly string[] {
  if (isPartial) return []
  const clusters = after.subjects('cluster')
  const apis = after
    .subjects('api')
    .filter(
      (api) =>
        !after.clusterOf(api) &&
        clusters.some(({ file }) => overlaps(file.version, api.file.version)),
    )
  return [...new Set(apis.map(({ file }) => file.path))]
}
