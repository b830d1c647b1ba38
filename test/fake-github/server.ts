import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import { checkRequest, checkResponse, matchOperation } from './contract.ts'
import { checkOperation, type Execution, executeOperation, findField } from './graphql.ts'
import { graphqlRoot } from './mutation-root.ts'
import { type Answer, HANDLERS } from './rest.ts'
import { AUDITOR, BOT, Refusal, type Token, type World } from './world.ts'

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

/** In PEM. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

export interface FakeGitHub {
  readonly world: World
  /** As in `GITHUB_API_URL`. */
  readonly apiUrl: string
  readonly graphqlUrl: string
  readonly serverUrl: string
  readonly log: LoggedRequest[]
  /** What GitHub's descriptions do not allow; tests expect none. */
  readonly violations: string[]
  readonly faults: Fault[]
  readonly tokens: Map<string, Token>
  /** The hosts that were asked for through this server as a proxy. */
  readonly proxied: string[]
  /** Where the proxy goes for a host; to this server itself if there is no entry. */
  readonly routes: Map<string, string>
  close(): Promise<void>
}

/** The tokens that exist from the start, by name. */
export const TOKENS = {
  /** The token of a job that grants what the documentation asks for. */
  usual: { user: BOT, contents: 'read', pullRequests: 'write', issues: 'read' },
  /** The token of a fork's pull request. */
  readOnly: { user: BOT, contents: 'read', pullRequests: 'read', issues: 'read' },
  /** May also resolve threads. */
  generous: { user: BOT, contents: 'write', pullRequests: 'write', issues: 'write' },
  /** May look for runs of workflows, as a job that plans an audit. */
  planner: {
    user: BOT,
    contents: 'read',
    pullRequests: 'read',
    issues: 'read',
    actions: 'read',
  },
  /** Of the App that reads the repositories of an organization. */
  auditor: { user: AUDITOR, contents: 'read', pullRequests: 'read', issues: 'read' },
  /** May also start workflows again. */
  conductor: {
    user: BOT,
    contents: 'read',
    pullRequests: 'write',
    issues: 'read',
    actions: 'write',
  },
} as const satisfies Record<string, Token>

/**
 * Serves a world on 127.0.0.1, as GitHub.com (`dot-com`) or as a GitHub Enterprise Server; by HTTPS
 * if there is a certificate.
 */
