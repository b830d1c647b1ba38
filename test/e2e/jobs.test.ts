import { describe, expect, it } from '@jest/globals'
import { parseMarker } from '../../src/report/comment/marker.ts'
import type { StartedGitHub } from '../fake-github/start.ts'
import { commentsOf, openPull, ruleOf, runOn } from './pulls.ts'
import { API, CLUSTER, RISKY_API, RISKY_CLUSTER } from './samples.ts'
import { prepareStage } from './stage.ts'

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

const BASE = { 'prod/cluster.yaml': CLUSTER, 'apis/cortex.yaml': API }
const RISKY = { 'prod/cluster.yaml': RISKY_CLUSTER, 'apis/cortex.yaml': RISKY_API }

const statesOf = (pull: Parameters<typeof commentsOf>[0]) =>
  commentsOf(pull).map(({ body }) => {
    const marker = parseMarker(body)
    return marker?.kind === 'finding' ? marker.state : 'none'
  })

describe('two jobs with different paths', () => {
  it('never close what the other one found', async () => {
    const pull = openPull(github, RISKY, BASE)
    await runOn(github, action, pull, { inputs: { paths: 'prod' } })
    const first = commentsOf(pull).length
    await runOn(github, action, pull, { inputs: { paths: 'apis' } })
    expect(commentsOf(pull).length).toBeGreaterThan(first)
    expect(statesOf(pull).every((state) => state === undefined)).toBe(true)

    github.world.pushFiles(pull, BASE)
    await runOn(github, action, pull, { inputs: { paths: 'apis' } })
    const closed = commentsOf(pull).filter((_, at) => statesOf(pull)[at] === 'fixed')
    expect(closed.length).toBeGreaterThan(0)
    expect(closed.every(({ path }) => path === 'apis/cortex.yaml')).toBe(true)
  })

  it('have comments and summaries of their own by their names', async () => {
    const pull = openPull(github, RISKY, BASE)
    await runOn(github, action, pull, { inputs: { name: 'strict' } })
    await runOn(github, action, pull, {
      inputs: { name: 'lax', rules: 'queue-length-raised: off' },
    })
    expect(statesOf(pull).every((state) => state === undefined)).toBe(true)
    const summaries = pull.comments.map(({ body }) => body)
    expect(summaries.map((body) => parseMarker(body)?.name)).toEqual(['strict', 'lax'])
    expect(summaries[0]).toContain('Cortex Review (strict): ')
    const queues = commentsOf(pull).filter((comment) => ruleOf(comment) === 'queue-length-raised')
    expect(queues.map(({ body }) => parseMarker(body)?.name)).toEqual(['strict'])

    github.countCalls()
    await runOn(github, action, pull, { inputs: { name: 'strict' } })
    expect(github.countCalls().writes).toBe(0)
  })

  it('have names that are words', async () => {
    const pull = openPull(github, RISKY, BASE)
    const { exitCode, annotations } = await runOn(github, action, pull, {
      inputs: { name: 'a --> b' },
    })
    expect(exitCode).toBe(2)
    expect(annotations[0]?.message).toContain('Input `name`')
  })
})
