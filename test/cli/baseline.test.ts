import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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
const SPEC = (name: string) => `- name: ${name}
  kind: RealtimeAPI
  pod:
    containers:
      - name: api
        image: iris:latest
`
const BASELINE = '.github/cortex-review-baseline.json'

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

/** Two hundred findings and more. */
function manySpecs(): Record<string, string> {
  const names = Array.from({ length: 60 }, (_, at) => `api-${at}`)
  return {
    'cluster.yaml': OPEN,
    ...Object.fromEntries(names.map((name) => [`apis/${name}.yaml`, SPEC(name)])),
  }
}

describe('a repository with many findings', () => {
  it('adopts the tool in two commands, and then sees only what is new', () => {
    repository.commit(manySpecs())
    expect(run('init').code).toBe(0)
    const written = run('audit', '--write-baseline')
    expect(written).toMatchObject({ code: 0, err: '' })
    expect(Number(/Wrote (\d+) findings/.exec(written.out)?.[1])).toBeGreaterThan(200)

    const clean = run('audit')
    expect(clean.code).toBe(0)
    expect(clean.out).toMatch(/No findings.*, \d{3} in the baseline/)
    expect(clean.out.split('\n').length).toBeLessThan(30)

    const base = repository.commit({
      [BASELINE]: readFileSync(join(repository.root, BASELINE), 'utf8'),
    })
    repository.commit({ 'cluster.yaml': OPEN.replace('name: cpu', 'name: gpu') })
    expect(run('audit', '--ref', base).out).toContain('in the baseline')

    repository.commit({ 'new.yaml': SPEC('new') })
    const { out } = run('audit')
    expect(out).toContain('new.yaml:6')
    expect(out).not.toContain('apis/api-1.yaml')
    expect(run('audit', '--all').out).toContain('apis/api-1.yaml')

    // Written again, it is what a change must not do.
    expect(run('audit', '--write-baseline').code).toBe(0)
    const grown = run('review', '--base', base)
    expect(grown.code).toBe(1)
    expect(grown.out).toContain('error[baseline-grown]')
  })

  it('is listed by rule, the worst first, with some places of each', () => {
    repository.commit(manySpecs())
    const { out, code } = run('audit')
    expect(code).toBe(1)
    expect(out).toMatch(/^error\[.*\(\d+ findings?\)$/m)
    expect(out.indexOf('error[')).toBeLessThan(out.indexOf('warning['))
    expect(out).toMatch(/and \d+ more; `--all` lists them/)
    expect(out.split('\n').length).toBeLessThan(250)
    expect(out).not.toContain('apis/api-59.yaml')
    expect(run('audit', '--all').out).toContain('apis/api-59.yaml')
    expect(run('audit', '--statistics').out).toMatch(/^60 {2}warning {2}compute-requests-missing /m)
    // One file is shown with its lines.
    expect(run('audit', 'apis/api-1.yaml').out).toContain('│')
  })

  it('does not write a part into the baseline', () => {
    repository.commit(manySpecs())
    expect(run('audit', '--write-baseline', 'apis').code).toBe(2)
  })
})
