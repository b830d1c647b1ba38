import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SEVERITIES } from '../src/report/comment/placement.ts'
import { makeVisible } from '../src/report/visible.ts'
import { rules } from '../src/rules/index.ts'
import { isFalseAlarm, isUnchanged, type JudgedPair, readPairs, reviewPair } from './noise-pairs.ts'

/**
 * Prints how much is said of real changes: `npm run noise [-- DIR] [--list]`.
 *
 * `--list` prints every finding. Exits with 1 if anything is said of a pair whose data is the same on
 * both sides: comments, format, the order of keys, defaults that are written.
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url))

function main(): void {
  const args = process.argv.slice(2)
  const folder = args.find((arg) => !arg.startsWith('--')) ?? defaultFolder()
  const pairs = readPairs(folder).map((pair) => reviewPair(pair, rules))
  if (pairs.length === 0) throw new Error(`No folder in ${folder}/pairs`)

  const unchanged = pairs.filter(isUnchanged).length
  console.log(`${folder}: ${pairs.length} pairs, ${unchanged} of them with the same data\n`)
  if (args.includes('--list')) printFindings(pairs)
  printFigures(pairs)
  printRules(pairs)
  const alarms = pairs.filter(isFalseAlarm)
  for (const { id, judged } of alarms) {
    const { findings, changes } = judged
    console.log(
      `false alarm: ${id} has the same data on both sides, but ${findings.length} ` +
        `findings and ${changes.length} changes`,
    )
  }
  const failures = pairs.flatMap(({ id, judged }) =>
    judged.failures.map(({ rule, error }) => `rule failed: ${rule} on ${id}: ${error.message}`),
  )
  for (const failure of failures) console.log(failure)
  process.exitCode = alarms.length + failures.length > 0 ? 1 : 0
}

function defaultFolder(): string {
  const shared = join(ROOT, '../shared/corpus')
  if (existsSync(shared)) return shared
  console.log('Real pairs are not at hand: the samples written for the project.')
  return join(ROOT, 'test/corpus')
}

function printFindings(pairs: readonly JudgedPair[]): void {
  for (const { id, path, judged } of pairs) {
    if (judged.findings.length === 0) continue
    console.log(`${id} (${path})`)
    for (const { severity, rule, message, location, fix } of judged.findings) {
      const place = `${location.range.start.line}${location.side === 'before' ? ' before' : ''}`
      console.log(
        `  ${place}: ${severity}[${rule.id}] ${makeVisible(message)}${fix ? ` [${fix.title}]` : ''}`,
      )
    }
    console.log()
  }
}

/** Findings per pair: how many pairs have none, and what a usual and a bad pair have. */
function printFigures(pairs: readonly JudgedPair[]): void {
  console.log('findings per pair   total  median  p90  max  pairs with none')
  for (const severity of [undefined, ...SEVERITIES]) {
    const counts = pairs
      .map(
        ({ judged }) =>
          judged.findings.filter((each) => severity === undefined || each.severity === severity)
            .length,
      )
      .toSorted((a, b) => a - b)
    const cells = [
      (severity ?? 'all').padEnd(17),
      String(counts.reduce((sum, each) => sum + each, 0)).padStart(7),
      String(quantile(counts, 0.5)).padStart(7),
      String(quantile(counts, 0.9)).padStart(4),
      String(counts.at(-1) ?? 0).padStart(4),
      String(counts.filter((each) => each === 0).length).padStart(16),
    ]
    console.log(cells.join(' '))
  }
  console.log()
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function printRules(pairs: readonly JudgedPair[]): void {
  const ids = pairs.flatMap(({ judged }) => judged.findings.map(({ rule }) => rule.id))
  const inPairs = pairs.flatMap(({ judged }) => [
    ...new Set(judged.findings.map(({ rule }) => rule.id)),
  ])
  const counts = countEach(inPairs)
  const rows = [...countEach(ids)].toSorted(([, a], [, b]) => b - a)
  const width = Math.max(4, ...rows.map(([id]) => id.length))
  console.log(`${'rule'.padEnd(width)}  findings  pairs`)
  for (const [id, count] of rows) {
    const cells = [String(count).padStart(8), String(counts.get(id) ?? 0).padStart(5)]
    console.log(`${id.padEnd(width)}  ${cells.join('  ')}`)
  }
  console.log()
}

function countEach(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

main()
