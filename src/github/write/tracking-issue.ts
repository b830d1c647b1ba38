import { type Client, ONCE } from '../client.ts'
import type { RepositoryName } from '../read/event.ts'
import { classify } from '../refusal.ts'

/** What an issue is to say. */
export interface WantedIssue {
  readonly title: string
  readonly body: string
  readonly isOpen: boolean
}

/** What became of an issue; `muted`: somebody closed it as not planned, and it stays closed. */
export type Tracked = 'created' | 'updated' | 'closed' | 'reopened' | 'unchanged' | 'muted' | 'none'

interface Found {
  readonly number: number
  readonly state: string
  readonly title: string
  readonly body: string
  readonly isNotPlanned: boolean
}

/** Pages of a hundred issues that are looked through. */
const MOST_PAGES = 5

/**
 * Makes the one tracking issue of a repository say what it is to say: created if there is something
 * to do, edited in place, closed when nothing is left. At most one request writes, so at most one
 * notification is sent; edits of the text send none.
 *
 * Only issues that the account of the token opened are touched, and of those only the one that
 * `isOurs` tells by its body. Throws Octokit's error if GitHub does not take it.
 */
export async function trackIssue(
  client: Client,
  repository: RepositoryName,
  wanted: WantedIssue,
  isOurs: (body: string) => boolean,
): Promise<Tracked> {
  const found = await findIssue(client, repository, isOurs, wanted.isOpen)
  if (!found) return wanted.isOpen ? create(client, repository, wanted, isOurs) : 'none'
  const isMuted = found.state === 'closed' && found.isNotPlanned
  const state = isMuted || !wanted.isOpen ? 'closed' : 'open'
  const { title, body } = wanted
  const isSame = found.title === title && found.body === body
  // Nobody looks at a closed issue: its last text stays.
  if (found.state === 'closed' && state === 'closed') return 'muted'
  if (isSame && found.state === state) return 'unchanged'
  await client.rest.issues.update({
    ...repository,
    issue_number: found.number,
    title,
    body,
    ...(state !== found.state && {
      state,
      state_reason: state === 'open' ? 'reopened' : 'completed',
    }),
  })
  if (state === found.state) return 'updated'
  return state === 'open' ? 'reopened' : 'closed'
}

/** After a server's error it may be there all the same: it is looked for, then created again. */
async function create(
  client: Client,
  repository: RepositoryName,
  { title, body }: WantedIssue,
  isOurs: (body: string) => boolean,
): Promise<Tracked> {
  const issue = { ...repository, title, body, request: ONCE }
  try {
    await client.rest.issues.create(issue)
  } catch (error) {
    if (classify(error) !== 'unclear') throw error
    if (!(await findIssue(client, repository, isOurs, true))) await client.rest.issues.create(issue)
  }
  return 'created'
}

/** The newest issue of the token's account that is ours: an open one, else perhaps a closed one. */
async function findIssue(
  client: Client,
  repository: RepositoryName,
  isOurs: (body: string) => boolean,
  isClosedWanted: boolean,
): Promise<Found | undefined> {
  const login = await findLogin(client)
  for (const state of isClosedWanted ? (['open', 'closed'] as const) : (['open'] as const)) {
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { data } = await client.rest.issues.listForRepo({
        ...repository,
        creator: login,
        state,
        per_page: 100,
        page,
      })
      const found = data.find(
        ({ user, body, pull_request: pull }) =>
          !pull && user?.login === login && isOurs(body ?? ''),
      )
      if (found) {
        const { number, title, body } = found
        const isNotPlanned = found.state_reason === 'not_planned'
        return { number, state, title, body: body ?? '', isNotPlanned }
      }
      if (data.length < 100) break
    }
  }
  return undefined
}

/** Asked once for all issues of a run. */
const logins = new WeakMap<Client, Promise<string>>()

function findLogin(client: Client): Promise<string> {
  const known = logins.get(client) ?? askLogin(client)
  logins.set(client, known)
  return known
}

async function askLogin(client: Client): Promise<string> {
  const query = 'query Viewer { viewer { login } }'
  const { viewer } = await client.graphql<{ readonly viewer: { readonly login: string } }>(query)
  return viewer.login
}
