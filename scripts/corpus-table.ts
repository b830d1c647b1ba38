import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mayBeCortex, recognize } from '../src/cortex/files/recognize.ts'
import { findVersion } from '../src/cortex/files/version.ts'
import { overlaps, type VersionRange } from '../src/cortex/values/version-range.ts'
import { parseDocument } from '../src/yaml/document.ts'

/** A file of a corpus, and what it is known to be. */
export interface CorpusFile {
  /** From the corpus's folder. */
  readonly file: string
  /** Where it came from: the path that a review would see. */
  readonly path: string
  /** Undefined if it is not Cortex's. */
  readonly kind: string | undefined
  /** The known version as the index has it, e.g. `0.36` or `0.19-0.33`. */
  readonly version: string | undefined
  readonly flags: readonly string[]
}

export interface CorpusResult extends CorpusFile {
  readonly found: string | undefined
  readonly foundVersion: VersionRange | undefined
  readonly outcome: 'recognized' | 'ignored' | 'missed' | 'wrong kind' | 'false hit'
  /** Whether the range found has the known version; undefined if there is none. */
  readonly isVersionRight: boolean | undefined
}

interface IndexRow {
  readonly file: string
  readonly path?: string
  readonly kind?: string
  readonly cortex_version?: string
  readonly flags?: readonly string[]
}

/** Lists the files of a corpus by its two indexes. */
export function readCorpus(folder: string): readonly CorpusFile[] {
  return ['positive', 'negative'].flatMap((half) => {
    return readIndex(join(folder, half, 'index.json')).map(
      ({ file, path = file, kind, cortex_version, flags = [] }) => ({
        file,
        path,
        kind: half === 'positive' ? kind : undefined,
        version: cortex_version,
        flags,
      }),
    )
  })
}

function readIndex(path: string): readonly IndexRow[] {
  if (!existsSync(path)) return []
  const rows: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return Array.isArray(rows) ? rows.filter((row) => isRow(row)) : []
}

function isRow(row: unknown): row is IndexRow {
  return typeof row === 'object' && row !== null && 'file' in row && typeof row.file === 'string'
}

/** Takes a file through the same steps as a review. */
export function judgeFile(folder: string, entry: CorpusFile): CorpusResult {
  const bytes = readFileSync(join(folder, entry.file))
  const text = bytes.toString('utf8')
  const document = mayBeCortex(text, entry.path) ? parseDocument(text) : undefined
  const found = document && recognize(document, entry.path)
  const foundVersion =
    document && found ? findVersion(document.root, found, document.text) : undefined
  const known = entry.version === undefined ? undefined : parseRange(entry.version)

  return {
    ...entry,
    found,
    foundVersion,
    outcome: outcomeOf(entry.kind, found),
    isVersionRight:
      known && (foundVersion ? overlaps(withEarlier(known, entry), foundVersion) : false),
  }
}

function outcomeOf(kind: string | undefined, found: string | undefined): CorpusResult['outcome'] {
  if (kind === undefined) return found === undefined ? 'ignored' : 'false hit'
  if (found === undefined) return 'missed'
  return found === kind ? 'recognized' : 'wrong kind'
}

/**
 * The known version is the release that first had the commit: the old side of a pair was there
 * before the commit, so it has the form of the release before it as often as not.
 */
function withEarlier({ from, to }: VersionRange, { file }: CorpusFile): VersionRange {
  return { from: file.endsWith('/old.yaml') ? from - 1 : from, to }
}

/** `0.36` or `0.19-0.33`; undefined for anything else, e.g. `after 0.42`. */
function parseRange(text: string): VersionRange | undefined {
  const [, from, to = from] = /^0\.(\d+)(?:\.\d+)?(?:-0\.(\d+))?$/.exec(text) ?? []
  return from === undefined ? undefined : { from: Number(from), to: Number(to) }
}
