import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Client, createClient } from '../../src/github/client.ts'
import { readConversation } from '../../src/github/conversation.ts'
import type { PullRequestTask } from '../../src/github/event.ts'
import { publish } from '../../src/github/publish.ts'
import { type DesiredComment, planComments, planSummary } from '../../src/github/reconcile.ts'
import { renderMarker } from '../../src/report/marker.ts'
import { type StartedGitHub, startGitHub, type TokenName } from '../fake-github/start.ts'
import { ADA, BEN, BOT, type Pull } from '../fake-github/world.ts'

const OLD = Array.from({ length: 40 }, (_, index) => `line ${index + 1}\n`).join('')
const NEW = OLD.replace('line 5\n', 'line five\n').replace('line 30\n', 'line thirty\n')

let github: StartedGitHub
let pull: Pull
let warnings: string[]
let pauses: number[]

beforeEach(async () => {
  github = await startGitHub()
  const { repository } = github.world
  const base = repository.commit({ 'a.yaml': OLD })
  pull = github.world.openPull(base, repository.commit({ 'a.yaml': NEW }, base))
  warnings = []
  pauses = []
})

afterEach(async () => {
  await github.close()
  if (github.violations.length > 0) throw new Error(github.violations.join('\n'))
})

function connect(token: TokenName = 'usual'): Promise<Client> {
  return createClient({ token, apiUrl: github.apiUrl, proxied: false, warn, second: 1 })
}

function warn(message: string): void {
  warnings.push(message)
}

async function pause(seconds: number): Promise<void> {
  pauses.push(seconds)
}

function taskOf({ number, base, head }: Pull): PullRequestTask {
  const sides = { baseSha: base, headSha: head }
  const repository = { owner: 'acme', repo: 'shop' }
  return { kind: 'pull-request', ...repository, ...sides, number, draft: false, fork: false }
}

function on(line: number, more: Partial<DesiredComment['anchor']> = {}): DesiredComment {
  const fingerprint = `${line}`
  const body = `Line ${line}\n${renderMarker({ kind: 'finding', rule: 'r', fingerprint, handle: 'ab' })}`
  const anchor = { path: 'a.yaml', side: 'RIGHT', line, ...more } as const
  return { fingerprint, anchor, body, plainBody: body }
}

function summaryOf(refused: readonly DesiredComment[]): string {
  return `Refused: ${refused.length}\n${renderMarker({ kind: 'summary' })}`
}

async function run(desired: readonly DesiredComment[], token: TokenName = 'usual') {
  const client = await connect(token)
  const task = taskOf(pull)
  const { threads, comments } = await readConversation(client, task, task.number)
  const found = new Set(desired.map(({ fingerprint }) => fingerprint))
  const plan = {
    comments: planComments(desired, found, threads),
    summarize: (refused: readonly DesiredComment[]) =>
      planSummary(summaryOf(refused), desired.length > 0, comments),
  }
  github.countCalls()
  return publish(client, task, plan, { warn, pause })
}

function lines(): (number | null)[] {
  return pull.threads.map(({ comments }) => comments[0]?.line ?? null)
}

