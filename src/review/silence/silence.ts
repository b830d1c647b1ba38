import type { Day } from '../../text/day.ts'
import type { AcceptedFinding, Finding, IgnoredFinding } from '../finding.ts'

/** Why something that a rule says is not among the findings. */
export type Silence =
  /** The old side has it already. */
  | { readonly why: 'old' }
  /** It would be a note, and the file is for development or tests. */
  | { readonly why: 'minor' }
  /** A finding of another rule about the same subject says more. */
  | { readonly why: 'superseded'; readonly by: string }
  /** A finding on the same line comes first. */
  | { readonly why: 'outranked'; readonly by: string }
  /** It is in the baseline. */
  | { readonly why: 'baseline' }
  /** A comment in the file accepts it. */
  | {
      readonly why: 'ignored'
      readonly reason: string
      readonly line: number
      readonly until?: Day
    }
  /** An approver accepts it in the pull request. */
  | {
      readonly why: 'accepted'
      readonly reason: string
      readonly by: string
      readonly url: string
      readonly until?: Day
    }

/** What is not told, without what only serves to post it. */
export type UntoldFinding = Omit<Finding, 'fix' | 'handle'>

export interface SilentFinding {
  readonly finding: UntoldFinding
  readonly silence: Silence
}

/** All that a review leaves unsaid, each with the reason. */
export function listSilent(review: {
  readonly unsaid: readonly SilentFinding[]
  readonly ignored: readonly IgnoredFinding[]
  readonly accepted: readonly AcceptedFinding[]
}): readonly SilentFinding[] {
  return [
    ...review.unsaid,
    ...review.ignored.map(({ finding, reason, line, until }): SilentFinding => {
      return { finding, silence: { why: 'ignored', reason, line, ...(until && { until }) } }
    }),
    ...review.accepted.map(({ finding, reason, by, url, until }): SilentFinding => {
      return { finding, silence: { why: 'accepted', reason, by, url, ...(until && { until }) } }
    }),
  ]
}
