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
      name: 'origin/trunk',
    })
  })

  it('is never HEAD itself where nothing else is known', () => {
    repository.commit({ a: '1' })
    repository.git('branch', '-m', 'work')
    const message = remedyOf(() => resolveComparison(repository.root, {}))
    expect(message).toContain('There is nothing to compare with: no upstream branch')
    expect(message).toContain('Name the base with `--base`, and fetch enough history')

    repository.git('checkout', '-q', '--detach')
    expect(remedyOf(() => resolveComparison(repository.root, {}))).toBe(message)
  })

  it('is the branch that the pull request of a workflow is for', () => {
    const first = repository.commit({ a: '1' })
    repository.git('update-ref', 'refs/remotes/origin/release/1', first)
    repository.commit({ a: '2' })
    repository.git('checkout', '-q', '--detach')
    expect(resolveComparison(repository.root, { target: 'release/1' })).toMatchObject({
      before: first,
      name: 'origin/release/1',
    })
    expect(remedyOf(() => resolveComparison(repository.root, { target: 'next' }))).toContain(
      'branch `next`, which the pull request is for, is not fetched. | Name the base with `--base`',
    )
  })

  it('is the upstream, unless that is the same branch elsewhere', () => {
    const first = repository.commit({ a: '1' })
    repository.git('update-ref', 'refs/remotes/origin/next', first)
    repository.git('config', 'remote.origin.url', repository.root)
    repository.git('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*')
    repository.git('checkout', '-qb', 'feature', '--track', 'origin/next')
    const second = repository.commit({ a: '2' })
    expect(resolveComparison(repository.root, {}).name).toBe('origin/next')

    repository.git('update-ref', 'refs/remotes/origin/feature', second)
    repository.git('branch', '-q', '--set-upstream-to', 'origin/feature')
    expect(resolveComparison(repository.root, {})).toMatchObject({ before: first, name: 'main' })
  })

  it('is asked for in a clone of one commit of a branch', () => {
    repository.commit({ a: '1' })
    repository.git('checkout', '-qb', 'feature')
    repository.commit({ a: '2' })
    repository.git('checkout', '-q', 'main')
    const clone = join(repository.root, 'clone')
    const from = `file://${repository.root}`
    repository.git('clone', '-q', '--depth', '1', '--branch', 'feature', from, clone)
    expect(remedyOf(() => resolveComparison(clone, {}))).toContain('fetch enough history')
    repository.git('-C', clone, 'checkout', '-q', '--detach')
    expect(remedyOf(() => resolveComparison(clone, {}))).toContain('fetch enough history')
  })

  it('may be an annotated tag', () => {
    const first = repository.commit({ a: '1' })
    repository.git('tag', '-a', 'v1', '-m', 'One')
    const second = repository.commit({ a: '2' })

    const comparison = resolveComparison(repository.root, { base: 'v1', head: 'HEAD' })
    expect(comparison).toEqual({
      root: repository.root,
      before: first,
      after: second,
      base: first,
      name: 'v1',
    })
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
