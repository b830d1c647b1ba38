import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { findBundle } from '../bundle.ts'
import { type StartedGitHub, startGitHub } from '../fake-github/start.ts'
import type { OtherRepository } from '../fake-github/world.ts'
import { GIT_ENV } from '../git/repository.ts'
import { API, CLUSTER } from '../report/audit/samples.ts'

let github: StartedGitHub
let cli: string
let folder: string
let cortex: string
let plain: string

beforeAll(async () => {
  cli = join(await findBundle(), 'cli.js')
  github = await startGitHub()
  folder = mkdtempSync(join(tmpdir(), 'cortex-review-org-'))
  const { repository } = github.world
  cortex = repository.commit({
    'clusters/prod.yaml': CLUSTER,
    'apis/cortex.yaml': API,
    CODEOWNERS: '* @acme/platform',
  })
  plain = repository.commit({ 'README.md': 'Nothing of Cortex' })
})

afterAll(async () => {
  await github.close()
  rmSync(folder, { recursive: true })
})

beforeEach(() => {
  github.world.others.clear()
  github.countCalls()
})

function add(name: string, head: string | undefined, more: Partial<OtherRepository> = {}): void {
  github.world.others.set(name, {
    repository: github.world.repository,
    isSeenBy: () => true,
    ...(head !== undefined && { head }),
    ...more,
  })
}

interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Not `spawnSync`: the server is in this process. */
function runBare(...args: readonly string[]): Promise<Run> {
  const env = { ...GIT_ENV, GITHUB_API_URL: github.apiUrl, GITHUB_TOKEN: 'usual' }
  return new Promise((done) => {
    execFile(
      process.execPath,
      [cli, 'audit', ...args],
      { cwd: folder, env, maxBuffer: 1e8 },
      (error, out, err) => done({ code: Number(error?.code ?? 0), out, err }),
    )
  })
}

function run(...args: readonly string[]): Promise<Run> {
  return runBare('--org', 'acme', ...args)
}

describe('an audit of an organization', () => {
  it('reads each repository once, and leaves out archived ones and forks', async () => {
    add('acme/ml', cortex)
    add('acme/web', plain)
    add('acme/empty', undefined)
    add('acme/old', cortex, { isArchived: true })
    add('acme/fork', cortex, { isFork: true })
    const { code, out, err } = await run('--format', 'audit-json')
    const audit = JSON.parse(out)
    expect(code).toBe(1)
    expect(audit.repositories.map(({ name }: { name: string }) => name)).toEqual(['acme/ml'])
    expect(audit.repositories[0].details[0].owners).toEqual(['@acme/platform'])
    expect(audit.without.map(({ name }: { name: string }) => name)).toEqual([
      'acme/empty',
      'acme/web',
    ])
    expect(err).toContain('3/3')
    expect(github.violations).toEqual([])
    // The heads; a tree each; the files and the owners of the one with Cortex files.
    expect(github.countCalls()).toEqual({ reads: 5, writes: 0 })
  })

  it('takes over what did not change, and says what is new and gone', async () => {
    add('acme/ml', cortex)
    add('acme/web', plain)
    await run('--format', 'audit-json', '-o', 'before.json')
    github.countCalls()
    const { out } = await run('--compare', 'before.json', '--format', 'audit-json')
    expect(github.countCalls()).toEqual({ reads: 1, writes: 0 })
    expect(JSON.parse(out).history).toHaveLength(1)

    add('acme/ml', plain)
    const later = JSON.parse((await run('--compare', 'before.json', '--format', 'json')).out)
    expect(later.gone.length).toBeGreaterThan(3)
  })

  it('chooses by name', async () => {
    for (const name of ['a-ml', 'b-ml', 'web']) add(`acme/${name}`, plain)
    add('other/ml', plain)
    writeFileSync(join(folder, 'list'), '# ours\nacme/*-ml\n!acme/b*\nother/ml\n')
    const { out } = await runBare('--repositories', 'list', '-f', 'json')
    expect(JSON.parse(out).without.map(({ name }: { name: string }) => name)).toEqual([
      'acme/a-ml',
      'other/ml',
    ])
    writeFileSync(join(folder, 'list'), '*-ml\n')
    expect(await runBare('--repositories', 'list')).toMatchObject({
      code: 2,
      err: expect.stringContaining('does not name their owners'),
    })
    const own = await run('--repositories', 'list', '-f', 'json')
    expect(JSON.parse(own.out).without).toHaveLength(2)
  })

  it('goes on where one repository cannot be read', async () => {
    add('acme/ml', cortex)
    add('acme/lost', 'f'.repeat(40))
    const { code, out } = await run('--format', 'html')
    expect(code).toBe(1)
    expect(out.includes('acme/lost')).toBe(true)
    expect(out.includes('acme/ml')).toBe(true)
  })

  it('continues where it was interrupted', async () => {
    add('acme/ml', cortex)
    await run('--resume', 'kept.json', '--format', 'csv')
    expect(existsSync(join(folder, 'kept.json'))).toBe(true)
    add('acme/new', plain)
    github.countCalls()
    const { out } = await run('--resume', 'kept.json', '--format', 'csv')
    expect(github.countCalls()).toEqual({ reads: 2, writes: 0 })
    expect(out.split('\r\n')[0]).toContain('severity,rule,repository')
    expect(JSON.parse(readFileSync(join(folder, 'kept.json'), 'utf8')).without).toHaveLength(1)
  })

  it('says what it needs', async () => {
    expect(await run('--format', 'sarif')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no room for many repositories'),
    })
    expect(await run()).toMatchObject({
      code: 2,
      err: expect.stringContaining('no organization or person `acme`'),
    })
  })

  it('summarizes for people', async () => {
    add('acme/ml', cortex)
    expect((await run()).out).toContain('acme/ml')
  })
})
