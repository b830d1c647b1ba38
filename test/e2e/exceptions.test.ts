import { describe, expect, it } from '@jest/globals'
import type { StartedGitHub } from '../fake-github/start.ts'
import { plainEvent } from './events.ts'
import { runStep } from './runner.ts'
import { API, CLUSTER } from './samples.ts'
import { prepareStage } from './stage.ts'

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

const IGNORE = '# cortex-review: ignore'
const FILES = {
  'prod/cluster.yaml': `${IGNORE}[nat-gateway-not-redundant, image-moved until 2999-12-31] a | trial\n${CLUSTER}`,
  'prod/cortex.yaml': `${IGNORE}[queue-too-long until 2020-01-01] over\n${API}${IGNORE}[queue-too-long]\n`,
  'other/cortex.yaml': `${IGNORE}[queue-too-long] agreed\n${API}`,
}

describe('an audit', () => {
  it('lists all exceptions in force, with who made them and since when', async () => {
    const commit = github.world.repository.commit(FILES)
    const result = await runStep(github, action, { event: plainEvent('schedule', commit) })
    expect(result.stderr).toBe('')
    expect(result.summary).toContain('### Exceptions in force')
    const rows = result.summary
      .split('\n')
      .filter((line) => /cortex-review|agreed|trial/.test(line))
    const text = rows.join('\n')
    expect(text).toMatch(
      /prod\/cluster\.yaml:1`.* \| `nat-gateway-not-redundant`, `image-moved` \| a \\\| trial \| \d{4}-\d\d-\d\d \| 2999-12-31 \| `\w.*` \|/,
    )
    expect(text).toMatch(/other\/cortex\.yaml:1`.* \| agreed \| \d{4}-\d\d-\d\d \| no end \| `/)
    expect(result.summary).not.toContain('| over |')
  })

  it('says what GitHub does not tell', async () => {
    const commit = github.world.repository.commit(FILES)
    github.world.behaviour.missingFields = ['Commit.blame']
    const result = await runStep(github, action, { event: plainEvent('schedule', commit) })
    expect(result.summary).toContain('GitHub does not tell since when exceptions are there')
    expect(result.summary).toMatch(/\| agreed \| unknown \| no end \| unknown \|/)
  })

  it('names none of a locked rule', async () => {
    const settings = { 'lock.yml': 'locked: [queue-too-long]\n' }
    const own = { '.github/cortex-review.yml': 'extends: [lock.yml]\n' }
    const commit = github.world.repository.commit({ ...FILES, ...settings, ...own })
    const result = await runStep(github, action, { event: plainEvent('schedule', commit) })
    expect(result.summary).not.toContain('| agreed |')
  })
})
