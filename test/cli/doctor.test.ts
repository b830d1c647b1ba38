import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { forkWorkflowFiles, workflowFile } from '../../src/cli/workflows.ts'
import { createRepository, type TestRepository } from '../git/repository.ts'
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
