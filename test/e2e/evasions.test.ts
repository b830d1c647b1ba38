import { describe, expect, it, jest } from '@jest/globals'
import { type StartedGitHub } from '../fake-github/start.ts'
import { EVASIONS } from './evasions.ts'
import { type Event, mergeGroupEvent, plainEvent, pullRequestEvent } from './events.ts'
import { rulesOf } from './pulls.ts'
import { runStep, type StepResult } from './runner.ts'
import { prepareStage } from './stage.ts'

// Each test starts processes; on a busy machine that takes its time.
jest.setTimeout(90_000)

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

async function run(event: Event): Promise<StepResult> {
  const result = await runStep(github, action, { event, inputs: { 'fail-on': 'warning' } })
  expect(result.stderr).toBe('')
  return result
}

describe.each(EVASIONS)('$name', ({ before, after, rule, audit = rule }) => {
  it('does not pass a pull request, a merge queue or an audit', async () => {
    const { repository } = github.world
    const base = repository.commit(before)
    const head = repository.commit(after, base)
    const pull = github.world.openPull(base, head)
    const results = [
      await run(pullRequestEvent(github.world, pull)),
      await run(mergeGroupEvent(base, head)),
      ...(audit === null ? [] : [await run(plainEvent('schedule', head))]),
    ]
    expect(results.map(({ exitCode }) => exitCode)).toEqual(results.map(() => 1))
    const found = results.map(rulesOf)
    expect(found).toEqual(
      [rule, rule, audit].slice(0, found.length).map((each) => expect.arrayContaining([each])),
    )
  })
})
