// Measures the command, mostly beside something else in the same run: `npm run bench [-- NAME]`. With
// `--write` the figures go into docs/performance.md, which an idle machine should make. `--peers`
// also installs Spectral, into a temporary folder; `--quick` measures once, to see that all works.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundle } from 'esbuild'
import {
  type Candidate,
  type Comparison,
  listComparisons,
  listPeers,
  type Measure,
} from '../bench/comparisons.ts'
import { build } from './build.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PAGE = join(ROOT, 'docs/performance.md')
const NODE = process.env['CORTEX_REVIEW_NODE'] ?? process.execPath
/** What a process took: microseconds of processor time, and kilobytes. */
const HOOK = join(ROOT, 'bench/usage.cjs')

const ACTION = 'the Action on a pull request of two files, 50 ms for each answer of GitHub'
const SPECTRAL = '@stoplight/spectral-cli'
const SPECTRAL_VERSION = '6.16.3'

const args = process.argv.slice(2)
const isWriting = args.includes('--write')
const isQuick = args.includes('--quick')
const only = args.find((arg) => !arg.startsWith('--'))
const folder = mkdtempSync(join(tmpdir(), 'cortex-review-bench-'))
try {
  const comparisons = (await prepare()).filter(({ what }) => !only || what.includes(only))
  const version = execFileSync(NODE, ['--version'], { encoding: 'utf8' }).trim()
  const head = [
    '| what | measure | Cortex Review | against | theirs | ratio | target |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ]
  console.log(head.join('\n'))
  const rows = comparisons.map((comparison) => print(renderRow(comparison)))
  if (!only || ACTION.includes(only)) rows.push(print(renderAction()))
  if (isWriting) writeFileSync(PAGE, renderPage(version, [...head, ...rows]))
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
  const programs = { folder, node: NODE, cli: join(dist, 'cli.js'), handMade }
  const peers = args.includes('--peers') ? listPeers(programs, installSpectral()) : []
  return [...listComparisons(programs), ...peers]
}

/** Only who asks for peers has them installed, where nothing of the project is. */
function installSpectral(): (pattern: string) => Candidate {
  const prefix = join(folder, 'peers')
  const wanted = `${SPECTRAL}@${SPECTRAL_VERSION}`
  const install = ['install', '--prefix', prefix, '--ignore-scripts', '--no-audit', wanted]
  execFileSync('npm', install, { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder })
  const program = join(prefix, 'node_modules', SPECTRAL, 'dist/index.js')
  const ruleset = join(ROOT, 'bench/spectral.yaml')
  return (pattern) => ({
    command: NODE,
    args: [program, 'lint', '--ruleset', ruleset, '--fail-severity', 'hint', pattern],
    cwd: folder,
  })
}

function print(row: string): string {
  console.log(row)
  return row
}

/** The time of a job, and how much of it is waiting. */
function renderAction(): string {
  const program = [join(ROOT, 'bench/action-run.ts'), join(folder, 'dist/action.js')]
  const runs = Array.from({ length: isQuick ? 1 : 5 }, () => {
    const text = execFileSync(
      process.execPath,
      ['--import', join(ROOT, 'scripts/typescript.js'), ...program],
      { encoding: 'utf8' },
    )
    const found: Readonly<Record<'milliseconds' | 'waiting' | 'requests', number>> =
      JSON.parse(text)
    return found
  })
  const [own, waiting] = [
    median(runs.map(({ milliseconds }) => milliseconds)),
    median(runs.map(({ waiting: each }) => each)),
  ]
  const against = `waiting for ${runs[0]?.requests ?? 0} answers`
  const cells = [ACTION, 'time', render(own, 'time'), against, render(waiting, 'time')]
  return `| ${[...cells, (own / waiting).toFixed(2), ''].join(' | ')} |`
}

function renderRow({ what, measure, ours, against, target, rounds }: Comparison): string {
  const [own, their] = measureAll(ours, against?.theirs, { measure, rounds })
  const value = against ? own / their : own
  const verdict = value <= target ? 'met' : 'missed'
  const limit = against ? `≤ ${target}` : `< ${target} MB`
  const theirs = against ? render(their, measure) : ''
  const ratio = against ? value.toFixed(2) : ''
  const cells = [what, measure, render(own, measure), against?.what ?? '', theirs, ratio]
  return `| ${[...cells, `${limit}, ${verdict}`].join(' | ')} |`
}

interface Way {
  readonly measure: Measure
  readonly rounds: number
}

/** The medians of interleaved runs. */
function measureAll(
  ours: Candidate,
  theirs: Candidate | undefined,
  { measure, rounds }: Way,
): readonly [number, number] {
  const samples = { ours: [] as number[], theirs: [] as number[] }
  const last = isQuick ? 1 : rounds
  for (let round = 0; round <= last; round += 1) {
    const found = [run(ours, measure), theirs ? run(theirs, measure) : 0] as const
    // The first round warms the caches of the disk.
    if (round === 0) continue
    samples.ours.push(found[0])
    samples.theirs.push(found[1])
  }
  return [median(samples.ours), median(samples.theirs)]
}

/** Runs a process once; gives milliseconds, or megabytes. */
function run({ command, args: given, cwd, input }: Candidate, measure: Measure): number {
  const hook = measure === 'time' ? [] : ['--require', HOOK]
  const started = performance.now()
  const { status, stderr, output, error } = spawnSync(command, [...hook, ...given], {
    cwd,
    env: { ...process.env, NO_COLOR: '1' },
    maxBuffer: 2 ** 28,
    stdio: [input ? openSync(input, 'r') : 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const elapsed = performance.now() - started
  if (error) throw error
  if (status !== 0 && status !== 1)
    throw new Error(`${command} ${given.join(' ')}: ${String(stderr)}`)
  if (measure === 'time') return elapsed
  const [microseconds = 0, kilobytes = 0] = String(output[3]).split(' ').map(Number)
  return measure === 'memory' ? kilobytes / 1024 : microseconds / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function render(value: number, measure: Measure): string {
  return measure === 'memory' ? `${value.toFixed(0)} MB` : `${value.toFixed(0)} ms`
}

function renderPage(version: string, table: readonly string[]): string {
  const processors = cpus()
  return `<!-- Generated by \`npm run bench -- --write\`; do not edit. -->
# Performance

How long the command takes and how much memory it needs, measured with \`npm run bench\` on Node ${version} and
${processors.length} processors (${processors[0]?.model.trim() ?? 'unknown'}). Each figure is the median of several runs. What is compared ran in turns, so
that the ratios hold on other machines. Starting Node is part of every figure.

${table.join('\n')}

The script of five checks parses the same files with the package \`yaml\` and checks five values: what a team might write
for itself. Its source is \`bench/hand-made.js\`. The row of the Action runs its bundle against an offline GitHub that takes
50 ms for each answer; what is compared is the time in which at least one request has no answer yet.

## How cost grows

- Time grows with the text of the files that Cortex reads, and with the number of findings that have a fix: each fix is
  applied in memory and judged again before it is offered. Fixes beyond the work of one run are shown without this proof
  and say so.
- Files of other tools cost little: their text is searched for the keys of Cortex and not parsed.
- Work is linear in the size of the change. \`npm run scaling\` judges about fifty shapes of large and hostile input at
  three sizes and prints time, memory, and growth. \`npm run scaling -- --check\` counts the work instead and fails if any
  part of it grows faster.
- One review reads at most 8,000,000 characters of Cortex files and lists at most 5,000 findings. What is beyond is a
  finding that fails the check.
`
}
