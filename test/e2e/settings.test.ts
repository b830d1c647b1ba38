import { describe, expect, it } from '@jest/globals'
import { parseMarker } from '../../src/report/comment/marker.ts'
import type { Files } from '../fake-github/git.ts'
import type { StartedGitHub } from '../fake-github/start.ts'
import { BASE, commentsOf, openPull, RISKY, ruleOf, rulesOf, runOn } from './pulls.ts'
import type { Step } from './runner.ts'
import { prepareStage } from './stage.ts'

let action: string
let github: StartedGitHub

prepareStage((stage) => {
  ;({ action, github } = stage)
})

const SETTINGS = '.github/cortex-review.yml'
const OTHER = '.github/cortex-review.yaml'
const WRONG = 'fail-on: eror\n'

async function review(before: Files, after: Files, more?: Partial<Step>) {
  const pull = openPull(github, after, { ...BASE, ...before })
  return { pull, result: await runOn(github, action, pull, more) }
}

function warningsOf({ result }: Awaited<ReturnType<typeof review>>): readonly string[] {
  return result.annotations.filter(({ level }) => level === 'warning').map((each) => each.message)
}

describe('settings that match nothing', () => {
  it('are warned of, in the log and in the summary, whatever was changed', async () => {
    const settings =
      "paths: ['production/**']\nclusters:\n  - cluster: prd/cluster.yaml\n    apis: [prod]\n"
    const done = await review({ [SETTINGS]: settings }, RISKY)
    expect(done.result.exitCode).toBe(0)
    expect(warningsOf(done)).toEqual([
      `${SETTINGS}:1:9: \`paths\`: \`production/**\` matches no file.`,
      `${SETTINGS}:3:14: \`clusters.cluster\`: \`prd/cluster.yaml\` matches no file; did you mean \`prod/cluster.yaml\`?`,
    ])
    expect(done.result.summary).toContain('`production/**` matches no file')
  })

  it('are none of these, and cost nothing where no configuration changes', async () => {
    const settings = { [SETTINGS]: 'paths: [prod]\n' }
    const done = await review(settings, { 'README.md': 'new\n' })
    expect(warningsOf(done)).toEqual([])
    expect(github.countCalls().reads).toBe(2)
    expect((await review(settings, RISKY)).result.exitCode).toBe(1)
  })
})

describe('the settings file', () => {
  it('may end in .yaml', async () => {
    expect((await review({ [OTHER]: 'fail-on: never\n' }, RISKY)).result.exitCode).toBe(0)
  })

  it('must not be there twice', async () => {
    const { result } = await review({ [OTHER]: '', [SETTINGS]: '' }, RISKY)
    expect(result.exitCode).toBe(2)
    expect(result.annotations[0]?.message).toContain('There are two settings files')
  })

  it('is named at the root, and where the named one is not there', async () => {
    const done = await review({ 'cortex-review.yml': 'fail-on: never\n' }, RISKY)
    expect(done.result.exitCode).toBe(1)
    expect(warningsOf(done)).toEqual([
      `\`cortex-review.yml\` is not read: settings belong in \`${SETTINGS}\`.`,
    ])
    const named = await review({}, RISKY, { inputs: { settings: 'ci/cortex.yml' } })
    expect(warningsOf(named)).toEqual([
      'There is no settings file `ci/cortex.yml` on the base, so the defaults apply.',
    ])
  })
})

describe('wrong settings', () => {
  it('fail with a comment on their line where a pull request brings them', async () => {
    const { pull, result } = await review({ [SETTINGS]: 'drafts: skip\n' }, { [SETTINGS]: WRONG })
    expect(result.exitCode).toBe(1)
    expect(rulesOf(result)).toEqual(['settings-invalid'])
    expect(commentsOf(pull).map(ruleOf)).toEqual(['settings-invalid'])
    expect(commentsOf(pull)[0]).toMatchObject({ path: SETTINGS, line: 1 })
    github.world.pushFiles(pull, { [SETTINGS]: 'drafts: skip\n' })
    expect((await runOn(github, action, pull)).exitCode).toBe(0)
    expect(parseMarker(commentsOf(pull)[0]?.body ?? '')).toMatchObject({ state: 'fixed' })
  })

  it.each<[string, Files, number]>([
    ['mended', { ...RISKY, [SETTINGS]: 'fail-on: never\n' }, 1],
    ['mended without anything else', { [SETTINGS]: 'fail-on: never\n' }, 0],
    ['removed', { ...RISKY, [SETTINGS]: null }, 1],
    ['left alone', RISKY, 2],
    ['still wrong', { [SETTINGS]: 'fail-on: errr\n' }, 2],
  ])('of the base that are %s', async (_name, after, exitCode) => {
    const done = await review({ [SETTINGS]: WRONG }, after)
    expect(done.result.exitCode).toBe(exitCode)
    expect(
      warningsOf(done).some((each) => each.includes('The settings of the base are invalid')),
    ).toBe(exitCode < 2)
  })
})
