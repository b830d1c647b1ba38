import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import { type Fault, type LoggedRequest, openDesk } from './desk.ts'
import type { Answer } from './rest.ts'
import { AUDITOR, BOT, type Token, type World } from './world.ts'

export type { Fault, LoggedRequest } from './desk.ts'

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
  /** May also write issues, as a job that reports an audit. */
  tracker: {
    user: BOT,
    contents: 'read',
    pullRequests: 'read',
    issues: 'write',
    actions: 'read',
  },
  /** Of the App that reads the repositories of an organization. */
  auditor: { hourly: 5_000, user: AUDITOR, contents: 'read', pullRequests: 'read', issues: 'read' },
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
  const desk = openDesk(fake, { origin, restPrefix, graphqlPath })

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { answer, fault } = await desk({
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', origin),
      header: (name) => String(request.headers[name] ?? ''),
      body: await readBody(request),
    })
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
