import { CORPORA, OWN_CORPUS, readSamples as readCorpus } from '../corpus.ts'
import { readSamples } from '../yaml/files.ts'

/** A text, and where it stands in a repository. */
export interface PipelineFile {
  readonly path: string
  readonly text: string
}

/** How many of the real files are tried. */
const MOST_REAL = 80

/** The project's own files; of real ones, where they are at hand, always the same few. */
export function readFiles(): readonly PipelineFile[] {
  const samples = readSamples().map(({ name, text }) => ({ path: name, text }))
  return [...samples, ...CORPORA.flatMap(readFolder)].filter(({ text }) => text.length < 10_000)
}

function readFolder(folder: string): readonly PipelineFile[] {
  const files = readCorpus(folder)
  if (folder === OWN_CORPUS) return files
  const cortex = files.filter(({ kind }) => kind !== undefined)
  const step = Math.max(1, Math.floor(cortex.length / MOST_REAL))
  return cortex.filter((_, index) => index % step === 0)
}
