import { describe, expect, it } from '@jest/globals'
import { applyEdits, indexLines, toRange } from '../../src/text/text.ts'

describe('applyEdits', () => {
  it('applies edits in any order', () => {
    const edits = [
      { start: 4, end: 5, text: 'E' },
      { start: 0, end: 1, text: '' },
    ]
    expect(applyEdits('abcde', edits)).toBe('bcdE')
  })

  it('keeps the order of insertions at one offset', () => {
    const edits = [
      { start: 1, end: 1, text: 'x' },
      { start: 1, end: 1, text: 'y' },
    ]
    expect(applyEdits('ab', edits)).toBe('axyb')
  })

  it('refuses overlapping edits and edits outside the text', () => {
    const overlapping = [
      { start: 0, end: 2, text: '' },
      { start: 1, end: 3, text: '' },
    ]
    expect(() => applyEdits('abc', overlapping)).toThrow(RangeError)
    expect(() => applyEdits('abc', [{ start: 2, end: 4, text: '' }])).toThrow(RangeError)
  })
})

describe('indexLines', () => {
  const lines = indexLines('a\r\nbc\n\nd')

  it('counts lines and columns from 1', () => {
    expect(lines.lineCount).toBe(4)
    expect(lines.positionAt(0)).toEqual({ line: 1, column: 1 })
    expect(lines.positionAt(4)).toEqual({ line: 2, column: 2 })
    expect(lines.positionAt(99)).toEqual({ line: 4, column: 2 })
  })

  it('leaves the line break out of a line', () => {
    expect(lines.lineSpan(1)).toEqual({ start: 0, end: 1 })
    expect(lines.lineSpan(2)).toEqual({ start: 3, end: 5 })
    expect(lines.lineSpan(3)).toEqual({ start: 6, end: 6 })
    expect(lines.lineSpan(4)).toEqual({ start: 7, end: 8 })
  })

  it('converts spans', () => {
    expect(toRange(lines, { start: 3, end: 7 })).toEqual({
      start: { line: 2, column: 1 },
      end: { line: 4, column: 1 },
    })
  })
})
