import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatVersion } from '../src/cortex/values/version-range.ts'
import { type CorpusResult, judgeFile, readCorpus } from './corpus-table.ts'

/**
 * Prints how well Cortex files are found in a folder of known files: `npm run corpus [-- DIR]`.
 *
 * Exits with 1 on a miss, a wrong kind or a false hit that is no named exception.
 */

/** Files that cannot be recognized, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {}

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FAILURES = ['missed', 'wrong kind', 'false hit']

function main(): void {
  const folder = process.argv[2] ?? defaultFolder()
  const files = readCorpus(folder)
  if (files.length === 0)
    throw new Error(`No positive/index.json or negative/index.json in ${folder}`)

  const results = files.map((file) => judgeFile(folder, file))
  const failures = results.filter(({ outcome }) => FAILURES.includes(outcome))
  const excepted = failures.filter(({ file }) => Object.hasOwn(EXCEPTIONS, file))

  console.log(`${folder}\n`)
  printOutcomes(results, excepted)
  printVersions(results)
  process.exitCode = failures.length > excepted.length ? 1 : 0
}

function defaultFolder(): string {
  const shared = join(ROOT, '../shared/corpus')
  return existsSync(shared) ? shared : join(ROOT, 'test/corpus')
}

function printOutcomes(results: readonly CorpusResult[], excepted: readonly CorpusResult[]): void {
  const cortex = results.filter(({ kind }) => kind !== undefined)
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length

  printTable([
    ['files of Cortex', cortex.length],
    ['  recognized', count('recognized')],
    ['  missed', count('missed')],
    ['  wrong kind', count('wrong kind')],
    ['files of others', results.length - cortex.length],
    ['  ignored', count('ignored')],
    ['  false hits', count('false hit')],
    ['named exceptions', excepted.length],
  ])
  for (const { file, path, outcome, kind, found } of results) {
    if (!FAILURES.includes(outcome)) continue
    const reason = EXCEPTIONS[file]
    console.log(
      `${outcome}: ${file} (${path}): ${kind ?? 'not Cortex'} taken for ${found ?? 'not Cortex'}` +
        (reason ? `; exception: ${reason}` : ''),
    )
  }
}

function printVersions(results: readonly CorpusResult[]): void {
  const known = results.filter(({ isVersionRight }) => isVersionRight !== undefined)
  const wrong = known.filter(({ isVersionRight }) => !isVersionRight)
  const widths = known.map(({ foundVersion }) =>
    foundVersion ? foundVersion.to - foundVersion.from + 1 : 0,
  )
  const share = (100 * (known.length - wrong.length)) / Math.max(known.length, 1)
  const width = widths.reduce((sum, each) => sum + each, 0) / Math.max(known.length, 1)

  console.log()
  printTable([
    ['with a known version', known.length],
    ['  found right', `${known.length - wrong.length} (${share.toFixed(1)} %)`],
    ['  releases in a range, on average', width.toFixed(1)],
  ])
  for (const { file, version, foundVersion } of wrong) {
    console.log(`wrong version: ${file}: ${version} taken for ${describe(foundVersion)}`)
  }
}

function describe(version: CorpusResult['foundVersion']): string {
  return version ? formatVersion(version) : 'none'
}

function printTable(rows: readonly (readonly [string, string | number])[]): void {
  const width = Math.max(...rows.map(([label]) => label.length))
  for (const [label, value] of rows) console.log(`${label.padEnd(width)}  ${value}`)
}

main()
