import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRepository, type Repository } from './git.ts'
import { type Certificate, type FakeGitHub, serve, type TOKENS } from './server.ts'
import { createWorld, type Saved } from './world.ts'

export interface StartedGitHub extends FakeGitHub {
  readonly folder: string
  /** What the tool asked for since the last call: reads and writes. */
  countCalls(): { readonly reads: number; readonly writes: number }
}

export type TokenName = keyof typeof TOKENS

/** Starts an offline GitHub with an empty repository in a new folder; `close` removes it. */
export async function startGitHub(
  mount: 'dot-com' | 'server' = 'dot-com',
  certificate?: Certificate,
): Promise<StartedGitHub> {
  const folder = mkdtempSync(join(tmpdir(), 'fake-github-'))
  const repository = createRepository(join(folder, 'shop.git'))
  const fake = await serve(createWorld(repository), mount, certificate)
  return {
    ...fake,
    folder,
    countCalls: createCounter(fake),
    async close() {
      repository.close()
      await fake.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Starts an offline GitHub on a repository that is there, perhaps where another one was saved;
 * `close` leaves the repository.
 */
export async function continueGitHub(
  repository: Repository,
  saved?: Saved,
): Promise<StartedGitHub> {
  const world = createWorld(repository)
  if (saved) world.restore(saved)
  const fake = await serve(world, 'dot-com')
  return { ...fake, folder: repository.folder, countCalls: createCounter(fake) }
}

function createCounter({ log }: FakeGitHub): StartedGitHub['countCalls'] {
  let counted = 0
  return () => {
    const calls = log.slice(counted)
    counted = log.length
    const writes = calls.filter(({ isWrite }) => isWrite).length
    return { reads: calls.length - writes, writes }
  }
}
