import { describe, expect, it } from '@jest/globals'
import type { StartedGitHub } from '../fake-github/start.ts'
import { ADA, BEN, BOT, EVE, type Pull, type User } from '../fake-github/world.ts'
import { mergeGroupEvent, plainEvent, pullRequestEvent } from './events.ts'
import { runStep, type StepResult } from './runner.ts'
import { API } from './samples.ts'
import { prepareStage } from './stage.ts'

const SETTINGS = 'fail-on: warning\napprovers: [ben]\n'
const CAT: User = { login: 'cat', id: 4, type: 'User' }

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
  github.world.roles.set(CAT.login, 'write')
})

function queueOf(
  length: number,
  comment = ' # cortex-review: ignore[queue-length-raised] a backfill',
) {
  return API.replace('max_queue_length: 20', `max_queue_length: ${length}${comment}`)
}

function open(
  settings = SETTINGS,
  after = queueOf(2000),
  before: Record<string, string> = {},
): Pull {
  const { repository } = github.world
  const base = repository.commit({
    'cortex.yaml': API,
    'README.md': 'x\n',
    '.github/cortex-review.yml': settings,
    ...before,
  })
  return github.world.openPull(base, repository.commit({ 'cortex.yaml': after }, base))
}

async function run(pull: Pull): Promise<StepResult> {
  const result = await runStep(github, action, { event: pullRequestEvent(github.world, pull) })
  expect(result.stderr).toBe('')
  return result
}

interface Found {
  readonly rule: string
  readonly handle: string
  readonly message: string
}

function find({ outputs }: StepResult, rule: string): Found | undefined {
  const findings: Found[] = JSON.parse(outputs['findings'] ?? '')
  return findings.find((finding) => finding.rule === rule)
}

const UNAPPROVED = 'ignore-unapproved'
const RAISED = 'queue-length-raised'

function accept(pull: Pull, user: User, result: StepResult, rule = UNAPPROVED) {
  const { handle = '' } = find(result, rule) ?? {}
  return github.world.say(pull, user, `/cortex-review accept ${handle} agreed`)
}

describe('an ignore comment that a pull request brings', () => {
  it('waits for an approver where there are some', async () => {
    const pull = open()
    const first = await run(pull)
    expect([first.exitCode, first.outputs['ignored-count']]).toEqual([1, '0'])
    expect(find(first, RAISED)?.message).toContain('is waiting for approval.')
    expect(first.summary).toContain('### Waiting for approval')
    expect(first.summary).toContain('a backfill')
    expect(first.summary).toContain('0 of 1')
    const bodies = pull.threads.map(({ comments }) => comments[0]?.body ?? '')
    expect(bodies.join()).toContain('/cortex-review accept')

    // Neither the author nor somebody else can.
    accept(pull, ADA, first)
    accept(pull, EVE, first)
    expect((await run(pull)).exitCode).toBe(1)

    accept(pull, BEN, first)
    const second = await run(pull)
    expect([second.exitCode, second.outputs['ignored-count']]).toEqual([0, '1'])
    expect(second.summary).not.toContain('Waiting for approval')
    expect(second.summary).toContain('| Approved by |')
    expect(second.summary).toContain('[`ben`](')
  })

  it('waits again when it changes, or the value that it accepts', async () => {
    const pull = open()
    accept(pull, BEN, await run(pull))
    expect((await run(pull)).exitCode).toBe(0)
    github.world.pushFiles(pull, { 'README.md': 'y\n' })
    expect((await run(pull)).exitCode).toBe(0)

    github.world.pushFiles(pull, { 'cortex.yaml': queueOf(9000) })
    expect((await run(pull)).exitCode).toBe(1)
    const other = ' # cortex-review: ignore[queue-length-raised] a larger backfill'
    github.world.pushFiles(pull, { 'cortex.yaml': queueOf(2000, other) })
    const last = await run(pull)
    expect([last.exitCode, find(last, UNAPPROVED) !== undefined]).toEqual([1, true])
  })

  it('counts at once where anyone may, or nobody approves', async () => {
    for (const settings of ['fail-on: warning\n', `${SETTINGS}ignore-comments: anyone\n`]) {
      const result = await run(open(settings))
      expect([result.exitCode, result.outputs['ignored-count']]).toEqual([0, '1'])
      expect(find(result, UNAPPROVED)).toBeUndefined()
    }
  })

  it('fails the check also if it accepts nothing yet', async () => {
    const comment = ' # cortex-review: ignore[image-unpinned] later'
    const pull = open('approvers: [ben]\n', queueOf(20, comment))
    const result = await run(pull)
    expect([result.exitCode, find(result, UNAPPROVED) !== undefined]).toEqual([1, true])
  })

  it('does not wait if the base has it, and counts in an audit', async () => {
    const settings = 'fail-on: warning\napprovers: [ben]\n'
    const state = ' # cortex-review: ignore[queue-too-long] a backfill'
    const base = { 'cortex.yaml': queueOf(2000, state) }
    const pull = open(settings, queueOf(2001, state), base)
    const result = await run(pull)
    expect(find(result, UNAPPROVED)).toBeUndefined()
    const audit = await runStep(github, action, { event: plainEvent('schedule', pull.head) })
    expect(find(audit, UNAPPROVED)).toBeUndefined()
  })

  it('is answered for a command, and honoured in a merge queue', async () => {
    const pull = open()
    const first = await run(pull)
    const queue = () => mergeGroupEvent(pull.base, pull.head)
    github.world.queue.push({ pull, base: pull.base, head: pull.head })
    expect((await runStep(github, action, { event: queue() })).exitCode).toBe(1)
    accept(pull, BEN, first)
    const result = await runStep(github, action, { event: queue() })
    expect([result.exitCode, result.outputs['ignored-count']]).toEqual([0, '1'])
  })
})

