import { describe, expect, it, jest } from '@jest/globals'
import type { Answer } from '../fake-github/rest.ts'
import { type Fault } from '../fake-github/server.ts'
import { type StartedGitHub } from '../fake-github/start.ts'
import { BOT, FORMER_NAME, type Pull } from '../fake-github/world.ts'
import { BASE, commentsOf, openPull, RISKY, rulesOf, runOn } from './pulls.ts'
import type { Step, StepResult } from './runner.ts'
import { RISKY_API, RISKY_RULES } from './samples.ts'
import { prepareStage } from './stage.ts'

const ONLY_WARNINGS = { 'prod/cortex.yaml': RISKY_API }
const OOPS = { status: 500, body: { message: 'Oops' } }
const DENIED = { status: 403, body: { message: 'Resource not accessible by integration' } }
const REVIEW = { method: 'POST', path: /\/reviews$/ }
const SUMMARY = { method: 'POST', path: /graphql$/, isWrite: true }

// Each test starts processes; on a busy machine that takes its time.
jest.setTimeout(90_000)

let action: string
let github: StartedGitHub
let pull: Pull

prepareStage((stage) => {
  ;({ action, github } = stage)
})

async function review(files = RISKY as Readonly<Record<string, string>>, more?: Partial<Step>) {
  pull = openPull(github, files)
  return runOn(github, action, pull, more)
}

function hideIds(usual: Answer): Answer {
  const text = JSON.stringify(usual.body)
  const hidden = text.replaceAll(/"fullDatabaseId":"\d+"/g, '"fullDatabaseId":null')
  return { ...usual, body: JSON.parse(hidden) }
}

/** What is said of the run rather than of a finding. */
function remarksOf({ annotations }: StepResult): string[] {
  return annotations
    .filter(({ properties }) => !properties['title'])
    .map(({ level, message }) => `${level}: ${message}`)
}

describe('the verdict', () => {
  it.each([
    ['error', RISKY, 1],
    ['error', ONLY_WARNINGS, 0],
    ['warning', ONLY_WARNINGS, 1],
    ['info', ONLY_WARNINGS, 1],
    ['never', RISKY, 0],
  ])('is as `fail-on: %s` says', async (failOn, files, exitCode) => {
    const result = await review(files, { inputs: { 'fail-on': failOn } })
    expect(result.exitCode).toBe(exitCode)
    expect(result.outputs['conclusion']).toBe(exitCode === 0 ? 'success' : 'failure')
  })

  it.each<[string, Fault[], readonly unknown[]]>([
    [
      'the review',
      [{ ...REVIEW, answer: OOPS, times: 9 }],
      ['warning: The review could not be posted: Oops. Rerun the job to post it.'],
    ],
    [
      'the summary',
      [{ ...SUMMARY, answer: OOPS, times: 9 }],
      ['warning: The summary was not posted: Oops. Rerun the job to post it.'],
    ],
    [
      'the look before it',
      [{ method: 'POST', path: /graphql$/, skip: 1, times: 9, answer: DENIED }],
      [
        'warning: Nothing was posted: Resource not accessible by integration. Grant the job `pull-requests: write`.',
      ],
    ],
    [
      'all of it',
      [
        { ...REVIEW, answer: DENIED },
        { ...SUMMARY, answer: DENIED },
      ],
      [
        expect.stringMatching(
          /^warning: Review comments were not posted: the token lacks `pull-requests: write`/,
        ),
      ],
    ],
  ])('is the same if %s cannot be posted', async (_name, faults, remarks) => {
    github.faults.push(...faults.map((fault) => ({ ...fault })))
    const strict = await review(RISKY)
    expect(strict.exitCode).toBe(1)
    expect(rulesOf(strict)).toEqual(RISKY_RULES)
    expect(remarksOf(strict)).toEqual([
      ...remarks,
      expect.stringMatching(/^error: Cortex Review: /),
    ])
    // Nothing is lost: what has no comment is here.
    const said = [strict.summary, ...commentsOf(pull).map(({ body }) => body)].join('\n')
    for (const rule of RISKY_RULES) expect(said).toContain(rule)

    github.faults.splice(0)
    github.faults.push(...faults.map((fault) => ({ ...fault })))
    const lenient = await review(RISKY, { inputs: { 'fail-on': 'never' } })
    expect([lenient.exitCode, lenient.outputs['conclusion']]).toEqual([0, 'success'])
  })

  it('is the same if only comments in the conversation may be written', async () => {
    const permissions = { contents: 'read', pullRequests: 'read', issues: 'write' } as const
    github.tokens.set('usual', { user: BOT, ...permissions })
    const result = await review(RISKY)
    expect(result.exitCode).toBe(1)
    expect(remarksOf(result)[0]).toContain('the token lacks `pull-requests: write`')
    expect([commentsOf(pull).length, pull.comments.length]).toEqual([0, 1])
  })
})

