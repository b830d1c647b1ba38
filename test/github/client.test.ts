import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Client, createClient, hasProxy } from '../../src/github/client.ts'
import { prepareGitHub } from '../fake-github/restart.ts'
import type { Fault } from '../fake-github/server.ts'
import type { StartedGitHub } from '../fake-github/start.ts'

const PULL = { owner: 'acme', repo: 'shop', pull_number: 1 }
const SECONDARY = { message: 'You have exceeded a secondary rate limit' }

const start = prepareGitHub()
let github: StartedGitHub

beforeEach(async () => {
  github = await start()
  const commit = github.world.repository.commit({ 'a.yaml': 'a: 1\n' })
  github.world.openPull(commit, commit)
})

afterEach(async () => {
  await github.close()
  if (github.violations.length > 0) throw new Error(github.violations.join('\n'))
})

function connect(patience = 60_000): Promise<Client> {
  const { apiUrl } = github
  return createClient({ token: 'usual', apiUrl, proxied: false, warn() {}, second: 1, patience })
}

/** A secondary limit that asks to wait. */
function after(seconds: string) {
  return { answer: { status: 403, body: SECONDARY, headers: { 'retry-after': seconds } } }
}

/** Reads the pull request while something goes wrong; its number, or why not. */
async function read(fault: Partial<Fault>, patience?: number): Promise<unknown> {
  github.faults.push({ method: 'GET', path: /pulls\/1$/, ...fault })
  const client = await connect(patience)
  try {
    return (await client.rest.pulls.get(PULL)).data.number
  } catch (error) {
    return error
  }
}

describe('a read', () => {
  it.each<[string, Partial<Fault>]>([
    ['an error of the server', { answer: { status: 502, body: {} } }],
    ['a cut connection', { cut: true }],
    ['an answer that breaks off', { cut: 'in the middle' }],
    ['a page in place of the answer', { answer: { status: 200, body: '<html>Sign in' } }],
    ['an empty answer', { answer: { status: 200 } }],
    [
      'a secondary limit',
      { answer: { status: 403, body: SECONDARY, headers: { 'retry-after': '7' } } },
    ],
    ['a secondary limit without a time', { answer: { status: 429, body: SECONDARY } }],
  ])('is repeated after %s', async (_name, fault) => {
    expect(await read(fault)).toBe(1)
    expect(github.countCalls()).toEqual({ reads: 2, writes: 0 })
  })

  it('is given up after three silent attempts', async () => {
    const error = await read({ hang() {}, times: 9 }, 50)
    expect(error).toMatchObject({
      status: 500,
      message: expect.stringContaining('did not respond'),
    })
    expect(github.countCalls()).toEqual({ reads: 3, writes: 0 })
  })

  it('is given up after three answers that break off', async () => {
    const error = await read({ cut: 'in the middle', times: 9 })
    expect(error).toMatchObject({
      status: 500,
      message: 'Incomplete response, or a response that is not from GitHub',
    })
    expect(github.countCalls()).toEqual({ reads: 3, writes: 0 })
  })
})

describe('limits', () => {
  it('are waited for once, and not for longer than a minute in a whole run', async () => {
    const client = await connect()
    const get = async (fault: Partial<Fault>) => {
      github.faults.push({ method: 'GET', path: /pulls\/1$/, ...fault })
      await client.rest.pulls.get(PULL)
      return github.countCalls().reads
    }
    await expect(get(after('61'))).rejects.toMatchObject({ status: 403 })
    expect(github.countCalls().reads).toBe(1)
    expect(await get(after('40'))).toBe(2)
    await expect(get(after('40'))).rejects.toMatchObject({ status: 403 })
    expect(github.countCalls().reads).toBe(1)
    expect(await get(after('20'))).toBe(2)
    await expect(get({ ...after('0'), times: 2 })).rejects.toMatchObject({ status: 403 })
  })
})

it('knows a proxy by any of its names', () => {
  expect(hasProxy({})).toBe(false)
  expect(hasProxy({ HTTPS_PROXY: 'http://proxy.test' })).toBe(true)
  expect(hasProxy({ http_proxy: 'http://proxy.test' })).toBe(true)
})
