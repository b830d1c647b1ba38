/** A side of a changed file; without an object, its content is in the working tree. */
export interface FileSide {
  readonly path: string
  readonly object: string | undefined
}

/** A changed file; a side that is absent, or no regular file, is undefined. */
export interface ChangedFile {
  readonly before: FileSide | undefined
  readonly after: FileSide | undefined
}

/** Reads the output of `git diff-tree` or `git diff-index` with `--raw -z`. */
export function parseRawDiff(output: Buffer): readonly ChangedFile[] {
  const parts = output.toString('utf8').split('\0')
  const files: ChangedFile[] = []

  for (let at = 0; at + 1 < parts.length; ) {
    const [modeBefore = '', modeAfter = '', idBefore = '', idAfter = '', status = ''] = (
      parts[at] ?? ''
    ).split(' ')
    const isRename = status.startsWith('R')
    const oldPath = parts[at + 1] ?? ''
    const newPath = isRename ? (parts[at + 2] ?? '') : oldPath
    at += isRename ? 3 : 2

    // Of a file in conflict, the working tree's entry follows.
    if (status === 'U') continue
    files.push({
      before: readSide(modeBefore, idBefore, oldPath),
      after: readSide(modeAfter, idAfter, newPath),
    })
  }
  return files
}

/** Links and submodules are no files to read. */
function readSide(mode: string, id: string, path: string): FileSide | undefined {
  if (!mode.replace(':', '').startsWith('100')) return undefined
  return { path, object: /^0+$/.test(id) ? undefined : id }
}
