import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stop } from 'esbuild'
import { build } from '../scripts/build.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CACHE = join(ROOT, 'node_modules/.cache/cortex-review')
const SOURCES = ['src', 'examples', 'docs/rules', 'scripts', 'package.json', 'package-lock.json']

/**
 * The folder with the bundle of the current sources, built if there is none yet.
 *
 * Kept by a hash of the sources, so that all test files of a run share it; the folder appears at
 * once, so two that build at the same time do not disturb each other.
 */
export async function findBundle(): Promise<string> {
  const folder = join(CACHE, hashSources())
  if (existsSync(folder)) return folder

  mkdirSync(CACHE, { recursive: true })
  const fresh = mkdtempSync(join(CACHE, 'new-'))
  await makeBundle(fresh)
  try {
    renameSync(fresh, folder)
  } catch {
    // Another test file was quicker.
    rmSync(fresh, { recursive: true, force: true })
  }
  return folder
}

/** Builds the bundle of the current sources into a folder. */
export async function makeBundle(folder: string): Promise<void> {
  try {
    await build(folder)
  } finally {
    // Its process would keep that of the tests from ending.
    await stop()
  }
}

function hashSources(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const path of listFiles(join(ROOT, source))) {
      hash.update(`${path}\0`).update(readFileSync(path)).update('\0')
    }
  }
  return hash.digest('hex').slice(0, 20)
}

function listFiles(path: string): readonly string[] {
  if (/\.\w+$/.test(path)) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
