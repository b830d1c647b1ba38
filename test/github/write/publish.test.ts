import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Client, createClient } from '../../../src/github/client.ts'
import {
  type Conversation,
  EMPTY_CONVERSATION,
  readConversation,
} from '../../../src/github/read/conversation.ts'
import type { PullRequestTask } from '../../../src/github/read/event.ts'
import type { DesiredComment } from '../../../src/github/write/comments.ts'
import { type Missing, publish } from '../../../src/github/write/publish.ts'
import { isOutdated, planComments, planSummary } from '../../../src/github/write/reconcile.ts'
import {
  type FindingMarker,
  parseMarker,
  renderMarker,
} from '../../../src/report/comment/marker.ts'
import type { Anchor } from '../../../src/report/comment/placement.ts'
import type { Answer } from '../../fake-github/rest.ts'
import { prepareGitHub } from '../../fake-github/restart.ts'
import type { StartedGitHub } from '../../fake-github/start.ts'
import { ADA, BEN, BOT, type Pull } from '../../fake-github/world.ts'

const OLD = Array.from({ length: 40 }, (_, index) => `line ${index + 1}\n`).join('')
const NEW = OLD.replace('line 5\n', 'line five\n').replace('line 30\n', 'line thirty\n')

const MUTATION = { method: 'POST', path: /graphql$/, isWrite: true }

/** Of a pull request that is there. */
const NOTHING_SAID: Conversation = { ...EMPTY_CONVERSATION, pullRequestId: 'PR_1' }

const start = prepareGitHub()
let github: StartedGitHub
let pull: Pull
let warnings: string[]
let pauses: number[]

