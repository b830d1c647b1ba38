import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals'
import { findBundle } from './bundle.ts'
import { createRepository, GIT_ENV, type TestRepository } from './git/repository.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

let folder: string
let repository: TestRepository

/** Runs npm without network and without what else is on this machine. */
function npm(cwd: string, ...args: readonly string[]): string {
  const env = { ...GIT_ENV, HOME: folder, npm_config_cache: join(folder, 'cache') }
  const common = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts']
  return execFileSync('npm', [...args, ...common], { cwd, env, encoding: 'utf8' })
}

function run(...args: readonly string[]) {
  const bin = join(folder, 'empty/node_modules/.bin/cortex-review')
  const { status, stdout, stderr } = spawnSync(bin, args, {
    cwd: repository.root,
    env: GIT_ENV,
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'package-'))
  for (const name of ['source', 'empty']) mkdirSync(join(folder, name))
  for (const name of ['package.json', 'README.md', 'LICENSE', ...PACKAGE.files]) {
    if (name !== 'dist') cpSync(join(ROOT, name), join(folder, 'source', name), { recursive: true })
  }
  cpSync(await findBundle(), join(folder, 'source/dist'), { recursive: true })
  npm(join(folder, 'source'), 'pack', '--pack-destination', folder)
  writeFileSync(join(folder, 'empty/package.json'), '{}')
  npm(join(folder, 'empty'), 'install', join(folder, `cortex-review-${PACKAGE.version}.tgz`))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(() => {
  repository = createRepository()
  cpSync(join(ROOT, 'examples/before'), repository.root, { recursive: true })
  repository.commit({})
  cpSync(join(ROOT, 'examples/after'), repository.root, { recursive: true })
})
afterEach(() => repository.remove())

it('can be published and brings no other package along', () => {
  expect(PACKAGE).not.toHaveProperty('private')
  expect(PACKAGE).not.toHaveProperty('dependencies')
  const lock = JSON.parse(
    readFileSync(join(folder, 'empty/node_modules/.package-lock.json'), 'utf8'),
  )
  expect(Object.keys(lock.packages)).toEqual(['node_modules/cortex-review'])
})

it('runs the demo', () => {
  expect(run('demo')).toMatchObject({ code: 0, err: '' })
})

it('reviews a repository', () => {
  const { code, out } = run('review')
  expect(code).toBe(1)
  expect(out).toContain('error[operator-load-balancer-public]')
})

it('runs the pre-commit hook', () => {
  repository.git('add', '-A')
  expect(run('review', '--staged').code).toBe(1)
})
