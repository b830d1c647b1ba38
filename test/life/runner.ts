import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { jest } from '@jest/globals'
import { rules } from '../../src/rules/index.ts'
import { pullRequestEvent } from '../e2e/events.ts'
import type { DirectGitHub } from '../fake-github/direct.ts'
import type { TokenName } from '../fake-github/start.ts'
import type { Pull } from '../fake-github/world.ts'

const core = await import('../../src/review/review.ts')
const { review: judge } = core
/** The same files are judged the same: by other jobs, a second time, and after a word of a person. */
const judged = new Map<string, ReturnType<typeof judge>>()
const MOST_JUDGED = 50

jest.unstable_mockModule('../../src/review/review.ts', () => ({
  ...core,
  review(...given: Parameters<typeof judge>) {
    const [changes, config] = given
    const key = JSON.stringify([changes, config], (_, value) =>
      value instanceof Map || value instanceof Set ? [...value] : value,
    )
    const known = judged.get(key) ?? judge(...given)
    if (judged.size >= MOST_JUDGED) judged.clear()
    judged.set(key, known)
    return known
  },
}))
const { runAction } = await import('../../src/action/run.ts')

/** A job of a workflow, as it is started for each push. */
export interface Job {
  readonly inputs: Readonly<Record<string, string>>
  readonly token: TokenName
}

export interface FoundFinding {
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly fingerprint: string
  readonly handle: string
  readonly location: {
    readonly path: string
    readonly side: 'before' | 'after'
    readonly range: { readonly start: { readonly line: number } }
  }
}

/** What a run said besides its comments. */
export interface Ran {
  readonly findings: readonly FoundFinding[]
  /** What went wrong: of the tool, of GitHub's refusals, and of what its descriptions forbid. */
  readonly troubles: readonly string[]
  readonly writes: number
}

/** The Action within this process, since one of its own would take longer than all it does. */
export function createRunner() {
  const folder = mkdtempSync(join(tmpdir(), 'life-'))
  const event = join(folder, 'event.json')

  return {
    async run(github: DirectGitHub, pull: Pull, { inputs, token }: Job): Promise<Ran> {
      const { payload, name, sha, ref } = pullRequestEvent(github.world, pull)
      writeFileSync(event, JSON.stringify(payload))
      const environment = {
        GITHUB_API_URL: github.apiUrl,
        GITHUB_SERVER_URL: 'https://github.test',
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_EVENT_NAME: name,
        GITHUB_EVENT_PATH: event,
        GITHUB_SHA: sha,
        GITHUB_REF: ref,
        GITHUB_WORKSPACE: folder,
      }
      const before = github.log.length
      const given = { ...inputs, 'github-token': token }
      const { text, error } = await capture(given, github.fetch, () =>
        runAction(environment, rules),
      )
      const calls = github.log.slice(before)
      const refused = calls.filter(({ status }) => status >= 300)
      return {
        findings: readFindings(text),
        troubles: [
          ...(error === undefined ? [] : [error]),
          ...github.violations.splice(0),
          ...refused.map(({ method, path, status }) => `${method} ${path}: ${status}`),
          ...text.split('\n').filter((line) => line.startsWith('::warning::')),
        ],
        writes: calls.filter(({ isWrite }) => isWrite).length,
      }
    },

    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export type Runner = ReturnType<typeof createRunner>

/** Runs something with inputs and a network of its own; returns what it wrote to the log. */
async function capture(
  inputs: Readonly<Record<string, string>>,
  fetch: typeof globalThis.fetch,
  act: () => Promise<void>,
) {
  const usual = globalThis.fetch
  const names = Object.entries(inputs).map(([name, value]) => {
    const key = `INPUT_${name.toUpperCase()}`
    process.env[key] = value
    return key
  })
  let text = ''
  const output = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk)
    return true
  })
  globalThis.fetch = fetch
  try {
    await act()
    return { text, error: undefined }
  } catch (error) {
    return { text, error: error instanceof Error ? (error.stack ?? '') : String(error) }
  } finally {
    globalThis.fetch = usual
    output.mockRestore()
    for (const key of names) delete process.env[key]
    // Findings fail the job, not this process.
    process.exitCode = undefined
  }
}

function readFindings(log: string): readonly FoundFinding[] {
  const found = /^::set-output name=findings::(.*)$/m.exec(log)?.[1] ?? '[]'
  const text = found.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
  return JSON.parse(text)
}
