import { openDesk } from './desk.ts'
import { type FakeGitHub, TOKENS } from './server.ts'
import type { World } from './world.ts'

/** Where nobody else answers. */
const ORIGIN = 'https://api.github.test'

export interface DirectGitHub
  extends Pick<FakeGitHub, 'world' | 'apiUrl' | 'log' | 'violations' | 'faults' | 'tokens'> {
  /** In place of the usual `fetch`: answers without a network. */
  readonly fetch: typeof globalThis.fetch
}

/** Serves a world within the process, for tests that ask thousands of times. */
export function openDirectly(world: World): DirectGitHub {
  const fake = {
    world,
    log: [],
    violations: [],
    faults: [],
    tokens: new Map(Object.entries(TOKENS)),
  }
  const desk = openDesk(fake, { origin: ORIGIN, restPrefix: '', graphqlPath: '/graphql' })
  return {
    ...fake,
    apiUrl: ORIGIN,
    async fetch(input, init = {}) {
      const headers = new Headers(init.headers)
      const { answer } = await desk({
        method: init.method ?? 'GET',
        url: new URL(input instanceof Request ? input.url : input),
        header: (name) => headers.get(name) ?? '',
        body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      })
      const text = answer.body === undefined ? null : JSON.stringify(answer.body)
      return new Response(text, {
        status: answer.status,
        headers: { 'content-type': 'application/json; charset=utf-8', ...answer.headers },
      })
    },
  }
}
