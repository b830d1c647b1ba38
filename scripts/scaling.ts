// Judges inputs of the shapes that once took more than linear time, at a quarter, a half and all of
// the largest size, and prints time, memory and growth: `npm run scaling [-- NAME]`. With `--check`
// it judges smaller ones and counts how often each block of code runs, which is the same everywhere;
// it fails where one runs much more than twice as often for twice the input.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { SHAPES, type Shape } from '../bench/shapes.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** Of twice the input; what is sorted takes a little more than twice as much, pairs four times. */
const MOST_GROWTH = 3
/** What runs less often costs nothing, however it grows. */
const LEAST_COUNT = 15_000
/** Of the package that compares lines: gives up after a number of them, see `src/text/hunks.ts`. */
const BOUNDED = /^(?:execEditLength|addToPath|extractCommon|equals)@/
/** What is counted is a part of the largest size, or this many. */
const COUNTED_PART = 1 / 40
const LEAST_COUNTED = 160
const MEASURED = [1 / 4, 1 / 2, 1] as const

interface Measured {
  readonly findings?: number
  readonly untried?: number
  /** How often blocks ran, by their places. */
  readonly blocks?: Readonly<Record<string, number>>
  /** Of the input. */
  readonly characters: number
  readonly seconds: number
  readonly megabytes: number
}

const args = process.argv.slice(2)
const isCheck = args.includes('--check')
const only = args.find((arg) => !arg.startsWith('--'))
const shapes = SHAPES.filter(({ name }) => only === undefined || name.includes(only))
const folder = mkdtempSync(join(tmpdir(), 'cortex-review-scaling-'))
try {
  const program = join(folder, 'judge-shape.mjs')
  await bundle(program)
  if (isCheck) check(program)
  else measure(program)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function bundle(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(ROOT, 'bench/judge-shape.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)",
    },
  })
}

function measure(program: string): void {
  console.log('| shape | size | findings | fixes not tried | processor time | memory | growth |')
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  for (const shape of shapes) {
    let previous: Measured | undefined
    for (const part of MEASURED) {
      const now = run(program, shape, part)
      const growth = previous ? (now.seconds / previous.seconds).toFixed(1) : ''
      const cells = [
        shape.name,
        sizeOf(shape, part),
        now.findings,
        now.untried,
        `${now.seconds.toFixed(1)} s`,
        `${now.megabytes.toFixed(0)} MB`,
        growth,
      ]
      console.log(`| ${cells.join(' | ')} |`)
      previous = now
    }
  }
}

function check(program: string): void {
  let isSlow = false
  for (const shape of shapes) {
    const part = Math.min(1, Math.max(COUNTED_PART, LEAST_COUNTED / shape.most))
    const [less, more] = [
      run(program, shape, part / 2, 'count'),
      run(program, shape, part, 'count'),
    ]
    const [half, whole] = [less.blocks ?? {}, more.blocks ?? {}]
    // Some shapes have more than twice the text for twice the size.
    const most = MOST_GROWTH * (more.characters / less.characters / 2)
    const grown = Object.entries(whole).filter(
      ([place, count]) =>
        count > LEAST_COUNT && count > most * (half[place] ?? 0) && !BOUNDED.test(place),
    )
    const [total, twice] = [half, whole].map(sum)
    console.log(`${shape.name}: ${total} → ${twice} blocks`)
    for (const [place, count] of grown) {
      console.error(`  ${place}: ${half[place] ?? 'few'} → ${count}`)
      isSlow = true
    }
  }
  process.exitCode = isSlow ? 1 : 0
}

function sum(blocks: Readonly<Record<string, number>>): number {
  return Object.values(blocks).reduce((total, count) => total + count, 0)
}

function sizeOf({ most }: Shape, part: number): number {
  return Math.max(1, Math.round(most * part))
}

function run(program: string, shape: Shape, part: number, ...mode: readonly string[]): Measured {
  // Node forgets what it counted of a function that it has not called for a while.
  const command = ['--no-flush-bytecode', program, shape.name, String(sizeOf(shape, part)), ...mode]
  return JSON.parse(
    execFileSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 2 ** 28 }),
  )
}
