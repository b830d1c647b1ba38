import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { parseMarker } from '../../src/report/comment/marker.ts'
import { type StartedGitHub } from '../fake-github/start.ts'
import { type Pull, type WorkflowRun } from '../fake-github/world.ts'
import { pullRequestEvent, workflowRunEvent } from './events.ts'
import { runStep, type StepResult } from './runner.ts'
import {
  API,
  CLUSTER,
  RISKY_API,
  RISKY_CLUSTER,
  RISKY_RULES,
  ROOT_BASE,
  ROOT_RISKY,
} from './samples.ts'
import { prepareStage } from './stage.ts'

interface WorkflowStep {
  readonly uses: string
  readonly with: Readonly<Record<string, string>>
}

/** The steps of an example, by the action that they use. */
function stepsOf(example: string, job: string) {
  const url = new URL(`../../examples/workflows/${example}.yml`, import.meta.url)
  const steps: readonly WorkflowStep[] = parse(readFileSync(url, 'utf8')).jobs[job].steps
  const find = (action: string) =>
    steps.find(({ uses }) => uses.startsWith(`${action}@`))?.with ?? {}
  return { find, action: find('cortex-review/cortex-review') }
}

const REVIEW = stepsOf('forks-review', 'cortex-review')
const PUBLISH = stepsOf('forks-publish', 'cortex-publish')
const UPLOAD = REVIEW.find('actions/upload-artifact')
const DOWNLOAD = PUBLISH.find('actions/download-artifact')

let action: string
let github: StartedGitHub
let pull: Pull
let check: WorkflowRun

prepareStage((stage) => {
  ;({ action, github } = stage)
  const { repository } = github.world
  const base = repository.commit(ROOT_BASE)
  const head = repository.commit(ROOT_RISKY, base)
  pull = github.world.openPull(base, head, { fork: true })
  check = github.world.startRun(pull)
})

/** The first half; returns its result and what it uploads. */
async function judge(): Promise<{ result: StepResult; artifact: string }> {
  const event = pullRequestEvent(github.world, pull)
  const result = await runStep(github, action, { event, inputs: REVIEW.action, token: 'readOnly' })
  expect(result.stderr).toBe('')
  // Its attempts to post, which are refused.
  github.countCalls()
  return { result, artifact: result.readFile(UPLOAD['path'] ?? '') }
}

/** The second half, with what it downloads; undefined if there is none. */
async function publish(artifact: string | undefined): Promise<StepResult> {
  const path = `${DOWNLOAD['path']}/${UPLOAD['path']}`
  const result = await runStep(github, action, {
    event: workflowRunEvent(github.world, check),
    inputs: PUBLISH.action,
    ...(artifact !== undefined && { files: { [path]: artifact } }),
  })
  expect(result.stderr).toBe('')
  return result
}

function rulesOf({ threads }: Pull): string[] {
  return threads.flatMap(({ comments: [comment] }) => {
    const marker = parseMarker(comment?.body ?? '')
    return marker?.kind === 'finding' ? [marker.rule] : []
  })
}

function expectNothingPosted(): void {
  expect(github.countCalls().writes).toBe(0)
  expect([pull.threads, pull.comments]).toEqual([[], []])
}

/** Twelve clusters, each with an API. */
function manyFiles(cluster: string, api: string): Record<string, string> {
  const numbers = Array.from({ length: 12 }, (_, at) => at)
  return Object.fromEntries(
    numbers.flatMap((at) => [
      [`c${at}/cluster.yaml`, cluster.replace('cluster_name: prod', `cluster_name: prod-${at}`)],
      [`c${at}/cortex.yaml`, api.replace('recommend', `recommend-${at}`)],
    ]),
  )
}

describe('the two workflows for forks, as written', () => {
  it('fit together', () => {
    expect(DOWNLOAD['name']).toBe(UPLOAD['name'])
    expect(PUBLISH.action['publish']).toBe(`${DOWNLOAD['path']}/${REVIEW.action['json-file']}`)
    expect(UPLOAD['path']).toBe(REVIEW.action['json-file'])
    expect(DOWNLOAD['run-id']).toBe('${{ github.event.workflow_run.id }}')
  })

  it('judge with a token that reads, and post with one that writes', async () => {
    const { result, artifact } = await judge()
    expect(result.exitCode).toBe(1)
    const titles = result.annotations.map(({ properties }) => properties['title'])
    expect(titles).toEqual(expect.arrayContaining(RISKY_RULES))
    expect(result.summary).toContain('operator-load-balancer-public')
    expect([pull.threads, pull.comments]).toEqual([[], []])

    const published = await publish(artifact)
    expect(published.exitCode).toBe(0)
    expect(rulesOf(pull)).toEqual(expect.arrayContaining(RISKY_RULES))
    expect(github.countCalls()).toEqual({ reads: 5, writes: 2 })
    expect(published.annotations).toEqual([])
    const [summary] = pull.comments.map(({ body }) => parseMarker(body))
    // The run that judged, so that commands can start it again.
    expect(summary).toMatchObject({ head: pull.head, run: check.number, id: check.id })

    await publish(artifact)
    expect(github.countCalls()).toEqual({ reads: 4, writes: 0 })
  })

  it('post what is judged with the base’s settings, and no word of the artifact', async () => {
    const { artifact } = await judge()
    const forged = JSON.parse(artifact)
    forged.findings = forged.findings.slice(0, 1)
    forged.findings[0].message = 'PWNED @everyone'
    forged.findings[0].handle = '0123456789abcdef'
    forged.conclusion = 'success'
    const published = await publish(JSON.stringify(forged))

    expect(rulesOf(pull)).toEqual(expect.arrayContaining(RISKY_RULES))
    expect(JSON.stringify([pull.threads, pull.comments])).not.toContain('PWNED')
    expect(published.annotations).toMatchObject([
      { level: 'notice', message: expect.stringContaining('The report of the other run differs.') },
    ])
  })
})

