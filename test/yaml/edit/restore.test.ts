import { describe, expect, it } from '@jest/globals'
import { applyEdits, type KeyPath } from '../../../src/text/text.ts'
import { parseDocument } from '../../../src/yaml/document.ts'
import { resolveEdits } from '../../../src/yaml/edit/edit.ts'
import { toEditValue } from '../../../src/yaml/edit/value.ts'
import { findNode } from '../../../src/yaml/tree.ts'

/** What becomes of a text if a path is to be as in the old one. */
function restore(old: string, now: string, path: KeyPath): string {
  const document = parseDocument(old)
  const value = toEditValue(findNode(document.root, path))
  if (value === undefined) throw new Error('The old text says nothing there')
  const keys = [...old.matchAll(/^ *(\w+)/gm)].map(([, key = '']) => key)
  const source = { document, path }
  const edits = [{ op: 'set' as const, path, value, source }]
  return applyEdits(
    now,
    resolveEdits(parseDocument(now), edits, () => keys),
  )
}

/** Each name says what the new side lost; restoring it gives the old text again. */
const LOST: readonly (readonly [title: string, old: string, now: string, path: KeyPath])[] = [
  ['a key', 'a: 1\nb: "2" # two\nc: 3\n', 'a: 1\nc: 3\n', ['b']],
  ['an ignore comment', 'a: 1\n# cortex-review: ignore[x] why\nb: 2\n', 'a: 1\n', ['b']],
  ['a number as it is written', 'a: 1\nb: 0.50\n', 'a: 1\nb: 0.25\n', ['b']],
  ['the comment behind a value', 'a: 1\nb: 2 # two\n', 'a: 1\nb: 3\n', ['b']],
  ['the comment above a value', 'a: 1\n# two\nb: 2\n', 'a: 1\nb: 3\n', ['b']],
  [
    'a block with all that is in it',
    'a: 1\n# probe\nb: # here\n    # inner\n    c: 1 # c\n\n    d: |\n      text\nz: 1\n',
    'a: 1\nz: 1\n',
    ['b'],
  ],
  ['a block in brackets', 'a: 1\nb: {c: 1, d: [x, "y"]}\n', 'a: 1\n', ['b']],
  ['a list with its dashes', 'b:\n- x # first\n- y\nc: 1\n', 'c: 1\n', ['b']],
  ['a key between blank lines', 'a: 1\n\n# two\nb: 2\n\nc: 3\n', 'a: 1\n\nc: 3\n', ['b']],
  ['a part of a section that went', 'a:\n  # x\n  x: 1 # one\nb: 1\n', 'b: 1\n', ['a', 'x']],
  ['the items of a list', 'a:\n  - x # 1\n  - y # 2\n  - z\n', 'a:\n  - x # 1\n  - z\n', ['a']],
  ['an alias', 'a: &a {x: 1}\nb: *a\n', 'a: &a {x: 1}\n', ['b']],
  ['a block with a merge key', 'a: &a {x: 1}\nb:\n  <<: *a\n  z: 2 # z\n', 'a: &a {x: 1}\n', ['b']],
  ['a line of a file with CR LF', 'a: 1\r\nb: 2 # two\r\n', 'a: 1\r\n', ['b']],
]

describe('restores', () => {
  it.each(LOST)('%s', (_, old, now, path) => {
    expect(restore(old, now, path)).toBe(old)
  })

  it('only the parts of a section that are meant', () => {
    const old = 'a: # section\n  x: 1 # one\n  y: 2\nb: 1\n'
    expect(restore(old, 'b: 1\n', ['a', 'x'])).toBe('a: # section\n  x: 1 # one\nb: 1\n')
  })

  it('with the indentation and the line breaks of the new text', () => {
    const old = 'a:\n    x: # x\n        w: 1\n    z: 1\n'
    expect(restore(old, 'a:\r\n  z: 1\r\n', ['a', 'x'])).toBe(
      'a:\r\n  x: # x\r\n      w: 1\r\n  z: 1\r\n',
    )
  })

  it('a value, where its anchor is gone', () => {
    expect(restore('a: &a {x: 1}\nb: *a\n', 'a: {x: 1}\n', ['b'])).toBe('a: {x: 1}\nb:\n  x: 1\n')
  })

  it('a value, where its anchor means something else', () => {
    const now = 'a: &a {x: 2}\nc: *a\n'
    expect(restore('a: &a {x: 1}\nb: *a\n', now, ['b'])).toBe('a: &a {x: 2}\nb:\n  x: 1\nc: *a\n')
  })

  it.each([
    ['the comment in place of one that came with the value', 'a: 1 # old\n', 'a: 2  # new\n'],
    ['no comment where one came with the value', 'a: 1\n', 'a: 2 # new\n'],
    ['the comment of a list', 'a: [1, 2] # old\n', 'a: [1, 3] # new\n'],
    ['the comment of an item', 'a:\n  - 1 # old\n  - 2\n', 'a:\n  - 3 # new\n  - 2\n'],
    ['the comments of a block', 'a:\n  x: 1\n  z: 2 # z\n', 'a:\n  x: 3 # x\n  z: 4 # y\n'],
    ['the comment behind what is in brackets', 'a: {b: 1}\n', 'a: {b: 2} # new\n'],
  ])('%s', (_, old, now) => {
    expect(restore(old, now, ['a'])).toBe(old)
  })

  it.each([
    ['an old comment', 'a: 1 # both\n', 'a: 2 # both\n', 'a: 1 # both\n'],
    ['one that came from elsewhere', '# one\na: 1\n', 'a: 2 # one\n', 'a: 1 # one\n'],
    ['one above the line', 'a: 1\n', '# new\na: 2\n', '# new\na: 1\n'],
    [
      'one that is for other keys, too',
      '{a: 1, b: 1}\n',
      '{a: 2, b: 2} # new\n',
      '{a: 1, b: 2} # new\n',
    ],
    ['quotes', 'a: "x"\n', "a: 'y' # new\n", "a: 'x'\n"],
    ['an anchor', 'a: 1\n', 'a: &a 2 # new\n', 'a: &a 1\n'],
  ])('and keeps %s', (_, old, now, restored) => {
    expect(restore(old, now, ['a'])).toBe(restored)
  })

  it('no comment that went elsewhere', () => {
    expect(restore('a: 1 # old\n', '# old\na: 2\n', ['a'])).toBe('# old\na: 1\n')
  })

  it('not the quotes and brackets that the author chose', () => {
    expect(restore('a: "x"\n', "a: 'y'\n", ['a'])).toBe("a: 'x'\n")
    expect(restore('a:\n  - x\n  - y\n', 'a: [x]\n', ['a'])).toBe('a: [x, y]\n')
  })
})
