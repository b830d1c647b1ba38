import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createRepository, type Repository } from '../fake-github/git.ts'
import type { StartedGitHub } from '../fake-github/start.ts'
import { ADA, BEN, BOT, type Pull } from '../fake-github/world.ts'
import { openPull, rulesOf, runOn } from './pulls.ts'
import type { StepResult } from './runner.ts'
import { API, CLUSTER, RISKY_API } from './samples.ts'
import { prepareStage } from './stage.ts'

const SETTINGS = '.github/cortex-review.yml'
const BASELINE = '.github/cortex-review-baseline.json'

let action: string
let github: StartedGitHub
let policy: Repository

prepareStage((stage) => {
  ;({ action, github } = stage)
  policy = createRepository(join(github.folder, 'policy.git'))
  github.world.others.set('acme/policy', { repository: policy, isSeenBy: () => true })
})

afterEach(() => policy.close())

/** A repository with findings, and its policy. */
const files = (settings: string) => ({
  'prod/cluster.yaml': CLUSTER,
  'prod/cortex.yaml': RISKY_API,
  [SETTINGS]: settings,
})

const open = (before: string, after: string | null) =>
  openPull(github, { [SETTINGS]: after }, files(before))

const summaryOf = (pull: Pull) => pull.comments.find(({ user }) => user === BOT)?.body ?? ''

function handlesOf({ outputs }: StepResult, rule: string): string[] {
  const findings: { rule: string; handle: string }[] = JSON.parse(outputs['findings'] ?? '')
  return findings.filter((finding) => finding.rule === rule).map(({ handle }) => handle)
}

describe('a change of the policy', () => {
  it('is shown with what it does to rules, settings and findings, and not obeyed', async () => {
    const before = 'rules:\n  queue-too-long: warning\n  image-unpinned: info\n'
    const after =
      'fail-on: never\nrules:\n  queue-too-long: off\n  image-unpinned: error\nlocked: [image-moved]\n'
    const pull = open(before, after)
    const result = await runOn(github, action, pull)
    expect(result.exitCode).toBe(0)
    const text = summaryOf(pull)
    expect(text).toContain('### Policy changes')
    expect(text).toContain(
      '`queue-too-long` | `warning, ratio: 10` | `off, ratio: 10` | **weaker**',
    )
    expect(text).toContain('| `image-unpinned` | `info` | `error` | stricter |')
    expect(text).toMatch(/\| `image-moved` \| `\w+` \| `\w+, locked` \| locked \|/)
    expect(text).toContain('| `fail-on` | `error` | `never` | **weaker** |')
    expect(text).toMatch(/0 findings would appear and 1 would disappear/)
    expect(text).toMatch(/`prod\/cortex\.yaml:\d+` \| `queue-too-long` \| disappears/)
    expect(result.summary).toContain('### Policy changes')
  })

  it('is noticed in files that the settings extend, in rules, and in removed settings', async () => {
    const rule = `id: acme/named\non: api\nseverity: error\nif: "true"\nmessage: "'API \`' + object.name + '\`.'"\n`
    const base = { ...files('extends: [own.yml]\n'), 'own.yml': 'fail-on: warning\n' }
    const own = openPull(github, { 'own.yml': 'fail-on: error\n' }, base)
    await runOn(github, action, own)
    expect(summaryOf(own)).toContain('| `fail-on` | `warning` | `error` | **weaker** |')

    const rules = openPull(github, { '.github/cortex-review/rules/own.yml': rule }, base)
    const result = await runOn(github, action, rules)
    expect(result.exitCode).toBe(0)
    expect(summaryOf(rules)).toContain('| `acme/named` | `no rule` | `added` | stricter |')
    expect(summaryOf(rules)).toContain('`acme/named` | appears')

    const gone = open('fail-on: info\n', null)
    await runOn(github, action, gone)
    expect(summaryOf(gone)).toContain('| `fail-on` | `info` | `error` | **weaker** |')
  })

  it('says nothing where the policy stays, or cannot be read', async () => {
    const plain = openPull(github, { 'prod/cortex.yaml': API }, files('fail-on: warning\n'))
    expect((await runOn(github, action, plain)).summary).not.toContain('Policy changes')
    const broken = open('fail-on: warning\n', 'fail-on: sometimes\n')
    expect(rulesOf(await runOn(github, action, broken))).toEqual(['settings-invalid'])
  })

  it('compares what is read from another repository', async () => {
    const commits = ['warning', 'off'].map((severity) =>
      policy.commit({ 'base.yml': `rules:\n  queue-too-long: ${severity}\n` }),
    )
    const [before = '', after = ''] = commits.map(
      (commit) => `extends: [acme/policy/base.yml@${commit}]\npolicy-approvers: [ben]\n`,
    )
    const pull = open(before, after)
    const result = await runOn(github, action, pull)
    expect([result.exitCode, rulesOf(result)]).toEqual([1, ['policy-weakened']])
    expect(summaryOf(pull)).toContain('`queue-too-long` | `warning, ratio: 10` | `off')
  })
})

const entry = (path: string) =>
  `{"form":1,"findings":[{"rule":"queue-too-long","path":"${path}","severity":"info","fingerprint":"abc"}]}\n`

