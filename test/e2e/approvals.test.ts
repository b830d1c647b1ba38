import { describe, expect, it } from '@jest/globals'
import { type StartedGitHub } from '../fake-github/start.ts'
import { ADA, BEN, BOT, EVE, type Pull, type User } from '../fake-github/world.ts'
import { mergeGroupEvent, pullRequestEvent } from './events.ts'
import { runStep, type StepResult } from './runner.ts'
import { API } from './samples.ts'
import { prepareStage } from './stage.ts'

const SETTINGS = 'fail-on: warning\napprovers: [Ben, eve, ada]\n'

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

function queueOf(length: number): string {
  return API.replace('max_queue_length: 20', `max_queue_length: ${length}`)
}

function open(settings = SETTINGS): Pull {
  const { repository } = github.world
  const base = repository.commit({
    'cortex.yaml': API,
    'README.md': 'x\n',
    '.github/cortex-review.yml': settings,
  })
  return github.world.openPull(base, repository.commit({ 'cortex.yaml': queueOf(2000) }, base))
}

async function run(pull: Pull): Promise<StepResult> {
  const result = await runStep(github, action, { event: pullRequestEvent(github.world, pull) })
  expect(result.stderr).toBe('')
  return result
}

function handleOf({ outputs }: StepResult): string {
  const findings: { rule: string; handle: string }[] = JSON.parse(outputs['findings'] ?? '')
  return findings.find(({ rule }) => rule === 'queue-length-raised')?.handle ?? ''
}

describe('an acceptance by an approver', () => {
  it('counts though GitHub refuses the query for it, unless it was edited', async () => {
    const pull = open()
    const handle = handleOf(await run(pull))
    const comment = github.world.say(pull, BEN, `/cortex-review accept ${handle} a backfill`)
    github.world.behaviour.missingFields = ['PullRequest.reviewThreads']
    expect((await run(pull)).outputs['accepted-count']).toBe('1')
    comment.editor = BEN
    expect((await run(pull)).outputs['accepted-count']).toBe('0')
  })

  it('makes the check succeed, survives other pushes, and ends when the risk changes', async () => {
    const pull = open()
    const first = await run(pull)
    expect(first.exitCode).toBe(1)

    const reason = 'a backfill of @acme/ml <!-- for a week -->'
    github.world.say(pull, BEN, `/cortex-review accept ${handleOf(first)} ${reason}`)
    github.countCalls()
    const second = await run(pull)
    expect([second.exitCode, second.outputs['accepted-count']]).toEqual([0, '1'])
    expect(second.summary).toContain('[`ben`](')
    expect(second.summary).toContain('a backfill of @&#8203;acme/ml &lt;!-- for a week --&gt;')
    const summary = pull.comments.find(({ user }) => user === BOT)?.body
    expect(summary).toContain('### Accepted')
    expect(summary).toContain('are fixed, ignored, or accepted.')
    // One more than usual: whether the approver may still write.
    expect(github.countCalls().reads).toBe(5)

    github.world.pushFiles(pull, { 'README.md': 'y\n' })
    expect((await run(pull)).exitCode).toBe(0)

    github.world.pushFiles(pull, { 'cortex.yaml': queueOf(9000) })
    const last = await run(pull)
    expect([last.exitCode, last.outputs['accepted-count']]).toEqual([1, '0'])
  })

  it('is withdrawn by deleting the comment', async () => {
    const pull = open()
    const handle = handleOf(await run(pull))
    const comment = github.world.say(pull, BEN, `/cortex-review accept ${handle} agreed`)
    expect((await run(pull)).exitCode).toBe(0)
    pull.comments.splice(pull.comments.indexOf(comment), 1)
    expect((await run(pull)).exitCode).toBe(1)
  })

  it('ends, and says so, when the approver may no longer write', async () => {
    const pull = open()
    const handle = handleOf(await run(pull))
    github.world.say(pull, BEN, `/cortex-review accept ${handle} agreed`)
    expect((await run(pull)).exitCode).toBe(0)

    github.world.roles.set(BEN.login, 'read')
    const { exitCode, annotations } = await run(pull)
    expect(exitCode).toBe(1)
    expect(annotations).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: 'Acceptances by `ben` are ignored: no write access.',
      }),
    )
  })

  it('does not count from others, or after the edit of another account', async () => {
    const pull = open()
    const handle = handleOf(await run(pull))
    const accept = `/cortex-review accept ${handle} agreed`
    // The author; somebody who may not write; a program; no reason; not the beginning.
    github.world.say(pull, ADA, accept)
    github.world.say(pull, EVE, accept)
    github.world.say(pull, { ...BOT, login: 'ben[bot]' }, accept)
    github.world.say(pull, BEN, `/cortex-review accept ${handle}`)
    github.world.say(pull, BEN, `> ${accept}`)
    const edited = github.world.say(pull, BEN, accept)
    edited.editor = ADA
    expect((await run(pull)).exitCode).toBe(1)

    edited.editor = BEN
    expect((await run(pull)).exitCode).toBe(0)
  })

  it('is not one of the same risk in another file', async () => {
    const { repository } = github.world
    const [eu, us] = ['eu/cortex.yaml', 'us/cortex.yaml']
    const files = { [eu]: API, [us]: API, '.github/cortex-review.yml': SETTINGS }
    const base = repository.commit(files)
    const pull = github.world.openPull(base, repository.commit({ [eu]: queueOf(2000) }, base))
    const handle = handleOf(await run(pull))
    github.world.say(pull, BEN, `/cortex-review accept ${handle} only a trial`)
    expect((await run(pull)).exitCode).toBe(0)

    github.world.pushFiles(pull, { [eu]: API, [us]: queueOf(2000) })
    const last = await run(pull)
    expect([last.exitCode, last.outputs['accepted-count']]).toEqual([1, '0'])
  })

  it('does not count if the settings name nobody', async () => {
    const pull = open('fail-on: warning\n')
    const handle = handleOf(await run(pull))
    github.world.say(pull, BEN, `/cortex-review accept ${handle} agreed`)
    expect((await run(pull)).exitCode).toBe(1)
  })

  it('may be the author’s own if the settings say so', async () => {
    const pull = open(`${SETTINGS}self-approval: true\n`)
    const handle = handleOf(await run(pull))
    github.world.say(pull, ADA, `/cortex-review accept ${handle} my risk`)
    expect((await run(pull)).exitCode).toBe(0)
  })

  it('does not count, and says so once, where GitHub does not tell who may write', async () => {
    const pull = open(`${SETTINGS}self-approval: true\n`)
    const handle = handleOf(await run(pull))
    for (const user of [BEN, ADA]) {
      github.world.say(pull, user, `/cortex-review accept ${handle} agreed`)
    }
    const answer = { status: 403, body: { message: 'Resource not accessible by integration' } }
    github.faults.push({ method: 'GET', path: /permission$/, answer, times: 2 })
    const result = await run(pull)
    expect([result.exitCode, result.outputs['accepted-count']]).toEqual([1, '0'])
    const notes = result.annotations.filter(({ message }) => message.includes('Acceptances by'))
    expect(notes).toMatchObject([
      {
        level: 'warning',
        message: expect.stringContaining(
          'Acceptances by `ben`, `ada` are ignored: their write access',
        ),
      },
    ])
  })
})

