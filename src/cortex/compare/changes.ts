import type { CortexFile, FieldChange, Located, SpecChange } from '../files/subject.ts'
import { findVersion } from '../files/version.ts'
import { overlaps, type VersionRange } from '../values/version-range.ts'
import { compareFields } from './field-changes.ts'
import type { Matching } from './matching.ts'
import type { Pair } from './relation.ts'
import { isBroken, type SpecMatches } from './specs.ts'

type FindFile = (file: Located<'file'>) => Located<'file'> | undefined

/**
 * What changed in meaning from one side to the other. What is added or removed as a whole is one
 * change. An API or a node group under another name is removed and added, as it is to Cortex. A file
 * that cannot be read on one side says nothing of its specs.
 */
export function listChanges(matches: SpecMatches, findFile: FindFile): readonly SpecChange[] {
  const { files, clusters, apis, groupsOf, containersOf } = matches
  const isMoved = ([old, now]: Pair) => files.otherOf(old.file) !== now.file
  return [
    ...compareFiles(matches, findFile),
    ...clusters.pairs.flatMap((pair) => [
      ...compareSpec(pair, isMoved(pair)),
      ...compareParts(groupsOf(pair)?.named),
    ]),
    ...comingsAndGoings(clusters),
    ...apis.pairs.flatMap((pair) => [
      ...compareSpec(pair, isMoved(pair)),
      ...compareParts(containersOf(pair)),
    ]),
    ...comingsAndGoings(apis),
  ]
}

/** Files that came or went, that became unreadable, or that took another version's form. */
function compareFiles({ before, after }: SpecMatches, findFile: FindFile): readonly SpecChange[] {
  const now = after.subjects('file')
  const pairs = now.flatMap((file) => {
    const old = findFile(file)
    return old ? [[old, file] as const] : []
  })
  const modified = pairs
    .filter(([old, file]) => isNewForm(old.file, file.file))
    .map(([old, file]) => modification(old, file, [], false))
  const isLeft = (file: Located<'file'>) => !findFile(file)
  const left = { before: before.subjects('file').filter(isLeft), after: now.filter(isLeft) }
  return [...modified, ...comingsAndGoings({ pairs, ...left })]
}

function isNewForm(before: CortexFile, after: CortexFile): boolean {
  if (isBroken(before) !== isBroken(after)) return true
  return !overlaps(before.version, after.version) && !overlaps(formOf(before), formOf(after))
}

/** The versions that a file's values have the form of, whatever its comments say. */
function formOf({ document, kind }: CortexFile): VersionRange {
  return findVersion(document.root, kind, '')
}

function compareSpec([before, after]: Pair, moved: boolean): readonly SpecChange[] {
  const fields = compareFields(before, after)
  return fields.length > 0 || moved ? [modification(before, after, fields, moved)] : []
}

function modification(
  before: Located,
  after: Located,
  fields: readonly FieldChange[],
  moved: boolean,
): SpecChange {
  return { event: 'modified', before, after, fields, moved }
}

function compareParts(parts: Matching<Located> | undefined): readonly SpecChange[] {
  if (!parts) return []
  return [...parts.pairs.flatMap((pair) => compareSpec(pair, false)), ...comingsAndGoings(parts)]
}

function comingsAndGoings({ before, after }: Matching<Located>): readonly SpecChange[] {
  return [
    ...after.map((now) => ({ event: 'added', after: now }) as const),
    ...before.map((old) => ({ event: 'removed', before: old }) as const),
  ]
}
