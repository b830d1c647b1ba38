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
  /** The cluster or API that a subject stands in, or is; undefined for a file. */
  readonly specOf: (subject: Located) => Located | undefined
  /** The cluster of the other side in which a node group would stand there. */
  readonly otherClusterOf: (group: Located<'nodeGroup'>) => Located<'cluster'> | undefined
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
  const relationOf = <K extends SubjectKind>(subject: Located<K>): Relation<K> => {
    if (matches.files.otherOf(subject.file) === subject.file) return unchanged(subject)
    const { fate = 'unknown', other } = relations().get(subject) ?? {}
    return other && isOfKind(other, subject.kind) ? { fate, other } : { fate }
  }
  return createComparison({ before, after }, relationOf, (find) => listChanges(matches, find))
}

/** A side that nothing happens to. */
export function compareWithItself(side: Workspace): Comparison {
  return createComparison({ before: side, after: side }, unchanged, () => [])
}

function unchanged<K extends SubjectKind>(other: Located<K>): Relation<K> {
  return { fate: 'kept', other }
}

function createComparison(
  sides: BothSides,
  relationOf: Comparison['relationOf'],
  findChanges: (counterpartOf: Comparison['counterpartOf']) => readonly SpecChange[],
): Comparison {
  const counterpartOf: Comparison['counterpartOf'] = (subject) => {
    const { fate, other } = relationOf(subject)
    return SAME.has(fate) ? other : undefined
  }
  const specs = once(() => indexBy(sides, ['cluster', 'api'], ({ value }) => value))
  const files = once(() => indexBy(sides, ['file'], ({ file }) => file))
  const specOf: Comparison['specOf'] = ({ value, parents }) => {
    const [parent = value] = Object.values<unknown>({ ...parents })
    return specs().get(parent)
  }
  return {
    ...sides,
    changes: findChanges(counterpartOf),
    relationOf,
    counterpartOf,
    specOf,
    otherClusterOf(group) {
      const cluster = specOf(group)
      const other = cluster && counterpartOf(cluster)
      return other && isOfKind(other, 'cluster') ? other : undefined
    },
    otherFileOf(file) {
      const subject = files().get(file)
      return subject && counterpartOf(subject)?.file
    },
  }
}

const SAME: ReadonlySet<Fate> = new Set(['kept', 'moved', 'renamed'])

function indexBy(
  { before, after }: BothSides,
  kinds: readonly SubjectKind[],
  keyOf: (subject: Located) => unknown,
): ReadonlyMap<unknown, Located> {
  const all = [before, after].flatMap((side) =>
    kinds.flatMap<Located>((kind) => side.subjects(kind)),
  )
  return new Map(all.map((subject) => [keyOf(subject), subject]))
}

function isOfKind<K extends SubjectKind>(subject: Located, kind: K): subject is Located<K> {
  return subject.kind === kind
}
