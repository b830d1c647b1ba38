import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { prepareGitHub } from './restart.ts'
import type { StartedGitHub, TokenName } from './start.ts'
import { ADA, BEN, BOT, type NewComment, type Pull } from './world.ts'

const OLD = 'a\nb\nc\nd\n'

const start = prepareGitHub()
let github: StartedGitHub
let pull: Pull

beforeEach(async () => {
  github = await start()
  const { repository } = github.world
  const base = repository.commit({ 'a.yaml': OLD })
  pull = github.world.openPull(base, repository.commit({ 'a.yaml': 'a\nB\nc\nd\n' }, base))
})

afterEach(async () => {
  await github.close()
  if (github.violations.length > 0) throw new Error(github.violations.join('\n'))
})

async function send(query: string, token: TokenName = 'usual') {
  const response = await fetch(github.graphqlUrl, {
    method: 'POST',
    headers: {
      authorization: `token ${token}`,
      'user-agent': 'cortex-review',
      'x-github-api-version': '2022-11-28',
    },
    body: JSON.stringify({ query }),
  })
  return JSON.parse(await response.text())
}

/** Sends the fields of one mutation. */
function mutate(fields: string, token: TokenName = 'usual') {
  return send(`mutation { ${fields} }`, token)
}

function comment(more: Partial<NewComment> = {}, user = BOT) {
  const review = {
    id: github.world.nextId(),
    user,
    commitId: pull.head,
    state: 'COMMENTED' as const,
    body: '',
  }
  pull.reviews.push(review)
  const fields = { path: 'a.yaml', line: 2, side: 'RIGHT', body: 'Old', ...more }
  const [made] = github.world.addComments(pull, review, [fields])
  if (!made) throw new Error('No comment')
  return made
}

function edit(id: number, body = 'New'): string {
  const input = `{ pullRequestReviewCommentId: "PRRC_${id}", body: "${body}" }`
  return `updatePullRequestReviewComment(input: ${input}) { pullRequestReviewComment { body } }`
}

