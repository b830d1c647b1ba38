import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { resolveCommit, resolveComparison } from '../../src/git/revisions.ts'
import { UserError } from '../../src/settings/user-error.ts'
import { createRepository, type TestRepository } from './repository.ts'

let repository: TestRepository
beforeEach(() => {
  repository = createRepository()
})
afterEach(() => repository.remove())

/** The message and the remedy of the error that is expected. */
function remedyOf(action: () => unknown): string {
  try {
    action()
    return 'no error'
  } catch (error) {
    return error instanceof UserError ? `${error.message} | ${error.remedy}` : String(error)
  }
}

describe('the base', () => {
  it('is the default branch of the remote, if there is one', () => {
    const first = repository.commit({ a: '1' })
    repository.git('update-ref', 'refs/remotes/origin/trunk', first)
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk')
    repository.commit({ a: '2' })

    expect(resolveComparison(repository.root, {})).toEqual({
      root: repository.root,
      before: first,
      after: undefined,
      base: first,
    })
  })

  it('is HEAD where there is no default branch', () => {
    const first = repository.commit({ a: '1' })
    repository.git('branch', '-m', 'work')

    expect(resolveComparison(repository.root, {}).before).toBe(first)
  })

  it('may be an annotated tag', () => {
    const first = repository.commit({ a: '1' })
    repository.git('tag', '-a', 'v1', '-m', 'One')
    const second = repository.commit({ a: '2' })

    const comparison = resolveComparison(repository.root, { base: 'v1', head: 'HEAD' })
    expect(comparison).toEqual({ root: repository.root, before: first, after: second, base: first })
  })
})

describe('what cannot be compared is explained', () => {
  it.each(['nope', 'origin/gone', 'HEAD~9', 'HEAD^{tree}', 'HEAD^!', 'HEAD@{99}', '@{-9}'])(
    'an unknown ref: %s',
    (base) => {
      repository.commit({ a: '1' })
      expect(remedyOf(() => resolveComparison(repository.root, { base }))).toBe(
        `There is no commit \`${base}\` in this repository. | Check the name, or fetch it: ` +
          `git fetch origin ${base.replace('origin/', '')}`,
      )
    },
  )

  it('a branch that only the remote has here', () => {
    const first = repository.commit({ a: '1' })
    repository.git('update-ref', 'refs/remotes/origin/next', first)

    expect(remedyOf(() => resolveComparison(repository.root, { base: 'next' }))).toBe(
      'There is no commit `next` here, but there is `origin/next`. | Name `origin/next`.',
    )
  })

  it.each([
    '--output=x',
    '',
    'a..b',
    'a b',
    '^HEAD',
    'HEAD:file',
    ':/A commit',
    ':/A',
    'a\nb',
    'a\u001bb',
    'a\u202eb',
  ])('a name that is none: %j', (head) => {
    repository.commit({ a: '1' })
    expect(remedyOf(() => resolveComparison(repository.root, { head }))).toBe(
      `${JSON.stringify(head)} is not the name of a commit. | Name a branch, a tag or a commit.`,
    )
  })

  it('a name that is longer than any', () => {
    const options = [{ head: 'x'.repeat(200_000) }, { base: 'x'.repeat(5000) }]
    for (const option of options) {
      const explained = remedyOf(() => resolveComparison(repository.root, option))
      expect(explained).toContain('x…" is not the name of a commit.')
      expect(explained.length).toBeLessThan(300)
    }
  })

  it('histories that have nothing in common', () => {
    repository.commit({ a: '1' })
    repository.git('checkout', '-q', '--orphan', 'other')
    repository.commit({ a: '2' })

    expect(remedyOf(() => resolveComparison(repository.root, { base: 'main' }))).toBe(
      '`main` and `HEAD` have no common history. | Name another base with --base.',
    )
  })

  it('a shallow clone', () => {
    const base = repository.commit({ a: '1' })
    repository.commit({ a: '2' })
    const clone = join(repository.root, 'clone')
    repository.git('clone', '-q', '--depth=1', `file://${repository.root}`, clone)

    const message = remedyOf(() => resolveComparison(clone, { base }))
    expect(message).toContain(`There is no commit \`${base}\``)
    expect(message).toContain('fetch-depth: 0')
  })

  it('a shallow clone that has both ends but not the way between', () => {
    repository.commit({ a: '1' })
    repository.git('checkout', '-qb', 'feature')
    repository.commit({ a: '2' })
    repository.git('checkout', '-q', 'main')
    repository.commit({ a: '3' })
    const clone = join(repository.root, 'clone')
    const from = `file://${repository.root}`
    repository.git('clone', '-q', '--depth=1', '--no-single-branch', from, clone)

    const refs = { base: 'origin/main', head: 'origin/feature' }
    const message = remedyOf(() => resolveComparison(clone, refs))
    expect(message).toContain('does not reach back')
    expect(message).toContain('fetch-depth: 0')
  })

  it('a folder outside of repositories', () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cortex-review-none-')))
    try {
      const message = remedyOf(() => resolveComparison(folder, {}))
      expect(message).toContain(`${folder} is not in a Git repository.`)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('a commit to audit that does not exist', () => {
    repository.commit({ a: '1' })
    expect(remedyOf(() => resolveCommit(repository.root, 'v9'))).toContain('no commit `v9`')
  })
})
