import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { findBundle } from '../bundle.ts'
import { makeCertificate, type Signed } from '../fake-github/certificate.ts'
import { type StartedGitHub, startGitHub } from '../fake-github/start.ts'
import { readSaid } from '../faults/laboratory.ts'
import { SCENARIOS, type Scenario } from '../faults/scenarios.ts'
import { commentsOf, openPull, RISKY, rulesOf, runOn } from './pulls.ts'
import { runStep, type Step } from './runner.ts'
import { RISKY_RULES } from './samples.ts'

let action: string
let folder: string
let signed: Signed
let started: StartedGitHub[]

beforeAll(async () => {
  action = join(await findBundle(), 'action.js')
  folder = mkdtempSync(join(tmpdir(), 'certificates-'))
  signed = makeCertificate(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(() => {
  started = []
})

afterEach(async () => {
  for (const github of started) await github.close()
  const violations = started.flatMap((github) => github.violations)
  if (violations.length > 0) throw new Error(violations.join('\n'))
})

async function start(...options: Parameters<typeof startGitHub>): Promise<StartedGitHub> {
  const github = await startGitHub(...options)
  started.push(github)
  return github
}

/** Reviews a risky pull request of an offline GitHub. */
async function review(github: StartedGitHub, env: Record<string, string>) {
  const pull = openPull(github, RISKY)
  const result = await runOn(github, action, pull, { env })
  return { result, comments: commentsOf(pull).length }
}

/** Runs a scenario; returns its verdict, and what is said in the pull request then. */
async function play(github: StartedGitHub, { prepare, step }: Scenario) {
  const { world } = github
  const run = (what: Step) =>
    runStep(github, action, { ...what, env: { ...what.env, NODE_EXTRA_CA_CERTS: signed.caFile } })
  await prepare(world, async (what) => ({ result: await run(what), calls: [], waits: [] }))
  const { exitCode, stderr } = await run(step(world))
  const { open, all, answers, summaries, attempts } = readSaid(world)
  return { exitCode, stderr, open, all, attempts, said: [answers.length, summaries.length] }
}

describe('a GitHub Enterprise Server', () => {
  it('with a certificate of a private CA is trusted through NODE_EXTRA_CA_CERTS', async () => {
    const github = await start('server', signed)
    const { result, comments } = await review(github, { NODE_EXTRA_CA_CERTS: signed.caFile })
    expect(result.exitCode).toBe(1)
    expect(rulesOf(result)).toEqual(expect.arrayContaining(RISKY_RULES))
    expect(comments).toBeGreaterThanOrEqual(4)
    expect(github.log.map(({ path }) => path)).toContain('/graphql')
  })

  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    'is served like GitHub.com: %s',
    async (_name, scenario) => {
      const there = await play(await start('server', signed), scenario)
      expect(there).toEqual(await play(await start('dot-com'), scenario))
      expect(there.stderr).toBe('')
    },
  )

  it('is not trusted without it, which fails as the tool’s own failure', async () => {
    const github = await start('server', signed)
    const { result } = await review(github, {})
    expect(result.exitCode).toBe(2)
    expect(result.annotations).toMatchObject([
      { message: expect.stringContaining('NODE_EXTRA_CA_CERTS') },
    ])
    expect(github.log).toEqual([])
  })
})

describe('a proxy', () => {
  it.each(['https_proxy', 'HTTPS_PROXY'])('named by %s is used for HTTPS', async (name) => {
    const proxy = await start()
    const github = await start('server', signed)
    const { host } = new URL(github.apiUrl)
    proxy.routes.set('github.test:443', host)
    const { result, comments } = await review(github, {
      [name]: proxy.serverUrl,
      GITHUB_API_URL: 'https://github.test/api/v3',
      NODE_EXTRA_CA_CERTS: signed.caFile,
    })
    expect([result.exitCode, comments]).toEqual([1, commentsCount])
    expect(new Set(proxy.proxied)).toEqual(new Set(['github.test:443']))
    expect(proxy.log).toEqual([])
  })

  it('is left alone where no_proxy says so', async () => {
    const proxy = await start()
    const github = await start('dot-com')
    const { result } = await review(github, {
      http_proxy: proxy.serverUrl,
      no_proxy: 'example.test,127.0.0.1',
    })
    expect(result.exitCode).toBe(1)
    expect(proxy.proxied).toEqual([])
  })

  it('that cannot be reached fails as the tool’s own failure', async () => {
    const github = await start('dot-com')
    const { result } = await review(github, {
      http_proxy: 'http://127.0.0.1:9',
      GITHUB_API_URL: 'http://github.test',
    })
    expect(result.exitCode).toBe(2)
    expect(result.annotations[0]?.message).toContain('Reading from GitHub failed')
    expect(github.log).toEqual([])
  })
})

/** Of the risky pull request. */
const commentsCount = 4
