import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { forkWorkflowFiles, workflowFile } from '../../src/workflows/templates.ts'
import { findBundle } from '../bundle.ts'
import { createRepository, GIT_ENV, type TestRepository } from '../git/repository.ts'
import { buildCli, type RunCli } from './run.ts'

let cli: RunCli
let repository: TestRepository
beforeAll(async () => {
  cli = await buildCli()
}, 60_000)
beforeEach(() => {
  repository = createRepository()
})
afterEach(() => repository.remove())

const { path: PATH, text: REVIEW } = workflowFile()
const [FORK_REVIEW, PUBLISH] = forkWorkflowFiles()

function check(files: Readonly<Record<string, string>>) {
  repository.write(files)
  const { code, out, err } = cli(repository.root, ['doctor'])
  expect(err).toBe('')
  return { code, out }
}

describe('doctor', () => {
  it('is content with what init writes', () => {
    const written = { [FORK_REVIEW.path]: FORK_REVIEW.text, [PUBLISH.path]: PUBLISH.text }
    expect(check(written)).toEqual({ code: 0, out: 'No problems found.\n' })
  })

  it('says that nothing uses the Action', () => {
    expect(check({ 'a.txt': '' })).toMatchObject({ code: 1 })
    expect(check({}).out).toContain('.github/workflows: no workflow uses Cortex Review.')
  })

  it.each([
    ['a filter', '  merge_group:', "    paths: ['**/*.yaml']\n  merge_group:", '`paths:` filter'],
    ['no merge queue', /^ {2}merge_group:\n/m, '', '`merge_group` is missing'],
    ['no edits', ', edited', '', 'does not start for `edited`'],
    ['no right to read', 'contents: read', 'actions: read', 'lacks `contents: read`'],
    [
      'no right to write',
      'pull-requests: write',
      'pull-requests: read',
      'lacks `pull-requests: write`',
    ],
    ['a branch', '@v1', '@main', 'is not pinned'],
    ['a wrong key', 'runs-on:', 'run-on:', 'GitHub rejects the workflow'],
  ])('finds %s', (_name, from, to, problem) => {
    const { code, out } = check({ [PATH]: REVIEW.replace(from, to) })
    expect(code).toBe(1)
    expect(out).toContain(problem)
  })

  it('says where', () => {
    const { out } = check({ [PATH]: REVIEW.replace(', edited', '') })
    const line = REVIEW.split('\n').findIndex((text) => text.includes('types:')) + 1
    expect(out).toMatch(new RegExp(`^${PATH}:${line}: `))
  })

  it('finds API files without a cluster, with the lines to set', () => {
    const { out } = check({
      [PATH]: REVIEW,
      'clusters/prod/cluster.yaml': 'cluster_name: prod\n',
      'clusters/staging/cluster.yaml': 'cluster_name: staging\n',
      'apis/iris/cortex.yaml': '- name: iris\n',
    })
    expect(out).toContain('No cluster is known for 1 API file, such as `apis/iris/cortex.yaml`')
    expect(out).toContain('    clusters:\n')
  })

  it('finds a checkout where the token may write', () => {
    const risky = REVIEW.replace('  pull_request:', '  pull_request_target:').replace(
      '    steps:\n',
      '    steps:\n      - uses: actions/checkout@v4\n',
    )
    expect(check({ [PATH]: risky }).out).toContain('checks out files on `pull_request_target`')
  })

  it('finds two jobs without names', () => {
    const other = '.github/workflows/other.yml'
    expect(check({ [PATH]: REVIEW, [other]: REVIEW }).out).toContain('have the same `name`')
    const named = `${REVIEW}        with:\n          name: other\n`
    expect(check({ [other]: named }).code).toBe(0)
  })

  it('finds a publisher without an upload', () => {
    const { out } = check({ [PATH]: REVIEW, [PUBLISH.path]: PUBLISH.text })
    expect(out).toContain('uploads the report that is posted here')
  })

  it('finds wrong settings, and such as match nothing', () => {
    const settings = '.github/cortex-review.yml'
    expect(check({ [PATH]: REVIEW, [settings]: 'fail-on: eror\n' }).out).toContain(
      `${settings}:1:10`,
    )
    expect(check({ [settings]: 'paths: [apis]\n' }).out).toContain('`apis` matches no file.')
  })
})

