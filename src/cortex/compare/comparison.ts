import { once } from '../../text/once.ts'
import type { BothSides, Located, SpecChange, SubjectKind, Workspace } from '../files/subject.ts'
import { listChanges } from './changes.ts'
import { relateAll } from './relate.ts'
import type { Fate, Relation } from './relation.ts'
import { matchSpecs } from './specs.ts'

/**
 * Both sides of a change, and what is the same thing on them: a cluster by its name and region, an
 * API by its name and cluster, a node group by its name in its cluster, whichever files they are in.
 */
export interface Comparison extends BothSides {
  /** What came, went or changed in meaning. */
  readonly changes: readonly SpecChange[]
  /** How a subject of either side relates to the other side. */
  relationOf<K extends SubjectKind>(subject: Located<K>): Relation<K>
  /** The same thing on the other side, be it elsewhere or under another name. */
  counterpartOf<K extends SubjectKind>(subject: Located<K>): Located<K> | undefined
}

/** Compares two sides; `renames` are the new paths of files with their old ones. */
export function compareWorkspaces(
  before: Workspace,
  after: Workspace,
  renames: ReadonlyMap<string, string>,
): Comparison {
  const matches = matchSpecs(before, after, renames)
  const relations = once(() => relateAll(matches))
  const isSame = (file: Located['file']) => matches.files.otherOf(file) === file

  const relationOf = <K extends SubjectKind>(subject: Located<K>): Relation<K> => {
    if (isSame(subject.file)) return { fate: 'kept', other: subject }
    const { fate = 'unknown', other } = relations().get(subject) ?? {}
    return other && isOfKind(other, subject.kind) ? { fate, other } : { fate }
  }
  const counterpartOf = <K extends SubjectKind>(subject: Located<K>) => {
    const { fate, other } = relationOf(subject)
    return SAME.has(fate) ? other : undefined
  }
  const changes = listChanges(matches, counterpartOf)
  return { before, after, changes, relationOf, counterpartOf }
}

/** A side that nothing happens to. */
export function compareWithItself(side: Workspace): Comparison {
  const relationOf = <K extends SubjectKind>(other: Located<K>) => ({ fate: 'kept', other }) as const
  const counterpartOf = <K extends SubjectKind>(subject: Located<K>) => subject
  return { before: side, after: side, changes: [], relationOf, counterpartOf }
}

const SAME: ReadonlySet<Fate> = new Set(['kept', 'moved', 'renamed'])

function isOfKind<K extends SubjectKind>(subject: Located, kind: K): subject is Located<K> {
  return subject.kind === kind
}
