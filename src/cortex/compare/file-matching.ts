import type { CortexFile } from '../files/subject.ts'

/** Which files of two sides are the same file. */
export interface OtherHalves {
  /** The file on the other side, if it is there. */
  readonly otherOf: (file: CortexFile) => CortexFile | undefined
  /** A text that a file shares with its other half only. */
  readonly keyOf: (file: CortexFile) => string
}

/** Matches files by path and renames (new path → old path). */
export function matchFiles(
  before: readonly CortexFile[],
  after: readonly CortexFile[],
  renames: ReadonlyMap<string, string>,
): OtherHalves {
  const newPaths = new Map([...renames].map(([path, origin]) => [origin, path]))
  const newFiles = new Map(after.map((file) => [file.path, file]))
  const others = new Map(
    before.flatMap((file) => {
      const other = newFiles.get(newPaths.get(file.path) ?? file.path)
      const isSame = other && (renames.get(other.path) ?? other.path) === file.path
      return isSame ? [[file, other] as const, [other, file] as const] : []
    }),
  )
  const isNew = new Set(after)

  return {
    otherOf: (file) => others.get(file),
    keyOf(file) {
      const now = isNew.has(file) ? file : others.get(file)
      return now ? `after:${now.path}` : `before:${file.path}`
    },
  }
}
