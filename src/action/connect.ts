import { setSecret, warning } from '@actions/core'
import type { Client } from '../github/client.ts'
import type { Rule } from '../review/rule.ts'
import type { GivenOptions } from '../settings/options.ts'
import { UserError } from '../settings/user-error.ts'
import { HOMEPAGE } from '../version.ts'
import type { Policy } from './policy.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A step of a workflow: how it is called, and with what. */
export interface Step {
  readonly environment: Environment
  readonly rules: readonly Rule[]
  readonly given: GivenOptions
  /** What is laid under the settings of the repositories. */
  readonly policy?: Policy
}

/** The client for GitHub's API, which waits for its limits up to so many seconds. Throws UserError if there is no token. */
export async function connect({ environment, given }: Step, longestWait?: number): Promise<Client> {
  const { githubToken: token } = given
  if (!token) {
    throw new UserError(
      'There is no GitHub token.',
      'Remove the input `github-token` to use the default.',
    )
  }
  setSecret(token)
  const { createClient, hasProxy } = await import('../github/client.ts')
  return createClient({
    token,
    apiUrl: environment['GITHUB_API_URL'] ?? 'https://api.github.com',
    proxied: hasProxy(environment),
    warn: warning,
    ...(longestWait !== undefined && { longestWait }),
  })
}

/** The client for the settings of other repositories: that of the step, unless it has a token of its own. */
export async function connectSettings(client: Client, step: Step): Promise<Client> {
  const { settingsToken: token } = step.given
  if (token === undefined) return client
  return connect({ ...step, given: { ...step.given, githubToken: token } })
}

/** The rules' pages of the version in use; a copy of the Action has its own. */
export function docsUrl(environment: Environment): string {
  const repository = environment['GITHUB_ACTION_REPOSITORY']
  const server = environment['GITHUB_SERVER_URL']
  const home = repository && server ? `${server}/${repository}` : HOMEPAGE
  return `${home}/blob/${environment['GITHUB_ACTION_REF'] || 'main'}/docs/rules`
}

/** The repository's address for people. */
export function repositoryUrl(
  environment: Environment,
  { owner, repo }: { readonly owner: string; readonly repo: string },
): string {
  return `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${owner}/${repo}`
}
