import { describe, expect, it } from '@jest/globals'
import { type EntryType, followLinks } from '../../src/review/links.ts'

/** A tree by path: what a link says, or the type of anything else. */
const TREE: Readonly<Record<string, EntryType | { readonly link: string }>> = {
  'a/file.yaml': 'file',
  'other/deep/file.yaml': 'file',
  'other/file.yaml': 'file',
  'file.yaml': 'file',
  module: 'submodule',
  'a/here.yaml': { link: 'file.yaml' },
  'a/up.yaml': { link: '../other/file.yaml' },
  'a/twice.yaml': { link: './/here.yaml' },
  'a/folder': { link: '../other/deep' },
  // As a system reads it: the folder above where the link leads.
  'a/above.yaml': { link: 'folder/../file.yaml' },
  'a/absolute.yaml': { link: '/etc/file.yaml' },
  'a/out.yaml': { link: '../../file.yaml' },
  'a/nul.yaml': { link: 'file.yaml\0' },
  'a/nothing.yaml': { link: 'gone.yaml' },
  'a/below.yaml': { link: 'file.yaml/x' },
  'a/into.yaml': { link: '../module/file.yaml' },
  'a/self.yaml': { link: 'self.yaml' },
  'a/empty.yaml': { link: '' },
  'a/to-folder.yaml': { link: '../other' },
}

function follow(path: string, known?: ReadonlySet<string>) {
  const isKnown = (at: string) => known === undefined || known.has(at)
  return followLinks(
    path,
    (at) => {
      const entry = TREE[at]
      if (!isKnown(at)) return undefined
      return typeof entry === 'object' ? 'link' : (entry ?? 'other')
    },
    (at) => {
      const entry = TREE[at]
      return typeof entry === 'object' && isKnown(at) ? entry.link : undefined
    },
  )
}

describe('a path', () => {
  it.each([
    ['a/file.yaml', 'a/file.yaml'],
    ['a/here.yaml', 'a/file.yaml'],
    ['a/up.yaml', 'other/file.yaml'],
    ['a/twice.yaml', 'a/file.yaml'],
    ['a/folder/file.yaml', 'other/deep/file.yaml'],
    ['a/above.yaml', 'other/file.yaml'],
  ])('%s leads to %s', (path, target) => {
    expect(follow(path)).toEqual({ kind: 'file', path: target })
  })

  it.each(
    ['absolute', 'out', 'nul', 'nothing', 'below', 'into', 'self', 'empty', 'to-folder'].map(
      (name) => `a/${name}.yaml`,
    ),
  )('%s leads nowhere', (path) => {
    expect(follow(path)).toEqual({ kind: 'nowhere' })
  })

  it('says what has to be known first', () => {
    expect(follow('a/here.yaml', new Set())).toEqual({ kind: 'unread', path: 'a' })
    expect(follow('a/here.yaml', new Set(['a']))).toEqual({ kind: 'unread', path: 'a/here.yaml' })
  })
})
