import { expect, it } from '@jest/globals'
import type { TextEdit } from '../../src/text/text.ts'
import { parseDocument } from '../../src/yaml/document.ts'
import { shareLine, touchedBy } from '../../src/yaml/touched-lines.ts'

const TEXT = 'a: 1\nb: 2\nc: 3\n'

function replace(old: string, text: string): TextEdit {
  const start = TEXT.indexOf(old)
  return { start, end: start + old.length, text }
}

function insert(before: string, text: string): TextEdit {
  const start = TEXT.indexOf(before)
  return { start, end: start, text }
}

it.each<[string, TextEdit, TextEdit, boolean]>([
  ['values of two lines', replace('1', '4'), replace('2', '4'), false],
  ['a key and a value of one line', replace('b', 'd'), replace('2', '4'), true],
  ['a line below one that changes', insert('\nb', '\nx: 1'), replace('1', '4'), false],
  ['a line above one that changes', insert('b', 'x: 1\n'), replace('2', '4'), false],
  ['two lines at one place', insert('b', 'x: 1\n'), insert('\nb', '\ny: 1'), true],
  ['a line that goes, and the next', replace('b: 2\n', ''), replace('3', '4'), false],
  ['a line that goes with the break above', replace('\nb: 2', ''), replace('1', '4'), false],
  ['a line that goes and changes', replace('b: 2\n', ''), replace('2', '4'), true],
  [
    'a line below one that goes with its break',
    replace('b: 2\n', ''),
    insert('\nc', '\nx: 1'),
    true,
  ],
  ['a line within those that go', replace('a: 1\nb: 2\n', ''), insert('b', 'x: 1\n'), true],
])('%s', (_, one, other, expected) => {
  const document = parseDocument(TEXT)
  const [some, others] = [touchedBy(document, [one]), touchedBy(document, [other])]
  expect(shareLine(some, others)).toBe(expected)
  expect(shareLine(others, some)).toBe(expected)
})
