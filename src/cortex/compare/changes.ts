import { groupBy } from '../../text/group-by.ts'
import { areApart } from '../files/pairing.ts'
import type { CortexFile, Located, SpecChange, Workspace } from '../files/subject.ts'
import { findVersion } from '../files/version.ts'
import { isKnownKey } from '../keys/known.ts'
import { overlaps, type VersionRange } from '../values/version-range.ts'
import { compareFields } from './field-changes.ts'
import { matchFiles, type OtherHalves } from './file-matching.ts'
import { type Matching, matchBy, matchRest, splitPairs } from './matching.ts'

/**
 * What changed in meaning from one side to the other.
 *
 * Specs are matched within a file, renamed or not, then by a name that is unique on both sides, but
 * no API with one of another cluster.
 * What is added or removed as a whole is one change. A file that cannot be read on one side says
 * nothing of its specs.
 */
export function compareWorkspaces(
  before: Workspace,
  after: Workspace,
  renames: ReadonlyMap<string, string>,
): readonly SpecChange[] {
  const sides = { before, after, halves: matchFiles(before.files, after.files, renames) }
  return [...compareFiles(sides), ...compareClusters(sides), ...compareApis(sides)]
}

interface Sides {
  readonly before: Workspace
  readonly after: Workspace
  readonly halves: OtherHalves
}

/** Files that came or went, that became unreadable, or that took another version's form. */
function compareFiles({ before, after, halves }: Sides): readonly SpecChange[] {
  const matching = matchBy(before.subjects('file'), after.subjects('file'), ({ file }) =>
    halves.keyOf(file),
  )
  const modified = matching.pairs
    .filter(([old, now]) => isNewForm(old.file, now.file))
    .map(([old, now]) => modification(old, now, []))
  return [...modified, ...comingsAndGoings(matching)]
}

function isNewForm(before: CortexFile, after: CortexFile): boolean {
  if (isBroken(before) !== isBroken(after)) return true
  return !overlaps(before.version, after.version) && !overlaps(formOf(before), formOf(after))
}

/** The versions that a file's values have the form of, whatever its comments say. */
function formOf({ document, kind }: CortexFile): VersionRange {
  return findVersion(document.root, kind, '')
}

function isBroken({ document }: CortexFile): boolean {
  return document.problems.length > 0
}

function compareClusters({ before, after, halves }: Sides): readonly SpecChange[] {
  // A file has one cluster, which stays the same under another name.
  const matching = matchRest(
    matchBy(
      readable(before.subjects('cluster'), halves),
      readable(after.subjects('cluster'), halves),
      ({ file }) => halves.keyOf(file),
    ),
    ({ value }) => value.cluster_name,
  )
  const oldGroups = groupBy(before.subjects('nodeGroup'), ({ parents }) => parents.cluster)
  const newGroups = groupBy(after.subjects('nodeGroup'), ({ parents }) => parents.cluster)

  return compareSpecs(matching, halves, (old, now) => {
    if (!isKnownOnBoth(['node_groups'], old, now)) return []
    const groups = oldGroups.get(old.value) ?? []
    return compareParts(matchBy(groups, newGroups.get(now.value) ?? [], ({ value }) => value.name))
  })
}

function compareApis({ before, after, halves }: Sides): readonly SpecChange[] {
  const matching = matchRest(
    matchBy(
      readable(before.subjects('api'), halves),
      readable(after.subjects('api'), halves),
      ({ file, value }) => JSON.stringify([halves.keyOf(file), value.name]),
    ),
    ({ value }) => value.name,
  )
  const apart = ([old, now]: readonly [Located<'api'>, Located<'api'>]) =>
    halves.otherOf(old.file) !== now.file && areApart(before.clusterOf(old), after.clusterOf(now))
  const oldContainers = groupBy(before.subjects('container'), ({ parents }) => parents.api)
  const newContainers = groupBy(after.subjects('container'), ({ parents }) => parents.api)

  // What goes to the file of another cluster stays deployed in its own.
  return compareSpecs(splitPairs(matching, apart), halves, (old, now) => {
    if (!isKnownOnBoth(['pod'], old, now)) return []
    return compareParts(
      matchContainers(oldContainers.get(old.value) ?? [], newContainers.get(now.value) ?? []),
    )
  })
}

/** The only container of a pod is the same under another name: Cortex replaces the pods anyway. */
function matchContainers(
  before: readonly Located<'container'>[],
  after: readonly Located<'container'>[],
): Matching<Located<'container'>> {
  if (before.length === 1 && after.length === 1) return matchBy(before, after, () => '')
  return matchBy(before, after, ({ value }) => value.name)
}

/** Leaves out the specs of files that cannot be read on the other side. */
function readable<S extends Located>(specs: readonly S[], { otherOf }: OtherHalves): readonly S[] {
  return specs.filter(({ file }) => {
    const other = otherOf(file)
    return !other || !isBroken(other)
  })
}

function compareSpecs<S extends Located>(
  matching: Matching<S>,
  { otherOf }: OtherHalves,
  compareInner: (before: S, after: S) => readonly SpecChange[],
): readonly SpecChange[] {
  const changed = matching.pairs.flatMap(([old, now]): readonly SpecChange[] => {
    if (old.file === now.file) return []
    const fields = compareFields(old, now)
    const isMoved = otherOf(old.file) !== now.file
    const self = fields.length > 0 || isMoved ? [modification(old, now, fields, isMoved)] : []
    return [...self, ...compareInner(old, now)]
  })
  return [...changed, ...comingsAndGoings(matching)]
}

function compareParts<S extends Located>(matching: Matching<S>): readonly SpecChange[] {
  const changed = matching.pairs.flatMap(([old, now]) => {
    const fields = compareFields(old, now)
    return fields.length > 0 ? [modification(old, now, fields)] : []
  })
  return [...changed, ...comingsAndGoings(matching)]
}

function modification(
  before: Located,
  after: Located,
  fields: Extract<SpecChange, { event: 'modified' }>['fields'],
  moved = false,
): SpecChange {
  return { event: 'modified', before, after, fields, moved }
}

function comingsAndGoings({ before, after }: Matching<Located>): readonly SpecChange[] {
  return [
    ...after.map((now) => ({ event: 'added', after: now }) as const),
    ...before.map((old) => ({ event: 'removed', before: old }) as const),
  ]
}

/** Whether both forms have a key: else what it holds has no counterpart. */
function isKnownOnBoth(path: readonly string[], before: Located, after: Located): boolean {
  return [before, after].every((side) => isKnownKey(side, path, side.file.version))
}
