import { checkRequest, checkResponse, matchOperation } from './contract.ts'
import {
  checkOperation,
  type Execution,
  executeOperation,
  findDeprecated,
  findField,
} from './graphql.ts'
import { admit, createMeter } from './limits.ts'
import { graphqlRoot } from './mutation-root.ts'
import { type Answer, HANDLERS } from './rest.ts'
import { FORMER_NAME, REPOSITORY, REPOSITORY_ID, Refusal, type Token, type World } from './world.ts'

/** A request that arrived. */
export interface LoggedRequest {
  readonly method: string
  /** Without the mount, e.g. `/graphql`. */
  readonly path: string
  readonly query: string
  readonly body: unknown
  readonly status: number
  /** Whether it could have changed something. */
  readonly isWrite: boolean
}

/** Something that goes wrong with the next requests of a kind. */
export interface Fault {
  readonly method: string
  readonly path: RegExp
  /** Whether it hits GraphQL's mutations, or only its queries; both if absent. */
  readonly isWrite?: boolean
  /** How many requests it lets through first. */
  skip?: number
  /** How many requests it hits; one if absent. */
  times?: number
  /** Whether the request is carried out before it fails. */
  readonly afterwards?: boolean
  /** Whether the repository has another name now, to which the answer leads. */
  readonly renamed?: boolean
  /** The answer; without one the request is handled as usual. */
  readonly answer?: Answer
  /** Changes the usual answer. */
  readonly alter?: (answer: Answer) => Answer
  /** Cuts the connection instead of answering, or in the middle of the answer. */
  readonly cut?: boolean | 'in the middle'
  /** Never answers; called when it does not. */
  readonly hang?: () => void
  /** Happens when the request arrives, e.g. a push. */
  readonly effect?: () => unknown
}

/** A request as it comes in, by whatever way. */
export interface Arrived {
  readonly method: string
  readonly url: URL
  /** '' if there is none of that name. */
  readonly header: (name: string) => string
  readonly body: unknown
}

/** Where the API stands. */
export interface Mount {
  readonly origin: string
  readonly restPrefix: string
  readonly graphqlPath: string
}

/** What a desk works with. */
export interface Open {
  readonly world: World
  readonly log: LoggedRequest[]
  readonly violations: string[]
  readonly faults: Fault[]
  readonly tokens: ReadonlyMap<string, Token>
}

export interface Handled {
  readonly answer: Answer
  /** What went wrong on purpose; how it is to be answered then. */
  readonly fault: Fault | undefined
}

/** Answers requests as GitHub does, whatever way they come. */
export function openDesk(fake: Open, { origin, restPrefix, graphqlPath }: Mount) {
  const meter = createMeter(fake.world)
  const byNumber = `/repositories/${REPOSITORY_ID}/`
  return async (arrived: Arrived): Promise<Handled> => {
    const { method, url, header, body } = arrived
    const isGraphql = url.pathname === graphqlPath
    const path = isGraphql ? '/graphql' : url.pathname.slice(restPrefix.length)
    if (!isGraphql && !url.pathname.startsWith(`${restPrefix}/`)) {
      fake.violations.push(`${method} ${url.pathname} is outside of the API`)
    }
    const isWrite = isGraphql ? isMutation(body) : method !== 'GET'
    const fault = takeFault(fake.faults, { method, path, isWrite })
    await fault?.effect?.()

    checkHeaders(arrived, fake.violations)
    const token = fake.tokens.get(header('authorization').split(' ')[1] ?? '')
    const handle = async (): Promise<Answer> => {
      if (!token) return refusal(new Refusal(401, 'Bad credentials'))
      const limit = meter(token, { isGraphql, isCreating: isCreating(method, path, body) })
      if (limit.refusal) return limit.refusal
      const named = path.replace(byNumber, `/repos/${REPOSITORY}/`)
      const answer = isGraphql
        ? await answerGraphql(fake, token, body)
        : await answerRest(fake, token, {
            method,
            path: named,
            origin: origin + restPrefix,
            url,
            body,
          })
      return { ...answer, headers: { ...limit.headers, ...answer.headers } }
    }
    const isLost = fault?.cut === true || fault?.hang !== undefined
    const replaced =
      fault?.renamed === true
        ? findMoved({
            method,
            path: path.replace(REPOSITORY, FORMER_NAME),
            origin: origin + restPrefix,
            url,
            body,
          })
        : (fault?.answer ?? (isLost ? { status: 0 } : undefined))
    const usual = !replaced || fault?.afterwards ? await handle() : undefined
    const answer = replaced ?? (usual && fault?.alter?.(usual)) ?? usual ?? { status: 500 }

    fake.log.push({ method, path, query: url.search, body, status: answer.status, isWrite })
    return { answer, fault }
  }
}

/** Whether a request makes content, of which GitHub takes only so much. */
function isCreating(method: string, path: string, body: unknown): boolean {
  if (path === '/graphql') return /\badd(?:Comment|PullRequest)/.test(graphqlRequest(body).query)
  return method === 'POST' && /\/(?:reviews|comments)$/.test(path)
}

