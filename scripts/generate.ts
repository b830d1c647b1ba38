import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findLeftovers, findStale, generateFiles, generateIndex, ROOT } from './generated-files.ts'

/**
 * Writes the generated files; with `--check`, lists those that are stale and fails if there is one.
 */
async function main(isCheck: boolean): Promise<void> {
  const staleIndex = update(generateIndex(), isCheck)
  // Loaded only now, since its list was just written.
  const { rules } = await import('../src/rules/index.ts')
  const files = generateFiles(rules)
  const stale = [...staleIndex, ...update(files, isCheck)]
  const leftovers = findLeftovers(files)
  if (!isCheck) for (const path of leftovers) rmSync(join(ROOT, path))

  const verb = isCheck ? 'stale' : 'written'
  for (const path of stale) console.log(`${verb}: ${path}`)
  for (const path of leftovers) console.log(`${isCheck ? 'left over' : 'removed'}: ${path}`)
  if (isCheck && stale.length + leftovers.length > 0) {
    console.error('Run `npm run generate` and commit what it writes.')
    process.exitCode = 1
  }
}

/** Returns the paths of the files that were stale. */
function update(files: ReadonlyMap<string, string>, isCheck: boolean): readonly string[] {
  const stale = findStale(files)
  for (const path of isCheck ? [] : stale) {
    const full = join(ROOT, path)
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, files.get(path) ?? '')
  }
  return stale
}

await main(process.argv.includes('--check'))
