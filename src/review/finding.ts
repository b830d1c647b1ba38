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
  /** The ignore comment that would accept it if an approver accepted the comment. */
  readonly waiting?: { readonly handle: string; readonly line: number }
  /** What it is that waits for an approver. */
  readonly exception?: Exception
  /** Who accepts it, where that is not enough. */
  readonly approvals?: { readonly needed: number; readonly by: readonly string[] }
  /** Made of rule, subject and key path by names; see `lastingFingerprintOf`. Hexadecimal. */
  readonly fingerprint: string
  /** What people call it by; also made of its message, so it ends when the values change. */
  readonly handle: string
}

/** What an ignore comment says. */
export interface Exception {
  /** The rules that it names. */
  readonly rules: readonly Pick<RuleMeta, 'id' | 'category'>[]
  readonly reason: string
  /** The line of the comment. */
  readonly line: number
  readonly until?: Day
}

/** An approver, and where they accept something. */
export interface ApprovedBy {
  readonly by: string
  readonly url: string
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
  /** Who accepts it besides. */
  readonly also?: readonly ApprovedBy[]
}

/** A finding accepted by an ignore comment. */
export interface IgnoredFinding {
  readonly finding: Finding
  readonly reason: string
  /** The line of the comment, on the new side. */
  readonly line: number
  /** Who accepts the comment, where the settings want that. */
  readonly approved?: ApprovedBy
  /** The last day on which it counts. */
  readonly until?: Day
}
