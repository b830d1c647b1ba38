import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A YAML file to try things on. */
export interface SourceFile {
  readonly name: string
  readonly text: string
}

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
const CORPUS = join(ROOT, '../shared/corpus')

/** The project's own samples, one of every shape met in the field. */
export function readSamples(): SourceFile[] {
  return readFolder(join(ROOT, 'test/samples'))
}

export const hasCorpus = existsSync(CORPUS)

/** Real files, where they are at hand. */
export function readCorpus(): SourceFile[] {
  return hasCorpus ? readFolder(CORPUS) : []
}

function readFolder(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}
