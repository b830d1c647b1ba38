import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createRepository, type TestRepository } from '../git/repository.ts'
import { buildCli, type RunCli } from './run.ts'

const SETTINGS = '.github/cortex-review.yml'
const FILES = {
  [SETTINGS]: `extends: [quiet, policy/base.yml]
fail-on: warning
rules:
  image-unpinned: warning
  queue-too-long:
    ratio: 4
overrides:
  - paths: [other/**]
    rules:
      image-moved: off
  - paths: [apis/**, more/**]
    rules:
      category:latency: error
`,
  'policy/base.yml': `paths-ignore: [gone/**]
rules:
  image-*: info
  image-unpinned: error
locked:
  - image-moved
  - image-unpinned
`,
  '.github/cortex-review/rules/own.yml': `id: acme/own
on: api
severity: info
if: object.name == ''
message: "'No name.'"
`,
}

let cli: RunCli
let repository: TestRepository
beforeAll(async () => {
  cli = await buildCli()
}, 60_000)
beforeEach(() => {
  repository = createRepository()
  repository.write(FILES)
})
afterEach(() => repository.remove())

const run = (...args: readonly string[]) => cli(repository.root, ['rules', ...args])

interface Shown {
  readonly settings: readonly { readonly name: string }[]
  readonly rules: readonly { readonly rule: string }[]
}

function readJson(...args: readonly string[]) {
  const { code, out } = run('--effective', '--format', 'json', ...args)
  expect(code).toBe(0)
  const shown: Shown = JSON.parse(out)
  return {
    shown,
    rule: (id: string) => shown.rules.find(({ rule }) => rule === id),
    setting: (name: string) => shown.settings.find((each) => each.name === name),
  }
}

const own = (line: number) => ({ kind: 'file', file: SETTINGS, line })
const policy = (line: number) => ({ kind: 'file', file: 'policy/base.yml', line })

describe('rules --effective', () => {
  it('says where each severity, option and setting was set', () => {
    const { shown, rule, setting } = readJson('apis/iris/cortex.yaml')
    expect(shown).toMatchObject({
      file: 'apis/iris/cortex.yaml',
      reviewed: true,
      development: false,
      extended: [{ file: 'policy/base.yml', commit: null }],
    })
    expect(rule('image-unpinned')).toMatchObject({
      severity: 'error',
      from: policy(4),
      'locked-by': policy(7),
    })
    expect(rule('image-moved')).toMatchObject({ severity: 'info', 'locked-by': policy(6) })
    expect(rule('image-remote')).toMatchObject({ severity: 'info', from: policy(3) })
    expect(rule('queue-too-long')).toMatchObject({
      severity: 'error',
      from: own(13),
      options: [{ name: 'ratio', value: 4, from: own(6) }],
      'locked-by': null,
    })
    expect(rule('max-replicas-lowered')).toMatchObject({ from: { kind: 'default' } })
    expect(rule('ignore-unused')).toMatchObject({ severity: 'warning', from: { kind: 'default' } })
    expect(rule('acme/own')).toMatchObject({
      severity: 'info',
      from: { kind: 'rule', file: '.github/cortex-review/rules/own.yml' },
    })
    expect(setting('fail-on')).toMatchObject({ value: 'warning', from: own(2) })
    expect(setting('paths-ignore')).toMatchObject({ value: ['gone/**'], from: policy(1) })
    expect(setting('max-comments')).toMatchObject({ from: { kind: 'preset', preset: 'quiet' } })
    expect(setting('drafts')).toMatchObject({ value: 'review', from: { kind: 'default' } })
  })

  it('knows which overrides apply, and which files are left out', () => {
    const other = readJson('other/test/api.yaml')
    expect(other.shown).toMatchObject({ reviewed: true, development: true })
    // The lock keeps what the override would switch off.
    expect(other.rule('image-moved')).toMatchObject({ severity: 'info', from: policy(3) })
    expect(other.rule('queue-too-long')).toMatchObject({ from: { kind: 'default' } })
    expect(readJson('gone/api.yaml').shown).toMatchObject({ reviewed: false })
    expect(readJson().shown).toMatchObject({ file: null, reviewed: true, development: false })
    expect(readJson().rule('queue-too-long')).toMatchObject({ from: { kind: 'default' } })
    expect(readJson('--no-extends').rule('image-unpinned')).toMatchObject({ from: own(4) })
  })

  it('prints a table', () => {
    const { code, out } = run('--effective', 'dev/cortex.yaml')
    expect(code).toBe(0)
    expect(out).toContain('dev/cortex.yaml\nDevelopment file')
    expect(out).toMatch(/^ {2}fail-on +warning +\.github\/cortex-review\.yml:2$/m)
    expect(out).toMatch(
      /^ {2}image-unpinned +error +policy\/base\.yml:4, locked by policy\/base\.yml:7$/m,
    )
    expect(out).toMatch(/^ {4}ratio: 4 {2}\.github\/cortex-review\.yml:6$/m)
    expect(run('--effective', '/etc/passwd')).toMatchObject({ code: 2 })
    expect(run('--effective', 'a', 'b')).toMatchObject({ code: 2 })
    expect(run('--effective', '--format', 'sarif')).toMatchObject({ code: 2 })
  })
})
