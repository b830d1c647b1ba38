import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type StartedGitHub, startGitHub } from '../fake-github/start.ts'
import { BEN } from '../fake-github/world.ts'
import {
  commentEvent,
  type Event,
  mergeGroupEvent,
  plainEvent,
  pullRequestEvent,
} from './events.ts'
import { runStep, type Step, type StepResult } from './runner.ts'
import { API, CLUSTER, RISKY_RULES, ROOT_BASE, ROOT_RISKY } from './samples.ts'
import { prepareStage } from './stage.ts'

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

async function run(step: Step): Promise<StepResult> {
  const result = await runStep(github, action, step)
  expect(result.stderr).toBe('')
  return result
}

function open(more: Readonly<Record<string, string>> = {}): Event {
  const { repository } = github.world
  const base = repository.commit({ ...ROOT_BASE, ...more })
  const pull = github.world.openPull(base, repository.commit(ROOT_RISKY, base))
  return pullRequestEvent(github.world, pull)
}

function openGroup(): Event {
  const base = github.world.repository.commit(ROOT_BASE)
  return mergeGroupEvent(base, github.world.repository.commit(ROOT_RISKY, base))
}

/** Somebody gives a command. */
function say(): Event {
  open()
  const [pull] = github.world.pulls.values()
  if (!pull) throw new Error('No pull request')
  return commentEvent(pull, github.world.say(pull, BEN, '/cortex-review recheck'))
}

const CHAT = { id: 1, body: 'Thanks for /cortex-review', user: { login: 'ben', type: 'User' } }

function rulesOf({ outputs }: StepResult): string[] {
  const findings: { rule: string }[] = JSON.parse(outputs['findings'] ?? '')
  return [...new Set(findings.map(({ rule }) => rule))].toSorted()
}

describe('a merge queue', () => {
  it('gets a verdict, and no comment', async () => {
    const { repository } = github.world
    const base = repository.commit(ROOT_BASE)
    const head = repository.commit(ROOT_RISKY, base)
    const result = await run({ event: mergeGroupEvent(base, head) })

    expect(result.exitCode).toBe(1)
    expect(rulesOf(result)).toEqual(expect.arrayContaining(RISKY_RULES))
    expect(github.countCalls()).toEqual({ reads: 3, writes: 0 })
    const titles = result.annotations.map(({ properties }) => properties['title'])
    expect(titles).toEqual(expect.arrayContaining(RISKY_RULES))
  })

  it('passes what is clean', async () => {
    const base = github.world.repository.commit(ROOT_BASE)
    const head = github.world.repository.commit({ 'README.md': 'x\n' }, base)
    const result = await run({ event: mergeGroupEvent(base, head) })
    expect([result.exitCode, result.outputs['conclusion']]).toEqual([0, 'success'])
  })
})

