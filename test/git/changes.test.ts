import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { LARGEST_FILE } from '../../src/cortex/files/content.ts'
import { readGitChanges, type Wanted } from '../../src/git/changes.ts'
import { type Refs, resolveComparison } from '../../src/git/revisions.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { createSelection } from '../../src/review/selection.ts'
import { createRepository, GIT_ENV, type TestRepository } from './repository.ts'

const CLUSTER = 'cluster_name: prod\nregion: us-east-1\nnode_groups:\n  - name: cpu\n'
const OTHER = CLUSTER.replace('cpu', 'gpu')
const API = '- name: iris\n  kind: RealtimeAPI\n'
const CHANGED_API = API.replace('iris', 'lily')
const COMPOSE = 'services:\n  web:\n    image: nginx\n'

let repository: TestRepository
beforeEach(() => {
  repository = createRepository()
})
afterEach(() => repository.remove())

function relate(paths: readonly string[]) {
  return { paths, left: [], unassigned: [] }
}

function readChanges(refs: Refs = {}, wanted: Partial<Wanted> = {}, cwd = repository.root) {
  const selection = createSelection(DEFAULT_CONFIG)
  return readGitChanges(resolveComparison(cwd, refs), { selection, ...wanted })
}

const toObject = <T>(map: ReadonlyMap<string, T>) => Object.fromEntries(map)

describe('two commits', () => {
  it('compares with the merge base, never with the tip of the base', () => {
    repository.commit({ 'cluster.yaml': CLUSTER })
    repository.git('checkout', '-qb', 'feature')
    repository.commit({ 'cluster.yaml': OTHER })
    repository.git('checkout', '-q', 'main')
    repository.commit({ 'cluster.yaml': CLUSTER.replace('us-east-1', 'eu-west-1') })

    const changes = readChanges({ base: 'main', head: 'feature' })
    expect(toObject(changes.before)).toEqual({ 'cluster.yaml': CLUSTER })
    expect(toObject(changes.after)).toEqual({ 'cluster.yaml': OTHER })
    expect(changes.hunks.get('cluster.yaml')?.[0]?.lines.at(-1)).toEqual({
      type: 'added',
      after: 4,
      text: '  - name: gpu',
    })
  })

  it('reads added and removed files', () => {
    repository.commit({ 'cluster.yaml': CLUSTER })
    repository.commit({ 'cluster.yaml': null, 'api.yml': API })

    const changes = readChanges({ base: 'HEAD~', head: 'HEAD' })
    expect(toObject(changes.before)).toEqual({ 'cluster.yaml': CLUSTER })
    expect(toObject(changes.after)).toEqual({ 'api.yml': API })
    expect([...changes.hunks.keys()].toSorted()).toEqual(['api.yml', 'cluster.yaml'])
  })

  it('follows renames, whatever the user prefers', () => {
    repository.git('config', 'diff.renames', 'false')
    repository.commit({ 'a/cluster.yaml': CLUSTER })
    repository.commit({ 'a/cluster.yaml': null, 'b/cluster.yaml': CLUSTER })

    const changes = readChanges({ base: 'HEAD~', head: 'HEAD' })
    expect(toObject(changes.renames)).toEqual({ 'b/cluster.yaml': 'a/cluster.yaml' })
    expect(changes.hunks.size).toBe(0)
  })

  it('leaves out what cannot be Cortex’s, and what is not selected', () => {
    repository.commit({ 'README.md': '' })
    repository.commit({ 'compose.yaml': COMPOSE, 'notes.txt': CLUSTER, 'cluster.yaml': CLUSTER })

    const changes = readChanges({ base: 'HEAD~', head: 'HEAD' })
    expect([...changes.after.keys()]).toEqual(['cluster.yaml'])
  })

  it('keeps both sides of a file that was Cortex’s', () => {
    repository.commit({ 'cluster.yaml': CLUSTER })
    repository.commit({ 'cluster.yaml': COMPOSE })

    const changes = readChanges({ base: 'HEAD~', head: 'HEAD' })
    expect(toObject(changes.after)).toEqual({ 'cluster.yaml': COMPOSE })
  })

  it('reads unchanged files that are asked for', () => {
    repository.commit({ 'cluster.yaml': CLUSTER, 'api.yaml': API })
    repository.commit({ 'api.yaml': CHANGED_API })

    const changes = readChanges(
      { base: 'HEAD~', head: 'HEAD' },
      { related: (changed) => relate([...changed, 'cluster.yaml', 'nowhere.yaml']) },
    )
    expect(changes.before.get('cluster.yaml')).toBe(CLUSTER)
    expect(changes.after.get('cluster.yaml')).toBe(CLUSTER)
    expect([...changes.hunks.keys()]).toEqual(['api.yaml'])
    expect(changes.unreadable).toEqual([])
  })

  it('reads them where a file only moves, which may be to another cluster', () => {
    repository.commit({ 'p/cluster.yaml': CLUSTER, 'p/api.yaml': API })
    repository.commit({ 'p/api.yaml': null, 'q/api.yaml': API })
    const { before, renames } = readChanges(
      { base: 'HEAD~', head: 'HEAD' },
      { related: () => relate(['p/cluster.yaml']) },
    )
    expect(renames.get('q/api.yaml')).toBe('p/api.yaml')
    expect(before.get('p/cluster.yaml')).toBe(CLUSTER)
  })

  it('knows all paths when it asks which', () => {
    repository.commit({ 'cluster.yaml': CLUSTER, 'api.yaml': API, 'deep/er/x.txt': 'x' })
    repository.commit({ 'api.yaml': CHANGED_API, 'new.yaml': API })
    const seen: (readonly string[])[] = []
    const related = (...given: readonly (readonly string[])[]) => {
      seen.push(...given)
      return relate([])
    }
    readChanges({ base: 'HEAD~', head: 'HEAD' }, { related })
    expect(seen.map((paths) => [...new Set(paths)])).toEqual([
      ['api.yaml', 'new.yaml'],
      ['api.yaml', 'cluster.yaml', 'deep/er/x.txt'],
      [],
    ])
    // What no other file has a say in.
    repository.commit({ 'deep/er/x.txt': 'y', 'api.yaml': `${CHANGED_API}# more\n` })
    readChanges({ base: 'HEAD~', head: 'HEAD' }, { related })
    expect(seen).toHaveLength(3)
  })

  it('works in a bare repository', () => {
    repository.commit({ 'cluster.yaml': CLUSTER })
    repository.commit({ 'cluster.yaml': OTHER })
    const bare = join(repository.root, 'bare.git')
    repository.git('clone', '-q', '--bare', '.', bare)

    const changes = readChanges({ base: 'main~', head: 'main' }, {}, bare)
    expect(toObject(changes.after)).toEqual({ 'cluster.yaml': OTHER })
    expect(() => readChanges({ base: 'main' }, {}, bare)).toThrow(/bare/)
  })
})

