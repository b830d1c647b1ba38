import type { Day } from '../../text/day.ts'
import { groupBy } from '../../text/group-by.ts'
import type { Approval } from '../config.ts'
import { canBeIgnored, POLICY_WEAKENED } from '../engine-rules.ts'
import type { AcceptedFinding, Finding, IgnoredFinding } from '../finding.ts'
import { hideOf } from '../hide.ts'
import { IGNORE_UNAPPROVED } from '../ignores/rules.ts'
import type { Review } from '../review.ts'
import { matchesRule } from '../rule-pattern.ts'
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
  { approvers, selfApproval }: Approving,
  isApprover: (login: string) => boolean = (each) => isNamed(each, approvers),
): AcceptRefusal | undefined {
  if (approvers.length === 0) return 'off'
  if (!isApprover(login)) return 'no-approver'
  return !selfApproval && author !== undefined && isSameLogin(author, login) ? 'own' : undefined
}

type Approving = Pick<Approval, 'approvers' | 'selfApproval'>

/** Who may accept a finding, as the settings name them. */
export function approversOf(
  finding: Pick<Finding, 'rule'> | undefined,
  { approvers, policyApprovers }: Pick<Approval, 'approvers' | 'policyApprovers'>,
): readonly string[] {
  return finding?.rule.id === POLICY_WEAKENED.id ? policyApprovers : approvers
}

/** Whether a list has the login of a person. */
export function isNamed(login: string, people: Iterable<string>): boolean {
  for (const each of people) if (isSameLogin(each, login)) return true
  return false
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
  approval: Approving,
  isApprover: (login: string, handle: string) => boolean = (login) =>
    isNamed(login, approval.approvers),
): readonly Acceptance[] {
  return comments.flatMap(({ body, author: by, isForeign, url }) => {
    const command = parseCommand(body)
    if (command?.kind !== 'accept' || command.reason === '' || isForeign) return []
    const { handle, reason, until } = command
    if (refuseAcceptance(by, author, approval, (login) => isApprover(login, handle))) return []
    return [{ handle, reason, by, url, ...(until !== undefined && { until }) }]
  })
}

/** On which day acceptances are asked for, and how many there have to be. */
export interface AcceptTerms {
  readonly today?: Day
  readonly approvals?: Approval['approvals']
}

/**
 * Takes the accepted findings out of those that count; an acceptance may have ended. What an accepted
 * ignore comment is about is ignored from then on.
 */
export function applyAcceptances(
  review: Review,
  acceptances: readonly Acceptance[],
  { today, approvals = {} }: AcceptTerms = {},
): Review {
  const hide = hideOf(review)
  const accepted: AcceptedFinding[] = []
  const left: Finding[] = []
  for (const finding of review.findings) {
    const valid = acceptances.filter(
      ({ handle, until }) => handle === finding.handle && !isOver(until, today),
    )
    const [first, ...also] = [...groupBy(valid, ({ by }) => by.toLowerCase()).values()].flatMap(
      (ofOne) => ofOne.slice(0, 1),
    )
    const needed = neededFor(finding, review, approvals)
    if (!first || !canBeAccepted(finding, review)) left.push(finding)
    else if (also.length + 1 < needed) {
      left.push({ ...finding, approvals: { needed, by: [first, ...also].map(({ by }) => by) } })
    } else {
      const { handle: _, reason, ...how } = first
      const others = also.slice(0, needed - 1).map(({ by, url }) => ({ by, url }))
      const by = { ...how, ...(others.length > 0 && { also: others }) }
      accepted.push({ finding, reason: hide(reason), ...by })
    }
  }
  const { findings, ignored } = ignoreWaiting(left, accepted)
  return {
    ...review,
    findings,
    ignored: [...review.ignored, ...ignored],
    accepted: [...review.accepted, ...accepted],
  }
}

/** Takes out what ignore comments are about that are accepted now. */
function ignoreWaiting(findings: readonly Finding[], accepted: readonly AcceptedFinding[]) {
  const comments = new Map(accepted.map((each) => [each.finding.handle, each]))
  const kept: Finding[] = []
  const ignored: IgnoredFinding[] = []
  for (const finding of findings) {
    const comment = finding.waiting && comments.get(finding.waiting.handle)
    const exception = comment?.finding.exception
    if (!comment || !exception) kept.push(finding)
    else {
      const { rules: _, ...how } = exception
      ignored.push({ finding, ...how, approved: { by: comment.by, url: comment.url } })
    }
  }
  return { findings: kept, ignored }
}

/** How many approvers have to accept a finding; of an ignore comment, all that it is about counts. */
export function neededFor(
  finding: Finding,
  { findings }: Pick<Review, 'findings'>,
  approvals: Approval['approvals'],
): number {
  const covered = findings.filter(({ waiting }) => waiting?.handle === finding.handle)
  const named = finding.exception?.rules ?? []
  const keys = Object.keys(approvals).filter(
    (key) =>
      named.some((rule) => matchesRule(key, rule)) ||
      [finding, ...covered].some((each) => key === each.severity || matchesRule(key, each.rule)),
  )
  return Math.max(1, ...keys.map((key) => approvals[key] ?? 1))
}

/**
 * Whether a finding can be accepted: not where a file cannot be read, since whatever else comes into
 * that file would go unseen, and neither what is wrong with an ignore comment nor a locked rule.
 */
export function canBeAccepted({ rule, location, lock }: Finding, { after }: Review): boolean {
  if (lock) return false
  if (NEED_APPROVAL.includes(rule.id)) return true
  const file = after.files.find(({ path }) => path === location.path)
  return canBeIgnored(rule) && !file?.document.problems.length
}

/** What is said only for an approver to accept it. */
const NEED_APPROVAL = [IGNORE_UNAPPROVED.id, POLICY_WEAKENED.id]

function isOver(until: Day | undefined, today: Day | undefined): boolean {
  return until !== undefined && today !== undefined && today > until
}

export function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
