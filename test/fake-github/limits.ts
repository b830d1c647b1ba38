import type { MatchedOperation } from './contract.ts'
import { GraphqlRefusal } from './graphql.ts'
import type { Answer } from './rest.ts'
import { FORK, REPOSITORY, Refusal, type Token, type World } from './world.ts'

/** Requests of an hour for the token of a job, and as many points of GraphQL: "Rates". */
const HOURLY = 1000
const HOUR = 3600
const MINUTE = 60

interface Metered {
  readonly isGraphql: boolean
  /** Whether it makes a comment or a review. */
  readonly isCreating: boolean
}

interface Measured {
  readonly headers: Readonly<Record<string, string>>
  /** Beyond a limit. */
  readonly refusal?: Answer
}

/** Counts what each account asks for, says so in headers, and refuses what is too much. */
export function createMeter({ behaviour }: World) {
  const used = new Map<string, number>()
  const created: number[] = []

  return ({ user, hourly = HOURLY }: Token, { isGraphql, isCreating }: Metered): Measured => {
    const now = Math.floor(Date.now() / 1000)
    const resource = isGraphql ? 'graphql' : 'core'
    const key = `${user.id} ${resource}`
    const count = (used.get(key) ?? 0) + 1
    used.set(key, count)
    const headers = {
      'x-ratelimit-limit': String(hourly),
      'x-ratelimit-remaining': String(Math.max(0, hourly - count)),
      'x-ratelimit-used': String(count),
      'x-ratelimit-reset': String(now + HOUR),
      'x-ratelimit-resource': resource,
    }
    if (count > hourly) return { headers, refusal: usedUp(headers, isGraphql) }
    if (!isCreating) return { headers }

    created.push(now)
    const since = (seconds: number) => created.filter((each) => each > now - seconds).length
    const { minute, hour } = behaviour.creations
    if (since(MINUTE) <= minute && since(HOUR) <= hour) return { headers }
    return { headers, refusal: tooFast(headers) }
  }
}

function usedUp(headers: Measured['headers'], isGraphql: boolean): Answer {
  const message = 'API rate limit exceeded for installation.'
  if (!isGraphql) return { status: 403, headers, body: { message } }
  return { status: 200, headers, body: { errors: [{ type: 'RATE_LIMITED', message }] } }
}

/** "How many comments": the secondary limit on what is created. */
function tooFast(headers: Measured['headers']): Answer {
  const message =
    'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.'
  return { status: 403, headers: { ...headers, 'retry-after': String(MINUTE) }, body: { message } }
}

type Right = 'contents' | 'pullRequests'

/** Which right it takes to read what an operation is about, where that is not for everybody. */
const RIGHTS: readonly (readonly [RegExp, Right])[] = [
  [/^(?:git\/|repos\/compare)/, 'contents'],
  [/^(?:pulls\/|issues\/|repos\/list-pull-requests)/, 'pullRequests'],
]

/**
 * Lets nobody into a repository that does not exist for them: "Tokens, identities, permissions".
 *
 * A token without a right to read is taken for one of a private repository; in a public one everybody
 * has it.
 */
export function admit(world: World, token: Token, { id, parameters }: MatchedOperation): void {
  const { owner, repo } = parameters
  if (!isSeen(world, token, `${owner}/${repo}`)) throw new Refusal(404, 'Not Found')
  const [, right] = RIGHTS.find(([pattern]) => pattern.test(id)) ?? []
  if (right && !mayRead(token, right)) throw new Refusal(403, NOT_ACCESSIBLE)
}

export const NOT_ACCESSIBLE = 'Resource not accessible by integration'

/** Whether a repository exists for a token; its names are no matter of upper and lower case. */
export function isSeen(world: World, token: Token, name: string): boolean {
  const own = [REPOSITORY, FORK].some((each) => each.toLowerCase() === name.toLowerCase())
  return own ? token.isForeign !== true : (world.others.get(name)?.isSeenBy(token) ?? false)
}

/** Who may read one of both sees the conversation: a pull request is an issue, too. */
function mayRead({ contents, pullRequests, issues }: Token, right: Right): boolean {
  return right === 'contents'
    ? contents !== 'none'
    : [pullRequests, issues].some((each) => each !== 'none')
}

/** The same for a part of a GraphQL query, which fails alone. */
export function requireRight(token: Token, right: Right): void {
  const granted = right === 'contents' ? token.contents : token.pullRequests
  if (granted === 'none') throw new GraphqlRefusal('FORBIDDEN', NOT_ACCESSIBLE)
}
