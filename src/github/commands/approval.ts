import {
  type Acceptance,
  approversOf,
  canBeAccepted,
  findAcceptances,
  isNamed,
} from '../../review/approvals/accept.ts'
import { parseCommand } from '../../review/approvals/command.ts'
import type { Approval } from '../../review/config.ts'
import type { Finding } from '../../review/finding.ts'
import type { Review } from '../../review/review.ts'
import { quote } from '../../text/wording.ts'
import type { Client } from '../client.ts'
import type { Conversation } from '../read/conversation.ts'
import type { RepositoryName } from '../read/event.ts'
import { classify } from '../refusal.ts'
import { type ApproverSource, areLogins, type IsApprover, resolveApprovers } from './approvers.ts'

/** What acceptances are looked for in, and for. */
export interface Approving {
  readonly review: Review
  readonly conversation: Conversation
  readonly approval: Approval
  /** Where approvers that are no logins are looked up. */
  readonly source: ApproverSource
}

/** What counts, and a sentence about whoever accepted something that does not. */
export interface KnownAcceptances {
  readonly acceptances: readonly Acceptance[]
  readonly notes: readonly string[]
  readonly isApprover: IsApprover
}

/**
 * The acceptances in a conversation that concern a finding of the review and come from people who
 * may write: settings may name somebody who has left since.
 *
 * Asks GitHub once for each approver who accepts something, and else nothing. Where the token may not
 * ask, nothing is accepted. Throws Octokit's error for what a repetition may change.
 */
export async function readAcceptances(
  client: Client,
  repository: RepositoryName,
  { review, conversation, approval, source }: Approving,
): Promise<KnownAcceptances> {
  const acceptable = review.findings.filter((finding) => canBeAccepted(finding, review))
  const byHandle = new Map(acceptable.map((finding) => [finding.handle, finding]))
  const { commands, author } = conversation
  const { isApprover, notes: unknownTeams } = await findApprovers(approval, source, {
    commands,
    byHandle,
  })
  const { selfApproval } = approval
  const approvers = [...approval.approvers, ...approval.policyApprovers]
  const found = findAcceptances(commands, author, { approvers, selfApproval }, (login, handle) =>
    isApprover(login, byHandle.get(handle)),
  ).filter(({ handle }) => byHandle.has(handle))
  const { writers, notes } = await findWriters(
    client,
    repository,
    new Set(found.map(({ by }) => by)),
  )
  return {
    acceptances: found.filter(({ by }) => writers.has(by)),
    notes: [...unknownTeams, ...notes],
    isApprover,
  }
}

/** Who of some people may write, and a sentence about those who may not. */
async function findWriters(client: Client, repository: RepositoryName, people: Iterable<string>) {
  const writers = new Set<string>()
  const readers: string[] = []
  const unknown: string[] = []
  for (const login of people) {
    try {
      if (await mayWrite(client, repository, login)) writers.add(login)
      else readers.push(quote(login))
    } catch (error) {
      if (classify(error) !== 'denied') throw error
      unknown.push(quote(login))
    }
  }
  // A note for all of them: a step has few warnings.
  const notes = [
    ...(readers.length > 0
      ? [`Acceptances by ${readers.join(', ')} are ignored: no write access.`]
      : []),
    ...(unknown.length > 0
      ? [
          `Acceptances by ${unknown.join(', ')} are ignored: their write access could not be checked.`,
        ]
      : []),
  ]
  return { writers, notes }
}

/** Looks up who may accept what; asks for nothing if nobody accepts anything. */
async function findApprovers(
  approval: Approval,
  source: ApproverSource,
  {
    commands,
    byHandle,
  }: Pick<Conversation, 'commands'> & { readonly byHandle: ReadonlyMap<string, Finding> },
): Promise<{ readonly isApprover: IsApprover; readonly notes: readonly string[] }> {
  const asked = commands.flatMap(({ body }) => {
    const command = parseCommand(body)
    return command?.kind === 'accept' ? [command.handle] : []
  })
  const named = [...approval.approvers, ...approval.policyApprovers]
  if (asked.length === 0 || areLogins(named)) {
    const isApprover: IsApprover = (login, finding) =>
      isNamed(login, approversOf(finding, approval))
    return { isApprover, notes: [] }
  }
  const paths = asked.flatMap((handle) => byHandle.get(handle)?.location.path ?? [])
  return resolveApprovers(approval, source, [...new Set(paths)])
}

/** Whether a person may write in a repository; teams and organisations count, as GitHub says. */
export async function mayWrite(
  client: Client,
  { owner, repo }: RepositoryName,
  login: string,
): Promise<boolean> {
  try {
    const { data } = await client.rest.repos.getCollaboratorPermissionLevel({
      owner,
      repo,
      username: login,
    })
    // The older, coarser word: `maintain` is `write` here, and `triage` is `read`.
    return ['admin', 'write'].includes(data.permission)
  } catch (error) {
    // Nobody of that name, or an account that is gone.
    if (classify(error) === 'missing') return false
    throw error
  }
}