describe('policy approvers', () => {
  const BOUND = 'policy-approvers: [ben]\napprovers: [ada]\nself-approval: true\n'

  it('have to accept that the policy becomes weaker', async () => {
    const pull = open(BOUND, `${BOUND}rules: { image-unpinned: off, image-moved: error }\n`)
    const first = await runOn(github, action, pull)
    expect([first.exitCode, rulesOf(first)]).toEqual([1, ['policy-weakened']])
    expect(summaryOf(pull)).toContain('### Waiting for approval')
    const [handle = ''] = handlesOf(first, 'policy-weakened')
    // Who may accept findings may not change the policy.
    github.world.say(pull, ADA, `/cortex-review accept ${handle} fine`)
    expect((await runOn(github, action, pull)).exitCode).toBe(1)
    github.world.say(pull, BEN, `/cortex-review accept ${handle} fine`)
    expect((await runOn(github, action, pull)).exitCode).toBe(0)

    github.world.pushFiles(pull, { [SETTINGS]: `${BOUND}rules: { image-*: off }\n` })
    expect((await runOn(github, action, pull)).exitCode).toBe(1)
  })

  it('are not asked where it becomes stricter, and cannot be left out', async () => {
    const stricter = open(BOUND, `${BOUND}fail-on: info\n`)
    expect((await runOn(github, action, stricter)).exitCode).toBe(0)
    for (const after of ['approvers: [ada]\nself-approval: true\n', null]) {
      expect((await runOn(github, action, open(BOUND, after))).exitCode).toBe(1)
    }
  })

  it('have to accept what the baseline gets', async () => {
    const base = files(BOUND)
    const pull = openPull(github, { [BASELINE]: entry('a.yaml') }, base)
    const first = await runOn(github, action, pull)
    expect([first.exitCode, rulesOf(first)]).toEqual([1, ['policy-weakened']])
    expect(summaryOf(pull)).toContain('The baseline accepts 1 more finding:')
    const [handle = ''] = handlesOf(first, 'policy-weakened')
    github.world.say(pull, BEN, `/cortex-review accept ${handle} fine`)
    expect((await runOn(github, action, pull)).exitCode).toBe(0)
    github.world.pushFiles(pull, { [BASELINE]: entry('b.yaml') })
    expect((await runOn(github, action, pull)).exitCode).toBe(1)
  })
})

const rule = (condition: string) =>
  `id: acme/named\non: api\nif: "${condition}"\nmessage: "'An API.'"\n`

describe('settings that keep files from locked rules', () => {
  const LOCKING = "paths: ['**/*.yaml']\ncortex-version: '0.42'\nlocked: ['*']\n"

  it.each([
    ["paths: ['dev/**']", 1],
    ["paths-ignore: ['prod/**']", 1],
    ["cortex-version: '0.20'", 1],
    ['fail-on: never', 1],
    ["dev-paths: ['**']", 0],
    ["paths: ['**/*.yaml', '**/*.yml']", undefined],
    ['fail-on: info', undefined],
    ['dev-paths: []', undefined],
  ])('are reported at their line: %s', async (line, exitCode) => {
    const commit = policy.commit({ 'base.yml': LOCKING })
    const settings = `extends: [acme/policy/base.yml@${commit}]\n`
    const pull = open(settings, `${settings}${line}\n`)
    const result = await runOn(github, action, pull)
    expect(rulesOf(result)).toEqual(exitCode === undefined ? [] : ['policy-locked'])
    expect(result.exitCode).toBe(exitCode ?? 0)
    if (exitCode !== undefined) {
      expect(pull.threads[0]?.comments[0]).toMatchObject({ path: SETTINGS, line: 2 })
    }
  })

  it('are reported in files of the repository that are extended, once', async () => {
    const commit = policy.commit({ 'base.yml': LOCKING })
    const extending = `extends: [acme/policy/base.yml@${commit}, own.yml]\n`
    const base = { ...files(extending), 'own.yml': 'drafts: skip\n' }
    const pull = openPull(github, { 'own.yml': "paths-ignore: ['prod/**']\n" }, base)
    expect(rulesOf(await runOn(github, action, pull))).toEqual(['policy-locked'])
    const old = { ...base, 'own.yml': "paths-ignore: ['prod/**']\n" }
    const other = openPull(github, { [SETTINGS]: `${extending}drafts: skip\n` }, old)
    expect(rulesOf(await runOn(github, action, other))).toEqual([])
  })

  it('are reported where they replace a locked rule of the same ID', async () => {
    const own = (condition: string) =>
      rule(condition)
        .replaceAll(/^(?=.)/gm, '    ')
        .replace('   ', '  -')
    const commit = policy.commit({
      'base.yml': `custom-rules:\n${own('true')}locked: [acme/named]\n`,
    })
    const settings = `extends: [acme/policy/base.yml@${commit}]\n`
    const inSettings = open(settings, `${settings}custom-rules:\n${own('false')}`)
    expect(rulesOf(await runOn(github, action, inSettings))).toEqual(['policy-locked'])
    const inFile = openPull(
      github,
      { '.github/cortex-review/rules/own.yml': rule('false') },
      files(settings),
    )
    expect(rulesOf(await runOn(github, action, inFile))).toEqual(['policy-locked'])
  })
})