describe('the working tree', () => {
  it('holds what is committed, staged, changed and new', () => {
    repository.commit({ 'a.yaml': API, 'b.yaml': API, 'c.yaml': API, 'd.yaml': API })
    repository.git('checkout', '-qb', 'feature')
    repository.commit({ 'a.yaml': `${API}# committed\n` })
    repository.write({ 'b.yaml': `${API}# staged\n`, '.gitignore': 'ignored.yaml\n' })
    repository.git('add', 'b.yaml')
    repository.write({ 'c.yaml': `${API}# changed\n`, 'new/e.yaml': API, 'ignored.yaml': API })

    const changes = readChanges()
    expect(toObject(changes.after)).toEqual({
      'a.yaml': `${API}# committed\n`,
      'b.yaml': `${API}# staged\n`,
      'c.yaml': `${API}# changed\n`,
      'new/e.yaml': API,
    })
    expect([...changes.before.keys()]).toEqual(['a.yaml', 'b.yaml', 'c.yaml'])
  })

  it('is reviewed against nothing before the first commit', () => {
    repository.write({ 'cluster.yaml': CLUSTER })

    const changes = readChanges()
    expect(toObject(changes.after)).toEqual({ 'cluster.yaml': CLUSTER })
    expect(changes.before.size).toBe(0)
  })

  it('is the whole one, also from a folder in it', () => {
    repository.commit({ 'cluster.yaml': CLUSTER, 'sub/api.yaml': API })
    repository.git('config', 'diff.relative', 'true')
    repository.write({ 'cluster.yaml': OTHER, 'sub/api.yaml': `${API}#\n`, 'new.yaml': API })

    const changes = readChanges({}, {}, join(repository.root, 'sub'))
    expect([...changes.after.keys()]).toEqual(['cluster.yaml', 'sub/api.yaml', 'new.yaml'])
  })

  it('may be a linked one', () => {
    repository.commit({ 'cluster.yaml': CLUSTER })
    const linked = join(repository.root, 'linked')
    repository.git('worktree', 'add', '-q', linked)
    execFileSync('git', ['rm', '-q', 'cluster.yaml'], { cwd: linked, env: GIT_ENV })

    const changes = readChanges({}, {}, linked)
    expect(toObject(changes.before)).toEqual({ 'cluster.yaml': CLUSTER })
    expect(changes.after.size).toBe(0)
  })

  it('does not follow links', () => {
    repository.commit({ 'cluster.yaml': CLUSTER, secret: CLUSTER })
    rmSync(join(repository.root, 'cluster.yaml'))
    symlinkSync('secret', join(repository.root, 'cluster.yaml'))
    symlinkSync('secret', join(repository.root, 'new.yaml'))

    const changes = readChanges()
    expect(changes.after.size).toBe(0)
  })

  it('shows a link that stays while the file that it leads to changes out of sight', () => {
    symlinkSync('hidden.txt', join(repository.root, 'cluster.yaml'))
    const base = repository.commit({ 'hidden.txt': 'cluster_name: prod\nregion: us-east-1\n' })
    repository.git('checkout', '-qb', 'feature')
    const head = repository.commit({ 'hidden.txt': 'cluster_name: prod\nregion: eu-west-1\n' })

    const { unreadable } = readChanges({ base, head })
    expect(unreadable.map(({ path, side, reason }) => `${path} ${side} ${reason}`)).toEqual([
      'cluster.yaml before link',
      'cluster.yaml after link',
    ])
  })

  it('shows the file of a conflict', () => {
    repository.commit({ 'cluster.yaml': CLUSTER })
    repository.git('checkout', '-qb', 'feature')
    repository.commit({ 'cluster.yaml': OTHER })
    repository.git('checkout', '-q', 'main')
    repository.commit({ 'cluster.yaml': CLUSTER.replace('cpu', 'inf') })
    expect(() => repository.git('merge', 'feature')).toThrow(/CONFLICT|Command failed/)

    const changes = readChanges({ base: 'HEAD' })
    expect(changes.after.get('cluster.yaml')).toContain('<<<<<<<')
  })
})

