import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'

const SRC = fileURLToPath(new URL('../src/', import.meta.url))

/**
 * The rooms from the lowest to the highest; a file imports from its own room and from those below
 * it. A room within a room stands before what surrounds it where that builds on it.
 */
const ROOMS = [
  'text',
  'yaml/parse',
  'yaml/edit',
  'yaml',
  'schema',
  'secrets',
  'cortex/values',
  'cortex/aws',
  'cortex/tables',
  'cortex/files',
  'cortex/keys',
  'cortex/compare',
  'cortex/capacity',
  'cortex/verdict',
  'cortex/facts',
  'review/identity',
  'review/approvals',
  'review/baseline',
  'review/ignores',
  'review/files',
  'review/outlook',
  'review/silence',
  'review/coverage',
  'review/visits',
  'review/fixes',
  'review',
  'custom',
  'settings/custom',
  'settings/fields',
  'settings/shared',
  'settings',
  'workflows',
  'rules',
  'report/comment',
  'report/summary',
  'report/formats',
  'report/audit',
  'report/html/client',
  'report/html',
  'report',
  'docs',
  'github/read',
  'github/write',
  'github/commands',
  'github',
  'git',
  'action',
  'cli/doctor',
  'cli/commands',
  'cli',
  'site/scene',
  'site/pages',
  'site/playground',
] as const

/** Rooms that are one floor: their parts know each other, in both directions. */
const FLOORS: readonly string[] = ['yaml', 'review', 'settings', 'report', 'github', 'cli']

/** Parts that only compute: no clock, environment, network, file system, process or log. */
const PURE =
  /^(?:text|yaml|schema|secrets|cortex|settings|review|custom|rules|report|docs|site\/scene)\//
const PURE_PACKAGES = [
  'yaml',
  'minimatch',
  '@noble/hashes',
  'diff',
  'ipaddr.js',
  'fastest-levenshtein',
  'sarif',
  'd3-array',
  '@marcbachmann/cel-js/evaluator',
  '@bufbuild/re2',
]
const IMPURE =
  /\b(process\.\w|Buffer\b|console\.\w|Date\.now|new Date\(\)|fetch\(|setTimeout|Math\.random)/

/** Files of one folder beyond which a newcomer has to search. */
const MOST_FILES = 22

interface Module {
  readonly path: string
  readonly room: string
  readonly text: string
  readonly imports: readonly string[]
}

const modules = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .map(readModule)
const byPath = new Map(modules.map((module) => [module.path, module]))

function readModule(path: string): Module {
  const text = readFileSync(SRC + path, 'utf8')
  const statements = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)
  const imports = [...statements].map(([, specifier = '']) =>
    specifier.startsWith('.') ? new URL(specifier, `file:///${path}`).pathname.slice(1) : specifier,
  )
  return { path, room: roomOf(path), text, imports }
}

/** The room of a file: its folder; the empty string for an entry. */
function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}

function heightOf(room: string): number {
  return ROOMS.findIndex((each) => each === room)
}

function mayImport(from: string, to: string): boolean {
  const floor = FLOORS.find((each) => from === each || from.startsWith(`${each}/`))
  if (floor !== undefined && (to === floor || to.startsWith(`${floor}/`))) return true
  return heightOf(to) <= heightOf(from)
}

/** All that a file reaches over imports, those at run time on demand included. */
function reach(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen
  seen.add(path)
  for (const next of byPath.get(path)?.imports ?? []) if (next.endsWith('.ts')) reach(next, seen)
  return seen
}

function filesOf(room: string): number {
  return modules.filter((each) => each.room === room).length
}

