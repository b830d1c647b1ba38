import type { Located } from '../../cortex/files/subject.ts'
import type { Lock } from '../config.ts'
import type { Reads } from '../identity/reads.ts'
import type { Problem, Rule, Severity } from '../rule.ts'

/** What a rule said, before it has a place in the text. */
export interface RawFinding {
  readonly rule: Rule
  readonly severity: Severity
  /** What keeps the rule from being weakened. */
  readonly lock?: Lock
  /** Not worth a word: it would be a note anywhere else, and the file is for tests. */
  readonly isMinor?: true
  readonly problem: Problem
  /** What `problem.at` starts at. */
  readonly subject: Located
  /** The same subject on the old side, where a rule compared the two. */
  readonly before?: Located
  /** The side that `subject` is on. */
  readonly side: 'before' | 'after'
  /** What this is about, where that is not the subject. */
  readonly about?: Located
  /** The path of the config of the cluster for which it is said, where that is not the first. */
  readonly cluster?: string
  /** What the rule read to find it; runs the rule once more. */
  readonly reads: () => Reads
}
