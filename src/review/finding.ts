import type { Day } from '../text/day.ts'
import type { SourceRange, TextEdit } from '../text/text.ts'
import type { Lock } from './config.ts'
import type { Fix, RuleMeta, Severity } from './rule.ts'

export interface Location {
  readonly path: string
  /** A place on the old side is something that is gone. */
  readonly side: 'before' | 'after'
  readonly range: SourceRange
}

/** An edit of the file on the new side; unless in doubt, all of a review's can be applied at once. */
export interface FindingFix {
  readonly title: string
  readonly safety: Fix['safety']
  /** Of the file at `path` on the new side. */
  readonly path: string
  readonly edits: readonly TextEdit[]
  /** Why it is only shown, as the end of "not offered, since …"; absent if it is proven. */
  readonly doubt?: string
}

export interface Finding {
  readonly rule: RuleMeta
  readonly severity: Severity
  readonly message: string
  readonly location: Location
  /** The spec by names, e.g. `cluster/prod/nodeGroup/gpu`. */
  readonly subject: string
  readonly fix?: FindingFix
  /** What keeps settings, comments and approvers from taking it out. */
  readonly lock?: Lock
  /** Made of rule, subject and key path by names; see `lastingFingerprintOf`. Hexadecimal. */
  readonly fingerprint: string
  /** What people call it by; also made of its message, so it ends when the values change. */
  readonly handle: string
}

/** A finding that an approver accepts in the pull request. */
export interface AcceptedFinding {
  readonly finding: Finding
  readonly reason: string
  /** The approver's login. */
  readonly by: string
  /** Where it is said. */
  readonly url: string
  /** The last day on which it counts. */
  readonly until?: Day
}

/** A finding accepted by an ignore comment. */
export interface IgnoredFinding {
  readonly finding: Finding
  readonly reason: string
  /** The line of the comment, on the new side. */
  readonly line: number
  /** The last day on which it counts. */
  readonly until?: Day
}
