import { describe, expect, it } from '@jest/globals'
import { parseReplyMarker } from '../../src/report/comment/marker.ts'
import { type StartedGitHub, type TokenName } from '../fake-github/start.ts'
import {
  ADA,
  BEN,
  BOT,
  EVE,
  type IssueComment,
  type Pull,
  type User,
  type WorkflowRun,
} from '../fake-github/world.ts'
import { commentEvent, pullRequestEvent } from './events.ts'
import { runStep, type StepResult } from './runner.ts'
import { API, CLUSTER } from './samples.ts'
import { prepareStage } from './stage.ts'

const SETTINGS = 'fail-on: warning\napprovers: [ben]\n'
const BASE = {
  'prod/cluster.yaml': CLUSTER,
  'prod/cortex.yaml': API,
  '.github/cortex-review.yml': SETTINGS,
}
const PUBLIC = CLUSTER.replace('internal # only', 'internet-facing # only')
const RISKY = {
  'prod/cluster.yaml': PUBLIC,
  'prod/cortex.yaml': API.replace('max_queue_length: 20', 'max_queue_length: 2000'),
}

let action: string
let github: StartedGitHub
let pull: Pull
let handles: Readonly<Record<string, string>>
let check: WorkflowRun

prepareStage(async (stage) => {
  ;({ action, github } = stage)
  const { repository } = github.world
  const base = repository.commit(BASE)
  pull = github.world.openPull(base, repository.commit(RISKY, base))
  check = github.world.startRun(pull)
  handles = await runCheck()
})

/** Runs the check of the pull request; returns the handles of its findings by rule. */
async function runCheck(): Promise<Record<string, string>> {
  const event = pullRequestEvent(github.world, pull)
  const env = { GITHUB_RUN_ID: String(check.id), GITHUB_RUN_NUMBER: String(check.number) }
  const { stderr, outputs } = await runStep(github, action, { event, env })
  expect(stderr).toBe('')
  github.countCalls()
  const findings: { rule: string; handle: string }[] = JSON.parse(outputs['findings'] ?? '')
  return Object.fromEntries(findings.map(({ rule, handle }) => [rule, handle]))
}

async function run(comment: IssueComment, token: TokenName = 'conductor'): Promise<StepResult> {
  const result = await runStep(github, action, { event: commentEvent(pull, comment), token })
  expect(result.stderr).toBe('')
  return result
}

/** The answer to a command, without its first and last line; undefined if there is none. */
async function ask(command: string, user: User = BEN, token?: TokenName) {
  const comment = github.world.say(pull, user, command)
  const result = await run(comment, token)
  expect(result.exitCode).toBe(0)
  return answerTo(comment)
}

function answerTo({ id }: IssueComment): string | undefined {
  const answers = pull.comments.filter(({ body }) => parseReplyMarker(body) === id)
  expect(answers.length).toBeLessThan(2)
  const [answer] = answers
  if (!answer) return undefined
  expect(answer.user).toEqual(BOT)
  const [first, ...lines] = answer.body.split('\n\n')
  expect(first).toBe(`<sub>In answer to [this comment](#issuecomment-${id}).</sub>`)
  return lines.slice(0, -1).join('\n\n')
}

describe('an acceptance that is changed', () => {
  const ACCEPT = '/cortex-review accept 0123456789abcdef agreed'

  it.each(['edited', 'deleted'] as const)('lets the check run again: %s', async (change) => {
    const comment = github.world.say(pull, BEN, change === 'edited' ? 'No.' : ACCEPT)
    const former = change === 'edited' ? ACCEPT : undefined
    const event = commentEvent(pull, comment, change, former)
    const { exitCode, stderr, log } = await runStep(github, action, { event, token: 'conductor' })
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(log).toContain('An acceptance on pull request 1 was changed. The check runs again.')
    expect(check).toMatchObject({ status: 'queued', attempt: 2 })
    // Who may write, the conversation, the run; its repetition, and no answer.
    expect(github.countCalls()).toEqual({ reads: 3, writes: 1 })
    expect(answerTo(comment)).toBeUndefined()
  })

  it('of somebody who may not write is none', async () => {
    const event = commentEvent(pull, github.world.say(pull, EVE, ACCEPT), 'deleted')
    const { exitCode } = await runStep(github, action, { event, token: 'conductor' })
    expect([exitCode, check.attempt]).toEqual([0, 1])
    expect(github.countCalls()).toEqual({ reads: 1, writes: 0 })
  })
})

