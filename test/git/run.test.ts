import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { runGitWith } from '../../src/git/run.ts'
import { UserError } from '../../src/settings/user-error.ts'
import { createRepository, type TestRepository } from './repository.ts'

let repository: TestRepository
beforeEach(() => {
  repository = createRepository()
})
afterEach(() => repository.remove())

const LIST = ['ls-files', '--others', '--exclude-standard'] as const

describe('a Git that does not end', () => {
  it.each(['.gitignore', '.git/info/exclude'])('is stopped: a named pipe as %s', (path) => {
    rmSync(join(repository.root, path), { force: true })
    execFileSync('mkfifo', [join(repository.root, path)])
    expect(() => runGitWith(repository.root, LIST, { patience: 200 })).toThrow(
      new UserError(
        'Git was stopped because it did not finish within 0.2 seconds: git ls-files --others --exclude-standard',
      ),
    )
  })
})

describe('a Git that cannot be started', () => {
  it('is the user’s matter', () => {
    const path = process.env['PATH']
    const empty = mkdtempSync(join(tmpdir(), 'cortex-review-empty-'))
    process.env['PATH'] = empty
    try {
      expect(() => runGitWith(repository.root, LIST, {})).toThrow('Git could not be started in')
    } finally {
      process.env['PATH'] = path
      rmSync(empty, { recursive: true })
    }
  })
})
