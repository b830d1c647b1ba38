import { describe, expect, it } from '@jest/globals'
import { type BaselineEntry, renderBaseline } from '../../src/review/baseline/baseline.ts'
import type { StartedGitHub } from '../fake-github/start.ts'
import { plainEvent } from './events.ts'
import { BASE, openPull, RISKY, rulesOf, runOn } from './pulls.ts'
import { runStep } from './runner.ts'
import { prepareStage } from './stage.ts'

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

type Reported = BaselineEntry & { readonly location: { readonly path: string } }

const BASELINE = '.github/cortex-review-baseline.json'

const entry = (fingerprint: string) => {
  return { fingerprint, rule: 'image-unpinned', severity: 'warning', path: 'a.yaml' } as const
}

describe('the baseline of a repository', () => {
  it('may be added, and then not grow in a pull request', async () => {
    const first = openPull(github, { [BASELINE]: renderBaseline([entry('a')]) })
    expect((await runOn(github, action, first)).exitCode).toBe(0)

    const later = { [BASELINE]: renderBaseline([entry('a'), entry('b')]) }
    const base = { ...BASE, [BASELINE]: renderBaseline([entry('a')]) }
    const pull = openPull(github, later, base)
    const result = await runOn(github, action, pull)
    expect(result.exitCode).toBe(1)
    expect(rulesOf(result)).toEqual(['baseline-grown'])
    expect(pull.threads[0]?.comments[0]).toMatchObject({ path: BASELINE, line: 5 })

    const allowed = { ...base, '.github/cortex-review.yml': 'baseline-growth: allow\n' }
    expect((await runOn(github, action, openPull(github, later, allowed))).exitCode).toBe(0)
  })

  it('holds as it is on the base, for audits too', async () => {
    const commit = github.world.repository.commit({ ...BASE, ...RISKY })
    const inputs = { 'json-file': 'findings.json' }
    const audit = await runStep(github, action, { event: plainEvent('schedule', commit), inputs })
    const { findings } = JSON.parse(audit.readFile('findings.json'))
    expect(findings.length).toBeGreaterThan(1)
    const entries = findings.map((finding: Reported) => ({
      ...finding,
      path: finding.location.path,
    }))
    const known = github.world.repository.commit({ [BASELINE]: renderBaseline(entries) }, commit)
    const again = await runStep(github, action, { event: plainEvent('schedule', known) })
    expect(again.exitCode).toBe(0)
    expect(again.summary).toContain(`${findings.length} in the baseline`)
  })

  it('stops the run if it is none', async () => {
    const pull = openPull(github, RISKY, { ...BASE, [BASELINE]: '{}' })
    const { exitCode, annotations } = await runOn(github, action, pull)
    expect(exitCode).toBe(2)
    expect(annotations[0]?.message).toContain(`${BASELINE}: the baseline cannot be read`)
  })
})