export async function serve(
  world: World,
  mount: 'dot-com' | 'server',
  certificate?: Certificate,
): Promise<FakeGitHub> {
  const restPrefix = mount === 'server' ? '/api/v3' : ''
  const graphqlPath = mount === 'server' ? '/api/graphql' : '/graphql'
  const fake = {
    world,
    log: [] as LoggedRequest[],
    violations: [] as string[],
    faults: [] as Fault[],
    tokens: new Map<string, Token>(Object.entries(TOKENS)),
    proxied: [] as string[],
    routes: new Map<string, string>(),
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    respond(request, response).catch((error: unknown) => {
      fake.violations.push(`The offline GitHub failed: ${String(error)}`)
      response.writeHead(500).end('{}')
    })
  }
  const server = certificate
    ? createSecureServer({ ...certificate }, listener)
    : createServer(listener)
  const tunnels = new Set<Socket>()
  server.on('connect', (request, socket: Socket) => {
    const host = request.url ?? ''
    fake.proxied.push(host)
    const port = fake.routes.get(host)?.split(':')[1] ?? portOf(server)
    const tunnel = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      tunnel.pipe(socket).pipe(tunnel)
    })
    for (const end of [socket, tunnel]) tunnels.add(end.on('error', () => end.destroy()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `${certificate ? 'https' : 'http'}://127.0.0.1:${portOf(server)}`

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    const method = request.method ?? 'GET'
    const isGraphql = url.pathname === graphqlPath
    const path = isGraphql ? '/graphql' : url.pathname.slice(restPrefix.length)
    if (!isGraphql && !url.pathname.startsWith(`${restPrefix}/`)) {
      fake.violations.push(`${method} ${url.pathname} is outside of the API`)
    }
    const body = await readBody(request)
    const isWrite = isGraphql ? isMutation(body) : method !== 'GET'
    const fault = takeFault(fake.faults, { method, path, isWrite })
    await fault?.effect?.()

    checkHeaders(request, fake.violations)
    const token = fake.tokens.get((request.headers.authorization ?? '').split(' ')[1] ?? '')
    const handle = async (): Promise<Answer> => {
      if (!token) return refusal(new Refusal(401, 'Bad credentials'))
      if (isGraphql) return answerGraphql(fake, token, body)
      return answerRest(fake, token, { method, path, origin: origin + restPrefix, url, body })
    }
    const isLost = fault?.cut === true || fault?.hang !== undefined
    const replaced = fault?.answer ?? (isLost ? { status: 0 } : undefined)
    const usual = !replaced || fault?.afterwards ? await handle() : undefined
    const answer = replaced ?? (usual && fault?.alter?.(usual)) ?? usual ?? { status: 500 }

    fake.log.push({ method, path, query: url.search, body, status: answer.status, isWrite })
    if (fault?.hang) fault.hang()
    else if (fault?.cut === true) request.socket.destroy()
    else send(response, answer, fault?.cut === 'in the middle')
  }

  return {
    ...fake,
    apiUrl: origin + restPrefix,
    graphqlUrl: origin + graphqlPath,
    serverUrl: origin,
    async close() {
      for (const tunnel of tunnels) tunnel.destroy()
      // In this order, or a connection that comes in between keeps it open.
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

type Open = Pick<FakeGitHub, 'world' | 'violations'>

interface RestRequest {
  readonly method: string
  readonly path: string
  readonly origin: string
  readonly url: URL
  readonly body: unknown
}

async function answerRest(fake: Open, token: Token, request: RestRequest): Promise<Answer> {
  const { method, path, origin, url, body } = request
  const match = matchOperation(method, path)
  const handler = match && HANDLERS[match.id]
  if (!match || !handler) {
    fake.violations.push(`${method} ${path} is not described`)
    return refusal(new Refusal(404, 'Not Found'))
  }
  fake.violations.push(...checkRequest(match, url.searchParams, body))
  const query = url.searchParams
  const fields = typeof body === 'object' && body !== null ? { ...body } : {}
  const answer = await attempt(async () =>
    handler(fake.world, { match, query, body: fields, token, origin, path }),
  )
  // As it goes over the wire: without the keys that are undefined.
  const sent = answer.body === undefined ? undefined : JSON.parse(JSON.stringify(answer.body))
  fake.violations.push(...checkResponse(match, answer.status, sent))
  return { ...answer, body: sent }
}

async function answerGraphql(fake: Open, token: Token, body: unknown): Promise<Answer> {
  const { query, variables } = graphqlRequest(body)
  const problems = checkOperation(query)
  fake.violations.push(...problems.map((problem) => `GraphQL: ${problem}`))
  const missing = findField(query, fake.world.behaviour.missingFields)
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

function checkHeaders(request: IncomingMessage, violations: string[]): void {
  if (request.headers['x-github-api-version'] !== '2022-11-28') {
    violations.push(`${request.url}: no X-GitHub-Api-Version`)
  }
  if (!request.headers['user-agent']?.startsWith('cortex-review')) {
    violations.push(`${request.url}: user agent ${request.headers['user-agent']}`)
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

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const text = Buffer.concat(chunks).toString()
  return text === '' ? undefined : JSON.parse(text)
}

function send(response: ServerResponse, answer: Answer, breaksOff: boolean): void {
  const body = Buffer.from(answer.body === undefined ? '' : JSON.stringify(answer.body))
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    ...(answer.status === 204 ? {} : { 'content-length': body.length }),
    ...answer.headers,
  })
  if (!breaksOff) response.end(body)
  else {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
  }
}
