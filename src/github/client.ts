import type { ThrottlingOptions } from '@octokit/plugin-throttling'
import type { Octokit } from '@octokit/rest'

/** GitHub's API, REST and GraphQL. */
export type Client = Pick<Octokit, 'rest' | 'graphql' | 'paginate'>

export interface ClientOptions {
  readonly token: string
  /** As in `GITHUB_API_URL`; Octokit derives the GraphQL address of a server from it. */
  readonly apiUrl: string
  /** Whether requests go through the proxy that the environment names. */
  readonly proxied: boolean
  readonly warn: (message: string) => void
  /** Milliseconds in a second of waiting; tests wait less. */
  readonly second?: number
}

/** The edition of the REST API; supported until at least March 2028. */
const API_VERSION = '2022-11-28'
/** A read is repeated after one and after four seconds. */
const READ_RETRIES = 2
/** A job that sleeps until a limit is reset is worse than one that reports it. */
const LONGEST_WAIT = 60
/** Refusals that a repetition does not change, or that the throttling plugin repeats. */
const FINAL = [400, 401, 403, 404, 406, 409, 410, 413, 422, 429, 451]

/** Sends a creating call once: repeated blindly, it might be carried out twice. */
export const ONCE = { retries: 0 } as const

/**
 * A client that repeats failed reads a few times and respects GitHub's limits.
 *
 * Octokit is loaded here and not before, and the variant of `@actions/github` only for a proxy: it
 * brings `undici`, which takes longer to load than all the rest.
 */
export async function createClient(options: ClientOptions): Promise<Client> {
  const { retry, throttling } = await loadPlugins()
  const settings = toSettings(options)

  if (options.proxied) {
    const { getOctokit } = await import('@actions/github')
    const client = getOctokit(options.token, settings, retry, throttling)
    client.hook.before('request', setVersion)
    return client
  }
  const { Octokit } = await import('@octokit/rest')
  const client = new (Octokit.plugin(retry, throttling))({ ...settings, auth: options.token })
  client.hook.before('request', setVersion)
  return client
}

async function loadPlugins() {
  const [{ retry }, { throttling }] = await Promise.all([
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ])
  return { retry, throttling }
}

/** Whether the environment names a proxy, in any of the spellings in use. */
export function hasProxy(environment: Readonly<Record<string, string | undefined>>): boolean {
  return ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].some(
    (name) => environment[name],
  )
}

function toSettings({ apiUrl, warn, second = 1000 }: ClientOptions) {
  return {
    baseUrl: apiUrl,
    userAgent: 'cortex-review',
    // Octokit logs every failed attempt as an error; whoever asked tells of it.
    log: { debug: ignore, info: ignore, warn, error: ignore },
    retry: { doNotRetry: FINAL, retries: READ_RETRIES, retryAfterBaseValue: second },
    throttle: toThrottle(second),
  }
}

function toThrottle(second: number) {
  const waits: ThrottlingOptions = {
    onRateLimit: mayWait,
    onSecondaryRateLimit: mayWait,
    retryAfterBaseValue: second,
  }
  // A run makes two writes; the plugin's pace (one in three seconds) is meant for hundreds. Of the
  // queues that keep it, the plugin uses only `key` and `schedule`.
  const unpaced = {
    key: () => ({ schedule: (_job: object, run: () => Promise<void>) => run() }),
  }
  return Object.assign(waits, { write: unpaced, notifications: unpaced })
}

function mayWait(retryAfter: number, _call: object, _client: object, retryCount: number): boolean {
  return retryCount === 0 && retryAfter <= LONGEST_WAIT
}

function setVersion(request: { headers: Record<string, unknown> }): void {
  request.headers['x-github-api-version'] = API_VERSION
}

function ignore(): void {}
