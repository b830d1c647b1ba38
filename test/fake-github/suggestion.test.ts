import { describe, expect, it } from '@jest/globals'
import { parseSuggestion, replaceLines } from './suggestion.ts'

describe('parseSuggestion', () => {
  it.each([
    ['one line', 'Text\n```suggestion\na: 1\n```\n<!-- m -->', ['a: 1']],
    ['a deletion', '```suggestion\n```', []],
    ['an empty line', '```suggestion\n\n```', ['']],
    ['a longer fence', '````suggestion\n```\na\n```\n````', ['```', 'a', '```']],
    ['CRLF', '```suggestion\r\na\r\n```\r\n', ['a']],
    ['tildes', '~~~suggestion\na\n~~~', ['a']],
    ['no end', '```suggestion\na', ['a']],
    ['spaces around the mark', '  ```  suggestion  \na\n   ```', ['a']],
  ])('reads %s', (_name, body, lines) => {
    expect(parseSuggestion(body)).toEqual(lines)
  })

  it.each([
    ['other blocks', '```yaml\na\n```'],
    ['a block within a block', '````yaml\n```suggestion\na\n```\n````'],
    ['indented code', '    ```suggestion\n    a\n    ```'],
    ['backticks in the info', '```suggestion`x\na\n```'],
  ])('finds none in %s', (_name, body) => {
    expect(parseSuggestion(body)).toBeUndefined()
  })
})

describe('replaceLines', () => {
  it.each([
    ['replaces', 'a\nb\nc\n', 2, 2, ['x', 'y'], 'a\nx\ny\nc\n'],
    ['deletes', 'a\nb\nc\n', 2, 3, [], 'a\n'],
    ['keeps CRLF', 'a\r\nb\r\n', 1, 1, ['x'], 'x\r\nb\r\n'],
    ['keeps a missing break at the end', 'a\nb', 2, 2, ['x'], 'a\nx'],
  ])('%s', (_name, text, start, end, lines, expected) => {
    expect(replaceLines(text, start, end, lines)).toBe(expected)
  })
})