describe('hostile files', () => {
  it('may have any name', () => {
    repository.commit({ 'README.md': '' })
    const names = [
      'a b.yaml',
      '-rf.yaml',
      'new\nline.yaml',
      '$(touch x).yaml',
      'ü"\t.yaml',
      ':!x.yaml',
    ]
    repository.commit(Object.fromEntries(names.map((name) => [name, API])))
    repository.write({ 'untracked\n.yaml': API })

    const committed = readChanges({ base: 'HEAD~', head: 'HEAD' })
    expect([...committed.after.keys()].toSorted()).toEqual(names.toSorted())
    const all = readChanges({ base: 'HEAD~' })
    expect([...all.after.keys()].toSorted()).toEqual([...names, 'untracked\n.yaml'].toSorted())
  })

  it('are named if they cannot be read', () => {
    repository.commit({ 'README.md': '' })
    repository.commit({
      'large.yaml': API + '#'.repeat(LARGEST_FILE),
      'binary.yaml': `${API}\0`,
      'latin.yaml': Buffer.from(`${API}# ü`, 'latin1'),
      'utf16.yaml': Buffer.from(`\uFEFF${API}`, 'utf16le'),
      'picture.yaml': Buffer.from([0, 1, 2, 0xff]),
      'fine.yaml': API,
    })

    const changes = readChanges({ base: 'HEAD~', head: 'HEAD' })
    expect(changes.unreadable).toEqual([
      { path: 'binary.yaml', side: 'after', reason: 'binary', mayBeCortex: true },
      { path: 'large.yaml', side: 'after', reason: 'too-large', mayBeCortex: true },
      { path: 'latin.yaml', side: 'after', reason: 'not-utf8', mayBeCortex: true },
      { path: 'utf16.yaml', side: 'after', reason: 'not-utf8', mayBeCortex: true },
    ])
    expect([...changes.after.keys()]).toEqual(['fine.yaml'])
  })

  it('may be submodules', () => {
    repository.commit({ 'README.md': '' })
    const inner = join(repository.root, 'cluster.yaml')
    mkdirSync(inner)
    const git = (...args: string[]) => execFileSync('git', args, { cwd: inner, env: GIT_ENV })
    git('init', '-q')
    git('commit', '-q', '--allow-empty', '-m', 'Inner')
    repository.commit({})

    const changes = readChanges({ base: 'HEAD~' })
    expect(changes.after.size).toBe(0)
  })
})
