import { describe, expect, it } from '@jest/globals'
import type { StartedGitHub } from '../fake-github/start.ts'
import { BASE, openPull, RISKY, runOn } from './pulls.ts'
import { prepareStage } from './stage.ts'

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

const TEMPLATE =
  'cluster_name: {{ name }}\nregion: us-east-1\nnode_groups:\n  - name: cpu\n    instance_type: m5.large\n'
const BOTH = { ...BASE, 'infra/cluster.yaml': TEMPLATE }
const CHANGED = { 'infra/cluster.yaml': `${TEMPLATE}    spot: true\n` }
const SETTINGS = { '.github/cortex-review.yml': 'incomplete: fail\n' }

describe('what a run did not look at', () => {
  it('is in the outputs and the summary, and fails nothing by default', async () => {
    const { exitCode, outputs, summary } = await runOn(
      github,
      action,
      openPull(github, CHANGED, BOTH),
    )
    expect([exitCode, outputs['complete'], outputs['conclusion']]).toEqual([0, 'false', 'success'])
    expect(summary).toContain('1 changed file could not be checked')
  })

  it('fails the run where the settings of the base say so', async () => {
    const pull = openPull(github, CHANGED, { ...BOTH, ...SETTINGS })
    const { exitCode, outputs } = await runOn(github, action, pull)
    expect([exitCode, outputs['complete'], outputs['conclusion']]).toEqual([1, 'false', 'failure'])
  })

  it('is nothing where all was judged', async () => {
    const { outputs } = await runOn(github, action, openPull(github, RISKY))
    expect(outputs['complete']).toBe('true')
  })
})