describe('approvers', () => {
  const RISK = queueOf(2000, '')

  it('may be teams, if the token can read their members', async () => {
    github.world.teams.set('@acme/platform', {
      members: [CAT, EVE],
      isSeenBy: ({ contents }) => contents === 'write',
    })
    github.tokens.set('secret-token', {
      user: BOT,
      contents: 'write',
      pullRequests: 'read',
      issues: 'read',
    })
    const pull = open("fail-on: warning\napprovers: ['@acme/platform']\n", RISK)
    const first = await run(pull)
    accept(pull, BEN, first, RAISED)
    accept(pull, EVE, first, RAISED)
    accept(pull, CAT, first, RAISED)
    const unread = await run(pull)
    expect(unread.exitCode).toBe(1)
    expect(unread.annotations).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining('The members of `@acme/platform` cannot be read'),
      }),
    )
    const event = pullRequestEvent(github.world, pull)
    const read = await runStep(github, action, {
      event,
      inputs: { 'settings-token': 'secret-token' },
    })
    expect([read.exitCode, read.summary.includes('[`cat`](')]).toEqual([0, true])
  })

  it('may be the owners of the file, as the base says', async () => {
    const owners = { '.github/CODEOWNERS': '* @ben\n*.yaml @cat x@example.com\n' }
    const pull = open('fail-on: warning\napprovers: [code-owners]\n', RISK, owners)
    const first = await run(pull)
    accept(pull, BEN, first, RAISED)
    github.world.pushFiles(pull, { '.github/CODEOWNERS': '* @ben\n' })
    expect((await run(pull)).exitCode).toBe(1)
    accept(pull, CAT, first, RAISED)
    expect((await run(pull)).exitCode).toBe(0)

    const none = open('fail-on: warning\napprovers: [code-owners]\n', RISK)
    accept(none, BEN, await run(none), RAISED)
    const result = await run(none)
    expect(result.exitCode).toBe(1)
    expect(JSON.stringify(result.annotations)).toContain('has no CODEOWNERS file')
  })

  it('have to be as many as `approvals` says', async () => {
    for (const approvals of ['2', '{ warning: 2 }', '{ queue-*: 2 }', '{ category:latency: 2 }']) {
      const settings = `fail-on: warning\napprovers: [ben, cat]\napprovals: ${approvals}\n`
      const pull = open(settings, RISK)
      const first = await run(pull)
      accept(pull, BEN, first, RAISED)
      accept(pull, BEN, first, RAISED)
      const second = await run(pull)
      expect([second.exitCode, second.summary.includes('1 of 2: `ben`')]).toEqual([1, true])
      accept(pull, CAT, first, RAISED)
      const third = await run(pull)
      expect(third.exitCode).toBe(0)
      expect(third.summary).toMatch(/\[`ben`\]\([^)]*\), \[`cat`\]\(/)
    }
    const one = open('fail-on: warning\napprovers: [ben]\napprovals: { error: 2 }\n', RISK)
    accept(one, BEN, await run(one), RAISED)
    expect((await run(one)).exitCode).toBe(0)
  })

  it('have to be as many for an ignore comment as for what it accepts', async () => {
    const settings =
      'fail-on: warning\napprovers: [ben, cat]\napprovals: { queue-length-raised: 2 }\n'
    const pull = open(settings)
    const first = await run(pull)
    accept(pull, BEN, first)
    expect((await run(pull)).exitCode).toBe(1)
    accept(pull, CAT, first)
    expect((await run(pull)).exitCode).toBe(0)
  })
})