describe('a GitHub without a field that is asked for', () => {
  it.each([
    ['PullRequestReviewComment.fullDatabaseId'],
    ['PullRequestReviewThread.subjectType'],
    ['PullRequestReviewComment.minimizedReason'],
  ])('gets the same comments, and no second ones: %s', async (field) => {
    github.world.behaviour.missingFields = [field]
    const result = await review(RISKY)
    expect([result.exitCode, rulesOf(result)]).toEqual([1, RISKY_RULES])
    expect(remarksOf(result)).toEqual([expect.stringContaining('See the job summary.')])
    expect([commentsOf(pull).length, pull.comments.length]).toEqual([4, 1])
    await runOn(github, action, pull)
    expect([commentsOf(pull).length, pull.comments.length]).toEqual([4, 1])
  })

  it.each([
    ['PullRequest.reviewThreads', 0],
    ['IssueComment.editor', 0],
    ['Blob.isTruncated', 0],
    ['TreeEntry.mode', 0],
  ])('has the same verdict: %s', async (field, count) => {
    github.world.behaviour.missingFields = [field]
    const result = await review(RISKY)
    expect([result.exitCode, rulesOf(result)]).toEqual([1, RISKY_RULES])
    expect(commentsOf(pull)).toHaveLength(count)
    expect(remarksOf(result).join()).toContain(
      'GitHub no longer has a field that Cortex Review queries',
    )
  })

  it('repeats nothing where ids are not told', async () => {
    github.faults.push({ method: 'POST', path: /graphql$/, times: 99, alter: hideIds })
    await review(RISKY)
    github.countCalls()
    await runOn(github, action, pull)
    expect(github.countCalls().writes).toBe(0)
    expect([commentsOf(pull).length, pull.comments.length]).toEqual([4, 1])
  })
})

describe('a token that may not see pull requests', () => {
  const permissions = { contents: 'read', pullRequests: 'none', issues: 'none' } as const

  it.each([
    ['as it is', []],
    ['without a field that is asked for', ['Blob.isTruncated']],
  ])('has the verdict, and is told what to grant: a GitHub %s', async (_name, missingFields) => {
    github.tokens.set('usual', { user: BOT, ...permissions })
    github.world.behaviour.missingFields = missingFields
    const result = await review(RISKY)
    expect([result.exitCode, rulesOf(result)]).toEqual([1, RISKY_RULES])
    expect(remarksOf(result)).toEqual([
      expect.stringMatching(
        /^warning: .*conversation is not accessible.*Grant the job `pull-requests: write`/,
      ),
      expect.stringContaining('See the job summary.'),
    ])
    for (const rule of RISKY_RULES) expect(result.summary).toContain(rule)
    expect(github.log.every(({ isWrite }) => !isWrite)).toBe(true)
  })

  it('has the verdict where the comparison lists only some of many files', async () => {
    github.tokens.set('usual', { user: BOT, ...permissions })
    const pages = Array.from({ length: 310 }, (_, at) => [`docs/page-${at}.md`, `# ${at}\n`])
    const result = await review({ ...Object.fromEntries(pages), ...RISKY })
    expect([result.exitCode, rulesOf(result)]).toEqual([1, RISKY_RULES])
  })
})

describe('a repository', () => {
  it('that has another name now is reviewed as ever', async () => {
    const result = await review(RISKY, { env: { GITHUB_REPOSITORY: FORMER_NAME } })
    expect([result.exitCode, rulesOf(result)]).toEqual([1, RISKY_RULES])
    expect(remarksOf(result)).toEqual([expect.stringContaining('See the job summary.')])
    expect([commentsOf(pull).length, pull.comments.length]).toEqual([4, 1])
  })

  it('that a token may not see fails with what to grant', async () => {
    const permissions = { contents: 'read', pullRequests: 'write', issues: 'read' } as const
    github.tokens.set('usual', { user: BOT, ...permissions, isForeign: true })
    const result = await review(RISKY)
    expect(result.exitCode).toBe(2)
    expect(result.annotations[0]?.message).toMatch(/\nGrant the job `contents: read`/)
  })
})

describe('a failure of the tool', () => {
  it.each<[string, Fault, RegExp]>([
    ['GitHub fails', { method: 'GET', path: /compare/, times: 9, answer: OOPS }, /Rerun the job/],
    ['the token may not read', { method: 'GET', path: /compare/, answer: DENIED }, /Grant the job/],
    [
      'the token is wrong',
      { method: 'GET', path: /compare/, answer: { status: 401, body: { message: 'Bad' } } },
      /Check the input `github-token`\.$/,
    ],
  ])('has an exit code of its own and says what to do: %s', async (_name, fault, message) => {
    github.faults.push(fault)
    const result = await review(RISKY)
    expect(result.exitCode).toBe(2)
    expect(result.annotations).toMatchObject([{ level: 'error' }])
    expect(result.annotations[0]?.message).toMatch(message)
    expect([pull.reviews, pull.comments]).toEqual([[], []])
  })

  it('is none if reading works at the third time', async () => {
    github.faults.push({ method: 'GET', path: /compare/, times: 2, answer: OOPS })
    const result = await review(RISKY)
    expect([result.exitCode, rulesOf(result)]).toEqual([1, RISKY_RULES])
    expect(pull.reviews).toHaveLength(1)
  })

  it('says what is wrong with the settings', async () => {
    const file = '.github/cortex-review.yml'
    pull = openPull(github, RISKY, { ...BASE, [file]: 'fail-on: sometimes\n' })
    const result = await runOn(github, action, pull)
    expect(result.exitCode).toBe(2)
    expect(result.annotations[0]?.message).toMatch(/fail-on[^]*\nFix the settings;/)
  })
})
