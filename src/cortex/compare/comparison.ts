import { once } from '../../text/once.ts'
import type {
  BothSides,
  CortexFile,
  Located,
  SpecChange,
  SubjectKind,
  Workspace,
} from '../files/subject.ts'
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
  readonly relationOf: <K extends SubjectKind>(subject: Located<K>) => Relation<K>
  /** The same thing on the other side, be it elsewhere or under another name. */
  readonly counterpartOf: <K extends SubjectKind>(subject: Located<K>) => Located<K> | undefined
  /** The same file on the other side, be it under another path. */
  readonly otherFileOf: (file: CortexFile) => CortexFile | undefined
}

/** Compares two sides; `renames` are the new paths of files with their old ones. */
export function compareWorkspaces(
  before: Workspace,
  after: Workspace,
  renames: ReadonlyMap<string, string>,
): Comparison {
  const matches = matchSpecs(before, after, renames)
  const relations = once(() => relateAll(matches))
  const isSame = (file: CortexFile) => matches.files.otherOf(file) === file

  const relationOf = <K extends SubjectKind>(subject: Located<K>): Relation<K> => {
    if (isSame(subject.file)) return { fate: 'kept', other: subject }
    const { fate = 'unknown', other } = relations().get(subject) ?? {}
    return other && isOfKind(other, subject.kind) ? { fate, other } : { fate }
  }
  const counterpartOf = <K extends SubjectKind>(subject: Located<K>) => {
    const { fate, other } = relationOf(subject)
    return SAME.has(fate) ? other : undefined
  }
  const subjects = once(() => {
    const all = [...before.subjects('file'), ...after.subjects('file')]
    return new Map(all.map((subject) => [subject.file, subject] as const))
  })
  const otherFileOf = (file: CortexFile) => {
    const subject = subjects().get(file)
    return subject && counterpartOf(subject)?.file
  }
  const changes = listChanges(matches, counterpartOf)
  return { before, after, changes, relationOf, counterpartOf, otherFileOf }
}

/** A side that nothing happens to. */
export function compareWithItself(side: Workspace): Comparison {
  return {
    before: side,
    after: side,
    changes: [],
    relationOf: (other) => ({ fate: 'kept', other }),
    counterpartOf: (subject) => subject,
    otherFileOf: (file) => file,
  }
}

const SAME: ReadonlySet<Fate> = new Set(['kept', 'moved', 'renamed'])

function isOfKind<K extends SubjectKind>(subject: Located, kind: K): subject is Located<K> {
  return subject.kind === kind
}