describe('a token that only reads', () => {
  it('gets as many annotations as GitHub shows, and everything in summary and report', async () => {
    const { repository } = github.world
    const base = repository.commit(manyFiles(CLUSTER, API))
    const head = repository.commit(manyFiles(RISKY_CLUSTER, RISKY_API), base)
    pull = github.world.openPull(base, head, { fork: true })

    const { result, artifact } = await judge()
    const levels = result.annotations.map(({ level }) => level)
    const count = (level: string) => levels.filter((each) => each === level).length
    // The runner's own limits are ten of each; the step's failure is one of the errors.
    expect([count('error'), count('warning')]).toEqual([10, 7])
    const { findings } = JSON.parse(artifact)
    expect(findings.length).toBeGreaterThanOrEqual(48)
    expect(result.outputs['error-count']).toBe(
      String(findings.filter(({ severity }: { severity: string }) => severity === 'error').length),
    )
    for (let at = 0; at < 12; at += 1) expect(result.summary).toContain(`c${at}/cluster.yaml`)
  })
})

describe('the second workflow', () => {
  it.each([
    ['is no JSON', () => 'not { JSON'],
    ['is of another form', () => '{"form":1}'],
    ['has a key too many', (text: string) => text.replace('{', '{"number": 1,')],
    ['says nothing of the commit', (text: string) => text.replace(/"commit": "\w+",/, '')],
    ['is too large', (text: string) => text.padEnd(20_000_001)],
    ['is about another commit', (text: string) => text.replaceAll(pull.head, '1'.repeat(40))],
  ])('posts nothing and fails if the report %s', async (_, forge) => {
    const { artifact } = await judge()
    const result = await publish(forge(artifact))
    expect(result.exitCode).toBe(2)
    expect(result.annotations[0]?.message).toMatch(/^The .*\nNothing was posted\./)
    expect(github.countCalls()).toEqual({ reads: 0, writes: 0 })
    expectNothingPosted()
  })

  it.each(['success', 'failure'] as const)(
    'fails if the other run ended with %s and uploaded no report',
    async (conclusion) => {
      check = { ...check, conclusion }
      const result = await publish(undefined)
      expect(result.exitCode).toBe(2)
      expect(result.annotations[0]?.message).toContain(
        'There is no report at cortex-report/cortex-review.json: the workflow that reviews uploaded none',
      )
      expectNothingPosted()
    },
  )

  it('posts nothing if the other run did not finish', async () => {
    check = { ...check, conclusion: null }
    const result = await publish(undefined)
    expect([result.exitCode, result.outputs['conclusion']]).toEqual([0, 'success'])
    expect(result.log).toContain('the other run did not finish')
    expectNothingPosted()
  })

  it('gets a report of a draft that is skipped', async () => {
    const { repository } = github.world
    const settings = { ...ROOT_BASE, '.github/cortex-review.yml': 'drafts: skip\n' }
    const base = repository.commit(settings)
    pull = github.world.openPull(base, repository.commit(ROOT_RISKY, base), { fork: true })
    Object.assign(pull, { draft: true })
    check = github.world.startRun(pull)
    const { result, artifact } = await judge()
    expect([result.exitCode, artifact.length > 0]).toEqual([0, true])
    expect((await publish(artifact)).exitCode).toBe(0)
    expectNothingPosted()
  })

  it.each([
    ['somebody pushed', () => void github.world.pushFiles(pull, { 'x.md': 'x\n' })],
    ['the pull request is closed', () => void (pull.state = 'closed')],
    ['the fork is gone', () => void (pull.headRepository = null)],
    ['the commit is of another fork', () => void (pull.headRepository = 'ada/other-shop')],
  ])('posts nothing if %s', async (_, change) => {
    const { artifact } = await judge()
    change()
    const result = await publish(artifact)
    expect(result.exitCode).toBe(0)
    expect(result.log).toContain('No open pull request has this commit as its head.')
    expectNothingPosted()
  })

  it('posts to the pull request that GitHub names, whatever the report says', async () => {
    const { artifact } = await judge()
    const other = github.world.openPull(
      pull.base,
      github.world.repository.commit(ROOT_BASE, pull.base),
    )
    await publish(artifact)
    expect([pull.comments.length, other.comments.length]).toEqual([1, 0])
  })

  it('has nothing to do without its input, or for runs of other events', async () => {
    for (const [inputs, event] of [
      [{}, 'pull_request'],
      [PUBLISH.action, 'push'],
    ] as const) {
      const started = { ...check, event }
      const result = await runStep(github, action, {
        event: workflowRunEvent(github.world, started),
        inputs,
      })
      expect([result.exitCode, result.outputs['conclusion']]).toEqual([0, 'success'])
    }
    expect(github.countCalls()).toEqual({ reads: 0, writes: 0 })
  })
})
