/**
 * Keeps the files of the playground, so that it works without a network after the first visit.
 *
 * The network comes first, so that a new version is seen at once.
 */
const CACHE = 'cortex-review-playground'

/** What a worker of this kind has that `self` of a page has not. */
interface OfflineWorker {
  readonly skipWaiting: () => Promise<void>
  readonly clients: { readonly claim: () => Promise<void> }
}

interface WaitingEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void
}

interface FetchedEvent extends Event {
  readonly request: Request
  readonly respondWith: (response: Promise<Response>) => void
}

const FILES =
  './ playground.js playground.css worker.js custom.js examples.json ../site.js ../site.css ../icon.svg'.split(
    ' ',
  )

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types of pages know no other
const worker = self as unknown as OfflineWorker

self.addEventListener('install', (event) => {
  waitFor(event, keepAll())
})
self.addEventListener('activate', (event) => {
  waitFor(event, worker.clients.claim())
})
self.addEventListener('fetch', (event) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- by its name
  const fetched = event as unknown as FetchedEvent
  if (fetched.request.method === 'GET') fetched.respondWith(respond(fetched.request))
})

function waitFor(event: Event, work: Promise<unknown>): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- by its name
  const waiting = event as WaitingEvent
  waiting.waitUntil(work)
}

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll(FILES)
  await worker.skipWaiting()
}

async function respond(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  try {
    const response = await fetch(request)
    if (response.ok) await cache.put(request, response.clone())
    return response
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true })
    if (kept) return kept
    throw error
  }
}
