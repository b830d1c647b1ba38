import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'

const TEST = fileURLToPath(new URL('.', import.meta.url))
const page = readFileSync(new URL('../SECURITY.md', import.meta.url), 'utf8')

/** The rows of the table of threats: cells between bars. */
const rows = page
  .slice(page.indexOf('| threat |'))
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

/** `file` “title”. */
const NAMED = /`([^`]+\.test\.ts)` “([^”]+)”/g

describe('SECURITY.md', () => {
  it('says of every threat what holds it', () => {
    expect(rows.length).toBeGreaterThan(20)
    for (const row of rows) expect(row.filter(Boolean)).toHaveLength(3)
  })

  it.each(rows.map(([threat = '', , tests = '']) => [threat, tests]))(
    'names a test that there is: %s',
    (_, tests) => {
      const named = [...tests.matchAll(NAMED)].map(([, file = '', title = '']) => ({ file, title }))
      expect(named.length).toBeGreaterThan(0)
      // Nothing else is in the cell, such as a test that is misspelt.
      expect(tests.replaceAll(NAMED, '').replaceAll(';', '').trim()).toBe('')
      const absent = named.filter(({ file, title }) => !hasTitle(`${TEST}${file}`, title))
      expect(absent).toEqual([])
    },
  )
})

/** Whether a test file has a title, or its beginning. */
function hasTitle(path: string, title: string): boolean {
  return existsSync(path) && readFileSync(path, 'utf8').includes(title)
}