describe('rooms', () => {
  it('are all known', () => {
    const rooms = new Set(modules.map(({ room }) => room))
    expect([...rooms].filter((room) => room !== '').toSorted()).toEqual([...ROOMS].toSorted())
  })

  it('hold no more files than one sees at a glance', () => {
    const large = ROOMS.filter((room) => room !== 'rules' && filesOf(room) > MOST_FILES)
    expect(large.map((room) => `${room}: ${filesOf(room)}`)).toEqual([])
  })

  it('name no file by a prefix that the folder already says', () => {
    const repeated = modules.filter(({ path, room }) => {
      const folder = room.slice(room.lastIndexOf('/') + 1)
      return folder !== '' && path.slice(room.length + 1).startsWith(`${folder}-`)
    })
    expect(repeated.map(({ path }) => path)).toEqual([])
  })
})

describe('imports point one way', () => {
  it.each(modules.filter(({ room }) => room !== ''))('$path', ({ room, imports }) => {
    const wrong = imports.filter((name) => name.endsWith('.ts') && !mayImport(room, roomOf(name)))
    // Shared by all: the version and the address of the project.
    expect(wrong.filter((name) => name !== 'version.ts')).toEqual([])
  })

  it('in no circle, not even of types', () => {
    expect(findCircles()).toEqual([])
  })
})

/** Circles of imports, each as its files from the first that was met. */
function findCircles(): readonly string[] {
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) circles.push([...trail.slice(at), path].join(' → '))
    if (at >= 0 || done.has(path)) return
    for (const next of byPath.get(path)?.imports ?? []) {
      if (next.endsWith('.ts')) visit(next, [...trail, path])
    }
    done.add(path)
  }
  for (const { path } of modules) visit(path, [])
  return circles
}

describe('what only makes documentation', () => {
  it.each(['action.ts', 'cli/commands/review.ts', 'cli/commands/audit.ts'])(
    'is not reached by %s',
    (entry) => {
      expect([...reach(entry)].filter((path) => path.startsWith('docs/'))).toEqual([])
    },
  )
})

describe('what runs in a browser', () => {
  it.each(['site/playground/worker.ts', 'site/playground/main.ts', 'site/pages/site.ts'])(
    'has nothing of Node: %s',
    (entry) => {
      const reached = [...reach(entry)].flatMap((path) => byPath.get(path) ?? [])
      const foreign = reached.flatMap(({ path, imports }) =>
        imports
          .filter((name) => /^(?:node:|@actions|@octokit)/.test(name))
          .map((name) => `${path}: ${name}`),
      )
      expect(foreign).toEqual([])
      // The build writes the version in place of the variable.
      const impure = reached.filter(
        ({ path, text }) => path !== 'version.ts' && NODE_ONLY.test(text),
      )
      expect(impure.map(({ path }) => path)).toEqual([])
    },
  )
})

const NODE_ONLY = /\bBuffer\.\w|\bprocess\.(?:env|argv|cwd|exit|std|platform)/

describe('docs/architecture.md', () => {
  const page = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8')
  const named = [...new Set(page.match(/src\/[\w/-]+(?:\.ts)?/g))]

  it.each(named)('names %s, which is there', (path) => {
    const inside = path.replace(/^src\//, '')
    const isThere = modules.some((each) => each.path === inside || each.room.startsWith(inside))
    expect(isThere).toBe(true)
  })

  it('leaves out no room', () => {
    const outer = new Set(
      ROOMS.map((room) => (room.startsWith('cortex/') ? room : room.replace(/\/.*/, ''))),
    )
    expect([...outer].filter((room) => !named.includes(`src/${room}`))).toEqual([])
  })
})

describe('the core is pure', () => {
  it.each(modules.filter(({ path }) => PURE.test(path)))('$path', ({ text, imports }) => {
    const packages = imports.filter((name) => !name.endsWith('.ts') && !name.endsWith('.json'))
    expect(
      packages.filter(
        (name) => !PURE_PACKAGES.some((each) => name === each || name.startsWith(`${each}/`)),
      ),
    ).toEqual([])
    expect(text.replace(/^\s*(\/\/|\/?\*).*$/gm, '')).not.toMatch(IMPURE)
  })
})
