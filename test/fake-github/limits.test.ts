import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Files } from './git.ts'
import { prepareGitHub } from './restart.ts'
import type { StartedGitHub } from './start.ts'
import { BOT, FORMER_NAME, GHOST, type Pull, type Token } from './world.ts'

const OLD = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\n'
const NONE = { contents: 'none', pullRequests: 'none', issues: 'none' } as const
const READ = { contents: 'read', pullRequests: 'read', issues: 'read' } as const

const start = prepareGitHub()
let github: StartedGitHub
let pull: Pull

beforeEach(async () => {
  github = await start()
  pull = open({ 'a.yaml': OLD }, { 'a.yaml': OLD.replace('b\n', 'B\n') })
})

afterEach(async () => {
  await github.close()
})

function open(before: Files, after: Files): Pull {
  const { repository } = github.world
  const base = repository.commit(before)
  return github.world.openPull(base, repository.commit(after, base))
}

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${github.apiUrl}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      authorization: 'token usual',
      'user-agent': 'cortex-review',
      'x-github-api-version': '2022-11-28',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  const { status, headers } = response
  return { status, headers, body: text === '' ? undefined : JSON.parse(text) }
}

async function ask(fields: string, owner = 'acme', repo = 'shop') {
  const query = `{ repository(owner: "${owner}", name: "${repo}") { ${fields} } }`
  return (await call('POST', '/graphql', { query })).body
}

function give(rights: Omit<Token, 'user'>): void {
  github.tokens.set('usual', { user: BOT, ...rights })
}

describe('a repository', () => {
  it('has one name, and leads there from its former one', async () => {
    expect((await call('GET', '/repos/acme/other/pulls/1')).status).toBe(404)
    const moved = await call('GET', `/repos/${FORMER_NAME}/pulls/1`)
    expect(moved.status).toBe(301)
    const location = moved.headers.get('location') ?? ''
    expect((await call('GET', new URL(location).pathname)).body).toMatchObject({ number: 1 })
    expect((await call('POST', `/repos/${FORMER_NAME}/pulls/1/reviews`, {})).status).toBe(307)

    const former = await ask('pullRequest(number: 1) { number }', ...split(FORMER_NAME))
    expect(former.data.repository.pullRequest).toEqual({ number: 1 })
    const other = await ask('pullRequest(number: 1) { number }', 'acme', 'other')
    expect(other).toMatchObject({ data: { repository: null }, errors: [{ type: 'NOT_FOUND' }] })
    expect(github.violations).toEqual([])
  })

  it('does not exist for a token of others', async () => {
    give({ ...READ, isForeign: true })
    expect((await call('GET', '/repos/acme/shop/pulls/1')).status).toBe(404)
    expect(await ask('id')).toMatchObject({ errors: [{ type: 'NOT_FOUND' }] })
  })

  it('shows only what a token may read', async () => {
    give({ ...NONE, contents: 'read' })
    expect((await call('GET', '/repos/acme/shop/pulls/1')).status).toBe(403)
    const object = `object(expression: "${pull.head}:a.yaml") { oid }`
    const part = await ask(`${object} pullRequest(number: 1) { number }`)
    expect(part.data.repository).toMatchObject({ object: { oid: expect.any(String) } })
    expect(part.errors).toMatchObject([{ type: 'FORBIDDEN', path: ['repository', 'pullRequest'] }])

    give({ ...NONE, pullRequests: 'read' })
    expect((await call('GET', `/repos/acme/shop/git/trees/${pull.head}`)).status).toBe(403)
    expect((await call('GET', '/repos/acme/shop/pulls/1')).status).toBe(200)
  })

  it('has no pull request of a number that was never given', async () => {
    const { data, errors } = await ask('pullRequest(number: 99) { number }')
    expect(data.repository.pullRequest).toBeNull()
    expect(errors).toMatchObject([{ type: 'NOT_FOUND' }])
  })
})

function split(name: string): [string, string] {
  const [owner = '', repo = ''] = name.split('/')
  return [owner, repo]
}

describe('ids', () => {
  it('are larger than 32 bits, and have a deprecated name that may be gone', async () => {
    github.world.say(pull, GHOST, 'Hello')
    const { data } = await ask(inConversation('fullDatabaseId'))
    const [comment] = data.repository.pullRequest.comments.nodes
    expect(Number(comment.fullDatabaseId)).toBeGreaterThan(2 ** 31)
    expect(comment.author).toBeNull()

    github.world.behaviour.refusesDeprecated = true
    expect((await ask(inReview('fullDatabaseId'))).errors).toBeUndefined()
    expect(await ask(inReview('databaseId'))).toMatchObject({
      errors: [{ extensions: { code: 'undefinedField', fieldName: 'databaseId' } }],
    })
  })
})

function inConversation(id: string): string {
  return `pullRequest(number: 1) { comments(first: 1) { nodes { ${id} author { login } } } }`
}

function inReview(id: string): string {
  const nodes = `nodes { comments(first: 1) { nodes { ${id} } } }`
  return `pullRequest(number: 1) { reviewThreads(first: 1) { ${nodes} } }`
}

