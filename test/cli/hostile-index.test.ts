import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { API, CLUSTER, createHostileCheckout, type HostileCheckout, OPEN } from './hostile.ts'
import { buildCli, type RunCli } from './run.ts'

let cli: RunCli
let checkout: HostileCheckout
beforeAll(async () => {
  cli = await buildCli()
  checkout = createHostileCheckout()
  checkout.commit({})
}, 60_000)
afterAll(() => checkout.remove())

const FOUND = { code: 1, isFound: true }

/** What is said of one file against the last commit. */
function review(path: string, env: Readonly<Record<string, string>> = {}) {
  const args = ['review', '--base', 'HEAD', '--format', 'json']
  const { code, out } = cli(checkout.root, args, env)
  const findings: readonly { rule: string; location: { path: string } }[] = JSON.parse(out).findings
  const isFound = findings.some(
    ({ rule, location }) => location.path === path && rule === 'operator-load-balancer-public',
  )
  return { code, isFound }
}

describe('an index that hides changes', () => {
  it.each([['assume-unchanged'], ['skip-worktree']])('by the mark %s', (mark) => {
    const path = `${mark}.yaml`
    checkout.commit({ [path]: CLUSTER.replace('prod', mark) })
    checkout.git('config', 'core.sparseCheckout', 'true')
    checkout.git('config', 'sparse.expectFilesOutsideOfPatterns', 'true')
    checkout.git('update-index', `--${mark}`, path)
    checkout.write({ [path]: OPEN.replace('prod', mark) })
    expect(checkout.git('diff', 'HEAD', '--', path)).toBe('')
    expect(review(path)).toEqual(FOUND)

    checkout.git('config', '--unset', 'core.sparseCheckout')
    checkout.git('update-index', `--no-${mark}`, path)
    checkout.commit({})
  })

  it('of a removed file by a mark', () => {
    const path = 'marked.yaml'
    checkout.commit({ [path]: API.replace('iris', 'marked') })
    checkout.git('update-index', '--assume-unchanged', path)
    checkout.write({ [path]: null })
    const { out } = cli(checkout.root, ['review', '--base', 'HEAD'])
    expect(out).toContain(path)
    checkout.git('update-index', '--no-assume-unchanged', path)
    checkout.commit({})
  })

  it('is not a sparse checkout without the file', () => {
    const path = 'sparse.yaml'
    checkout.commit({ [path]: OPEN.replace('prod', 'sparse') })
    checkout.git('update-index', '--skip-worktree', path)
    checkout.write({ [path]: null })
    const { out } = cli(checkout.root, ['review', '--base', 'HEAD'])
    expect(out).not.toContain(path)
    checkout.git('update-index', '--no-skip-worktree', path)
    checkout.commit({})
  })

  it('by the intention to add', () => {
    const path = 'intended.yaml'
    checkout.write({ [path]: OPEN.replace('prod', 'intended') })
    checkout.git('add', '--intent-to-add', path)
    expect(review(path)).toEqual(FOUND)
    checkout.commit({})
  })

  it('by names that differ in case only', () => {
    checkout.commit({ 'lower.yaml': CLUSTER.replace('prod', 'lower') })
    checkout.git('config', 'core.ignoreCase', 'true')
    checkout.write({ 'Lower.yaml': OPEN.replace('prod', 'upper') })
    expect(review('Lower.yaml')).toEqual(FOUND)
    checkout.git('config', 'core.ignoreCase', 'false')
    checkout.commit({})
  })

  it('by variables of Git in the environment', () => {
    const path = 'variables.yaml'
    checkout.write({ [path]: OPEN.replace('prod', 'variables') })
    const env = {
      GIT_GLOB_PATHSPECS: '1',
      GIT_EXTERNAL_DIFF: 'false',
      GIT_NAMESPACE: 'x',
      GIT_CONFIG: '/dev/null',
      GIT_TRACE: join(checkout.root, 'trace'),
      GIT_ATTR_SOURCE: 'nowhere',
      GIT_DEFAULT_HASH: 'x',
      GIT_REPLACE_REF_BASE: 'refs/heads/',
    }
    expect(review(path, env)).toEqual(FOUND)
    expect(checkout.git('status', '--short', '--', 'trace')).toBe('')
    checkout.commit({})
  })

  it('by a name outside of the repository', () => {
    const outside = mkdtempSync(join(tmpdir(), 'cortex-review-o'))
    writeFileSync(join(outside, 'cluster.yaml'), OPEN)
    const name = `../${basename(outside)}/cluster.yaml`
    const stand = name.replace('../', 'xx/')
    checkout.git('read-tree', '--empty')
    const blob = checkout.git('rev-parse', 'HEAD:cluster.yaml')
    checkout.git('update-index', '--add', '--cacheinfo', `100644,${blob},${stand}`)
    const index = join(checkout.root, '.git/index')
    const old = readFileSync(index)
    // As no program of Git would write it.
    const text = old.subarray(0, -20).toString('latin1').replace(stand, name)
    const bytes = Buffer.from(text, 'latin1')
    writeFileSync(index, Buffer.concat([bytes, createHash('sha1').update(bytes).digest()]))

    const { code, err } = cli(checkout.root, ['review', '--base', 'HEAD', '--fix=all'])
    expect(code).toBe(2)
    expect(err).toContain('The index names a file that is not in the repository')
    expect(readFileSync(join(outside, 'cluster.yaml'), 'utf8')).toBe(OPEN)
    checkout.git('read-tree', 'HEAD')
    rmSync(outside, { recursive: true })
  })
})
