import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { findBundle, makeBundle } from './bundle.ts'

let files: ReadonlyMap<string, string>
let again: ReadonlyMap<string, string>
const other = mkdtempSync(join(tmpdir(), 'cortex-review-build-'))

beforeAll(async () => {
  files = readFolder(await findBundle())
  await makeBundle(other)
  again = readFolder(other)
}, 60_000)
afterAll(() => rmSync(other, { recursive: true, force: true }))

function readFolder(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).toSorted()
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

describe('the bundle', () => {
  it('is the same whenever and wherever it is built', () => {
    expect([...again.keys()]).toEqual([...files.keys()])
    const different = [...files].filter(([name, text]) => again.get(name) !== text)
    expect(different.map(([name]) => name)).toEqual([])
  })

  it('has names without hashes', () => {
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['action.js', 'cli.js', 'LICENSES.txt']),
    )
    expect([...files.keys()].filter((name) => /[A-Z0-9]{8}\.js$/.test(name))).toEqual([])
  })

  it('loads nothing of audits and pages for a review', () => {
    const reached = new Set<string>()
    const follow = (name: string) => {
      if (reached.has(name)) return
      reached.add(name)
      // What is loaded on demand stands in a function; all else stands at the start of a line of code.
      const text = (files.get(name) ?? '').replaceAll(
        /Promise\.resolve\(\)\.then\([^;]*?require\("[^"]+"\)/g,
        '',
      )
      for (const [, next = ''] of text.matchAll(/require\("\.\/([^"]+)"\)/g)) follow(next)
    }
    follow('action.js')
    expect(reached.size).toBeGreaterThan(1)
    const late = [...files].filter(
      ([, text]) =>
        text.includes('cortex-audit.junit.xml') || text.includes('Content-Security-Policy'),
    )
    expect(late.length).toBeGreaterThan(0)
    expect(late.filter(([name]) => reached.has(name)).map(([name]) => name)).toEqual([])
  })

  it('tells nothing of the machine that built it', () => {
    const root = fileURLToPath(new URL('..', import.meta.url))
    const traces = [
      root,
      tmpdir() + '/cortex',
      ['registry', 'npmjs'].join('.'),
      'sourceMappingURL=',
    ]
    const found = [...files].flatMap(([name, text]) =>
      traces.filter((trace) => text.includes(trace)).map((trace) => `${name}: ${trace}`),
    )
    expect(found).toEqual([])
  })

  it('has the licence of every package in it', () => {
    const licenses = files.get('LICENSES.txt') ?? ''
    for (const name of ['yaml', 'minimatch', '@octokit/core', '@actions/core', 'undici']) {
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'))
    }
    expect(licenses).toContain('Permission to use, copy, modify')
  })
})
