import { readFileSync, writeFileSync } from 'node:fs'
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
const NO_CI = { CI: '', PRE_COMMIT_FROM_REF: '', PRE_COMMIT_TO_REF: '' }

let cli: RunCli
let repository: TestRepository
beforeAll(async () => {
  cli = await buildCli()
}, 60_000)
beforeEach(() => {
  repository = createRepository()
  repository.commit({ 'cluster.yaml': CLUSTER })
})
afterEach(() => repository.remove())

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  cli(repository.root, args, { ...NO_CI, ...env })
const staged = (env?: Record<string, string>) => run(['review', '--staged'], env)

describe('review --staged', () => {
  it('judges the index, and nothing that is not staged', () => {
    repository.write({ 'cluster.yaml': OPEN, 'new/cluster.yaml': OPEN })
    expect(staged().code).toBe(0)
    repository.git('add', 'cluster.yaml')
    repository.write({ 'cluster.yaml': CLUSTER })
    const { code, out } = staged()
    expect(code).toBe(1)
    expect(out).toContain('cluster.yaml:3:1')
    expect(out).not.toContain('new/cluster.yaml')
  })

  it('obeys the settings that are staged', () => {
    repository.write({ 'cluster.yaml': OPEN, '.github/cortex-review.yml': 'fail-on: never\n' })
    repository.git('add', '-A')
    repository.write({ '.github/cortex-review.yml': 'nonsense: true\n' })
    expect(staged()).toMatchObject({ code: 0, err: '' })
  })

  it('judges a first commit', () => {
    const fresh = createRepository()
    try {
      fresh.write({ 'cluster.yaml': OPEN })
      fresh.git('add', '-A')
      expect(cli(fresh.root, ['review', '--staged'], NO_CI).code).toBe(1)
    } finally {
      fresh.remove()
    }
  })

  it('cannot judge what is not merged yet', () => {
    repository.git('checkout', '-qb', 'other')
    repository.commit({ 'cluster.yaml': OPEN })
    repository.git('checkout', '-q', 'main')
    repository.commit({ 'cluster.yaml': `${CLUSTER}# Mine\n`.replace('internal', 'internal # a') })
    expect(() => repository.git('merge', 'other')).toThrow('merge')
    expect(staged().code).toBe(2)
  })

  it.each([['--head', 'HEAD'], ['--fix']])('is not for %s', (...option) => {
    expect(run(['review', '--staged', ...option])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`\`--staged\` cannot be combined with \`${option[0]}\``),
    })
  })
})

describe('the pre-commit hook', () => {
  it('reviews what is staged', () => {
    const hooks = readFileSync(new URL('../../.pre-commit-hooks.yaml', import.meta.url), 'utf8')
    expect(hooks).toContain('entry: cortex-review review --staged\n')
  })

  it('compares the refs that pre-commit names', () => {
    const from = repository.git('rev-parse', 'HEAD')
    const to = repository.commit({ 'cluster.yaml': OPEN })
    repository.commit({ 'cluster.yaml': CLUSTER })
    expect(staged({ PRE_COMMIT_FROM_REF: from, PRE_COMMIT_TO_REF: to }).code).toBe(1)
    expect(staged({ PRE_COMMIT_FROM_REF: to, PRE_COMMIT_TO_REF: from }).code).toBe(0)
  })

  it('compares the branch in CI, where nothing is staged', () => {
    repository.git('checkout', '-qb', 'feature')
    repository.commit({ 'cluster.yaml': OPEN })
    expect(staged().code).toBe(0)
    expect(staged({ CI: 'true' }).code).toBe(1)
  })
})

describe('init after init', () => {
  const review = '.github/workflows/cortex-review.yml'

  it('says which lines the first workflow lacks, or replaces it', () => {
    expect(run(['init']).out).not.toContain('--force')
    const { code, out } = run(['init', 'forks'])
    expect(code).toBe(0)
    expect(out).toContain(`${review} uploads no report`)
    expect(out).toContain('          json-file: cortex-review.json\n')
    expect(out).toContain('uses: actions/upload-artifact@')

    writeFileSync(join(repository.root, '.github/cortex-review.yml'), 'fail-on: never\n')
    expect(run(['init', 'forks', '--force']).out).toContain(`replaced ${review}\n`)
    const text = (path: string) => readFileSync(join(repository.root, path), 'utf8')
    expect(text(review)).toContain('json-file: cortex-review.json')
    expect(text('.github/cortex-review.yml')).toBe('fail-on: never\n')
    expect(run(['init', 'forks']).out).not.toContain('uploads no report')
  })

  it('writes nothing beside a file with the other extension', () => {
    repository.write({
      '.github/cortex-review.yaml': '',
      '.github/workflows/cortex-review.yaml': '',
    })
    const { out } = run(['init'])
    expect(out).toContain('left  .github/cortex-review.yaml (it exists)')
    expect(out).toContain('left  .github/workflows/cortex-review.yaml (it exists)')
    expect(run(['review'])).toMatchObject({ code: 0 })
  })
})
