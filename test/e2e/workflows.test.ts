import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { type StartedGitHub } from '../fake-github/start.ts'
import { BEN, type Pull } from '../fake-github/world.ts'
import {
  commentEvent,
  type Event,
  mergeGroupEvent,
  type PullRequestAction,
  plainEvent,
  pullRequestEvent,
} from './events.ts'
import { runStep, type StepResult } from './runner.ts'
import { ROOT_BASE, ROOT_RISKY } from './samples.ts'
import { prepareStage } from './stage.ts'

interface Workflow {
  readonly on: Readonly<Record<string, { readonly types?: readonly PullRequestAction[] } | null>>
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { uses: string; with?: Record<string, string> }[] }>
  >
}

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

function readExample(name: string): Workflow {
  const url = new URL(`../../examples/workflows/${name}.yml`, import.meta.url)
  return parse(readFileSync(url, 'utf8'))
}

/** The `with:` of the step that uses the Action, its expressions replaced. */
function inputsOf({ jobs }: Workflow, values: Readonly<Record<string, string>> = {}) {
  const [job] = Object.values(jobs)
  const step = job?.steps.find(({ uses }) => uses.startsWith('cortex-review/cortex-review@'))
  return Object.fromEntries(
    Object.entries(step?.with ?? {}).map(([name, text]) => [
      name,
      text.replaceAll(/\$\{\{ (\S+) \}\}/g, (_, expression: string) => values[expression] ?? ''),
    ]),
  )
}

async function run(event: Event, inputs: Readonly<Record<string, string>>): Promise<StepResult> {
  const result = await runStep(github, action, { event, inputs, token: 'conductor' })
  expect(result.stderr).toBe('')
  return result
}

function open(files: Readonly<Record<string, string>> = ROOT_RISKY, more = {}): Pull {
  const { repository } = github.world
  const base = repository.commit({ ...ROOT_BASE, ...more })
  return github.world.openPull(base, repository.commit(files, base))
}

describe('the workflow for pull requests', () => {
  const workflow = readExample('review')
  const inputs = inputsOf(workflow)

  it.each(workflow.on['pull_request']?.types ?? [])('judges in full on %s', async (type) => {
    const pull = open()
    const result = await run(pullRequestEvent(github.world, pull, type), inputs)
    expect([result.exitCode, result.outputs['conclusion']]).toEqual([1, 'failure'])
  })

  it('succeeds in two calls without Cortex files', async () => {
    for (const files of [{ 'README.md': 'x\n' }, { 'compose.yaml': 'services: {}\n' }]) {
      const pull = open(files)
      github.countCalls()
      const result = await run(pullRequestEvent(github.world, pull), inputs)
      expect([result.exitCode, result.outputs['conclusion']]).toEqual([0, 'success'])
      const { reads, writes } = github.countCalls()
      expect(reads).toBeLessThanOrEqual(2)
      expect(writes).toBe(0)
      expect(pull.comments).toEqual([])
    }
  })

  it('judges merge groups', async () => {
    expect(Object.keys(workflow.on)).toContain('merge_group')
    const pull = open()
    const result = await run(mergeGroupEvent(pull.base, pull.head), inputs)
    expect(result.exitCode).toBe(1)
  })
})

describe('`pull_request_target`', () => {
  it('posts for forks, with the settings of the base', async () => {
    const { repository } = github.world
    const settings = '.github/cortex-review.yml'
    const base = repository.commit({ ...ROOT_BASE, [settings]: 'max-comments: 1\n' })
    const head = repository.commit(
      { ...ROOT_RISKY, [settings]: 'fail-on: never\ncomments: false\n' },
      base,
    )
    const pull = github.world.openPull(base, head, { fork: true })
    const event = {
      ...pullRequestEvent(github.world, pull),
      name: 'pull_request_target',
      sha: base,
    }
    const result = await run(event, {})
    expect(result.exitCode).toBe(1)
    expect(pull.threads).toHaveLength(1)
  })
})

describe('the workflow for audits', () => {
  const workflow = readExample('audit')

  it.each(Object.keys(workflow.on))('audits on %s', async (name) => {
    const { repository } = github.world
    const event = plainEvent(name, repository.commit(ROOT_BASE))
    repository.git(['update-ref', 'refs/heads/risky', repository.commit(ROOT_RISKY)])

    const usual = await run(event, inputsOf(workflow))
    expect([usual.exitCode, usual.outputs['error-count']]).toEqual([0, '0'])
    expect(JSON.parse(usual.readFile('cortex-review.sarif'))).toMatchObject({ version: '2.1.0' })

    const other = await run(event, inputsOf(workflow, { 'inputs.ref': 'risky' }))
    expect(other.exitCode).toBe(1)
  })
})

describe('the workflow for commands', () => {
  it('carries them out', async () => {
    const workflow = readExample('commands')
    expect(workflow.on).toEqual({ issue_comment: { types: ['created', 'edited', 'deleted'] } })
    const pull = open()
    const comment = github.world.say(pull, BEN, '/cortex-review explain api-removed')
    await run(commentEvent(pull, comment), inputsOf(workflow))
    expect(pull.comments.at(-1)?.body).toContain('`api-removed`')
    expect(pull.comments).toHaveLength(2)
  })
})