describe('an audit', () => {
  const PUBLIC = CLUSTER.replace('internal # only', 'internet-facing # only')

  it.each(['workflow_dispatch', 'schedule', 'push'])(
    'on %s judges the whole tree and writes the files asked for',
    async (name) => {
      const commit = github.world.repository.commit({
        'a/cluster.yaml': PUBLIC,
        'b/cortex.yaml': API,
        'other.yaml': 'x: 1\n',
      })
      const inputs = { 'sarif-file': 'findings.sarif', 'json-file': 'findings.json' }
      const result = await run({ event: plainEvent(name, commit), inputs })

      expect(rulesOf(result)).toContain('operator-load-balancer-public')
      expect(github.countCalls()).toEqual({ reads: 2, writes: 0 })
      expect(result.summary).toContain('operator-load-balancer-public')

      const json = JSON.parse(result.readFile('findings.json'))
      expect(json).toMatchObject({ conclusion: result.outputs['conclusion'], commit })
      expect(json.findings).toEqual(JSON.parse(result.outputs['findings'] ?? ''))
      const sarif = JSON.parse(result.readFile('findings.sarif'))
      expect(sarif).toMatchObject({ version: '2.1.0' })
      expect(sarif.runs[0].results).toHaveLength(json.findings.length)
      expect(result.outputs['sarif-file']).toMatch(/findings\.sarif$/)
      expect(result.outputs['json-file']).toMatch(/findings\.json$/)
    },
  )

  it('writes no file through a link', async () => {
    const commit = github.world.repository.commit({ 'a/cluster.yaml': PUBLIC })
    const outside = mkdtempSync(join(tmpdir(), 'cortex-review-outside-'))
    for (const name of ['json-file', 'sarif-file']) {
      for (const path of ['link.json', 'linked/new/findings.json']) {
        const links = { 'link.json': join(outside, 'new'), linked: outside }
        const step = { event: plainEvent('schedule', commit), inputs: { [name]: path }, links }
        const result = await run(step)
        expect(result.exitCode).toBe(2)
        expect(result.log + result.stderr).not.toContain('bug')
        expect(JSON.stringify(result.annotations)).toContain('is a symbolic link')
      }
    }
    expect(readdirSync(outside)).toEqual([])
    rmSync(outside, { recursive: true })
  })

  it('looks at the ref that the input names', async () => {
    const { repository } = github.world
    const clean = repository.commit({ 'cluster.yaml': CLUSTER })
    repository.git(['update-ref', 'refs/heads/feature/x', repository.commit({ 'c.yaml': PUBLIC })])
    const event = plainEvent('workflow_dispatch', clean)
    expect(rulesOf(await run({ event }))).not.toContain('operator-load-balancer-public')
    const result = await run({ event, inputs: { ref: 'feature/x' } })
    expect(rulesOf(result)).toContain('operator-load-balancer-public')
  })

  it('says that there is no such ref, unless the repository cannot be read at all', async () => {
    const event = plainEvent('workflow_dispatch', github.world.repository.commit(ROOT_BASE))
    const { exitCode, annotations } = await run({ event, inputs: { ref: 'nope' } })
    expect(exitCode).toBe(2)
    expect(annotations[0]?.message).toContain('There is no branch, tag or commit `nope`.')

    const hidden = { status: 404, body: { message: 'Not Found' } }
    github.faults.push({ method: 'GET', path: /trees/, times: 9, answer: hidden })
    const other = await run({ event, inputs: { ref: 'nope' } })
    expect(other.annotations[0]?.message).toContain('Grant the job `contents: read`')
  })

  it('hands on as many findings as fit, and all of them in a file', async () => {
    const apis = Array.from({ length: 600 }, (_, index) =>
      API.replace('recommend', `api-${index}`).replace(/ +compute:\n(.*\n){2}/, ''),
    )
    const files = Object.fromEntries(
      apis.map((text, at) => [`${'d'.repeat(200)}/${at}.yaml`, text]),
    )
    const event = plainEvent('schedule', github.world.repository.commit(files))
    const result = await run({ event, inputs: { 'fail-on': 'never' } })
    const findings: unknown[] = JSON.parse(result.outputs['findings'] ?? '')
    const count = ['error', 'warning', 'info']
      .map((level) => Number(result.outputs[`${level}-count`]))
      .reduce((a, b) => a + b)
    expect(count).toBeGreaterThanOrEqual(600)
    expect(findings.length === count).toBe(result.outputs['findings-file'] === undefined)
  })
})

describe('a draft', () => {
  it.each([
    { drafts: 'skip', exitCode: 0, writes: 0 },
    { drafts: 'review', exitCode: 1, writes: 2 },
  ])('is a matter of the settings: $drafts', async ({ drafts, exitCode, writes }) => {
    const { repository } = github.world
    const settings = { '.github/cortex-review.yml': `drafts: ${drafts}\n` }
    const base = repository.commit({ ...ROOT_BASE, ...settings })
    const pull = github.world.openPull(base, repository.commit(ROOT_RISKY, base), { draft: true })
    const result = await run({ event: pullRequestEvent(github.world, pull) })
    expect(result.exitCode).toBe(exitCode)
    expect(github.countCalls().writes).toBe(writes)
    expect(result.log.includes('is a draft')).toBe(drafts === 'skip')
  })
})

describe('events with nothing to do', () => {
  it.each<[reason: string, event: () => Event, change: object]>([
    ['The pull request is closed.', open, { action: 'closed' }],
    ['The merge group is gone.', openGroup, { action: 'destroyed' }],
    ['The branch or tag is gone.', () => plainEvent('push', '1'.repeat(40)), { deleted: true }],
    ['The `push` event has no commit.', () => plainEvent('push', '0'.repeat(40)), {}],
    ['The comment is not on a pull request.', say, { issue: { number: 1, state: 'open' } }],
    ['The comment does not begin with `/cortex-review`.', say, { comment: CHAT }],
    [
      'Edited and deleted comments are ignored unless they accept a finding.',
      say,
      { action: 'edited' },
    ],
  ])('succeed without a call: %s', async (reason, event, change) => {
    const { payload, ...rest } = event()
    const result = await run({ event: { ...rest, payload: { ...payload, ...change } } })
    expect([result.exitCode, result.outputs['conclusion']]).toEqual([0, 'success'])
    expect(result.log).toContain(reason)
    expect(github.countCalls()).toEqual({ reads: 0, writes: 0 })
  })

  it.each(['issues', 'release'])('succeed without a call: %s', async (name) => {
    const result = await run({ event: plainEvent(name, '1'.repeat(40)) })
    expect([result.exitCode, result.outputs['conclusion']]).toEqual([0, 'success'])
    expect(result.log).toContain(`Nothing to do for the event \`${name}\``)
    expect(github.countCalls()).toEqual({ reads: 0, writes: 0 })
  })
})

