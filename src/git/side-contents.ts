import { join } from 'node:path'
import {
  type FileContent,
  hideBehindLink,
  mayBeCortexFile,
  readContent,
  UNAVAILABLE,
  unseen,
} from '../cortex/files/content.ts'
import { readBlobs } from './blobs.ts'
import { readFileStart } from './files.ts'
import type { ChangedFile, FileSide } from './raw-diff.ts'

export type Contents = ReadonlyMap<FileSide, FileContent>

/** The sides of a changed file that are there. */
export function sidesOf({ before, after }: ChangedFile): readonly FileSide[] {
  return [before, after].filter((side) => side !== undefined)
}

/** The contents of the sides that may be Cortex's, or that are forced. */
export function readSides(
  sides: readonly FileSide[],
  root: string,
  isForced: (path: string) => boolean,
): Contents {
  const contents = new Map<FileSide, FileContent>()
  const seen = new Set<FileSide>()
  const add = (side: FileSide | undefined, found: FileContent) => {
    if (!side) return
    seen.add(side)
    const content = side.isHidden ? hideBehindLink(side.path, found) : found
    if (isForced(side.path) || mayBeCortexFile(side.path, content)) contents.set(side, content)
  }

  for (const side of sides) if (isElsewhere(side)) add(side, unseen(side.type, side.path))
  const here = sides.filter((side) => !isElsewhere(side))
  const stored = here.filter(({ object }) => object !== undefined)
  const names = stored.map(({ object = '' }) => object)
  readBlobs(root, names, (index, bytes, size) => {
    const side = stored[index]
    if (side) add(side, readContent(side.path, bytes, size))
  })

  for (const side of here) {
    const start = side.object === undefined && readFileStart(join(root, side.source ?? side.path))
    if (start) add(side, readContent(side.path, start.bytes, start.size))
  }
  for (const side of here) if (!seen.has(side)) add(side, UNAVAILABLE)
  return contents
}

function isElsewhere(side: FileSide): side is FileSide & { readonly type: 'link' | 'submodule' } {
  return side.type !== 'file' && side.source === undefined
}
