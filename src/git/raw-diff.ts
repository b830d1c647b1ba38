import type { EntryType } from '../review/links.ts'

/** A side of a changed file; without an object, its content is in the working tree. */
export interface FileSide {
  readonly path: string
  readonly object: string | undefined
  readonly type: EntryType
  /** The path of the file that a symbolic link leads to. */
  readonly source?: string
  /** Whether that file is not reviewed itself, so that later changes of it would not be seen. */
  readonly isHidden?: boolean
}

/** A changed file; a side that is absent is undefined. */
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
      before: readSide(modeBefore.replace(':', ''), idBefore, oldPath),
      after: readSide(modeAfter, idAfter, newPath),
    })
  }
  return files
}

function readSide(mode: string, id: string, path: string): FileSide | undefined {
  const type = typeOfMode(mode)
  return type && { path, object: /^0+$/.test(id) ? undefined : id, type }
}

/** What Git's mode of an entry says; undefined of a folder, and of what is not there. */
export function typeOfMode(mode: string): EntryType | undefined {
  if (mode.startsWith('100')) return 'file'
  if (mode === '120000') return 'link'
  return mode === '160000' ? 'submodule' : undefined
}
