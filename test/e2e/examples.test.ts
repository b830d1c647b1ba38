import { describe, expect, it } from '@jest/globals'
import { type StartedGitHub } from '../fake-github/start.ts'
import { listActionSteps, listWorkflows } from '../workflows.ts'
import { type Event, mergeGroupEvent, plainEvent, pullRequestEvent } from './events.ts'
import { openPull, RISKY, rulesOf } from './pulls.ts'
import { runStep } from './runner.ts'
import { RISKY_RULES } from './samples.ts'
import { prepareStage } from './stage.ts'

const steps = listWorkflows().flatMap(listActionSteps)
/** What other tests start: they need a comment, the run of a fork, or what other jobs made. */
const ELSEWHERE = ['issue_comment', 'workflow_run']

const uses = steps.flatMap((step) =>
  step.events
    .filter((event) => !ELSEWHERE.includes(event) && !('step' in step.inputs))
    .map((event) => [`${step.name} on ${event}`, { ...step, event }] as const),
)

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

describe('every use of the Action in a workflow that is shown', () => {
  it.each(uses)('works as it is written: %s', async (_name, { event, inputs }) => {
    const result = await runStep(github, action, { event: eventOf(event), inputs: fill(inputs) })
    expect(result.stderr).toBe('')
    expect([0, 1]).toContain(result.exitCode)
    const found = rulesOf(result)
    const expected = event === 'pull_request' || event === 'merge_group' ? RISKY_RULES : []
    expect(found).toEqual(expect.arrayContaining(expected))
    expect(found).toContain('operator-load-balancer-public')
  })

  it.each([
    ['README.md', ['merge_group', 'pull_request']],
    ['docs/audits.md', ['schedule', 'workflow_dispatch']],
  ])('is in %s for %j', (file, expected) => {
    const found = new Set(
      steps.filter(({ name }) => name.startsWith(file)).flatMap(({ events }) => events),
    )
    expect(expected.filter((event) => !found.has(event))).toEqual([])
  })
})

function eventOf(name: string): Event {
  const pull = openPull(github, RISKY)
  if (name === 'pull_request' || name === 'pull_request_target') {
    return { ...pullRequestEvent(github.world, pull), name }
  }
  if (name === 'merge_group') return mergeGroupEvent(pull.base, pull.head)
  return plainEvent(name, pull.head)
}

/** An expression is what the runner makes of it where nobody gave a value. */
function fill(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(inputs).map(([name, value]) => [
    name,
    value.replaceAll(/\$\{\{[^}]*\}\}/g, ''),
  ])
  return Object.fromEntries(entries)
}
