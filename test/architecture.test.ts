import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'

const SRC = fileURLToPath(new URL('../src/', import.meta.url))

/** What each part may import besides itself. The entries may import everything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  source: [],
  cortex: ['source'],
  review: ['source', 'cortex'],
  rules: ['source', 'cortex', 'review'],
  report: ['source', 'cortex', 'review'],
  github: ['source', 'cortex', 'review', 'report'],
  git: ['source', 'cortex', 'review', 'report'],
}

/** Parts that only compute: no clock, environment, network, file system, process or log. */
const PURE = ['source', 'cortex', 'review', 'rules', 'report']
const PURE_PACKAGES = [
  'yaml',
  'minimatch',
  '@noble/hashes',
  'diff',
  'ipaddr.js',
  'fastest-levenshtein',
  'sarif',
]
const IMPURE = /\b(process\.\w|console\.\w|Date\.now|new Date\(\)|fetch\(|setTimeout|Math\.random)/

interface Module {
  readonly path: string
  readonly part: string
  readonly text: string
  readonly imports: readonly string[]
}

const modules = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .map(readModule)

function readModule(path: string): Module {
  const text = readFileSync(SRC + path, 'utf8')
  const statements = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)
  const imports = [...statements].map(([, specifier = '']) =>
    specifier.startsWith('.') ? new URL(specifier, `file:///${path}`).pathname.slice(1) : specifier,
  )
  return { path, part: partOf(path), text, imports }
}

/** The first folder, or the empty string for an entry. */
function partOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : ''
}

describe('imports point one way', () => {
  it.each(modules.filter(({ part }) => part in MAY_IMPORT))('$path', ({ part, imports }) => {
    const allowed = [part, ...(MAY_IMPORT[part] ?? [])]
    const internal = imports.filter((name) => name.endsWith('.ts'))
    const wrong = internal.filter((name) => !allowed.includes(partOf(name)))
    // Shared by all: an error that is shown without a stack.
    expect(wrong.filter((name) => name !== 'user-error.ts')).toEqual([])
  })
})

describe('the core is pure', () => {
  it.each(modules.filter(({ part }) => PURE.includes(part)))('$path', ({ text, imports }) => {
    const packages = imports.filter((name) => !name.endsWith('.ts') && !name.endsWith('.json'))
    expect(
      packages.filter(
        (name) => !PURE_PACKAGES.some((each) => name === each || name.startsWith(`${each}/`)),
      ),
    ).toEqual([])
    expect(text.replace(/^\s*(\/\/|\/?\*).*$/gm, '')).not.toMatch(IMPURE)
  })
})