describe('`recheck`', () => {
  it('runs the check of the pull request again', async () => {
    expect(await ask('/cortex-review recheck')).toBe('The check runs again.')
    expect(check).toMatchObject({ status: 'queued', attempt: 2 })
    expect(github.countCalls()).toEqual({ reads: 3, writes: 2 })
  })

  it('finds the run on a commit that changed nothing of the summary', async () => {
    github.world.pushFiles(pull, { 'README.md': 'more\n' })
    const later = github.world.startRun(pull)
    expect(await ask('/cortex-review recheck')).toBe('The check runs again.')
    expect([check.attempt, later.attempt]).toEqual([1, 2])
  })

  it('says who else can do it if the token may not', async () => {
    const answer = await ask('/cortex-review recheck', BEN, 'usual')
    expect(answer).toContain('Rerun it on the *Checks* tab.')
    expect(answer).toContain('`actions: write`')
    expect(check.attempt).toBe(1)
  })

  it('says so while the check is running', async () => {
    check.status = 'in_progress'
    expect(await ask('/cortex-review recheck')).toContain('still running')
  })

  it.each([
    ['of another event', { event: 'push' }],
    ['of another commit', { headSha: '1'.repeat(40) }],
  ])('runs no run %s, whatever a comment says', async (_, change) => {
    Object.assign(check, change)
    expect(await ask('/cortex-review recheck')).toContain('on this commit is unknown')
    expect(check.attempt).toBe(1)
  })
})

describe('`explain`', () => {
  it('says what a rule is about', async () => {
    const answer = await ask('/cortex-review explain `queue-length-raised`')
    expect(answer).toContain(
      '**Queue per replica lengthened; requests wait instead of getting 503**',
    )
    expect(answer).toContain('/docs/rules/queue-length-raised.md')
    expect(github.countCalls()).toEqual({ reads: 2, writes: 1 })
  })

  it('helps with a name that is not known, which may be hostile', async () => {
    expect(await ask('/cortex-review explain queue-length-razed')).toBe(
      'Unknown rule `queue-length-razed`. Did you mean `queue-length-raised`?',
    )
    const answer = await ask('/cortex-review explain <img/src=x>[@acme/sre](//x.test)')
    expect(answer).toContain('Unknown rule `<img/src=x>[@acme/sre](//x.test)`.')
  })
})

describe('`ignore`', () => {
  it('answers with the exact line, which works', async () => {
    const handle = handles['operator-load-balancer-public']
    const answer = await ask(`/cortex-review ignore ${handle} reached through a VPN only`, ADA)
    const line = '# cortex-review: ignore[operator-load-balancer-public] reached through a VPN only'
    expect(answer).toContain(`\`\`\`yaml\n${line}\n\`\`\``)
    expect(answer).toContain(
      `[\`prod/cluster.yaml:6\`](${github.serverUrl}/acme/shop/blob/${pull.head}/prod/cluster.yaml#L6)`,
    )

    const lines = PUBLIC.split('\n')
    github.world.pushFiles(pull, {
      'prod/cluster.yaml': [...lines.slice(0, 5), line, ...lines.slice(5)].join('\n'),
    })
    const waiting = await runCheck()
    github.world.say(pull, BEN, `/cortex-review accept ${waiting['ignore-unapproved']} agreed`)
    expect(Object.keys(await runCheck())).toEqual(['queue-length-raised'])
  })

  it('keeps the indentation, and makes a hostile reason one harmless line', async () => {
    const handle = handles['queue-length-raised']
    const reason = '``` # cortex-review: ignore[api-renamed] x \u{202e}@all'
    const answer = await ask(`/cortex-review ignore ${handle} ${reason}`)
    expect(answer).toContain(
      '````yaml\n    # cortex-review: ignore[queue-length-raised] ``` cortex-review: ignore[api-renamed] x \\u{202e}@all\n````',
    )
  })

  it('asks for what is missing, and lists the findings where the handle is wrong', async () => {
    expect(await ask('/cortex-review ignore')).toContain('Name a finding and a reason:')
    const handle = handles['queue-length-raised']
    expect(await ask(`/cortex-review ignore ${handle}`)).toBe(
      `Add a reason: \`/cortex-review ignore ${handle} reason\`.`,
    )
    const answer = await ask('/cortex-review ignore 0000 because')
    expect(answer).toContain(`has no finding \`0000\`.`)
    expect(answer).toContain(`- \`${handle}\`: `)
  })
})

