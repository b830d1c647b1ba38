import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { prepareGitHub } from './restart.ts'
import type { StartedGitHub } from './start.ts'
import { parseSuggestion } from './suggestion.ts'
import { BEN, type NewComment, type Pull } from './world.ts'

const OLD = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\n'
const NEW = OLD.replace('b\n', 'B\n').replace('m\n', 'm\nM\n')

const start = prepareGitHub()
let github: StartedGitHub
let pull: Pull

beforeEach(async () => {
  github = await start()
  const { repository } = github.world
  const base = repository.commit({ 'a.yaml': OLD, 'b.bin': Buffer.from([0, 1]) })
  const changed = { 'a.yaml': NEW, 'b.bin': Buffer.from([0, 2]) }
  pull = github.world.openPull(base, repository.commit(changed, base))
})

afterEach(async () => {
  await github.close()
})

async function call(
  method: string,
  path: string,
  body?: object,
  token = 'usual',
  repository = 'acme/shop',
) {
  const response = await fetch(`${github.apiUrl}/repos/${repository}${path}`, {
    method,
    headers: {
      authorization: `token ${token}`,
      'user-agent': 'cortex-review',
      'x-github-api-version': '2022-11-28',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  const link = response.headers.get('link')
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), link }
}

async function listNumbers(query: string): Promise<number[]> {
  return (await call('GET', `/pulls?${query}`)).body.map(({ number }: Pull) => number)
}

function review(comments: readonly Partial<NewComment>[], more: object = {}) {
  return call('POST', '/pulls/1/reviews', {
    commit_id: pull.head,
    event: 'COMMENT',
    comments: comments.map((comment) => ({
      path: 'a.yaml',
      body: 'Text',
      side: 'RIGHT',
      ...comment,
    })),
    ...more,
  })
}

describe('reviews', () => {
  it.each<[string, Partial<NewComment>]>([
    ['a changed line', { line: 2 }],
    ['a context line', { line: 5 }],
    ['a removed line', { line: 2, side: 'LEFT' }],
    ['a range', { line: 3, start_line: 1 }],
  ])('takes a comment on %s', async (_name, comment) => {
    expect((await review([comment])).status).toBe(200)
    expect(github.violations).toEqual([])
  })

  it.each<[string, Partial<NewComment>, string]>([
    ['a line outside the diff', { line: 7 }, 'Line could not be resolved'],
    ['a file outside the diff', { path: 'c.yaml', line: 1 }, 'Path could not be resolved'],
    ['a range over two hunks', { line: 13, start_line: 2 }, 'Start line could not be resolved'],
    ['a binary file', { path: 'b.bin', line: 1 }, 'Line could not be resolved'],
    [
      'a range that ends where it starts',
      { line: 3, start_line: 3 },
      'Pull request review thread start line must precede the end line.',
    ],
  ])('refuses %s, and all other comments with it', async (_name, comment, message) => {
    const { status, body } = await review([{ line: 2 }, comment])
    expect([status, body.errors]).toEqual([422, [message]])
    expect(pull.reviews).toEqual([])
    expect(pull.threads).toEqual([])
  })

  it('refuses approvals, empty reviews and a second draft', async () => {
    const approval = await review([], { event: 'APPROVE' })
    expect(approval.body.errors[0]).toContain('not permitted to approve')
    expect((await review([])).status).toBe(422)
    expect((await review([{ line: 2 }], { event: undefined })).body.state).toBe('PENDING')
    const second = await review([{ line: 2 }])
    expect(second.body.errors).toEqual(['User can only have one pending review per pull request'])
  })

  it('refuses a token that can only read, or none', async () => {
    const body = { event: 'COMMENT', body: 'Text' }
    expect((await call('POST', '/pulls/1/reviews', body, 'readOnly')).status).toBe(403)
    expect((await call('GET', '/pulls/1', undefined, 'nobody')).status).toBe(401)
  })
})

describe('the contract', () => {
  it('notices misspelt keys, wrong types and unknown operations', async () => {
    await review([{ line: 2 }], { commitId: 'x' })
    await call('GET', '/pulls/1/files?perpage=3')
    await call('POST', '/issues/1/comments', { body: 7 })
    await call('GET', '/branches')
    expect(github.violations).toEqual([
      'pulls/create-review request/commitId: unknown key',
      'pulls/list-files: unknown parameter perpage',
      'issues/create-comment request/body: must be string',
      'GET /repos/acme/shop/branches is not described',
    ])
  })

  it('holds for every kind of answer', async () => {
    await review([{ line: 2 }])
    await call('POST', '/pulls/1/comments', {
      path: 'b.bin',
      body: 'x',
      commit_id: pull.head,
      subject_type: 'file',
    })
    github.world.pushFiles(pull, { 'a.yaml': OLD })
    for (const path of ['', '/files', '/reviews', '/comments']) await call('GET', `/pulls/1${path}`)
    await call('GET', `/compare/${pull.base}...${pull.head}`)
    await call('GET', `/git/trees/${pull.head}?recursive=1`)
    expect(github.violations).toEqual([])
  })
})

describe('people and runs', () => {
  it('has roles, in the newer and the older words', async () => {
    const permissions = ['ada', 'ben', 'eve'].map((name) =>
      call('GET', `/collaborators/${name}/permission`, undefined, 'readOnly'),
    )
    expect((await Promise.all(permissions)).map(({ body }) => body)).toMatchObject([
      { permission: 'write', role_name: 'write' },
      { permission: 'write', role_name: 'maintain' },
      { permission: 'read', role_name: 'read' },
    ])
    const bot = await call('GET', '/collaborators/github-actions%5Bbot%5D/permission')
    expect(bot.status).toBe(404)
    expect(github.violations).toEqual([])
  })

  it('lists pull requests by state and head', async () => {
    const fork = github.world.openPull(pull.base, pull.head, { fork: true })
    const closed = github.world.openPull(pull.base, pull.head)
    closed.state = 'closed'
    expect(await listNumbers('')).toEqual([1, 2])
    expect(await listNumbers('state=all')).toEqual([1, 2, 3])
    expect(await listNumbers(`head=ada:${fork.headBranch}`)).toEqual([2])
    expect(await listNumbers('head=acme:other')).toEqual([])
    expect(await listNumbers('head=other')).toEqual([1, 2])
    fork.headRepository = null
    expect(await listNumbers(`head=ada:${fork.headBranch}`)).toEqual([])
    expect(github.violations).toEqual([])
  })

  it('knows the pull requests of a commit only in the repository that has it', async () => {
    github.world.openPull(pull.base, pull.head, { fork: true })
    const path = `/commits/${pull.head}/pulls`
    expect((await call('GET', path)).body).toMatchObject([{ number: 1, head: { sha: pull.head } }])
    expect((await call('GET', path, undefined, 'usual', 'ada/shop')).body).toMatchObject([
      { number: 2, head: { repo: { full_name: 'ada/shop' } } },
    ])
    expect(github.violations).toEqual([])
  })

  it('starts a run again if the token may', async () => {
    const run = github.world.startRun(pull)
    const path = `/actions/runs/${run.id}`
    expect((await call('GET', path)).status).toBe(403)
    expect((await call('GET', path, undefined, 'conductor')).body).toMatchObject({
      head_sha: pull.head,
      head_repository: { full_name: 'acme/shop' },
      event: 'pull_request',
    })
    expect((await call('POST', `${path}/rerun`)).status).toBe(403)
    expect((await call('POST', `${path}/rerun`, undefined, 'conductor')).status).toBe(201)
    expect(run).toMatchObject({ status: 'queued', attempt: 2 })
    expect((await call('POST', `${path}/rerun`, undefined, 'conductor')).status).toBe(403)
    expect((await call('GET', '/actions/runs/1', undefined, 'conductor')).status).toBe(404)
    expect(github.violations).toEqual([])
  })

  it('shows a comment, and deletes one’s own from a thread', async () => {
    const { id } = github.world.say(pull, BEN, 'Hello')
    expect((await call('GET', `/issues/comments/${id}`)).body).toMatchObject({
      body: 'Hello',
      user: { login: 'ben' },
    })
    await review([{ line: 2 }, { line: 5 }])
    const [first, second] = pull.threads.map(({ comments }) => comments[0]?.id ?? 0)
    github.world.reply(pull, second ?? 0, BEN, 'Why?')
    const reply = pull.threads[1]?.comments[1]?.id
    expect((await call('DELETE', `/pulls/comments/${first}`)).status).toBe(204)
    expect((await call('DELETE', `/pulls/comments/${reply}`)).status).toBe(403)
    expect((await call('DELETE', `/pulls/comments/${second}`)).status).toBe(204)
    expect(pull.threads).toMatchObject([{ comments: [{ body: 'Why?' }] }])
    expect(github.violations).toEqual([])
  })
})

describe('lists', () => {
  it('come in pages', async () => {
    const { repository } = github.world
    const files = Array.from({ length: 120 }, (_, index) => [`f${index}.yaml`, 'x: 1\n'])
    github.world.push(pull, repository.commit(Object.fromEntries(files), pull.head))

    const first = await call('GET', '/pulls/1/files?per_page=100')
    expect(first.body).toHaveLength(100)
    expect(first.link).toContain('page=2>; rel="next"')
    const second = await call('GET', '/pulls/1/files?per_page=100&page=2')
    expect([second.body.length, second.link]).toEqual([22, null])
  })
})

describe('suggestions', () => {
  const BODY = '```suggestion\nbee\n```'

  it('are committed on the lines they stand on', async () => {
    await review([{ line: 2, body: BODY }])
    const [thread] = pull.threads
    expect(await github.world.commitSuggestion(pull, thread?.comments[0]?.id ?? 0)).toBeUndefined()
    const object = await github.world.repository.read(`${pull.head}:a.yaml`)
    expect(object?.content.toString()).toBe(NEW.replace('B\n', 'bee\n'))
    expect(thread?.comments[0]?.line).toBeNull()
  })

  it('are refused where GitHub refuses them', async () => {
    await review([
      { line: 2, start_line: 1, body: BODY },
      { line: 2, side: 'LEFT', body: BODY },
      { line: 3, body: '```suggestion\nc\n```' },
      { line: 4, body: BODY },
      { line: 13, body: 'No block' },
    ])
    const press = (index: number) =>
      github.world.commitSuggestion(pull, pull.threads[index]?.comments[0]?.id ?? 0)

    expect(await press(0)).toBe('Applying suggestions on deleted lines is not supported.')
    expect(await press(1)).toBe('Suggestions cannot be applied on deleted lines.')
    expect(await press(2)).toContain('no changes were made')
    expect(await press(4)).toBe('the comment has no suggestion')

    const thread = pull.threads[3]
    if (thread) thread.resolvedBy = BEN
    expect(await press(3)).toContain('resolved')
    if (thread) thread.resolvedBy = null
    github.world.pushFiles(pull, { 'a.yaml': NEW.replace('d\n', 'D\n') })
    expect(await press(3)).toBe('This suggestion is outdated.')
    pull.state = 'closed'
    expect(await press(3)).toContain('closed')
    expect(parseSuggestion(BODY)).toEqual(['bee'])
  })
})
