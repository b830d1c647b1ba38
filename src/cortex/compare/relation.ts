import type { Located, SubjectKind } from '../files/subject.ts'

/**
 * What became of a thing, or what it comes from:
 *
 * - `kept`: it is in the same file under the same name, changed or not
 * - `moved`: it is in another file
 * - `renamed`: it has another name, in whichever file
 * - `merged`: it is gone, but another one of its name stays, which is the same to Cortex
 * - `split`: it is new, but there was one of its name already
 * - `went`, `came`: it is on one side only
 * - `unknown`: the file cannot be read on the other side, or it stands in what came or went
 */
export type Fate = 'kept' | 'moved' | 'renamed' | 'merged' | 'split' | 'went' | 'came' | 'unknown'

/** How a subject of one side relates to the other side. */
export interface Relation<K extends SubjectKind = SubjectKind> {
  readonly fate: Fate
  /** Itself on the other side; where it merged or split, the one that has its name. */
  readonly other?: Located<K>
}

/** Two subjects that are the same thing. */
export type Pair<K extends SubjectKind = SubjectKind> = readonly [
  before: Located<K>,
  after: Located<K>,
]