const QUEUED = 'fail-on: warning\napprovers: [ben, ada]\n'

/** Puts pull requests into the queue, each on top of the one before; returns the last event. */
function enqueue(pulls: readonly Pull[], files: readonly Record<string, string>[]) {
  const { world } = github
  const [first] = pulls
  const start = first?.base ?? ''
  let base = start
  for (const [at, pull] of pulls.entries()) {
    // Squashed: the head of the pull request is no commit of the group.
    const head = world.repository.commit(files[at] ?? {}, base)
    world.queue.push({ pull, base, head })
    base = head
  }
  return mergeGroupEvent(start, base)
}

async function acceptBy(pull: Pull, user: User): Promise<void> {
  const handle = handleOf(await run(pull))
  github.world.say(pull, user, `/cortex-review accept ${handle} agreed`)
}

function openOther(base: string, author: User): Pull {
  const head = github.world.repository.commit({ 'README.md': 'other\n' }, base)
  return github.world.openPull(base, head, { author })
}

const RISK = { 'cortex.yaml': queueOf(2000) }
const OTHER = { 'README.md': 'other\n' }

describe('a merge queue', () => {
  it('honours what is accepted in a pull request of the group', async () => {
    const pull = open(QUEUED)
    const other = openOther(pull.base, BEN)
    const event = enqueue([pull, other], [RISK, OTHER])
    const before = await runStep(github, action, { event })
    expect(before.exitCode).toBe(1)

    await acceptBy(pull, BEN)
    github.countCalls()
    const result = await runStep(github, action, { event })
    expect([result.exitCode, result.outputs['accepted-count']]).toEqual([0, '1'])
    expect(result.summary).toContain('[`ben`](')
    // The group, its pull requests, each of them, and whether the approver may write.
    expect(github.countCalls()).toEqual({ reads: 10, writes: 0 })
  })

  it('asks for no pull requests if nothing blocks, or nobody may accept', async () => {
    // A changed API is judged with its cluster, which takes the paths of the repository.
    for (const [settings, files, reads] of [
      [QUEUED, OTHER, 2],
      ['fail-on: warning\n', RISK, 3],
    ] as const) {
      const pull = open(settings)
      github.world.queue.splice(0)
      const event = enqueue([pull], [files])
      github.countCalls()
      await runStep(github, action, { event })
      expect(github.countCalls()).toEqual({ reads, writes: 0 })
    }
  })

  it('takes no comment in one pull request for what another one brings', async () => {
    const pull = open(QUEUED)
    const handle = handleOf(await run(pull))
    // Ada may not accept her own; in somebody else's, she says the same.
    const other = openOther(pull.base, BEN)
    github.world.say(other, ADA, `/cortex-review accept ${handle} agreed`)
    const event = enqueue([pull, other], [RISK, OTHER])
    expect((await runStep(github, action, { event })).exitCode).toBe(1)
  })

  it('knows them by their commits where it may not see the queue', async () => {
    github.world.behaviour.showsQueue = false
    const pull = open(QUEUED)
    await acceptBy(pull, BEN)
    // Merged: the head of the pull request is a commit of the group.
    const { repository } = github.world
    const head = repository.commit(RISK, pull.base, pull.head)
    github.world.queue.push({ pull, base: pull.base, head })
    const event = mergeGroupEvent(pull.base, head)
    expect((await runStep(github, action, { event })).exitCode).toBe(0)

    github.world.queue.splice(0)
    const result = await runStep(github, action, { event })
    expect(result.exitCode).toBe(1)
    expect(result.annotations).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('The pull requests of the merge group are unknown'),
      }),
    )
  })

  it('keeps its verdict if GitHub does not answer', async () => {
    const pull = open(QUEUED)
    await acceptBy(pull, BEN)
    const event = enqueue([pull], [RISK])
    const answer = { status: 403, body: { message: 'Resource not accessible by integration' } }
    let asked = 0
    const effect = () => (asked += 1)
    github.faults.push({ method: 'POST', path: /graphql$/, effect })
    github.faults.push({ method: 'POST', path: /graphql$/, answer, effect })
    const result = await runStep(github, action, { event })
    expect([asked, result.exitCode]).toEqual([2, 1])
  })
})
