import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Client, createClient } from '../../src/github/client.ts'
import type { Answer } from '../fake-github/rest.ts'
import { type StartedGitHub, startGitHub } from '../fake-github/start.ts'
import type { Pull } from '../fake-github/world.ts'

const NAME = { owner: 'acme', repo: 'shop' }
const STATUSES = [301, 302, 307, 308]

let github: StartedGitHub
let other: StartedGitHub
let pull: Pull

beforeEach(async () => {
  github = await startGitHub()
  other = await startGitHub()
  const commit = github.world.repository.commit({ 'a.yaml': 'a: 1\n' })
  pull = github.world.openPull(commit, commit)
})

afterEach(async () => {
  await github.close()
  await other.close()
  if (github.violations.length > 0) throw new Error(github.violations.join('\n'))
})

function connect(): Promise<Client> {
  const { apiUrl } = github
  return createClient({ token: 'usual', apiUrl, proxied: false, warn() {}, second: 1 })
}

function referTo(status: number, location: string): Answer {
  return { status, body: { message: 'Moved' }, headers: { location } }
}

async function read(): Promise<unknown> {
  const client = await connect()
  const { data } = await client.rest.pulls.get({ ...NAME, pull_number: pull.number })
  return data.number
}

async function write(body = 'New'): Promise<unknown> {
  const client = await connect()
  const comment = { ...NAME, issue_number: pull.number, body, request: { retries: 0 } }
  return (await client.rest.issues.createComment(comment)).data.body
}

function bodies(): readonly string[] {
  return pull.comments.map((comment) => comment.body)
}

describe.each(STATUSES)('a redirect with status %d', (status) => {
  it('is followed by a read on the same host', async () => {
    const path = `/repos/acme/shop/pulls/${pull.number}`
    const answer = referTo(status, github.apiUrl + path)
    github.faults.push({ method: 'GET', path: /pulls/, answer })
    expect(await read()).toBe(pull.number)
    expect(github.countCalls()).toEqual({ reads: 2, writes: 0 })
  })

  it('is followed by a write as it was, to an address without a host too', async () => {
    const path = `/repos/acme/shop/issues/${pull.number}/comments`
    const mount = new URL(github.apiUrl).pathname.replace(/\/$/, '')
    github.faults.push({ method: 'POST', path: /comments$/, answer: referTo(status, mount + path) })
    expect(await write()).toBe('New')
    expect(bodies()).toEqual(['New'])
  })

  it('is followed by GraphQL', async () => {
    const answer = referTo(status, github.graphqlUrl)
    github.faults.push({ method: 'POST', path: /graphql$/, answer })
    const client = await connect()
    const text =
      'query { repository(owner: "acme", name: "shop") { pullRequest(number: 1) { number } } }'
    expect(await client.graphql(text)).toEqual({ repository: { pullRequest: { number: 1 } } })
  })

  it('is not followed to another host, be it of the same name', async () => {
    const answer = referTo(status, `${other.apiUrl}/repos/acme/shop/pulls/1`)
    github.faults.push({ method: 'GET', path: /pulls/, answer })
    github.faults.push({ method: 'POST', path: /comments$/, answer })
    for (const call of [read, write]) {
      await expect(call()).rejects.toMatchObject({
        status,
        message: expect.stringContaining('another host'),
      })
    }
    expect(other.log).toEqual([])
    expect(bodies()).toEqual([])
  })
})

describe('a redirect', () => {
  it('of a write counts only if the answer names what was written', async () => {
    const answer = referTo(307, `${github.apiUrl}/repos/acme/shop/pulls/1`)
    const list = { status: 200, body: [] }
    github.faults.push({ method: 'POST', path: /comments$/, answer })
    github.faults.push({ method: 'POST', path: /pulls/, answer: list })
    await expect(write()).rejects.toMatchObject({ status: 500 })
  })

  it('that leads to itself, or nowhere, is given up', async () => {
    const path = `${github.apiUrl}/repos/acme/shop/pulls/${pull.number}`
    github.faults.push({ method: 'GET', path: /pulls/, answer: referTo(302, path), times: 9 })
    await expect(read()).rejects.toMatchObject({ status: 302 })
    expect(github.countCalls().reads).toBe(4)

    github.faults.splice(0)
    for (const location of ['https://', 'javascript:1']) {
      github.faults.push({ method: 'GET', path: /pulls/, answer: referTo(301, location) })
      await expect(read()).rejects.toMatchObject({ status: 301 })
      github.faults.splice(0)
    }
  })
})