beforeEach(async () => {
  github = await start()
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

function connect(token = 'usual'): Promise<Client> {
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

function on(line: number, more: Partial<Anchor> = {}, handle = 'ab'): DesiredComment {
  const fingerprint = `${line}`
  const marker = renderMarker({ kind: 'finding', rule: 'r', fingerprint, handle })
  const body = `Line ${line}\n${marker}`
  const anchor = { path: 'a.yaml', side: 'RIGHT', line, ...more } as const
  return { fingerprint, handle, anchor, body, plainBody: body }
}

/** So many comments on one line, each on a finding of its own. */
function manyOn(line: number, count: number, handle?: string): DesiredComment[] {
  return Array.from({ length: count }, (_, at) => {
    const { anchor } = on(line)
    return { ...on(at + 100, {}, handle), ...(anchor && { anchor }) }
  })
}

function parseMarkerOf(body: string): FindingMarker | undefined {
  const marker = parseMarker(body)
  return marker?.kind === 'finding' ? marker : undefined
}

function onFile(path = 'a.yaml'): DesiredComment {
  return { ...on(99), anchor: { path } }
}

function summaryOf(refused: readonly DesiredComment[]): string {
  return `Refused: ${refused.length}\n${renderMarker({ kind: 'summary', head: pull.head })}`
}

/** Publishes what is desired, as the second of two runs if one has been read before. */
async function run(desired: readonly DesiredComment[], options: RunOptions = {}) {
  const client = await connect(options.token)
  const task = { ...taskOf(pull), ...options.task }
  const conversation = options.read ?? (await readConversation(client, task, task.number))
  const marker = { kind: 'summary', head: task.headSha, run: 5, id: 50 } as const
  const none = { refused: new Set<string>(), settled: new Map(), isUnseen: () => false }
  const wishes = { desired, limit: 25, commit: pull.head, ...none }
  const plan = ({ threads, summaries }: Conversation) => ({
    comments: planComments(wishes, threads),
    isOutdated: isOutdated(marker, summaries),
    summarize: ({ comments }: Missing) =>
      planSummary(summaryOf(comments), desired.length > 0, summaries),
  })
  github.countCalls()
  return publish(client, task, conversation, plan, { warn, pause })
}

interface RunOptions {
  readonly token?: string
  readonly task?: Partial<PullRequestTask>
  readonly read?: Conversation
}

/** Another run posts a comment. */
function copyComment({ body, fingerprint }: DesiredComment): void {
  const other = { id: github.world.nextId(), user: BOT, commitId: pull.head, body: '' }
  const review = { ...other, state: 'COMMENTED' as const }
  pull.reviews.push(review)
  const line = Number(fingerprint)
  github.world.addComments(pull, review, [{ path: 'a.yaml', side: 'RIGHT', line, body }])
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
      expect(missing.why).toBe('refused')
      expect(missing.comments.map(({ fingerprint }) => fingerprint)).toEqual(['20', '31'])
      expect(pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED'])
      expect(new Set(lines())).toEqual(new Set([4, 5, 30]))
      expect(pull.comments[0]?.body).toBe(summaryOf(missing.comments))
      expect(warnings).toEqual([
        'GitHub rejected the comments on a.yaml:20, a.yaml:31. See the summary.',
      ])
    },
  )

  it('writes nothing if the head moved', async () => {
    const stale = { ...pull }
    github.faults.push({
      method: 'POST',
      path: /graphql$/,
      effect: () => github.world.pushFiles(pull, { 'a.yaml': OLD }),
    })
    expect((await run([on(5)])).outcome).toBe('outdated')
    expect(github.countCalls().writes).toBe(0)
    expect(pull.head).not.toBe(stale.head)
  })

  it('stops if the head moves while it writes', async () => {
    const answer = { status: 422, body: { message: 'Unprocessable Entity', errors: ['Gone'] } }
    const effect = () => github.world.pushFiles(pull, { 'a.yaml': OLD })
    github.faults.push({ method: 'POST', path: /reviews$/, answer, effect })
    expect((await run([on(5)])).outcome).toBe('outdated')
    expect(github.countCalls()).toEqual({ reads: 2, writes: 1 })
    expect(pull.comments).toEqual([])
  })

  it('looks a last time when GitHub keeps failing', async () => {
    const answer = { status: 502, body: {} }
    const fault = { method: 'POST', path: /reviews$/, answer }
    github.faults.push({ ...fault, times: 2 }, { ...fault, afterwards: true })
    expect((await run([on(5)])).outcome).toBe('published')
    expect(lines()).toEqual([5])
  })

  it('writes nothing if the pull request was closed', async () => {
    pull.state = 'closed'
    expect((await run([on(5)])).outcome).toBe('outdated')
    expect(github.countCalls().writes).toBe(0)
  })

  it('stops at the first refusal of a token that can only read', async () => {
    expect((await run([on(5)], { token: 'readOnly', task: { fork: true } })).outcome).toBe('denied')
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
    github.faults.push({ ...MUTATION, cut: true, afterwards })
    expect((await run([on(5)])).outcome).toBe('published')
    expect(pull.comments).toHaveLength(1)
  })

  it.each([
    { when: 'before', afterwards: false },
    { when: 'after', afterwards: true },
  ])('posts one summary though GraphQL gives up $when storing', async ({ afterwards }) => {
    const body = { data: null, errors: [{ message: 'Something went wrong' }] }
    github.faults.push({ ...MUTATION, answer: { status: 200, body }, afterwards })
    expect((await run([on(5)])).outcome).toBe('published')
    expect(pull.comments).toHaveLength(1)
    expect(warnings).toEqual([])
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
    github.faults.push({ ...MUTATION, times: 9, answer })
    expect((await run([on(5)])).outcome).toBe('failed')
    expect(lines()).toEqual([5])
    expect(warnings).toEqual(['The summary was not posted: Oops. Rerun the job to post it.'])
  })

  it('edits the summary in place, and makes a new one if a person deleted it', async () => {
    await run([on(5), on(20)])
    pull.comments.unshift({ id: 1, user: ADA, body: summaryOf([]), edits: 0 })
    await run([on(5)])
    expect(pull.comments.map(({ user, edits }) => [user.login, edits])).toEqual([
      ['ada', 0],
      [BOT.login, 1],
    ])

    github.faults.push({ ...MUTATION, effect: () => pull.comments.splice(0) })
    await run([on(5), on(20)])
    expect(pull.comments.map(({ body }) => body)).toEqual([summaryOf([on(20)])])
  })

  it('edits, closes and summarizes in one request', async () => {
    await run([on(5), on(20), on(30)])
    warnings = []
    await run([on(5, {}, 'cd'), on(4)])
    expect(github.countCalls()).toEqual({ reads: 1, writes: 2 })
    expect(pull.threads.map(({ comments }) => comments[0]?.edits)).toEqual([1, 1, 0])
    expect(pull.comments).toMatchObject([{ body: summaryOf([]), edits: 1 }])
    expect(warnings).toEqual([])
  })

  it('posts the summary through REST if a token may comment in no other way', async () => {
    github.world.behaviour.refusesGraphqlComments = true
    expect((await run([on(5), on(20)])).outcome).toBe('published')
    expect(pull.comments).toMatchObject([{ body: summaryOf([on(20)]), edits: 0 }])
    warnings = []
    expect((await run([on(5)])).outcome).toBe('published')
    expect(pull.comments).toMatchObject([{ body: summaryOf([]), edits: 1 }])
    expect(warnings).toEqual([])
  })

  it('takes the summary for posted though what stands beside it cannot be seen', async () => {
    const errors = [
      {
        type: 'FORBIDDEN',
        path: ['post', 'subject', 'comments', 'nodes', 0, 'editor'],
        message: 'Resource not accessible by integration',
      },
    ]
    const alter = (answer: Answer) => ({ ...answer, body: { ...Object(answer.body), errors } })
    github.faults.push({ ...MUTATION, alter })
    expect((await run([on(5)])).outcome).toBe('published')
    expect(pull.comments).toHaveLength(1)
    expect(warnings).toEqual([])
  })

  it('changes more threads than fit in one request, and looks back in the last one', async () => {
    await run([...manyOn(5, 24), on(20)])
    warnings = []
    const { outcome } = await run([...manyOn(5, 24, 'cd').slice(0, 23), on(30)])
    expect(outcome).toBe('published')
    // The review, twenty edits, then the rest with the summary.
    expect(github.countCalls()).toEqual({ reads: 1, writes: 3 })
    const bodies = pull.threads.map(({ comments }) => comments[0]?.body ?? '')
    expect(bodies.filter((body) => parseMarkerOf(body)?.handle === 'cd')).toHaveLength(23)
    expect(bodies.filter((body) => parseMarkerOf(body)?.state === 'fixed')).toHaveLength(1)
    expect(pull.comments).toHaveLength(1)
    expect(warnings).toEqual([])
  })

  it('makes a new summary of what is left to do if a person deleted it meanwhile', async () => {
    await run([on(5), on(20), on(30)])
    warnings = []
    github.faults.push({ ...MUTATION, effect: () => pull.comments.splice(0) })
    expect((await run([on(5, {}, 'cd')])).outcome).toBe('published')
    expect(pull.threads.map(({ comments }) => comments[0]?.edits)).toEqual([1, 1])
    expect(pull.comments.map(({ body }) => body)).toEqual([summaryOf([])])
    expect(warnings).toEqual([])
  })

  it.each([
    { when: 'before', afterwards: false },
    { when: 'after', afterwards: true },
  ])('edits and posts once though GitHub fails $when doing so', async ({ afterwards }) => {
    await run([on(5), on(30)])
    pull.comments.splice(0)
    github.faults.push({ ...MUTATION, answer: { status: 502, body: {} }, afterwards })
    expect((await run([on(5, {}, 'cd')])).outcome).toBe('published')
    expect(pull.threads.map(({ comments }) => comments[0]?.edits)).toEqual([1, 1])
    expect(pull.comments).toMatchObject([{ body: summaryOf([]), edits: 0 }])
    expect(warnings).toEqual([])
  })

  it('looks back over all pages, and takes away a copy on the last one', async () => {
    const chat = Array.from({ length: 120 }, (_, at) => ({ id: at + 1, user: BEN, edits: 0 }))
    pull.comments.push(...chat.map((comment) => ({ ...comment, body: 'Chat' })))
    const id = github.world.nextId() + 1000
    const copy = { id, user: BOT, body: summaryOf([]), edits: 0 }
    github.faults.push({ ...MUTATION, effect: () => pull.comments.push(copy) })
    expect((await run([on(5)])).outcome).toBe('published')
    expect(pull.comments.filter(({ user }) => user === BOT)).toHaveLength(1)
    expect(pull.comments).not.toContain(copy)
  })

  it('says that it is denied if a token may comment in no way', async () => {
    github.world.behaviour.refusesGraphqlComments = true
    const answer = { status: 403, body: { message: 'Resource not accessible by integration' } }
    github.faults.push({ method: 'POST', path: /\/issues\/\d+\/comments$/, answer })
    expect((await run([on(5)])).outcome).toBe('denied')
    expect([lines(), pull.comments]).toEqual([[5], []])
    // Whoever called tells which permission is missing.
    expect(warnings).toEqual([])
  })

  it('asks no second time for a fork whose token may only read', async () => {
    const { anchor: _, ...unplaced } = on(5)
    const { outcome } = await run([unplaced], { token: 'readOnly', task: { fork: true } })
    expect(outcome).toBe('denied')
    expect(github.countCalls()).toEqual({ reads: 1, writes: 1 })
    expect(warnings).toEqual([])
  })

  it('tells in one line what GitHub did not edit, close and post', async () => {
    await run([on(5), on(20), on(30)])
    const answer = { status: 422, body: { message: 'Too much' } }
    github.faults.push({ ...MUTATION, answer })
    warnings = []
    expect((await run([on(5, {}, 'cd')])).outcome).toBe('failed')
    expect(warnings).toEqual([
      'Updating comments failed (2 not edited, 1 not closed), and the summary was not posted: Too much. Rerun the job to post it.',
    ])
  })

  it('keeps silent in threads that a person resolved', async () => {
    await run([on(5)])
    const [thread] = pull.threads
    if (thread) thread.resolvedBy = BEN
    const again = [{ ...on(5), body: `New${on(5).body}` }]
    await run(again)
    expect(thread?.comments[0]?.body).toMatch(/^Line 5/)
    expect((await run(again)).outcome).toBe('unchanged')

    // Once the values change it is another risk.
    await run([on(5, {}, 'cd')])
    expect(lines()).toEqual([5, 5])
  })

  it('posts comments on files in the same review', async () => {
    expect((await run([on(5), onFile()])).outcome).toBe('published')
    expect(warnings).toEqual([])
    // The draft, what completes it, the summary.
    expect(github.countCalls()).toEqual({ reads: 1, writes: 3 })
    expect(pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED'])
    const first = pull.threads.map(({ comments }) => comments[0])
    expect(first.map((each) => [each?.subjectType, each?.line])).toEqual([
      ['line', 5],
      ['file', null],
    ])
    expect((await run([on(5), onFile()])).outcome).toBe('unchanged')
  })

  it('leaves out a comment on a file that GitHub does not list', async () => {
    const { missing } = await run([on(5), onFile('other.yaml')])
    expect(missing.comments).toMatchObject([{ anchor: { path: 'other.yaml' } }])
    expect(lines()).toEqual([5])
    expect(pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED'])
  })

  it('tries comments on files again after what passes', async () => {
    const id = github.world.nextId()
    pull.reviews.push({ id, user: BOT, commitId: pull.head, state: 'PENDING', body: '' })
    const answer = { status: 502, body: {} }
    github.faults.push({ ...MUTATION, answer, afterwards: true })
    expect((await run([on(5), onFile()])).missing.comments).toEqual([])
    expect(pull.threads).toHaveLength(2)
    expect(pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED'])
    expect(warnings).toEqual([])
  })

  it('leaves no draft behind if comments on files cannot be posted', async () => {
    const answer = { status: 200, body: { data: null, errors: [{ message: 'No such field' }] } }
    github.faults.push({ ...MUTATION, answer, times: 2 })
    const { missing } = await run([on(5), onFile()])
    expect(missing.comments).toMatchObject([{ fingerprint: '99' }])
    expect(lines()).toEqual([5])
    expect(pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED'])
  })

  it.each([
    { may: 'may', token: 'generous', resolvedBy: BOT },
    { may: 'may not', token: 'usual', resolvedBy: null },
  ])('closes what is gone, if it $may resolve threads', async ({ token, resolvedBy }) => {
    await run([on(5), on(30)])
    await run([on(30)], { token })

    const [gone, left] = pull.threads
    expect(github.countCalls()).toEqual({ reads: 1, writes: 1 })
    expect(gone?.resolvedBy).toEqual(resolvedBy)
    expect(gone?.comments[0]?.minimized).toBe(resolvedBy ? undefined : 'resolved')
    expect(gone?.comments[0]?.body).toContain('**Fixed**')
    expect(parseMarker(gone?.comments[0]?.body ?? '')).toMatchObject({ state: 'fixed' })
    expect(left?.comments[0]).toMatchObject({ edits: 0, body: on(30).body })
    expect(warnings).toEqual([])

    expect((await run([on(30)], { token })).outcome).toBe('unchanged')
    await run([on(5), on(30)])
    expect(lines()).toEqual([5, 30, 5])
    expect(pull.threads[2]?.comments[0]?.body).toContain('has returned')
    expect((await run([on(5), on(30)])).outcome).toBe('unchanged')
  })

  it('goes on if a thread that is gone cannot be closed', async () => {
    await run([on(5), on(30)])
    const deleted = pull.threads[0]?.comments[0]
    github.faults.push({ ...MUTATION, effect: () => pull.threads.shift() })
    expect((await run([])).outcome).toBe('published')
    expect(deleted?.edits).toBe(0)
    expect(pull.threads[0]?.comments[0]?.minimized).toBe('resolved')
    expect(warnings).toEqual([
      expect.stringMatching(
        /^Updating comments failed \(1 not edited, 1 not closed\): Could not resolve .* Rerun the job/,
      ),
    ])
  })

  it('edits a comment once when the values change', async () => {
    await run([on(5)])
    expect((await run([on(5, {}, 'cd')])).outcome).toBe('published')
    expect(pull.threads[0]?.comments).toMatchObject([{ edits: 1, body: on(5, {}, 'cd').body }])
    expect((await run([on(5, {}, 'cd')])).outcome).toBe('unchanged')
    expect(pull.reviews).toHaveLength(1)
  })

  it('sees right before it writes what another run has written', async () => {
    await run([on(5)])
    expect((await run([on(5)], { read: NOTHING_SAID })).outcome).toBe('unchanged')
    expect(lines()).toEqual([5])
  })

  it('takes away its copies if another run wrote at the same moment', async () => {
    github.faults.push({
      method: 'POST',
      path: /reviews$/,
      effect: () => {
        copyComment(on(5))
        const id = github.world.nextId()
        pull.comments.push({ id, user: BOT, body: summaryOf([]), edits: 0 })
      },
    })
    await run([on(5), on(30)])
    expect(lines()).toEqual([5, 30])
    expect(pull.comments).toHaveLength(1)
    expect((await run([on(5), on(30)])).outcome).toBe('unchanged')
  })

  it('looks for copies of its comments though the summary stays as it is', async () => {
    await run([on(5)])
    const effect = () => copyComment(on(30))
    github.faults.push({ method: 'POST', path: /reviews$/, effect })
    await run([on(5), on(30)])
    // The look before, and the one afterwards.
    expect(github.countCalls().reads).toBe(2)
    expect(lines()).toEqual([5, 30])
  })

  it('posts nothing where GitHub shows no conversation', async () => {
    expect((await run([on(5)], { read: EMPTY_CONVERSATION })).outcome).toBe('failed')
    expect(github.countCalls()).toEqual({ reads: 0, writes: 0 })

    const body = { data: { repository: { pullRequest: null } } }
    github.faults.push({ method: 'POST', path: /graphql$/, skip: 1, answer: { status: 200, body } })
    expect((await run([on(5)])).missing.comments).toHaveLength(1)
    expect(warnings).toEqual([
      'Nothing was posted: the pull request conversation is no longer accessible.',
    ])
    expect(pull.threads).toEqual([])
  })

  it('keeps a second copy that somebody answered', async () => {
    await run([on(5)])
    const [thread] = pull.threads
    const [comment] = thread?.comments ?? []
    if (!thread || !comment) throw new Error('No comment')
    const copy = { ...comment, id: github.world.nextId() }
    pull.threads.push({ ...thread, id: 'copy', comments: [copy] })
    github.world.reply(pull, copy.id, BEN, 'Why?')
    expect((await run([on(5)])).outcome).toBe('unchanged')
    expect(pull.threads).toHaveLength(2)
  })

  it.each([
    { when: 'long ago', reads: 0 },
    { when: 'meanwhile', reads: 1, read: NOTHING_SAID },
  ])('writes nothing if a later run has reported on another commit $when', async (at) => {
    const body = `Later\n${renderMarker({ kind: 'summary', head: 'abc', run: 6, id: 60 })}`
    pull.comments.push({ id: 1, user: BOT, body, edits: 0 })
    const { reads, ...read } = at
    expect((await run([on(5)], read)).outcome).toBe('outdated')
    expect(github.countCalls()).toEqual({ reads, writes: 0 })
  })

  it('posts the summary though the token may not review, nor edit', async () => {
    await run([on(5)])
    pull.comments.splice(0)
    warnings = []
    const permissions = { contents: 'read', pullRequests: 'read', issues: 'write' } as const
    github.tokens.set('issues', { user: BOT, ...permissions })
    const desired = [on(5, {}, 'cd'), on(30)]
    expect((await run(desired, { token: 'issues' })).outcome).toBe('denied')
    expect(lines()).toEqual([5])
    expect(pull.comments[0]?.body).toBe(summaryOf([on(30)]))
    // Whoever called tells which permission is missing.
    expect(warnings).toEqual([])
  })

  it('does not take the comments of its own draft for posted ones', async () => {
    const draft = { id: github.world.nextId(), user: BOT, commitId: pull.head, body: '' }
    const review = { ...draft, state: 'PENDING' as const }
    pull.reviews.push(review)
    const { body } = on(5)
    github.world.addComments(pull, review, [{ path: 'a.yaml', side: 'RIGHT', line: 5, body }])
    expect((await run([on(5)])).outcome).toBe('published')
    expect(pull.reviews.map(({ state }) => state)).toEqual(['COMMENTED'])
    expect(lines()).toEqual([5])
  })

  it('knows its comments by the account of a personal token', async () => {
    const token = 'personal'
    github.tokens.set(token, { user: ADA, contents: 'read', pullRequests: 'write', issues: 'read' })
    await run([on(5)], { token })
    expect((await run([on(5)], { token })).outcome).toBe('unchanged')
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
