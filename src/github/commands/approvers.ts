import { OWNER_FILES, readOwners } from '../../report/audit/owners.ts'
import { approversOf, isNamed } from '../../review/approvals/accept.ts'
import type { Approval } from '../../review/config.ts'
import type { Finding } from '../../review/finding.ts'
import { quote } from '../../text/wording.ts'
import type { Client } from '../client.ts'
import { openSource, readFiles } from '../read/blobs.ts'
import type { RepositoryName } from '../read/event.ts'
import { classify } from '../refusal.ts'

/** Whether a person is an approver of a finding. */
export type IsApprover = (
  login: string,
  finding: Pick<Finding, 'location' | 'rule'> | undefined,
) => boolean

/** Where approvers that are no logins are looked up. */
export interface ApproverSource {
  readonly client: Client
  readonly repository: RepositoryName
  /** The commit that decides. */
  readonly base: string
  /** What may read the members of teams. */
  readonly connectTeams: () => Promise<Client>
}

interface Approvers {
  readonly isApprover: IsApprover
  /** Whose members are not known; sentences. */
  readonly notes: readonly string[]
}

export const CODE_OWNERS = 'code-owners'

/** Whether there is nothing to look up. */
export function areLogins(approvers: readonly string[]): boolean {
  return approvers.every((each) => !isTeam(each) && each !== CODE_OWNERS)
}

/**
 * Looks up who the approvers are: the members of teams, and the owners of files on the base side.
 *
 * `paths` are the files that somebody accepts something in. Throws Octokit's error for what a
 * repetition may change.
 */
export async function resolveApprovers(
  approval: Pick<Approval, 'approvers' | 'policyApprovers'>,
  source: ApproverSource,
  paths: readonly string[],
): Promise<Approvers> {
  const approvers = [...approval.approvers, ...approval.policyApprovers]
  const people = approvers.filter((each) => each !== CODE_OWNERS)
  const owners = approvers.includes(CODE_OWNERS) ? await readCodeOwners(source) : undefined
  const asked = owners ? paths.flatMap((path) => owners.ownersOf(path)) : []
  const teams = new Set([...people, ...asked].filter(isTeam))
  const members = await readTeams(teams, source)
  const unknown = [...teams].filter((team) => !members.has(team))
  const isOneOf = (login: string, named: readonly string[]) =>
    named.some((each) =>
      isTeam(each)
        ? isNamed(login, members.get(each) ?? [])
        : isNamed(login, [each.replace(/^@/, '')]),
    )
  return {
    isApprover(login, finding) {
      const named = approversOf(finding, approval)
      const isOwned = finding !== undefined && named.includes(CODE_OWNERS)
      const owning = isOwned ? (owners?.ownersOf(finding.location.path) ?? []) : []
      return isOneOf(login, [...named.filter((each) => each !== CODE_OWNERS), ...owning])
    },
    notes: [
      ...(unknown.length > 0 ? [describeUnknown(unknown)] : []),
      ...(owners?.isMissing ? [NO_OWNERS] : []),
    ],
  }
}

const NO_OWNERS =
  'The base branch has no CODEOWNERS file, so `code-owners` in `approvers` names nobody.'

function describeUnknown(teams: readonly string[]): string {
  const names = teams.map(quote).join(', ')
  return `The members of ${names} cannot be read, so what they accept does not count. Set the input \`settings-token\` to a token that may read the members of the organization.`
}

function isTeam(name: string): boolean {
  return name.startsWith('@') && name.includes('/')
}

/** The owners of files as the commit that decides says. */
async function readCodeOwners({ client, repository, base }: ApproverSource) {
  const wanted = OWNER_FILES.map((path) => ({ path, name: { expression: `${base}:${path}` } }))
  const { contents } = await readFiles(openSource(client, repository), wanted)
  const found = contents.find((content) => 'text' in content)
  const text = found && 'text' in found ? found.text : undefined
  return { ownersOf: readOwners(text), isMissing: text === undefined }
}

interface TeamAnswer {
  readonly organization: {
    readonly team: {
      readonly members: {
        readonly nodes: readonly ({ readonly login: string } | null)[] | null
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
      }
    } | null
  } | null
}

/** The members of a team and of the teams below it. */
const QUERY = `query Team($owner: String!, $slug: String!, $after: String) {
  organization(login: $owner) {
    team(slug: $slug) {
      members(first: 100, after: $after, membership: ALL) {
        nodes { login }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`

/** A team with more members is none that decides. */
const MOST_PAGES = 10

/** The members of teams; one that the token may not read is left out. */
async function readTeams(
  teams: ReadonlySet<string>,
  { connectTeams }: ApproverSource,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = new Map<string, readonly string[]>()
  if (teams.size === 0) return known
  const client = await connectTeams()
  for (const team of teams) {
    const members = await readTeam(client, team)
    if (members) known.set(team, members)
  }
  return known
}

async function readTeam(client: Client, team: string): Promise<readonly string[] | undefined> {
  const [owner = '', slug = ''] = team.slice(1).split('/')
  const logins: string[] = []
  let after: string | null = null
  try {
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer: TeamAnswer = await client.graphql<TeamAnswer>(QUERY, { owner, slug, after })
      const members = answer.organization?.team?.members
      if (!members) return undefined
      logins.push(...(members.nodes ?? []).flatMap((node) => (node ? [node.login] : [])))
      if (!members.pageInfo.hasNextPage) return logins
      after = members.pageInfo.endCursor
    }
    return undefined
  } catch (error) {
    if (['denied', 'missing'].includes(classify(error))) return undefined
    throw error
  }
}
