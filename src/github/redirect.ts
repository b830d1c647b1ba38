type Fetch = typeof globalThis.fetch

/** What GitHub answers where something has another address; the request is to be repeated as it was. */
const REDIRECTS: readonly number[] = [301, 302, 307, 308]
const MOST_HOPS = 3

/**
 * A fetch that repeats a request, method and body included, at the address to which the same host
 * refers it. Fetch itself would turn a write into a read.
 *
 * To another host nothing is sent: that answer is returned as it is. `onHop` is called before each
 * repetition.
 */
export function followOnHost(fetch: Fetch, onHop: () => void): Fetch {
  return async (input, init) => {
    let address = input instanceof Request ? input.url : String(input)
    for (let hops = 0; ; hops++) {
      const response = await fetch(address, { ...init, redirect: 'manual' })
      const next = findNext(response, address)
      if (next === undefined || hops === MOST_HOPS) return response
      await response.body?.cancel()
      address = next
      onHop()
    }
  }
}

/** Whether an answer refers to another address, to which nothing was sent. */
export function isRedirect(status: number): boolean {
  return REDIRECTS.includes(status)
}

function findNext({ status, headers }: Response, address: string): string | undefined {
  const location = isRedirect(status) ? headers.get('location') : null
  if (location === null || !URL.canParse(location, address)) return undefined
  const next = new URL(location, address)
  return next.origin === new URL(address).origin ? next.href : undefined
}

/** Whether the answer to a write shows that it was carried out: it names what was written. */
export function isDone(method: string, data: unknown): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'DELETE') return true
  return typeof data === 'object' && data !== null && ('id' in data || 'data' in data)
}
