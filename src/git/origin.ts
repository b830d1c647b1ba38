import { basename } from 'node:path'
import { runGit } from './run.ts'

/** What a repository is called, and its address for people if that is known. */
export interface Origin {
  readonly name: string
  readonly url?: string
}

/** `https://host/owner/name`, or `git@host:owner/name`; who logs in is left out. */
const ADDRESS =
  /^(?:https?:\/\/|ssh:\/\/)?(?:[^@/:]*(?::[^@/:]*)?@)?([^@/:]+)(?::\d+)?[/:]([^/:]+\/[^/:]+)$/

/**
 * The name of a repository by where it was cloned from, else that of its folder. It has an address
 * only on GitHub, whose addresses are known.
 */
export function findOrigin(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Origin {
  const remote = readRemote(root)
    .trim()
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
  const [, host, name] = ADDRESS.exec(remote) ?? []
  if (host === undefined || name === undefined) return { name: basename(root) }
  const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com'
  return server.endsWith(`//${host}`) ? { name, url: `${server}/${name}` } : { name }
}

function readRemote(root: string): string {
  try {
    return runGit(root, ['config', '--local', '--get', 'remote.origin.url']).toString('utf8')
  } catch {
    // No repository, or one that was not cloned.
    return ''
  }
}
