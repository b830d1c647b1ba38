import { describe, expect, it } from '@jest/globals'
import { workflowFile } from '../../src/workflows/templates.ts'
import type { StartedGitHub } from '../fake-github/start.ts'
import { BASE, openPull, rulesOf, runOn } from './pulls.ts'
import { prepareStage } from './stage.ts'

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

const { path: PATH, text: GOOD } = workflowFile()
const WITHOUT_QUEUE = GOOD.replace('  merge_group:\n', '')

describe('a workflow that a pull request changes', () => {
  it('gets a note where a required check would wait forever, in no more requests', async () => {
    const pull = openPull(github, { [PATH]: WITHOUT_QUEUE }, { ...BASE, [PATH]: GOOD })
    github.countCalls()
    const result = await runOn(github, action, pull)
    expect(result.exitCode).toBe(0)
    expect(rulesOf(result)).toEqual(['workflow-ineffective'])
    expect(github.countCalls().reads).toBe(2)
  })

  it('is quiet about what is as before', async () => {
    const pull = openPull(
      github,
      { [PATH]: `${WITHOUT_QUEUE}# more\n` },
      { ...BASE, [PATH]: WITHOUT_QUEUE },
    )
    const result = await runOn(github, action, pull)
    expect([result.exitCode, rulesOf(result)]).toEqual([0, []])
  })
})
