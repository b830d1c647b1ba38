import { describe, expect, it, jest } from '@jest/globals'
import type { Fault } from '../fake-github/server.ts'
import type { StartedGitHub } from '../fake-github/start.ts'
import { mergeGroupEvent, plainEvent, pullRequestEvent } from './events.ts'
import { BASE, commentsOf, openPull, RISKY, rulesOf } from './pulls.ts'
import { runStep } from './runner.ts'
import { RISKY_API, RISKY_RULES } from './samples.ts'
import { prepareStage } from './stage.ts'

// Each test starts processes; on a busy machine that takes its time.
jest.setTimeout(90_000)

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

const run = (event: ReturnType<typeof plainEvent>) => runStep(github, action, { event })

describe('a force-push after the event', () => {
  it.each<[string, Fault | undefined]>([
    ['before the first read', undefined],
    ['after the list of files', { method: 'POST', path: /graphql$/ }],
  ])('%s does not change what is judged', async (_name, fault) => {
    const { world } = github
    const pull = openPull(github, RISKY)
    const event = pullRequestEvent(world, pull)
    const push = () =>
      world.push(pull, world.repository.commit({ 'README.md': '# 2\n' }, pull.base))
    if (fault) github.faults.push({ ...fault, effect: push })
    else push()

    const result = await run(event)
    expect([result.exitCode, rulesOf(result)]).toEqual([1, RISKY_RULES])
    // What is said of the old commit does not belong to the new one.
    expect([commentsOf(pull), pull.comments]).toEqual([[], []])
  })

  it('that removes the commit ends the run as outdated', async () => {
    const { world } = github
    const pull = openPull(github, RISKY)
    const event = pullRequestEvent(world, pull)
    world.push(pull, world.repository.commit({ 'README.md': '# 2\n' }, pull.base))
    const answer = { status: 404, body: { message: 'Not Found' } }
    github.faults.push({ method: 'GET', path: /compare/, times: 9, answer })

    const result = await run(event)
    expect(result.exitCode).toBe(2)
    expect(result.annotations[0]?.message).toMatch(
      /^This run is outdated: commit [0-9a-f]{40}[^]*\nRerun the check on the newest commit\./,
    )
  })
})

const SETTINGS = '.github/cortex-review.yml'
const LOST = { status: 404, body: { message: 'Not Found' } }

/** GraphQL's answer without its blobs, or without all that was asked for by name. */
function forget(isAll: boolean): Fault {
  const isLost = (value: unknown) =>
    typeof value === 'object' && value !== null && (isAll ? !('id' in value) : 'byteSize' in value)
  return {
    method: 'POST',
    path: /graphql$/,
    alter: ({ body, ...answer }) => ({
      ...answer,
      body: JSON.parse(
        JSON.stringify(body, (key, value: unknown) =>
          /^o\d+$/.test(key) && isLost(value) ? null : value,
        ),
      ),
    }),
  }
}

function openWithSettings() {
  return openPull(
    github,
    { 'prod/cortex.yaml': RISKY_API },
    { ...BASE, [SETTINGS]: 'fail-on: warning\n' },
  )
}

describe('settings that GitHub does not give', () => {
  it.each([
    ['the file', false],
    ['the file and its folder', true],
  ])('count if they are read another way: %s is missing', async (_name, isAll) => {
    github.faults.push(forget(isAll))
    expect((await run(pullRequestEvent(github.world, openWithSettings()))).exitCode).toBe(1)
  })

  it.each(['pull_request', 'merge_group', 'audit'])(
    'are not taken for none on %s',
    async (name) => {
      const pull = openWithSettings()
      github.faults.push(forget(false), { method: 'GET', path: /blobs/, times: 99, answer: LOST })
      const event = {
        pull_request: pullRequestEvent(github.world, pull),
        merge_group: mergeGroupEvent(pull.base, pull.head),
        audit: plainEvent('schedule', pull.head),
      }[name]
      const result = await run(event ?? plainEvent(name, pull.head))
      expect(result.exitCode).toBe(2)
      expect(result.annotations[0]?.message).toContain(`${SETTINGS} cannot be read`)
    },
  )

  it('are refused if they are a link', async () => {
    const pull = openPull(github, RISKY, {
      ...BASE,
      [SETTINGS]: { mode: '120000', content: '../other.yml' },
    })
    expect((await run(pullRequestEvent(github.world, pull))).exitCode).toBe(2)
  })
})

describe('an answer that is not what GitHub describes', () => {
  it.each<[string, unknown]>([
    ['{"data": null}', { data: null }],
    ['{"data": {"repository": null}}', { data: { repository: null } }],
    ['[]', []],
    ['nothing', undefined],
    ['HTML', '<html>Sign in</html>'],
  ])('fails the run: %s', async (_name, body) => {
    const calls = [
      { method: 'POST', path: /graphql$/ },
      { method: 'GET', path: /compare/ },
      { method: 'GET', path: /trees/ },
    ]
    for (const call of calls) {
      github.faults.splice(0, github.faults.length, {
        ...call,
        times: 9,
        answer: { status: 200, body },
      })
      const result = await run(pullRequestEvent(github.world, openPull(github, RISKY)))
      expect(result.exitCode).toBe(2)
      expect(result.annotations[0]?.message).toContain('Reading from GitHub failed')
    }
  })
})
