import type { ThrottlingOptions } from '@octokit/plugin-throttling'
import type { Octokit } from '@octokit/rest'
import { followOnHost, isDone, isRedirect } from './redirect.ts'
import { checkAnswer, IncompleteAnswer } from './shapes.ts'

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
  /** Seconds that a run may wait for limits; a minute if absent. */
  readonly longestWait?: number
  /** After so many milliseconds without an answer there is none. */
  readonly patience?: number
}

/** The edition of the REST API; supported until at least March 2028. */
const API_VERSION = '2022-11-28'
/** A read is repeated after one and after four seconds. */
const READ_RETRIES = 2
/** For limits, in a whole run: a job that sleeps for an hour is worse than one that reports it. */
const LONGEST_WAIT = 60
/** GitHub itself gives up after ten seconds. */
const PATIENCE = 30_000
/** Refusals that a repetition does not change, or that the throttling plugin repeats. */
const FINAL = [400, 401, 403, 404, 406, 409, 410, 413, 422, 429, 451]

const NO_CONTENT: readonly number[] = [204, 205]

/** Sends a creating call once: repeated blindly, it might be carried out twice. */
export const ONCE = { retries: 0 } as const

/** Clients whose GitHub lacks fields that only make comments better. */
const modest = new WeakSet<Client>()

/** From now on, asks only for what cannot be done without. */
export function askModestly(client: Client): void {
  modest.add(client)
}

export function isModest(client: Client): boolean {
  return modest.has(client)
}

/**
 * A client that repeats failed reads a few times and respects GitHub's limits.
 *
 * Octokit is loaded here and not before, and the variant of `@actions/github` only for a proxy: it
 * brings `undici`, which takes longer to load than all the rest.
 */
export async function createClient(options: ClientOptions): Promise<Client> {
  const { retry, throttling } = await loadPlugins()
  const settings = toSettings(options)
  // The innermost plugin: each attempt has its own time limit.
  const guard = createGuard(options.patience ?? PATIENCE)

  if (options.proxied) {
    const { getOctokit } = await import('@actions/github')
    const client = getOctokit(options.token, settings, guard, retry, throttling)
    client.hook.before('request', setVersion)
    return client
  }
  const { Octokit } = await import('@octokit/rest')
  const client = new (Octokit.plugin(guard, retry, throttling))({
    ...settings,
    auth: options.token,
  })
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

function toSettings({ apiUrl, warn, second = 1000, longestWait = LONGEST_WAIT }: ClientOptions) {
  return {
    baseUrl: apiUrl,
    userAgent: 'cortex-review',
    // Octokit logs every failed attempt as an error; whoever asked tells of it.
    log: { debug: ignore, info: ignore, warn, error: ignore },
    retry: { doNotRetry: FINAL, retries: READ_RETRIES, retryAfterBaseValue: second },
    throttle: toThrottle(second, longestWait),
  }
}

/**
 * A plugin that ends requests without an answer, and takes an answer that broke off, lacks what was
 * asked for, or that a proxy gave in GitHub's place, for an error of the server. Octokit hands on
 * such text as the data.
 */
function createGuard(patience: number) {
  // Of options that are tried again, what they had before they were guarded.
  const fetches = new WeakMap<object, typeof fetch>()
  return ({ hook }: Pick<Octokit, 'hook'>): void => {
    hook.wrap('request', async (request, options) => {
      const controller = new AbortController()
      const timer = setTimeout(() => controller.abort(new Error(SILENT)), patience)
      const usual: typeof fetch = fetches.get(options) ?? options.request?.fetch ?? fetch
      fetches.set(options, usual)
      let hops = 0
      const onHop = () => (hops += 1)
      try {
        // Every hook gets the same options, so that a copy would not arrive.
        options.request = {
          ...options.request,
          fetch: followOnHost(usual, onHop),
          signal: controller.signal,
        }
        const response = await request(options)
        if (isRedirect(response.status)) {
          throw Object.assign(new Error(REFERRED), { status: response.status, request: options })
        }
        if (hops > 0 && !isDone(options.method, response.data)) {
          throw new IncompleteAnswer(options)
        }
        checkAnswer(options, response.data)
        const isText = typeof response.data === 'string'
        if (isText && !NO_CONTENT.includes(response.status)) throw new IncompleteAnswer(options)
        return response
      } finally {
        clearTimeout(timer)
      }
    })
  }
}

const REFERRED = 'The response redirects to another host, which is not followed'
const SILENT = 'GitHub did not respond in time'

function toThrottle(second: number, longestWait: number) {
  let left = longestWait
  const mayWait = (retryAfter: number, _call: object, _client: object, retryCount: number) => {
    if (retryCount > 0 || retryAfter > left) return false
    left -= retryAfter
    return true
  }
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

function setVersion(request: { headers: Record<string, unknown> }): void {
  request.headers['x-github-api-version'] = API_VERSION
}

function ignore(): void {}
