import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CorpusFile, readCorpus } from '../scripts/corpus-table.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** The samples written for the project, and the real files where they are at hand. */
export const OWN_CORPUS = join(ROOT, 'test/corpus')
const SHARED_CORPUS = join(ROOT, '../shared/corpus')

export const CORPORA: readonly string[] = [OWN_CORPUS, SHARED_CORPUS].filter((folder) =>
  existsSync(folder),
)

/** For the title of a test that looks at real files too. */
export const CORPUS_NOTE = existsSync(SHARED_CORPUS)
  ? ''
  : ' (real files not at hand: own samples only)'

export interface Sample extends CorpusFile {
  readonly text: string
}

export function readSamples(folder: string): readonly Sample[] {
  return readCorpus(folder).map((entry) => ({
    ...entry,
    text: readFileSync(join(folder, entry.file), 'utf8'),
  }))
}