interface RestRequest {
  readonly method: string
  readonly path: string
  readonly origin: string
  readonly url: URL
  readonly body: unknown
}

/** Where a repository is that has another name now: by its number, on the same host. */
function findMoved({ method, path, origin, url }: RestRequest): Answer | undefined {
  const former = `/repos/${FORMER_NAME}/`
  if (!path.startsWith(former)) return undefined
  const location = `${origin}/repositories/${REPOSITORY_ID}/${path.slice(former.length)}${url.search}`
  return {
    status: method === 'GET' ? 301 : 307,
    headers: { location },
    body: { message: method === 'GET' ? 'Moved Permanently' : 'Temporary Redirect', url: location },
  }
}

async function answerRest(fake: Open, token: Token, request: RestRequest): Promise<Answer> {
  const { method, path, origin, url, body } = request
  const moved = findMoved(request)
  if (moved) return moved
  const match = matchOperation(method, path)
  const handler = match && HANDLERS[match.id]
  if (!match || !handler) {
    fake.violations.push(`${method} ${path} is not described`)
    return refusal(new Refusal(404, 'Not Found'))
  }
  fake.violations.push(...checkRequest(match, url.searchParams, body))
  const query = url.searchParams
  const fields = typeof body === 'object' && body !== null ? { ...body } : {}
  const answer = await attempt(async () => {
    admit(fake.world, token, match)
    return handler(fake.world, { match, query, body: fields, token, origin, path })
  })
  // As it goes over the wire: without the keys that are undefined.
  const sent = answer.body === undefined ? undefined : JSON.parse(JSON.stringify(answer.body))
  fake.violations.push(...checkResponse(match, answer.status, sent))
  return { ...answer, body: sent }
}

async function answerGraphql(fake: Open, token: Token, body: unknown): Promise<Answer> {
  const { query, variables } = graphqlRequest(body)
  const problems = checkOperation(query)
  fake.violations.push(...problems.map((problem) => `GraphQL: ${problem}`))
  const { missingFields, refusesDeprecated } = fake.world.behaviour
  const deprecated = refusesDeprecated ? findDeprecated(query) : undefined
  const missing = findField(query, missingFields) ?? deprecated
  if (missing !== undefined) return { status: 200, body: { errors: [refuseField(missing)] } }
  const result = await executeOperation(query, variables, graphqlRoot({ world: fake.world, token }))
  for (const { type, message } of result.errors ?? []) {
    if (!type) fake.violations.push(`GraphQL: ${message}`)
  }
  limitObjects(result, fake.world.behaviour.maxObjects)
  return { status: 200, body: result }
}

/** Such an operation is not carried out at all. */
function refuseField(field: string) {
  const [typeName, fieldName] = field.split('.')
  return {
    path: ['query', fieldName],
    extensions: { code: 'undefinedField', typeName, fieldName },
    locations: [{ line: 1, column: 1 }],
    message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
  }
}

/** Too much in one query: the rest is null, with an error beside the data. */
function limitObjects(result: Execution, limit: number): void {
  const found = result.data?.['repository']
  if (typeof found !== 'object' || found === null) return
  const repository: Record<string, unknown> = { ...found }
  const objects = Object.keys(repository).filter((key) => key !== 'pullRequest')
  if (objects.length <= limit) return
  for (const key of objects.slice(limit)) repository[key] = null
  result.data = { ...result.data, repository }
  result.errors = [
    { type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' },
  ]
}

async function attempt(handle: () => Promise<Answer>): Promise<Answer> {
  try {
    return await handle()
  } catch (error) {
    if (error instanceof Refusal) return refusal(error)
    throw error
  }
}

function refusal({ status, body }: Refusal): Answer {
  return { status, body }
}

function takeFault(
  faults: readonly Fault[],
  { method, path, isWrite }: Pick<LoggedRequest, 'method' | 'path' | 'isWrite'>,
): Fault | undefined {
  for (const fault of faults) {
    if (fault.method !== method || !fault.path.test(path) || (fault.times ?? 1) <= 0) continue
    if (fault.isWrite !== undefined && fault.isWrite !== isWrite) continue
    fault.skip = (fault.skip ?? 0) - 1
    if (fault.skip >= 0) continue
    fault.times = (fault.times ?? 1) - 1
    return fault
  }
  return undefined
}

function checkHeaders({ url, header }: Arrived, violations: string[]): void {
  if (header('x-github-api-version') !== '2022-11-28') {
    violations.push(`${url.pathname}: no X-GitHub-Api-Version`)
  }
  if (!header('user-agent').startsWith('cortex-review')) {
    violations.push(`${url.pathname}: user agent ${header('user-agent')}`)
  }
}

function graphqlRequest(body: unknown) {
  const fields: Record<string, unknown> = typeof body === 'object' ? { ...body } : {}
  const { query, variables } = fields
  return {
    query: typeof query === 'string' ? query : '',
    variables: typeof variables === 'object' ? { ...variables } : {},
  }
}

function isMutation(body: unknown): boolean {
  return /^\s*mutation\b/.test(graphqlRequest(body).query)
}
