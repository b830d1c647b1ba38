import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundle } from 'esbuild'
import { apiText, clusterText, commitAll, otherText, writeFiles } from '../bench/fixtures.ts'
import { build } from './build.ts'

/** A process to measure. */
interface Candidate {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd?: string
  /** A file for standard input. */
  readonly input?: string
}

interface Comparison {
  readonly name: string
  readonly measure: 'cpu' | 'wall'
  readonly ours: Candidate
  readonly theirs: Candidate
  /** How many times theirs ours may take. */
  readonly target: number
  readonly rounds: number
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NODE = process.env['CORTEX_REVIEW_NODE'] ?? process.execPath
const folder = mkdtempSync(join(tmpdir(), 'cortex-review-bench-'))
try {
  const only = process.argv[2]
  const comparisons = (await prepare()).filter(({ name }) => !only || name.includes(only))
  const version = execFileSync(NODE, ['--version'], { encoding: 'utf8' }).trim()
  console.log(`Node ${version}; medians of interleaved runs\n`)
  console.log('| what | against | measure | ours | theirs | ratio | target |')
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  for (const comparison of comparisons) console.log(renderRow(comparison))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function prepare(): Promise<readonly Comparison[]> {
  const dist = join(folder, 'dist')
  await build(dist)
  const handMade = join(folder, 'hand-made.cjs')
  await bundle({
    entryPoints: [join(ROOT, 'bench/hand-made.js')],
    outfile: handMade,
    bundle: true,
    platform: 'node',
  })
  const cli = (args: readonly string[], cwd = folder): Candidate => ({
    command: NODE,
    args: [join(dist, 'cli.js'), ...args],
    cwd,
  })
  const script = (path: string): Candidate => ({ command: NODE, args: [handMade, path] })

  const one = makeOneChange()
  const apis = makeThousand()
  const many = makeTenThousand()
  return [
    {
      name: '`--version` against `node -e 0`',
      measure: 'cpu',
      ours: cli(['--version']),
      theirs: { command: NODE, args: ['-e', '0'] },
      target: 1.6,
      rounds: 31,
    },
    {
      name: '`review` of one changed file against the hand-made script',
      measure: 'wall',
      ours: cli(['review', '--base', 'HEAD'], one),
      theirs: script(join(one, 'cluster.yaml')),
      target: 2,
      rounds: 31,
    },
    {
      name: '`audit` of 1,000 Cortex files against the hand-made script',
      measure: 'wall',
      ours: cli(['audit', apis]),
      theirs: script(apis),
      target: 2,
      rounds: 7,
    },
    {
      name: '`audit` of 10,000 YAML files, 10 of them Cortex’s, against `git cat-file --batch`',
      measure: 'wall',
      ours: cli(['audit', '--ref', 'HEAD'], many.repository),
      // Into a pipe, as whoever looks at the contents has to read them.
      theirs: {
        command: 'sh',
        args: ['-c', 'git cat-file --batch | cat'],
        cwd: many.repository,
        input: many.objects,
      },
      target: 2,
      rounds: 15,
    },
  ]
}

function makeOneChange(): string {
  const repository = join(folder, 'one')
  writeFiles(repository, { 'cluster.yaml': clusterText('production') })
  commitAll(repository)
  writeFiles(repository, { 'cluster.yaml': clusterText('production', 'internet-facing') })
  return repository
}

function makeThousand(): string {
  const apis = join(folder, 'apis')
  const entries = Array.from({ length: 1000 }, (_, index) => [
    `api-${index}.yaml`,
    index % 10 === 0 ? clusterText(`cluster-${index}`) : apiText(`api-${index}`),
  ])
  writeFiles(apis, Object.fromEntries(entries))
  return apis
}

function makeTenThousand() {
  const repository = join(folder, 'many')
  const entries = Array.from({ length: 10_000 }, (_, index) => [
    `folder-${index % 100}/file-${index}.yaml`,
    index % 1000 === 7 ? apiText(`api-${index}`) : otherText(index),
  ])
  writeFiles(repository, Object.fromEntries(entries))
  commitAll(repository)

  const git = ['ls-tree', '-r', '--object-only', 'HEAD']
  const objects = join(folder, 'objects.txt')
  writeFileSync(objects, execFileSync('git', git, { cwd: repository, maxBuffer: 2 ** 26 }))
  return { repository, objects }
}

function renderRow({ name, measure, ours, theirs, target, rounds }: Comparison): string {
  const samples = { ours: [] as number[], theirs: [] as number[] }
  for (let round = 0; round <= rounds; round += 1) {
    const [first, second] = [run(ours, measure), run(theirs, measure)]
    // The first round warms the caches of the disk.
    if (round === 0) continue
    samples.ours.push(first)
    samples.theirs.push(second)
  }
  const [our, their] = [median(samples.ours), median(samples.theirs)]
  const ratio = our / their
  const verdict = ratio <= target ? 'met' : 'missed'
  const [what, against] = name.split(' against ')
  const cells = [what, against, measure, milliseconds(our), milliseconds(their)]
  return `| ${cells.join(' | ')} | ${ratio.toFixed(2)} | ≤ ${target} ${verdict} |`
}

/** Runs a process once; gives milliseconds of time, or of processor time. */
function run({ command, args, cwd, input }: Candidate, measure: 'cpu' | 'wall'): number {
  const hook = measure === 'cpu' ? ['--require', join(ROOT, 'bench/cpu.cjs')] : []
  const started = performance.now()
  const { status, stderr, output, error } = spawnSync(command, [...hook, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1' },
    maxBuffer: 2 ** 28,
    stdio: [input ? openSync(input, 'r') : 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const wall = performance.now() - started
  if (error) throw error
  if (status !== 0 && status !== 1)
    throw new Error(`${command} ${args.join(' ')}: ${String(stderr)}`)
  return measure === 'wall' ? wall : Number(output[3]) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`
}
