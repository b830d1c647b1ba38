import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createRepository, type TestRepository } from '../git/repository.ts'
import { buildCli, type RunCli } from './run.ts'

const OPEN = `cluster_name: prod
region: us-east-1
operator_load_balancer_scheme: internet-facing
node_groups:
  - name: cpu
    instance_type: m5.large
`
const SETTINGS = '.github/cortex-review.yml'
const REMOTE = 'acme/policy/base.yml@v1'

let cli: RunCli
let repository: TestRepository
beforeAll(async () => {
  cli = await buildCli()
}, 60_000)
beforeEach(() => {
  repository = createRepository()
})
afterEach(() => repository.remove())

const run = (...args: readonly string[]) => cli(repository.root, args, { GITHUB_TOKEN: '' })

describe('settings that others extend', () => {
  it('are read from the working tree, and from the commit that decides', () => {
    const files = { 'cluster.yaml': OPEN, [SETTINGS]: 'extends: [org.yml]\n' }
    const base = repository.commit({ ...files, 'org.yml': 'fail-on: never\n' })
    expect(run('audit')).toMatchObject({ code: 0, err: '' })
    expect(run('audit', '--ref', base)).toMatchObject({ code: 0, err: '' })
    expect(run('audit', '--no-extends').code).toBe(1)

    const head = repository.commit({
      'org.yml': 'fail-on: error\n',
      'cluster.yaml': OPEN.replace('m5.large', 'm5.xlarge'),
    })
    expect(run('audit', '--ref', head).code).toBe(1)
    expect(run('review', '--base', base, '--head', head)).toMatchObject({ code: 0, err: '' })
  })

  it('are named if they cannot be read', () => {
    repository.commit({
      'cluster.yaml': OPEN,
      [SETTINGS]: `extends: [${REMOTE}]\nfail-on: never\n`,
    })
    const { code, err } = run('audit')
    expect(code).toBe(2)
    expect(err).toBe(
      `cortex-review: \`${REMOTE}\` cannot be read, because GITHUB_TOKEN is not set: ` +
        `\`${SETTINGS}\` → \`${REMOTE}\`.\n` +
        'Set GITHUB_TOKEN to a token that may read that repository, or use `--no-extends` to go on without these settings.\n',
    )
    expect(run('audit', '--no-extends')).toMatchObject({ code: 0, err: '' })
  })
})
