import type { Load, Loaded, ResolvedFile } from '../../settings/shared/extend.ts'
import type { Client } from '../client.ts'
import { classify, messageOf } from '../refusal.ts'
import { openSource, readFiles } from './blobs.ts'
import type { RepositoryName } from './event.ts'
import { resolveRef } from './query.ts'

/** A client for other repositories, made when it is needed. */
export type Connect = () => Promise<Client>

const COMMIT = /^[0-9a-f]{40}$/

/** Reads the settings files of a commit that others extend. */
export function loadAt(client: Client, repository: RepositoryName, commit: string): Load {
  return async ({ path }) => {
    const text = await readAt(client, repository, commit, path)
    return text === undefined ? { problem: 'does not exist in this repository' } : { text }
  }
}

/** Reads the settings files of other repositories, each ref once. */
export function loadRemote(connect: Connect): Load {
  const refs = new Map<string, Promise<string | undefined>>()
  return async (file) => {
    const [owner = '', repo = ''] = (file.repository ?? '').split('/')
    const ref = file.ref ?? ''
    try {
      const client = await connect()
      const key = `${owner}/${repo}@${ref}`
      const found = refs.get(key) ?? findCommit(client, { owner, repo }, file)
      refs.set(key, found)
      const commit = await found
      if (commit === undefined)
        return { problem: `cannot be read, because \`${ref}\` does not exist` }
      const text = await readAt(client, { owner, repo }, commit, file.path)
      return text === undefined ? { problem: 'does not exist' } : { text, commit }
    } catch (error) {
      return explain(error)
    }
  }
}

async function findCommit(client: Client, repository: RepositoryName, file: ResolvedFile) {
  const { commit, ref = '' } = file
  if (commit !== undefined) return commit
  return COMMIT.test(ref) ? ref : resolveRef(client, repository, ref)
}

async function readAt(
  client: Client,
  repository: RepositoryName,
  commit: string,
  path: string,
): Promise<string | undefined> {
  const name = { expression: `${commit}:${path}` }
  const { contents } = await readFiles(openSource(client, repository), [{ path, name }])
  const [content] = contents
  return content && 'text' in content ? content.text : undefined
}

/** A repository that the token may not see does not exist for it. */
function explain(error: unknown): Loaded {
  if (!['denied', 'missing'].includes(classify(error))) throw error
  return {
    problem: `cannot be read (${messageOf(error)})`,
    remedy: 'Give the input `settings-token` a token with `contents: read` for that repository.',
  }
}
