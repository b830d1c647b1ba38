import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Finding } from '../../src/review/finding.ts'
import { workflowFile } from '../../src/workflows/templates.ts'
import { createRepository, type TestRepository } from '../git/repository.ts'
import { buildCli, type RunCli } from './run.ts'

const { path: PATH, text: GOOD } = workflowFile()
const FILTERED = GOOD.replace('  pull_request:\n', "  pull_request:\n    paths: ['**.yaml']\n")
const HOSTILE = {
  '.github/workflows/deep.yml': `on: push\nuses: cortex-review/cortex-review\njobs: ${'['.repeat(30_000)}`,
  '.github/workflows/bomb.yml': [
    'a0: &a0 cortex-review/cortex-review',
    ...Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}, *a${at}]`),
    'on: push',
    'jobs: {x: {steps: *a30}}',
  ].join('\n'),
  '.github/workflows/none.yml': 'cortex-review/cortex-review\n',
}

let cli: RunCli
let repository: TestRepository
beforeAll(async () => {
  cli = await buildCli()
}, 60_000)
beforeEach(() => {
  repository = createRepository()
})
afterEach(() => repository.remove())

interface Found extends Pick<Finding, 'severity' | 'message' | 'location'> {
  readonly rule: string
}

function reviewFindings(base: string, ...args: readonly string[]) {
  const { code, out, err } = cli(repository.root, [
    'review',
    '--base',
    base,
    '--format',
    'json',
    ...args,
  ])
  expect([code, err]).toEqual([0, ''])
  const { findings } = JSON.parse(out)
  return findings.map(
    ({ rule, severity, location, message }: Found) =>
      `${location.path}:${location.range.start.line} ${severity} ${rule}: ${message}`,
  )
}

describe('a changed workflow', () => {
  it('is checked like by the doctor, in a commit and in the working tree', () => {
    const base = repository.commit({ 'a.txt': 'a' })
    repository.commit({ [PATH]: FILTERED })
    const found = [expect.stringMatching(/:7 info workflow-ineffective: `pull_request` has a `p/)]
    expect(reviewFindings(base)).toEqual(found)
    expect(reviewFindings(base, '--head', 'HEAD')).toEqual(found)
  })

  it('is quiet where it works, where the problem is old, and where it is not ours', () => {
    const base = repository.commit({ [PATH]: FILTERED })
    repository.commit({ [PATH]: `${FILTERED}# more\n`, '.github/workflows/ci.yml': 'on: push\n' })
    expect(reviewFindings(base)).toEqual([])
    repository.commit({ [PATH]: GOOD })
    expect(reviewFindings(base)).toEqual([])
  })

  it('is compared with where the branch left the base', () => {
    repository.commit({ [PATH]: FILTERED })
    repository.git('checkout', '-q', '-b', 'feature')
    repository.commit({ 'a.txt': 'a' })
    repository.git('checkout', '-q', 'main')
    const mended = repository.commit({ [PATH]: GOOD })
    repository.git('checkout', '-q', 'feature')
    expect(reviewFindings(mended)).toEqual([])
    expect(reviewFindings(mended, '--head', 'HEAD')).toEqual([])
  })

  it('stops no review, whatever its text is', () => {
    const base = repository.commit({ 'a.txt': 'a' })
    repository.commit(HOSTILE)
    expect(reviewFindings(base)).toEqual([])
  })
})
