import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createRepository, type Repository } from './git.ts'

let folder: string
let repository: Repository

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fake-github-'))
  repository = createRepository(join(folder, 'a.git'))
})

afterAll(() => {
  repository.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the repository of the offline GitHub', () => {
  it('commits, diffs and reads files with odd names', async () => {
    const odd = 'a "b" ü\\c.yaml'
    const first = repository.commit({ [odd]: 'one\ntwo\n', 'gone.yaml': 'x\n', 'old.yaml': 'o\n' })
    const second = repository.commit(
      { [odd]: 'one\nTWO\n', 'gone.yaml': null, 'old.yaml': null, 'new.yaml': 'o\n' },
      first,
    )

    expect(repository.diff(first, second)).toEqual([
      expect.objectContaining({
        status: 'M',
        path: odd,
        additions: 1,
        deletions: 1,
        patch: '@@ -1,2 +1,2 @@\n one\n-two\n+TWO',
      }),
      expect.objectContaining({ status: 'D', path: 'gone.yaml', patch: '@@ -1 +0,0 @@\n-x' }),
      expect.objectContaining({ status: 'R', path: 'new.yaml', previousPath: 'old.yaml' }),
    ])
    expect((await repository.read(`${second}:${odd}`))?.content.toString()).toBe('one\nTWO\n')
    expect(await repository.read(`${second}:missing`)).toBeUndefined()
    expect(repository.mergeBase(first, second)).toBe(first)
  })

  it('lists trees', () => {
    const commit = repository.commit({ 'a/b.yaml': 'x', 'c.txt': 'yy' })
    const paths = repository.tree(commit, true)?.map((entry) => [entry.type, entry.path])
    expect(paths).toEqual([
      ['tree', 'a'],
      ['blob', 'a/b.yaml'],
      ['blob', 'c.txt'],
    ])
    expect(repository.tree('0'.repeat(40), true)).toBeUndefined()
  })
})