describe('publish', () => {
  it('posts one review and one summary, and nothing the second time', async () => {
    const desired = [on(5), on(30, { startLine: 29 })]
    expect((await run(desired)).outcome).toBe('published')
    expect(github.countCalls()).toEqual({ reads: 1, writes: 2 })
    expect(lines()).toEqual([5, 30])
    expect(pull.reviews).toMatchObject([{ state: 'COMMENTED', commitId: pull.head, user: BOT }])
    expect(pull.comments).toHaveLength(1)

    expect((await run(desired)).outcome).toBe('unchanged')
    expect(github.countCalls()).toEqual({ reads: 0, writes: 0 })
    expect(warnings).toEqual([])
  })

  it('comments on removed lines', async () => {
    await run([on(5, { side: 'LEFT' })])
    expect(pull.threads[0]?.comments[0]).toMatchObject({ side: 'LEFT', line: 5 })
  })

  it.each(['new', 'old'] as const)(
    'finds the comments that GitHub refuses, in %s words',
    async (messages) => {
      github.world.behaviour.messages = messages
      const desired = [on(5), on(20), on(30), on(4), on(31, { startLine: 5 })]
      const { outcome, missing } = await run(desired)

      expect(outcome).toBe('published')
      expect(missing.map(({ anchor }) => anchor.line)).toEqual([20, 31])
      expect(new Set(lines())).toEqual(new Set([4, 5, 30]))
      expect(pull.comments[0]?.body).toBe(summaryOf(missing))
      expect(warnings).toEqual([
        'GitHub took no comment on a.yaml:20; see the summary.',
        'GitHub took no comment on a.yaml:31; see the summary.',
      ])
    },
  )

  it('writes nothing if the head moved', async () => {
    const stale = { ...pull }
    github.faults.push({
      method: 'GET',
      path: /pulls\/1$/,
      effect: () => github.world.pushFiles(pull, { 'a.yaml': OLD }),
    })
    expect((await run([on(5)])).outcome).toBe('outdated')
    expect(github.countCalls().writes).toBe(0)
    expect(pull.head).not.toBe(stale.head)
  })

  it('writes nothing if the pull request was closed', async () => {
    pull.state = 'closed'
    expect((await run([on(5)])).outcome).toBe('outdated')
    expect(github.countCalls().writes).toBe(0)
  })

  it('stops at the first refusal of a token that can only read', async () => {
    expect((await run([on(5)], 'readOnly')).outcome).toBe('denied')
    expect(github.countCalls()).toEqual({ reads: 1, writes: 1 })
    expect(pull.reviews).toEqual([])
    expect(warnings).toEqual([])
  })

  it.each([
    { when: 'before', afterwards: false },
    { when: 'after', afterwards: true },
  ])('posts once though the server fails $when storing the review', async ({ afterwards }) => {
    const answer = { status: 502, body: {} }
    github.faults.push({ method: 'POST', path: /reviews$/, answer, afterwards })
    expect((await run([on(5), on(30)])).outcome).toBe('published')
    expect(lines()).toEqual([5, 30])
  })

  it.each([
    { when: 'before', afterwards: false },
    { when: 'after', afterwards: true },
  ])('posts one summary though the connection is cut $when storing', async ({ afterwards }) => {
    github.faults.push({ method: 'POST', path: /issues\/1\/comments$/, cut: true, afterwards })
    expect((await run([on(5)])).outcome).toBe('published')
    expect(pull.comments).toHaveLength(1)
  })

  it('waits once when it was too fast', async () => {
    const body = { message: 'Validation Failed', errors: ['was submitted too quickly'] }
    github.faults.push({ method: 'POST', path: /reviews$/, answer: { status: 422, body } })
    expect((await run([on(5)])).outcome).toBe('published')
    expect(pauses).toEqual([60])
  })

  it('respects the secondary rate limit', async () => {
    const body = { message: 'You have exceeded a secondary rate limit' }
    const answer = { status: 403, body, headers: { 'retry-after': '2' } }
    github.faults.push({ method: 'POST', path: /reviews$/, answer })
    expect((await run([on(5)])).outcome).toBe('published')
    expect(lines()).toEqual([5])
  })

  it('removes a draft of its own that is in the way', async () => {
    const id = github.world.nextId()
    pull.reviews.push({ id, user: BOT, commitId: pull.head, state: 'PENDING', body: '' })
    expect((await run([on(5)])).outcome).toBe('published')
    expect(pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED'])
  })

  it('warns and goes on when GitHub fails for good', async () => {
    const answer = { status: 500, body: { message: 'Oops' } }
    github.faults.push({ method: 'POST', path: /comments$/, times: 9, answer })
    expect((await run([on(5)])).outcome).toBe('failed')
    expect(lines()).toEqual([5])
    expect(warnings).toEqual([expect.stringContaining('The review could not be posted: Oops')])
  })

  it('edits the summary in place, and makes a new one if a person deleted it', async () => {
    await run([on(5), on(20)])
    pull.comments.unshift({ id: 1, user: ADA, body: summaryOf([]), edits: 0 })
    await run([on(5)])
    expect(pull.comments.map(({ user, edits }) => [user.login, edits])).toEqual([
      ['ada', 0],
      [BOT.login, 1],
    ])

    github.faults.push({
      method: 'PATCH',
      path: /issues\/comments/,
      effect: () => pull.comments.splice(0),
    })
    await run([on(5), on(20)])
    expect(pull.comments.map(({ body }) => body)).toEqual([summaryOf([on(20)])])
  })

  it('keeps silent in threads that a person resolved', async () => {
    await run([on(5)])
    const [thread] = pull.threads
    if (thread) thread.resolvedBy = BEN
    expect((await run([{ ...on(5), body: `New${on(5).body}` }])).outcome).toBe('unchanged')
  })

  it('reads conversations of several pages', async () => {
    await run([on(5)])
    const more = Array.from({ length: 230 }, (_, index) => index + 5000)
    pull.comments.unshift(...more.map((id) => ({ id, user: BEN, body: 'Chat', edits: 0 })))
    const [thread] = pull.threads
    for (const id of more) {
      pull.threads.unshift({
        id: `P${id}`,
        comments: thread?.comments.slice(1) ?? [],
        resolvedBy: null,
      })
    }
    expect((await run([on(5)])).outcome).toBe('unchanged')
  })
})
