import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { StartedGitHub, TokenName } from '../fake-github/start.ts'
import type { Event } from './events.ts'

interface ActionMetadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, object>>
}

const ROOT = new URL('../../', import.meta.url)

export const metadata: ActionMetadata = parse(readFileSync(new URL('action.yml', ROOT), 'utf8'))

/** Writes the files that a runner names to a step. */
export function prepareFiles(workspace: string, event: Event) {
  const path = (name: string, text = '') => {
    const file = join(workspace, `.${name}`)
    writeFileSync(file, text)
    return file
  }
  return {
    workspace,
    event: path('event.json', JSON.stringify(event.payload)),
    output: path('output'),
    summary: path('summary'),
    state: path('state'),
    env: path('env'),
    path: path('path'),
  }
}

/** What a runner tells every step. */
export function baseEnvironment(
  github: StartedGitHub,
  event: Event,
  files: ReturnType<typeof prepareFiles>,
): Record<string, string> {
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_SHA: event.sha,
    GITHUB_REF: event.ref,
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_ACTOR: 'ada',
    GITHUB_WORKSPACE: files.workspace,
    GITHUB_ACTION_REPOSITORY: '',
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_STATE: files.state,
    GITHUB_ENV: files.env,
    GITHUB_PATH: files.path,
    RUNNER_TEMP: files.workspace,
  }
}

/** Every input of `action.yml` in the runner's way; inputs it does not name cannot be set. */
export function inputEnvironment(
  given: Readonly<Record<string, string>>,
  token: TokenName,
): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in metadata.inputs))
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`)

  return Object.fromEntries(
    Object.entries(metadata.inputs).map(([name, input]) => {
      const text = given[name] ?? input.default ?? ''
      const key = `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
      return [key, text.replace('${{ github.token }}', token)]
    }),
  )
}