describe('the old side', () => {
  it('has its comments where the lines are in the merge base', async () => {
    await review([{ line: 2, side: 'LEFT' }])
    const [comment] = pull.threads.flatMap(({ comments }) => comments)
    const { repository } = github.world
    const base = repository.commit({ 'a.yaml': `0\n${OLD}` }, pull.base)
    const merged = repository.commit(
      { 'a.yaml': `0\n${OLD.replace('b\n', 'B\n')}` },
      pull.head,
      base,
    )
    github.world.move(pull, { base, head: merged })
    expect(comment?.line).toBe(3)
    github.world.retarget(pull, repository.commit({ 'a.yaml': OLD.replace('b\n', 'B\n') }, merged))
    expect(comment?.line).toBeNull()
  })
})

describe('a comment on lines that changed', () => {
  it.each([
    [false, null],
    [true, 2],
  ])('comes back with them: %s', async (revivesLines, line) => {
    github.world.behaviour.revivesLines = revivesLines
    await review([{ line: 2 }])
    const { head } = pull
    github.world.pushFiles(pull, { 'a.yaml': OLD })
    expect(pull.threads[0]?.comments[0]?.line).toBeNull()
    github.world.push(pull, head)
    expect(pull.threads[0]?.comments[0]?.line).toBe(line)
  })
})

describe('patches', () => {
  it('are left out of what is large, and of what comes late', async () => {
    const large = Array.from({ length: 20_001 }, (_, at) => `${at}\n`).join('')
    const pages = Object.fromEntries(
      Array.from({ length: 80 }, (_, at) => [`f${String(at).padStart(2, '0')}.yaml`, 'x: 1\n']),
    )
    pull = open({ 'a.yaml': OLD }, { ...pages, 'a.yaml': large })
    const { body } = await call('GET', '/repos/acme/shop/pulls/2/files?per_page=100')
    const shown = body.filter(({ patch }: { patch?: string }) => patch !== undefined)
    expect(shown).toHaveLength(69)
    expect(body[0]).toMatchObject({ filename: 'a.yaml', additions: 20_001 })
    expect(body[0]).not.toHaveProperty('patch')

    const long = `${'x'.repeat(400_000)}\n`
    pull = open({ 'r.md': '' }, { 'a.md': long, 'b.md': long, 'c.md': long })
    const compared = await call('GET', `/repos/acme/shop/compare/${pull.base}...${pull.head}`)
    const names = compared.body.files.flatMap((row: { filename: string; patch?: string }) =>
      row.patch === undefined ? [] : [row.filename],
    )
    expect(names).toEqual(['a.md', 'b.md'])
    expect(github.violations).toEqual([])
  })
})

describe('limits', () => {
  it('are told in headers, and end what goes beyond them', async () => {
    const first = await call('GET', '/repos/acme/shop/pulls/1')
    expect(first.headers.get('x-ratelimit-remaining')).toBe('999')
    github.world.behaviour.creations = { minute: 2, hour: 500 }
    const post = () => call('POST', '/repos/acme/shop/issues/1/comments', { body: 'Hello' })
    expect([(await post()).status, (await post()).status]).toEqual([201, 201])
    const third = await post()
    expect([third.status, third.headers.get('retry-after')]).toEqual([403, '60'])
    expect(third.body.message).toContain('secondary rate limit')
    expect(pull.comments).toHaveLength(2)
  })
})

describe('a review', () => {
  it('is of a commit of the pull request, be it not the newest', async () => {
    const former = pull.head
    github.world.pushFiles(pull, { 'a.yaml': OLD.replace('b\n', 'BB\n') })
    expect((await review([{ line: 2 }], former)).status).toBe(200)
    expect((await review([{ line: 2 }], pull.base)).status).toBe(422)
    github.world.push(pull, github.world.repository.commit({ 'a.yaml': `${OLD}z\n` }, pull.base))
    expect((await review([{ line: 14 }], former)).status).toBe(422)
  })
})

describe('suggestions', () => {
  it('are committed together, and resolve their threads', async () => {
    await review([
      { line: 1, body: '```suggestion\none\nmore\n```' },
      { line: 4, start_line: 3, body: '```suggestion\nthree\n```' },
      { line: 3, body: '```suggestion\nother\n```' },
    ])
    const ids = pull.threads.flatMap(({ comments }) => comments.map(({ id }) => id))
    const [one = 0, two = 0] = ids
    expect(await github.world.commitSuggestions(pull, ids)).toContain('Only one suggestion')
    expect(await github.world.commitSuggestions(pull, [one, two])).toBeUndefined()
    const object = await github.world.repository.read(`${pull.head}:a.yaml`)
    expect(object?.content.toString()).toBe(OLD.replace('a\nb\nc\nd\n', 'one\nmore\nB\nthree\n'))
    expect(pull.threads.map(({ resolvedBy }) => resolvedBy?.login)).toEqual([
      'ada',
      'ada',
      undefined,
    ])
  })
})

function review(comments: readonly object[], commit = pull.head) {
  return call('POST', '/repos/acme/shop/pulls/1/reviews', {
    commit_id: commit,
    event: 'COMMENT',
    comments: comments.map((each) => ({ path: 'a.yaml', body: 'Text', side: 'RIGHT', ...each })),
  })
}
