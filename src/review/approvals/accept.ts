import type { Day } from '../../text/day.ts'
import type { Approval } from '../config.ts'
import { canBeIgnored } from '../engine-rules.ts'
import type { AcceptedFinding, Finding } from '../finding.ts'
import { hideOf } from '../hide.ts'
import type { Review } from '../review.ts'
import { parseCommand } from './command.ts'

/** A person's comment that begins with a command, as it stands there now. */
export interface CommandComment {
  readonly id: number
  readonly body: string
  /** The login. */
  readonly author: string
  /** Whether somebody else than the author changed it last. */
  readonly isForeign: boolean
  readonly url: string
}

/** What an approver accepts. */
export interface Acceptance {
  readonly handle: string
  readonly reason: string
  /** The approver's login. */
  readonly by: string
  /** Where it is said. */
  readonly url: string
  /** The last day on which it counts. */
  readonly until?: Day
}

/** Why somebody cannot accept a finding. */
export type AcceptRefusal = 'off' | 'no-approver' | 'own'

/**
 * Why a person may not accept findings of a pull request; undefined if they may.
 *
 * `author` is who opened it; undefined if the account is gone. Logins have no upper and lower case.
 */
export function refuseAcceptance(
  login: string,
  author: string | undefined,
  { approvers, selfApproval }: Approval,
): AcceptRefusal | undefined {
  if (approvers.length === 0) return 'off'
  if (!approvers.some((each) => isSameLogin(each, login))) return 'no-approver'
  return !selfApproval && author !== undefined && isSameLogin(author, login) ? 'own' : undefined
}

/**
 * The acceptances among the comments of a pull request, the first ones first.
 *
 * The comments are the only store: one that is deleted accepts nothing any more, and one that
 * somebody else edited never does, since its author did not say what it says now.
 */
export function findAcceptances(
  comments: readonly CommandComment[],
  author: string | undefined,
  approval: Approval,
): readonly Acceptance[] {
  return comments.flatMap(({ body, author: by, isForeign, url }) => {
    const command = parseCommand(body)
    if (command?.kind !== 'accept' || command.reason === '' || isForeign) return []
    if (refuseAcceptance(by, author, approval)) return []
    const { handle, reason, until } = command
    return [{ handle, reason, by, url, ...(until !== undefined && { until }) }]
  })
}

/** Takes the accepted findings out of those that count; an acceptance may have ended. */
export function applyAcceptances(
  review: Review,
  acceptances: readonly Acceptance[],
  today?: Day,
): Review {
  const findings: Finding[] = []
  const accepted: AcceptedFinding[] = [...review.accepted]
  for (const finding of review.findings) {
    const acceptance = acceptances.find(
      ({ handle, until }) => handle === finding.handle && !isOver(until, today),
    )
    if (!acceptance || !canBeAccepted(finding, review)) findings.push(finding)
    else {
      const { handle: _, reason, ...how } = acceptance
      accepted.push({ finding, reason: hideOf(review)(reason), ...how })
    }
  }
  return { ...review, findings, accepted }
}

/**
 * Whether a finding can be accepted: not where a file cannot be read, since whatever else comes into
 * that file would go unseen, and neither what is wrong with an ignore comment nor a locked rule.
 */
export function canBeAccepted({ rule, location, lock }: Finding, { after }: Review): boolean {
  if (lock) return false
  const file = after.files.find(({ path }) => path === location.path)
  return canBeIgnored(rule) && !file?.document.problems.length
}

function isOver(until: Day | undefined, today: Day | undefined): boolean {
  return until !== undefined && today !== undefined && today > until
}

export function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
