import { describe, expect, it } from '@jest/globals'
import * as fc from 'fast-check'
import {
  diffTexts,
  listChangedLines,
  parsePatch,
  renderPatch,
  revertPatch,
} from '../../src/text/hunks.ts'

describe('parsePatch', () => {
  it('numbers the lines of each side', () => {
    const patch = '@@ -1,3 +1,4 @@ pod:\n a\n-b\n+c\n+d\n e'
    expect(parsePatch(patch)).toEqual([
      {
        lines: [
          { type: 'context', before: 1, after: 1, text: 'a' },
          { type: 'removed', before: 2, text: 'b' },
          { type: 'added', after: 2, text: 'c' },
          { type: 'added', after: 3, text: 'd' },
          { type: 'context', before: 3, after: 4, text: 'e' },
        ],
      },
    ])
  })

  it('decides by the first character only', () => {
    const patch = '@@ -7 +7 @@\n--- x\n+++ y\n\n\\ No newline at end of file'
    expect(parsePatch(patch)).toEqual([
      {
        lines: [
          { type: 'removed', before: 7, text: '-- x' },
          { type: 'added', after: 7, text: '++ y' },
          { type: 'context', before: 8, after: 8, text: '' },
        ],
        noNewlineBefore: true,
        noNewlineAfter: true,
      },
    ])
  })

  it('keeps a carriage return and does not take it for a line break', () => {
    expect(parsePatch('@@ -1 +1 @@\n-a\r\n+b\rc\r')[0]?.lines).toEqual([
      { type: 'removed', before: 1, text: 'a\r' },
      { type: 'added', after: 1, text: 'b\rc\r' },
    ])
  })

  it('skips what names the files and ends a hunk at rows that no patch has', () => {
    const patch = [
      'diff --git a/x b/x',
      '--- a/x',
      '+++ b/x',
      '@@ -1 +0,0 @@',
      '-a',
      'diff --git a/y b/y',
      '--- a/y',
      '+++ b/y',
      '@@ -0,0 +1 @@',
      '+b',
      '',
    ].join('\n')
    expect(parsePatch(patch).map(({ lines }) => lines)).toEqual([
      [{ type: 'removed', before: 1, text: 'a' }],
      [{ type: 'added', after: 1, text: 'b' }],
    ])
  })

  it.each(['', 'text', '@@', '@@ -1 +1', '@@ -1234567890 +1 @@\n+a', '@@ -a,b +c,d @@\n+x'])(
    'finds nothing in %j',
    (patch) => {
      expect(parsePatch(patch)).toEqual([])
    },
  )

  it('never throws', () => {
    const rows = fc.constantFrom('@@ -1,2 +3,4 @@', '@@ -9 +0,0 @@', '+', '-', ' ', '\\', '', 'x')
    const patches = fc.oneof(
      fc.string(),
      fc.array(rows).map((list) => list.join('\n')),
    )
    fc.assert(
      fc.property(patches, (patch) => {
        for (const { lines } of parsePatch(patch)) expect(lines.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('renderPatch', () => {
  it('writes what parsePatch reads', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\n'
    const after = 'a\nB\nc\nd\ne\nf\ng\nh\ni'
    const hunks = diffTexts(before, after, 1)
    expect(renderPatch(hunks)).toBe(
      [
        '@@ -1,3 +1,3 @@',
        ' a',
        '-b',
        '+B',
        ' c',
        '@@ -8,1 +8,2 @@',
        ' h',
        '+i',
        '\\ No newline at end of file',
        '',
      ].join('\n'),
    )
    expect(parsePatch(renderPatch(hunks))).toEqual(hunks)
  })

  it('names the line before a side without lines', () => {
    expect(renderPatch(diffTexts('', 'a\n'))).toBe('@@ -0,0 +1,1 @@\n+a\n')
    expect(renderPatch(diffTexts('a\n', ''))).toBe('@@ -1,1 +0,0 @@\n-a\n')
    expect(renderPatch(diffTexts('a\nb\n', 'x\na\n', 0))).toBe(
      '@@ -0,0 +1,1 @@\n+x\n@@ -2,1 +2,0 @@\n-b\n',
    )
  })
})

describe('diffTexts', () => {
  it('finds nothing between equal texts', () => {
    expect(diffTexts('a\n', 'a\n')).toEqual([])
  })

  it('replaces everything when texts have too little in common', () => {
    const [before, after] = [numberLines('a'), numberLines('b')]
    const hunks = diffTexts(before, after)
    expect(hunks).toHaveLength(1)
    expect(hunks[0]?.lines).toHaveLength(6000)
    expect(revertPatch(after, hunks)).toBe(before)
  })
})

describe('listChangedLines', () => {
  it.each([
    ['a\nb\nc', 'a\nx\nc', ['b', 'x']],
    ['', 'a\na', ['', 'a']],
    ['a\na\nb', 'a\nb', ['a']],
    ['a\nb', 'b\na', ['a', 'b']],
    ['a\nb', 'a\nb', []],
  ])('tells what %j and %j do not share', (before, after, lines) => {
    expect(listChangedLines(before, after)).toEqual(lines)
  })
})

describe('revertPatch', () => {
  const line = fc.constantFrom('a', 'b', 'c: 1', '', '-', '\\ No newline', '@@ -1 +1 @@', 'x\r')
  const text = fc
    .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
    .map(([lines, open]) => lines.map((part) => `${part}\n`).join('') + (open ? 'end' : ''))

  it('gives back the old text', () => {
    fc.assert(
      fc.property(text, text, fc.nat(3), (before, after, context) => {
        const hunks = diffTexts(before, after, context)
        expect(revertPatch(after, hunks)).toBe(before)
        expect(revertPatch(after, parsePatch(renderPatch(hunks)))).toBe(before)
      }),
      { numRuns: 500, seed: 1 },
    )
  })

  it('says so if a context or added line is another one', () => {
    const hunks = diffTexts('a\nb\nc\n', 'a\nB\nc\n')
    expect(revertPatch('x\nB\nc\n', hunks)).toBeUndefined()
    expect(revertPatch('a\nX\nc\n', hunks)).toBeUndefined()
    expect(revertPatch('a\nB\n', hunks)).toBeUndefined()
  })

  it('says so if the last line break is not what the patch says', () => {
    const hunks = diffTexts('a\nb', 'a\nB')
    expect(revertPatch('a\nB\n', hunks)).toBeUndefined()
    expect(revertPatch('a\nB\nc', hunks)).toBeUndefined()
    expect(revertPatch('a\nB', diffTexts('a\nb\n', 'a\nB\n'))).toBeUndefined()
  })

  it('says so if hunks are out of order', () => {
    const hunks = diffTexts('a\nb\nc\nd\n', 'A\nb\nc\nD\n', 0)
    expect(revertPatch('A\nb\nc\nD\n', hunks.toReversed())).toBeUndefined()
  })
})

function numberLines(word: string): string {
  return Array.from({ length: 3000 }, (_, number) => `${word}${number}\n`).join('')
}