describe('`accept`', () => {
  it('accepts for an approver, and runs the check again', async () => {
    const [one = '', other = ''] = Object.values(handles)
    const answer = await ask(`/cortex-review accept ${one} agreed with @acme/sre`)
    expect(answer).toContain(`Accepted: finding \`${one}\``)
    expect(answer).toContain('The check runs again.')
    expect(check.attempt).toBe(2)
    expect(github.countCalls().writes).toBe(2)

    check.status = 'completed'
    await ask(`/cortex-review accept ${other} agreed`)
    expect(await runCheck()).toEqual({})
    const summary = pull.comments.find(({ body }) => body.includes('### Accepted'))
    expect(summary?.body).toContain('agreed with @&#8203;acme/sre')
  })

  it('runs the check of the newest commit, though the summary is of an earlier one', async () => {
    const [handle = ''] = Object.values(handles)
    github.world.pushFiles(pull, { 'README.md': '# New\n' })
    check = github.world.startRun(pull)
    await runCheck()
    expect(await ask(`/cortex-review accept ${handle} agreed`)).toContain('The check runs again.')
    expect(check.attempt).toBe(2)
  })

  it('says how to run the check if the token may not', async () => {
    const [handle = ''] = Object.values(handles)
    const answer = await ask(`/cortex-review accept ${handle} agreed`, BEN, 'usual')
    expect(answer).toContain('Accepted: finding')
    expect(answer).toContain('Rerun it on the *Checks* tab.')
  })

  it('refuses others, with the names of approvers as code', async () => {
    const [handle = ''] = Object.values(handles)
    expect(await ask(`/cortex-review accept ${handle} mine`, ADA)).toContain(
      'Only approvers can accept findings: `ben`.',
    )
    expect(check.attempt).toBe(1)
  })

  it('needs a reason and a finding that there is', async () => {
    const [handle = ''] = Object.values(handles)
    expect(await ask(`/cortex-review accept ${handle}`)).toContain('Add a reason:')
    expect(await ask('/cortex-review accept 0000 agreed')).toContain('has no finding `0000`')
  })
})

describe('a command', () => {
  it('gets help if it is none', async () => {
    const answer = await ask('/cortex-review aprove @acme')
    expect(answer).toContain('Unknown command `aprove`.')
    expect(answer).toContain('- `/cortex-review recheck`: ')
    expect(await ask('/cortex-review')).toContain('Write one of these commands as the first line')
  })

  it.each([
    ['may only read', EVE],
    ['GitHub does not know', { ...EVE, login: 'ghost' }],
  ])('is not obeyed, nor answered, if its author %s', async (_, user) => {
    expect(await ask('/cortex-review recheck', user)).toBeUndefined()
    expect(check.attempt).toBe(1)
    expect(github.countCalls()).toEqual({ reads: 1, writes: 0 })
  })

  it('is answered once, though the run is repeated', async () => {
    for (const text of ['recheck', 'help', `accept ${Object.values(handles)[0]} agreed`]) {
      check.status = 'completed'
      const comment = github.world.say(pull, BEN, `/cortex-review ${text}`)
      await run(comment)
      github.countCalls()
      const { log } = await run(comment)
      expect(log).toContain(`Comment ${comment.id} is answered already.`)
      expect(github.countCalls().writes).toBe(0)
      expect(answerTo(comment)).toBeDefined()
    }
  })

  it('is answered once, though GitHub fails after carrying out', async () => {
    const answer = { status: 502, body: { message: 'Bad gateway' } }
    github.faults.push({ method: 'POST', path: /comments$/, afterwards: true, answer })
    expect(await ask('/cortex-review help')).toBeDefined()
    github.faults.push({ method: 'POST', path: /comments$/, answer })
    expect(await ask('/cortex-review help')).toBeDefined()
  })

  it('is nothing in a comment of a program, further down, or on a closed pull request', async () => {
    expect(await ask('/cortex-review recheck', BOT)).toBeUndefined()
    expect(await ask('Please:\n/cortex-review recheck')).toBeUndefined()
    expect(await ask('> /cortex-review recheck')).toBeUndefined()
    pull.state = 'closed'
    expect(await ask('/cortex-review recheck')).toBeUndefined()
    expect(github.countCalls()).toEqual({ reads: 0, writes: 0 })
  })

  it('is a warning with the remedy if it cannot be answered', async () => {
    const comment = github.world.say(pull, BEN, '/cortex-review help')
    const result = await run(comment, 'readOnly')
    expect(result.exitCode).toBe(0)
    expect(result.annotations).toMatchObject([
      {
        level: 'warning',
        message: expect.stringMatching(/Grant the job `pull-requests: write`\.$/),
      },
    ])
  })
})
