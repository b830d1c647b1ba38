import { describe, expect, it } from '@jest/globals'
import { anchorsOf, followLines, hasRemovedRow } from './patch.ts'

const PATCH = [
  '@@ -1,3 +1,4 @@ heading',
  ' a',
  '-b',
  '+B',
  '+B2',
  ' c',
  '@@ -10,2 +11,1 @@',
  ' j',
  '--- k',
  '\\ No newline at end of file',
].join('\n')

describe('anchorsOf', () => {
  it('numbers the rows of both sides and their hunks', () => {
    const { left, right } = anchorsOf(PATCH)
    expect([...right]).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
      [11, 2],
    ])
    expect([...left]).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [10, 2],
      [11, 2],
    ])
  })
})

describe('hasRemovedRow', () => {
  it.each([
    [1, 1, false],
    [2, 3, false],
    [1, 2, true],
    [3, 4, false],
  ])('between lines %i and %i: %s', (start, end, expected) => {
    expect(hasRemovedRow(PATCH, start, end)).toBe(expected)
  })
})

describe('followLines', () => {
  it.each([
    [1, 1, [1, 1]],
    [2, 2, undefined],
    [1, 2, undefined],
    [3, 3, [4, 4]],
    [5, 6, [6, 7]],
    [10, 10, [11, 11]],
    [11, 11, undefined],
    [12, 12, [12, 12]],
  ])('of lines %i to %i', (start, end, expected) => {
    expect(followLines(PATCH, start, end)).toEqual(expected)
  })
})
