import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createRepository, type TestRepository } from '../git/repository.ts'
import { buildCli, type RunCli } from './run.ts'

const CLUSTER = `cluster_name: prod
region: us-east-1
operator_load_balancer_scheme: internal
api_load_balancer_scheme: internal
node_groups:
  - name: cpu
    instance_type: m5.large
`
const OPEN = CLUSTER.replace('internal', 'internet-facing')
const SETTINGS = '.github/cortex-review.yml'
const OTHER = '.github/cortex-review.yaml'

let cli: RunCli
let repository: TestRepository
beforeAll(async () => {
  cli = await buildCli()
}, 60_000)
beforeEach(() => {
  repository = createRepository()
})
afterEach(() => repository.remove())

const run = (...args: readonly string[]) => cli(repository.root, args)

/** Reviews a commit against another; gives the rules that found something, too. */
function compare(before: Record<string, string | null>, after: Record<string, string | null>) {
  const base = repository.commit({ 'clusters/prod/cluster.yaml': CLUSTER, ...before })
  const head = repository.commit(after)
  return run('review', '--base', base, '--head', head)
}

describe('settings that match nothing', () => {
  it('are warned of with their place and the nearest match, in each command', () => {
    const warning =
      'cortex-review: warning: .github/cortex-review.yml:1:9: `paths`: `cluster/**` matches no ' +
      'file; did you mean `clusters/**`?\n'
    const settings = { [SETTINGS]: "paths: ['cluster/**']\n" }
    const result = compare(settings, { 'clusters/prod/cluster.yaml': OPEN })
    expect(result).toMatchObject({ code: 0, err: warning })
    expect(run('review').err).toBe(warning)
    expect(run('audit').err).toBe(warning)
    expect(run('audit', '--ref', 'HEAD').err).toBe(warning)
    expect(run('audit', '--paths', 'clusters/prod').err).toBe('')
    expect(run('audit', '--paths', 'prod').err).toContain('Option `--paths`: `prod` matches no')
  })

  it('mean a folder by its name', () => {
    const { code, err } = compare(
      { [SETTINGS]: 'paths: [clusters]\n' },
      { 'clusters/prod/cluster.yaml': OPEN },
    )
    expect([code, err]).toEqual([1, ''])
  })
})

describe('the settings file', () => {
  it('may end in .yaml', () => {
    const opened = { 'clusters/prod/cluster.yaml': OPEN }
    expect(compare({ [OTHER]: 'fail-on: never\n' }, opened).code).toBe(0)
    repository.write({ 'clusters/prod/cluster.yaml': OPEN.replace('prod', 'main') })
    expect(run('review', '--base', 'HEAD~1').code).toBe(0)
    expect(run('audit').code).toBe(0)
  })

  it('must not be there twice', () => {
    repository.commit({ [SETTINGS]: '', [OTHER]: '', 'cluster.yaml': CLUSTER })
    for (const args of [['review'], ['audit'], ['review', '--head', 'HEAD']]) {
      const { code, err } = run(...args)
      expect(code).toBe(2)
      expect(err).toContain(`There are two settings files, \`${SETTINGS}\` and \`${OTHER}\`.`)
    }
  })

  it.each(['cortex-review.yml', '.cortex-review.yaml'])('is named at the root: %s', (path) => {
    repository.commit({ [path]: 'fail-on: never\n', 'cluster.yaml': CLUSTER })
    const expected = `cortex-review: warning: \`${path}\` is not read: settings belong in \`${SETTINGS}\`.\n`
    expect(run('review')).toMatchObject({ code: 0, err: expected })
    expect(run('review', '--head', 'HEAD').err).toBe(expected)
  })
})

describe('wrong settings', () => {
  const WRONG = 'fail-on: eror\nclustres: []\n'

  it('fail with their places where a commit brings them, and are not obeyed', () => {
    const { code, out } = compare({}, { [SETTINGS]: `${WRONG}comments: false\n` })
    expect(code).toBe(1)
    expect(out).toContain('error[settings-invalid]')
    expect(out).toContain(`${SETTINGS}:1:10`)
    expect(out).toContain(`${SETTINGS}:2:1`)
    expect(out.replace(/\s+/g, ' ')).toContain('did you mean `error`?')
  })

  it('fail where a second file is brought', () => {
    const { code, out } = compare({ [SETTINGS]: '' }, { [OTHER]: 'fail-on: never\n' })
    expect(code).toBe(1)
    expect(out).toContain(`here is another settings file, \`${SETTINGS}\``)
  })

  it.each([
    ['mended', { [SETTINGS]: 'fail-on: never\n' }],
    ['removed', { [SETTINGS]: null }],
  ])('of the base are %s: the defaults hold, with a warning', (_name, change) => {
    const after = { ...change, 'clusters/prod/cluster.yaml': OPEN }
    const { code, err } = compare({ [SETTINGS]: WRONG }, after)
    // The mended settings would not fail.
    expect(code).toBe(1)
    expect(err).toContain('The settings of the base are invalid, so this change was reviewed with')
    expect(err).toContain(`${SETTINGS}:1:10: \`fail-on\``)
  })

  it.each([
    ['are not touched', {}],
    ['stay wrong', { [SETTINGS]: 'fail-on: eror\n' }],
  ])('of the base that %s stop the review', (_name, change) => {
    const { code, err } = compare({ [SETTINGS]: WRONG }, { 'a.txt': '', ...change })
    expect(code).toBe(2)
    expect(err).toContain(`${SETTINGS}:1:10: \`fail-on\``)
  })

  it('of the working tree stop the review with their places', () => {
    repository.commit({ 'cluster.yaml': CLUSTER })
    repository.write({ [SETTINGS]: WRONG })
    expect(run('review')).toMatchObject({ code: 2 })
    rmSync(join(repository.root, SETTINGS))
    expect(run('review')).toMatchObject({ code: 0, err: '' })
  })
})
