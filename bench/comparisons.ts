import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  apiText,
  clusterText,
  commitAll,
  otherText,
  riskyClusterText,
  writeFiles,
} from './fixtures.ts'

/** A process to measure. */
export interface Candidate {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd?: string
  /** A file for standard input. */
  readonly input?: string
}

/** What is measured of a process. */
export type Measure = 'processor time' | 'time' | 'memory'

/** One row: what ours takes, beside theirs or by itself. */
export interface Comparison {
  readonly what: string
  readonly measure: Measure
  readonly ours: Candidate
  /** Absent: the target is a number of megabytes. */
  readonly against?: { readonly what: string; readonly theirs: Candidate }
  /** How many times theirs ours may take. */
  readonly target: number
  readonly rounds: number
}

/** How the command and what it is measured against are started. */
export interface Programs {
  readonly folder: string
  readonly node: string
  readonly cli: string
  /** The bundle of `hand-made.js`. */
  readonly handMade: string
}

/** All rows, with their files written to a folder. */
export function listComparisons(programs: Programs): readonly Comparison[] {
  return [start(programs), ...reviews(programs), ...audits(programs), ...long(programs)].concat(
    repositories(programs),
  )
}

/** The rows beside Spectral, given how it is started on files. */
export function listPeers(
  programs: Programs,
  spectral: (pattern: string) => Candidate,
): readonly Comparison[] {
  return [100, 1000].map((size) => {
    const path = join(programs.folder, `risky-${size}`)
    writeFiles(path, manyClusters(size))
    return {
      what: `\`audit\` of ${size.toLocaleString('en')} cluster files with three findings each`,
      measure: 'time',
      ours: ours(programs, ['audit', path]),
      against: { what: 'Spectral with five rules', theirs: spectral(join(path, '*.yaml')) },
      target: 0.3,
      rounds: size === 100 ? 3 : 1,
    }
  })
}

function ours({ node, cli, folder }: Programs, args: readonly string[], cwd = folder): Candidate {
  return { command: node, args: [cli, ...args], cwd }
}

/** The script of five checks, over the same files. */
function byHand({ node, handMade }: Programs, path: string) {
  return { what: 'a script of five checks', theirs: { command: node, args: [handMade, path] } }
}

function start(programs: Programs): Comparison {
  return {
    what: '`--version`',
    measure: 'processor time',
    ours: ours(programs, ['--version']),
    against: { what: '`node -e 0`', theirs: { command: programs.node, args: ['-e', '0'] } },
    target: 1.1,
    rounds: 31,
  }
}

function reviews(programs: Programs): readonly Comparison[] {
  const one = join(programs.folder, 'one')
  writeFiles(one, { 'cluster.yaml': clusterText('production') })
  commitAll(one)
  writeFiles(one, { 'cluster.yaml': clusterText('production', 'internet-facing') })

  const sixty = join(programs.folder, 'sixty')
  writeFiles(sixty, { 'cluster.yaml': clusterText('production'), ...manyApis(60) })
  commitAll(sixty)
  const changed = { 'api-7.yaml': apiText('api-7').replaceAll('length: 16', 'length: 1000') }
  writeFiles(sixty, changed)

  return [
    {
      what: '`review` of one changed file',
      measure: 'time',
      ours: ours(programs, ['review', '--base', 'HEAD'], one),
      against: byHand(programs, join(one, 'cluster.yaml')),
      target: 1.8,
      rounds: 15,
    },
    {
      what: '`review` of one changed file among 60 API files of one cluster',
      measure: 'time',
      ours: ours(programs, ['review', '--base', 'HEAD'], sixty),
      against: byHand(programs, join(sixty, 'api-7.yaml')),
      target: 3,
      rounds: 15,
    },
  ]
}