describe('comments', () => {
  it('are edited by who wrote them, one field failing alone', async () => {
    const [own, other] = [comment(), comment({ line: 3 }, BEN)]
    const { data, errors } = await mutate(
      `one: ${edit(own.id)} two: ${edit(other.id)} three: ${edit(1)}`,
    )
    expect(data).toEqual({
      one: { pullRequestReviewComment: { body: 'New' } },
      two: null,
      three: null,
    })
    expect(errors).toMatchObject([
      { type: 'FORBIDDEN', path: ['two'] },
      { type: 'NOT_FOUND', path: ['three'] },
    ])
    expect([own, other]).toMatchObject([{ body: 'New', editor: BOT }, { body: 'Old' }])
  })

  it('are not edited by a token that can only read, nor beyond the limit', async () => {
    const { id } = comment()
    expect((await mutate(edit(id), 'readOnly')).errors).toMatchObject([{ type: 'FORBIDDEN' }])
    const long = await mutate(edit(id, 'x'.repeat(65_537)))
    expect(long.errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
  })

  it('of the conversation are edited, and folded away', async () => {
    const { id } = github.world.say(pull, BOT, 'Old')
    const update = `updateIssueComment(input: { id: "IC_${id}", body: "New" }) {
      issueComment { body editor { login } }
    }`
    const { data } = await mutate(update)
    expect(data.updateIssueComment.issueComment).toEqual({
      body: 'New',
      editor: { login: 'github-actions' },
    })
    const fold = `minimizeComment(input: { subjectId: "IC_${id}", classifier: RESOLVED }) {
      minimizedComment { isMinimized minimizedReason }
    }`
    expect((await mutate(fold, 'readOnly')).errors).toMatchObject([{ type: 'FORBIDDEN' }])
    // A comment of the conversation takes both permissions.
    expect((await mutate(fold)).errors).toMatchObject([{ type: 'FORBIDDEN' }])
    expect((await mutate(fold, 'generous')).data.minimizeComment.minimizedComment).toEqual({
      isMinimized: true,
      minimizedReason: 'resolved',
    })
    await mutate(
      `unminimizeComment(input: { subjectId: "IC_${id}" }) { unminimizedComment { isMinimized } }`,
      'generous',
    )
    expect(pull.comments[0]).not.toHaveProperty('minimized')
  })
})

describe('threads', () => {
  it('are resolved only by a token that may also write contents', async () => {
    const { id } = comment()
    const input = `(input: { threadId: "PRRT_${id}" }) { thread { isResolved } }`
    const refused = await mutate(`resolveReviewThread${input}`)
    expect([refused.data.resolveReviewThread, refused.errors[0].type]).toEqual([null, 'FORBIDDEN'])
    expect(await viewerCanResolve('usual')).toBe(false)
    expect(await viewerCanResolve('generous')).toBe(true)

    await mutate(`resolveReviewThread${input}`, 'generous')
    expect(pull.threads[0]?.resolvedBy).toBe(BOT)
    expect(await viewerCanResolve('generous')).toBe(false)
    await mutate(`unresolveReviewThread${input}`, 'generous')
    expect(pull.threads[0]?.resolvedBy).toBeNull()
  })
})

describe('a draft', () => {
  it('takes threads on files, shows to its author only, and is submitted once', async () => {
    const id = await openDraft()
    const thread = await mutate(addThread(id, 'subjectType: FILE'))
    expect(thread.data.addPullRequestReviewThread.thread).toMatchObject({ subjectType: 'FILE' })
    expect(github.world.threadsFor(pull, BOT)).toHaveLength(1)
    expect(github.world.threadsFor(pull, ADA)).toHaveLength(0)

    const submit = `submitPullRequestReview(input: { pullRequestReviewId: "${id}", event: COMMENT }) {
      pullRequestReview { state }
    }`
    const submitted = await mutate(submit)
    expect(submitted.data.submitPullRequestReview.pullRequestReview.state).toBe('COMMENTED')
    expect(github.world.threadsFor(pull, ADA)).toHaveLength(1)
    expect((await mutate(submit)).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
  })

  it('swallows an anchor outside of the diff, and refuses a file outside of it', async () => {
    const id = await openDraft()
    const swallowed = await mutate(addThread(id, 'line: 99, side: RIGHT'))
    expect(swallowed).toEqual({ data: { addPullRequestReviewThread: { thread: null } } })
    const other = await mutate(addThread(id, 'subjectType: FILE', 'b.yaml'))
    expect(other.errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
    const denied = await mutate(addThread(id, 'subjectType: FILE'), 'readOnly')
    expect(denied.errors).toMatchObject([{ type: 'FORBIDDEN' }])
    expect(pull.threads).toEqual([])
  })

  it('goes with its comments', async () => {
    const id = await openDraft()
    await mutate(addThread(id, 'line: 2, side: RIGHT'))
    await mutate(`deletePullRequestReview(input: { pullRequestReviewId: "${id}" }) {
      pullRequestReview { state }
    }`)
    expect([pull.reviews, pull.threads]).toEqual([[], []])
  })
})

describe('a review in one mutation', () => {
  it('has its threads, or is refused for what it has not', async () => {
    const { data } = await add(
      'event: COMMENT, threads: [{ path: "a.yaml", line: 2, side: RIGHT, body: "Text" }]',
    )
    expect(data.addPullRequestReview.pullRequestReview).toEqual({
      state: 'COMMENTED',
      commit: { oid: pull.head },
    })
    expect(pull.threads).toHaveLength(1)
    expect((await add('event: COMMENT')).errors).toMatchObject([{ type: 'UNPROCESSABLE' }])
    expect((await add('event: APPROVE')).errors).toMatchObject([
      { message: 'GitHub Actions is not permitted to approve pull requests.' },
    ])
  })
})

async function viewerCanResolve(token: TokenName): Promise<boolean> {
  const { data } = await send(
    `{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) {
      reviewThreads(first: 1) { nodes { viewerCanResolve } }
    } } }`,
    token,
  )
  return data.repository.pullRequest.reviewThreads.nodes[0].viewerCanResolve
}

async function openDraft(): Promise<string> {
  const { data } = await mutate(`addPullRequestReview(input: { pullRequestId: "PR_1" }) {
    pullRequestReview { id state viewerDidAuthor }
  }`)
  const { id, ...rest } = data.addPullRequestReview.pullRequestReview
  expect(rest).toEqual({ state: 'PENDING', viewerDidAuthor: true })
  return id
}

function addThread(review: string, place: string, path = 'a.yaml'): string {
  const input = `{ pullRequestReviewId: "${review}", path: "${path}", body: "Text", ${place} }`
  return `addPullRequestReviewThread(input: ${input}) { thread { id subjectType } }`
}

function add(more: string) {
  return mutate(`addPullRequestReview(input: { pullRequestId: "PR_1", ${more} }) {
    pullRequestReview { state commit { oid } }
  }`)
}