describe('what a person can put right', () => {
  it('a wrong input', async () => {
    const result = await run({ event: open(), inputs: { 'fail-on': 'sometimes' } })
    expect(result.exitCode).toBe(2)
    expect(result.annotations).toMatchObject([
      { level: 'error', message: expect.stringMatching(/`fail-on`[^]*\nCorrect the inputs;/) },
    ])
    expect(github.countCalls()).toEqual({ reads: 0, writes: 0 })
  })

  it('a wrong settings file, with its place', async () => {
    const event = open({ '.github/cortex-review.yml': 'fail-on: error\nrulez: {}\n' })
    const result = await run({ event })
    expect(result.exitCode).toBe(2)
    expect(result.annotations[0]?.message).toMatch(
      /^\.github\/cortex-review\.yml:2:1: .*rulez[^]*\nFix the settings;/,
    )
    expect(github.countCalls().writes).toBe(0)
  })

  it.each([
    { status: 401, remedy: 'Check the input `github-token`.', reads: 1 },
    { status: 403, remedy: 'Grant the job `contents: read`', reads: 1 },
    // Is the commit gone, or the permission missing?
    { status: 404, remedy: 'Grant the job `contents: read`', reads: 2 },
  ])('a token that GitHub answers with $status', async ({ status, remedy, reads }) => {
    const answer = { status, body: { message: 'No' } }
    github.faults.push({ method: 'GET', path: /compare/, times: 9, answer })
    const result = await run({ event: open() })
    expect(result.exitCode).toBe(2)
    expect(result.annotations[0]?.message).toContain(remedy)
    expect(github.countCalls()).toEqual({ reads, writes: 0 })
  })
})

describe('posting', () => {
  it('does not change the verdict when it fails', async () => {
    const { repository } = github.world
    const base = repository.commit(ROOT_BASE)
    const pull = github.world.openPull(base, repository.commit(ROOT_RISKY, base))
    const answer = { status: 404, body: { message: 'Not Found' } }
    github.faults.push({ method: 'POST', path: /reviews$/, answer })
    const result = await run({ event: pullRequestEvent(github.world, pull) })
    expect(result.exitCode).toBe(1)
    expect(rulesOf(result)).toEqual(expect.arrayContaining(RISKY_RULES))
    expect(result.annotations).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('lacks `pull-requests: write`'),
      }),
    )
  })
})

describe('GitHub Enterprise Server', () => {
  let server: StartedGitHub
  beforeEach(async () => {
    server = await startGitHub('server')
  })
  afterEach(() => server.close())

  it('is served at its own addresses', async () => {
    github = server
    github.world.behaviour.messages = 'old'
    const { repository } = github.world
    const base = repository.commit(ROOT_BASE)
    const pull = github.world.openPull(base, repository.commit(ROOT_RISKY, base))
    const result = await run({ event: pullRequestEvent(github.world, pull, 'opened') })

    expect(result.exitCode).toBe(1)
    expect(rulesOf(result)).toEqual(expect.arrayContaining(RISKY_RULES))
    // One of them is the tree, for the files that are judged together with the changed ones.
    expect(github.countCalls()).toEqual({ reads: 4, writes: 2 })
    expect(pull.threads.length).toBeGreaterThanOrEqual(4)
    expect(pull.comments[0]?.body).toContain(
      `${github.serverUrl}/acme/shop/pull/${pull.number}/files#diff-`,
    )
    expect(server.violations).toEqual([])
  })

  it('is reached through the proxy that the environment names', async () => {
    const { repository } = github.world
    const base = repository.commit(ROOT_BASE)
    const pull = github.world.openPull(base, repository.commit(ROOT_RISKY, base))
    const env = { http_proxy: github.serverUrl, GITHUB_API_URL: 'http://github.test' }
    const result = await run({ event: pullRequestEvent(github.world, pull), env })
    expect(new Set(github.proxied)).toEqual(new Set(['github.test:80']))
    expect(result.exitCode).toBe(1)
    expect(pull.threads.length).toBeGreaterThanOrEqual(4)
  })
})