function audits(programs: Programs): readonly Comparison[] {
  const folder = (name: string, files: Readonly<Record<string, string>>) => {
    const path = join(programs.folder, name)
    writeFiles(path, files)
    return path
  }
  const rows = [1, 100, 1000].map((size): Comparison => {
    const path = folder(`risky-${size}`, manyClusters(size))
    const files = size === 1 ? 'one cluster file' : `${size.toLocaleString('en')} cluster files`
    return {
      what: `\`audit\` of ${files} with three findings each`,
      measure: 'time',
      ours: ours(programs, ['audit', path]),
      against: byHand(programs, path),
      target: size === 1 ? 2 : 2.5,
      rounds: size === 1 ? 15 : size === 100 ? 5 : 3,
    }
  })
  const fine = folder('fine', mixedFiles(1000))
  const risky = join(programs.folder, 'risky-1000')
  return [
    ...rows,
    memory(
      '`audit` of 1,000 cluster files with three findings each',
      250,
      ours(programs, ['audit', risky]),
    ),
    {
      what: '`audit` of 1,000 files without findings',
      measure: 'time',
      ours: ours(programs, ['audit', fine]),
      against: byHand(programs, fine),
      target: 1.6,
      rounds: 5,
    },
  ]
}

/** One long file, and one of twice its length. */
function long(programs: Programs): readonly Comparison[] {
  const [half, whole] = [1500, 3000].map((size) => {
    const path = join(programs.folder, `long-${size}`)
    const apis = Array.from({ length: size / 2 }, (_, index) => apiText(`api-${index}`))
    writeFiles(path, { 'cortex.yaml': apis.join('') })
    return path
  })
  if (half === undefined || whole === undefined) return []
  const audit = (path: string) => ours(programs, ['audit', path])
  const row = { measure: 'time', target: 2.5, rounds: 3 } as const
  return [
    {
      ...row,
      what: '`audit` of one file of 1,500 APIs',
      ours: audit(half),
      against: byHand(programs, half),
    },
    {
      ...row,
      what: '`audit` of one file of 3,000 APIs',
      ours: audit(whole),
      against: byHand(programs, whole),
    },
    {
      ...row,
      what: '`audit` of one file of 3,000 APIs',
      ours: audit(whole),
      against: { what: 'the same of 1,500 APIs', theirs: audit(half) },
      target: 2.2,
    },
  ]
}

function repositories(programs: Programs): readonly Comparison[] {
  const { repository, objects } = makeTenThousand(programs.folder)
  // Into a pipe, as whoever looks at the contents has to read them.
  const command = ['-c', 'git cat-file --batch | cat']
  const theirs = { command: 'sh', args: command, cwd: repository, input: objects }
  const against = { what: '`git cat-file --batch`', theirs }
  const row = { measure: 'time', against, target: 1.5, rounds: 9 } as const
  const what = '`audit` of 10,000 YAML files, 10 of them for Cortex'
  const atHead = ours(programs, ['audit', '--ref', 'HEAD'], repository)
  return [
    { ...row, what: `${what}, at a commit`, ours: atHead },
    { ...row, what: `${what}, in the working tree`, ours: ours(programs, ['audit'], repository) },
    memory(`${what}, at a commit`, 110, atHead),
  ]
}

function memory(what: string, target: number, candidate: Candidate): Comparison {
  return { what, measure: 'memory', ours: candidate, target, rounds: 3 }
}

function manyApis(size: number): Readonly<Record<string, string>> {
  return numbered(size, (index) => [`api-${index}.yaml`, apiText(`api-${index}`)])
}

function manyClusters(size: number): Readonly<Record<string, string>> {
  return numbered(size, (index) => [`cluster-${index}.yaml`, riskyClusterText(`cluster-${index}`)])
}

function mixedFiles(size: number): Readonly<Record<string, string>> {
  return numbered(size, (index) => [
    `file-${index}.yaml`,
    index % 10 === 0 ? clusterText(`cluster-${index}`) : apiText(`api-${index}`),
  ])
}

function numbered(
  size: number,
  make: (index: number) => readonly [string, string],
): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: size }, (_, index) => make(index)))
}

function makeTenThousand(folder: string) {
  const repository = join(folder, 'many')
  const files = numbered(10_000, (index) => [
    `folder-${index % 100}/file-${index}.yaml`,
    index % 1000 === 7 ? apiText(`api-${index}`) : otherText(index),
  ])
  writeFiles(repository, files)
  commitAll(repository)

  const git = ['ls-tree', '-r', '--object-only', 'HEAD']
  const objects = join(folder, 'objects.txt')
  writeFileSync(objects, execFileSync('git', git, { cwd: repository, maxBuffer: 2 ** 26 }))
  return { repository, objects }
}
