import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRepository } from './git.ts'
import { type FakeGitHub, serve, type TOKENS } from './server.ts'
import { createWorld } from './world.ts'

export interface StartedGitHub extends FakeGitHub {
  readonly folder: string
  /** What the tool asked for since the last call: reads and writes. */
  countCalls(): { readonly reads: number; readonly writes: number }
}

export type TokenName = keyof typeof TOKENS

/** Starts an offline GitHub with an empty repository in a new folder; `close` removes it. */
export async function startGitHub(mount: 'dot-com' | 'server' = 'dot-com'): Promise<StartedGitHub> {
  const folder = mkdtempSync(join(tmpdir(), 'fake-github-'))
  const repository = createRepository(join(folder, 'shop.git'))
  const fake = await serve(createWorld(repository), mount)
  let counted = 0

  return {
    ...fake,
    folder,
    countCalls() {
      const calls = fake.log.slice(counted)
      counted = fake.log.length
      const writes = calls.filter(({ isWrite }) => isWrite).length
      return { reads: calls.length - writes, writes }
    },
    async close() {
      repository.close()
      await fake.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
