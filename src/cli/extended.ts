import type { Load } from '../settings/shared/extend.ts'
import type { Terminal } from './terminal.ts'

const REMEDY =
  'Set GITHUB_TOKEN to a token that may read that repository, or use `--no-extends` to go on without these settings.'

/** Reads settings files of other repositories; what that takes is loaded with the first of them. */
export function createRemoteLoad({ env, warn }: Terminal): Load {
  let remote: Promise<Load> | undefined
  const token = env['GITHUB_TOKEN']
  return async (file) => {
    if (!token) {
      return { problem: 'cannot be read, because GITHUB_TOKEN is not set', remedy: REMEDY }
    }
    try {
      remote ??= openRemote(token, { env, warn })
      const loaded = await (await remote)(file)
      return 'problem' in loaded ? { ...loaded, remedy: REMEDY } : loaded
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return { problem: `cannot be read (${reason.slice(0, 300)})`, remedy: REMEDY }
    }
  }
}

async function openRemote(
  token: string,
  { env, warn }: Pick<Terminal, 'env' | 'warn'>,
): Promise<Load> {
  const { loadRemote } = await import('../github/read/settings-source.ts')
  const { createClient, hasProxy } = await import('../github/client.ts')
  const apiUrl = env['GITHUB_API_URL'] || 'https://api.github.com'
  return loadRemote(() => createClient({ token, apiUrl, proxied: hasProxy(env), warn }))
}
