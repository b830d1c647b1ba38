import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { readFiles, readTree } from '../../src/git/audit.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import { createSelection } from '../../src/review/selection.ts'
import { createRepository, type TestRepository } from './repository.ts'

const API = '- name: iris\n  kind: RealtimeAPI\n'
const FILES = {
  'a/api.yaml': API,
  'b/api.yaml': API,
  'b/compose.yaml': 'services: {}\n',
  'node_modules/x/api.yaml': API,
  'README.md': API,
}
const selection = createSelection(DEFAULT_CONFIG)

let repository: TestRepository
beforeEach(() => {
  repository = createRepository()
})
afterEach(() => repository.remove())

describe('a commit', () => {
  it('is read as a whole', () => {
    const commit = repository.commit(FILES)
    repository.commit({ 'a/api.yaml': null })

    const changes = readTree({ root: repository.root, commit, paths: [] }, selection)
    expect([...changes.after]).toEqual([
      ['a/api.yaml', API],
      ['b/api.yaml', API],
      ['node_modules/x/api.yaml', API],
    ])
    expect(changes.before.size).toBe(0)
  })

  it('is read in parts, whose names are no patterns', () => {
    const commit = repository.commit({ ...FILES, '*/api.yaml': API })

    const tree = { root: repository.root, commit, paths: ['a', '*/api.yaml'] }
    const changes = readTree(tree, selection)
    expect([...changes.after.keys()]).toEqual(['*/api.yaml', 'a/api.yaml'])
  })
})

describe('the file system', () => {
  it('is read without what is not the user’s own, and without links', () => {
    repository.write(FILES)
    symlinkSync('a', join(repository.root, 'c'))
    symlinkSync('a/api.yaml', join(repository.root, 'link.yaml'))

    const changes = readFiles(repository.root, ['.'], selection)
    expect([...changes.after.keys()]).toEqual(['a/api.yaml', 'b/api.yaml'])
  })

  it('is read by bytes: a name need not be UTF-8', () => {
    const folder = Buffer.concat([Buffer.from(`${repository.root}/caf`), Buffer.from([0xe9])])
    mkdirSync(folder)
    writeFileSync(Buffer.concat([folder, Buffer.from('/api.yaml')]), API)

    const changes = readFiles(repository.root, ['.'], selection)
    expect([...changes.after]).toEqual([[String.raw`caf\xE9/api.yaml`, API]])
  })

  it('gives a file once', () => {
    repository.write(FILES)

    const changes = readFiles(repository.root, ['b', 'b/api.yaml', 'a/api.yaml'], selection)
    expect([...changes.after.keys()]).toEqual(['b/api.yaml', 'a/api.yaml'])
  })

  it('must exist', () => {
    expect(() => readFiles(repository.root, ['nowhere'], selection)).toThrow(/no file or folder/)
  })
})