const fix = (files: Readonly<Record<string, string>>) => {
  repository.write(files)
  return cli(repository.root, ['doctor', '--fix'])
}
const read = (path: string) => readFileSync(join(repository.root, path), 'utf8')
const sorted = (text: string) => text.split('\n').toSorted()

describe('doctor --fix', () => {
  it.each([
    ['a filter', '  merge_group:\n', "    paths: ['**/*.yaml']\n  merge_group:\n"],
    ['no edits', ', edited]', ']'],
    ['no right to write', 'pull-requests: write', 'pull-requests: read'],
    ['no right to read', '      contents: read\n', ''],
  ])('mends %s and nothing else', (_name, right, wrong) => {
    const { code, out } = fix({ [PATH]: REVIEW.replace(right, wrong) })
    expect(out).toContain('fixed ')
    expect(code).toBe(0)
    // A key that was missing comes last.
    expect(sorted(read(PATH))).toEqual(sorted(REVIEW))
    expect(fix({}).out).toBe('No problems found.\n')
  })

  it.each([
    ['a map', 'on:\n  pull_request:\n    types: [opened, edited]\n', '  merge_group:\n'],
    ['a list', 'on: [pull_request_target]\n', 'on: [pull_request_target, merge_group]\n'],
  ])('adds the merge queue to %s', (_name, events, expected) => {
    const rest = REVIEW.slice(REVIEW.indexOf('permissions: {}'))
    fix({ [PATH]: `name: x\n${events}${rest}` })
    expect(read(PATH)).toContain(expected)
  })

  it('names the second of two jobs', () => {
    const other = '.github/workflows/other.yml'
    const renamed = REVIEW.replace('  cortex-review:\n', '  second:\n')
    expect(fix({ [PATH]: REVIEW, [other]: renamed }).code).toBe(0)
    expect(read(other)).toContain('        with:\n          name: second\n')
  })

  it('leaves what has more than one answer', () => {
    const wrong = REVIEW.replace('@v1', '@main')
    expect(fix({ [PATH]: wrong }).code).toBe(1)
    expect(read(PATH)).toBe(wrong)
  })
})

/** What GitHub says of a repository whose default branch requires checks. */
const rules = (...contexts: readonly string[]) => ({
  '/repos/acme/shop': { default_branch: 'trunk' },
  '/repos/acme/shop/branches/trunk': { protection: { enabled: false } },
  '/repos/acme/shop/rules/branches/trunk': [
    { type: 'deletion' },
    {
      type: 'required_status_checks',
      parameters: { required_status_checks: contexts.map((context) => ({ context })) },
    },
  ],
})

describe('doctor with a token', () => {
  let server: Server
  let answers: Readonly<Record<string, unknown>>
  beforeEach(async () => {
    server = createServer((request, response) => {
      const body = answers[request.url ?? '']
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body ?? { message: 'Not Found' }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterEach(() => void server.close())

  const ask = async (given: typeof answers, env: Readonly<Record<string, string>> = {}) => {
    answers = given
    repository.write({ [PATH]: REVIEW })
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    // In a process of its own that does not keep this one from answering.
    const child = spawn(process.execPath, [join(await findBundle(), 'cli.js'), 'doctor'], {
      cwd: repository.root,
      env: {
        ...GIT_ENV,
        GITHUB_TOKEN: 'secret-token',
        GITHUB_API_URL: `http://127.0.0.1:${port}`,
        GITHUB_REPOSITORY: 'acme/shop',
        ...env,
      },
    })
    const [out, [code]] = await Promise.all([readAll(child.stdout), once(child, 'exit')])
    return { code, out }
  }

  it('is content where merges wait for the check', async () => {
    expect(await ask(rules('lint', 'cortex-review'))).toEqual({
      code: 0,
      out: 'No problems found.\n',
    })
  })

  it('says that they do not', async () => {
    const { code, out } = await ask(rules('lint'))
    expect(code).toBe(1)
    expect(out).toContain('acme/shop: The check `cortex-review` is not required on `trunk`')
  })

  it('knows the repository by its origin', async () => {
    repository.git('remote', 'add', 'origin', 'git@github.com:acme/shop.git')
    expect((await ask(rules(), { GITHUB_REPOSITORY: '' })).out).toContain('acme/shop: ')
  })

  it('says that the token cannot read', async () => {
    const { out } = await ask({})
    expect(out).toContain('acme/shop: The token cannot read the rules of the repository: Not Found')
    expect(out).not.toContain('secret-token')
  })
})
