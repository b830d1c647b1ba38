import { once } from '../../text/once.ts'
import { parseDocument, type YamlDocument } from '../../yaml/document.ts'
import type { VersionRange } from '../values/version-range.ts'
import { resemblesApiFile } from './api-shape.ts'
import { isClusterPath, resemblesClusterFile } from './cluster-shape.ts'
import type { Pair } from './identity.ts'
import { mayBeCortex, recognize } from './recognize.ts'
import { isSopsFile, leaveOutSops } from './sops.ts'
import { correctSpelling } from './spelling.ts'
import type { CortexFile, FileKind } from './subject.ts'
import { findVersion } from './version.ts'

export interface FileText {
  readonly path: string
  readonly text: string
}

/** A text that may be a Cortex file, parsed when that is needed. */
interface Candidate extends FileText {
  /** What it is by itself. */
  readonly kind: FileKind | undefined
  readonly document: () => YamlDocument
  /** What it is read as, by the side and by what else that depends on. */
  readonly files: Map<string, CortexFile>
  /** The versions whose form it has, by what it is read as. */
  readonly versions: Map<FileKind, VersionRange>
}

/**
 * What was read so far. A text that is read again, as it did not change while another file did, is
 * the same file with the same subjects, so that what is known of them need not be found again.
 */
export interface Reading {
  readonly examine: (file: FileText, document?: () => YamlDocument) => Candidate
}

/** The first texts under a path are those of the review itself; others are tried in their place. */
const FIRST = 2
/** How many characters of those that are tried stay known: what they mean takes a hundred times as much. */
const MOST_TRIED = 500_000

/** Creates a reading that has read nothing. */
export function createReading(): Reading {
  const known = new Map<string, Candidate[]>()
  const tried: Candidate[] = []
  const kept = { length: 0 }
  const forgetOldest = () => {
    const [oldest] = tried.splice(0, 1)
    if (!oldest) return
    kept.length -= oldest.text.length
    known.set(oldest.path, known.get(oldest.path)?.filter((each) => each !== oldest) ?? [])
  }
  return {
    examine(file, document) {
      const list = known.get(file.path) ?? []
      const same = list.find(({ text }) => text === file.text)
      if (same) return same

      const candidate = examine(file, document)
      known.set(file.path, [...list, candidate])
      if (list.length < FIRST) return candidate
      tried.push(candidate)
      kept.length += candidate.text.length
      while (kept.length > MOST_TRIED && tried.length > LEAST_TRIED) forgetOldest()
      return candidate
    },
  }
}

/** Both sides of a part that is tried, and the last of its forms, be they ever so long. */
const LEAST_TRIED = 3

function examine({ path, text }: FileText, document = once(() => parseDocument(text))): Candidate {
  const kind = mayBeCortex(text, path) ? recognize(document(), path) : undefined
  return { path, text, kind, document, files: new Map(), versions: new Map() }
}

interface PairReading {
  readonly reading: Reading
  readonly selection: { isForced(path: string): boolean }
  readonly version: VersionRange | undefined
}

/** Reads a file on both sides; undefined if it is Cortex's on neither. */
export function readPair(
  { before, after }: Pair<FileText>,
  { reading, selection, version }: PairReading,
): Pair<CortexFile> | undefined {
  const old = before && reading.examine(before)
  const now = after && reading.examine(after, after.text === old?.text ? old.document : undefined)
  const forced = [now, old].find((side) => side && selection.isForced(side.path))
  const kind = now?.kind ?? old?.kind ?? (forced && guessKind(forced))
  if (!kind) return undefined

  const read = (side: 'before' | 'after', one: Candidate | undefined, other = one) =>
    one && (one.kind || forced || belongs(one.document(), kind))
      ? readFile(one, other, { side, kind, version })
      : undefined
  const file = read('after', now, old)
  // A file that did not change is one and the same, so that it is read and compared once.
  const isSame = old?.path === now?.path && old?.text === now?.text
  return { before: isSame ? file : read('before', old, now), after: file }
}

interface FileReading {
  readonly side: 'before' | 'after'
  readonly kind: FileKind
  readonly version: VersionRange | undefined
}

function readFile(one: Candidate, other: Candidate | undefined, given: FileReading): CortexFile {
  // A file that cannot be read has the kind and the form that the other side has.
  const telling = one.document().root || !other?.kind ? one : other
  const kind = telling.kind ?? given.kind
  const version = given.version ?? versionOf(telling, kind)
  const key = `${given.side} ${kind} ${version.from} ${version.to}`
  const file = one.files.get(key) ?? toFile(one, kind, version)
  one.files.set(key, file)
  return file
}

function versionOf({ document, versions }: Candidate, kind: FileKind): VersionRange {
  const { root, text } = document()
  const version = versions.get(kind) ?? findVersion(root, kind, text)
  versions.set(kind, version)
  return version
}

function toFile({ path, document }: Candidate, kind: FileKind, version: VersionRange): CortexFile {
  const written = document()
  const isEncrypted = isSopsFile(written.root)
  const plain = written.root && isEncrypted ? leaveOutSops(written.root) : written.root
  const corrected = correctSpelling(plain, kind, version)
  const file = { path, kind, document: written, version }
  if (corrected === written.root) return file
  return {
    ...file,
    document: { ...written, root: corrected },
    written,
    ...(isEncrypted && { isEncrypted }),
  }
}

/** Whether a file whose other side is Cortex's is still, or was already, meant to be. */
function belongs({ root }: YamlDocument, kind: FileKind): boolean {
  if (!root) return true
  return kind === 'api' ? resemblesApiFile(root) : resemblesClusterFile(root)
}

/** The kind of a file that the settings name though it does not look like Cortex's. */
function guessKind({ path, document }: Candidate): FileKind {
  const { root } = document()
  if (root) return root.kind === 'map' ? 'cluster' : 'api'
  return isClusterPath(path) ? 'cluster' : 'api'
}
