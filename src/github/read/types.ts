import {
  type FileContent,
  hideBehindLink,
  mayBeCortexFile,
  UNAVAILABLE,
  unseen,
} from '../../cortex/files/content.ts'
import { readFiles, type Source } from './blobs.ts'
import { oldPathOf } from './files.ts'
import { mayBeCortexChange, type ReadFile } from './sides.ts'
import { followIn, type OpenTree, type TreeFile } from './tree.ts'

/** What GitHub's list does not tell: whether a path is a file, a link or a submodule. */
export interface Types {
  readonly source: Source
  readonly trees: Readonly<Record<'before' | 'after', OpenTree>>
  readonly isCandidate: (path: string) => boolean
  /** All changed paths. */
  readonly changed: ReadonlySet<string>
}

/** A link says no more than a system takes of a path. */
const LONGEST_LINK = 4096

/**
 * Reads links as the files that they lead to, and takes nothing of a submodule for a file: of what
 * may be Cortex's, and of what may be a link. Most changes have none, and ask for nothing.
 */
export async function settleTypes(types: Types, read: ReadFile): Promise<ReadFile> {
  const { file } = read
  const isDoubtful = [read.before, read.after].some((side) => side && mayBeLink(side))
  if (!isDoubtful && !mayBeCortexChange(read)) return read

  const after = await settleSide(types, 'after', file.path, read.after)
  const isCortex = after.content && mayBeCortexFile(file.path, after.content)
  const isOldDoubtful = !read.before || mayBeLink(read.before)
  const isOldLost = read.before && isUnavailable(read.before)
  const before =
    (isCortex && isOldDoubtful) || isOldLost
      ? await settleSide(types, 'before', oldPathOf(file), read.before)
      : { content: read.before }
  const links = {
    ...(before.source !== undefined && { before: before.source }),
    ...(after.source !== undefined && { after: after.source }),
  }
  // The lines of a link are those of another file.
  const hunks = after.source === undefined ? read.hunks : []
  return { file, hunks, before: before.content, after: after.content, links }
}

/** Whether a content may be what a link says: a path, on one line. */
function mayBeLink(content: FileContent): boolean {
  if (!('text' in content)) return isUnavailable(content)
  return content.text.length <= LONGEST_LINK && !content.text.includes('\n')
}

function isUnavailable(content: FileContent): boolean {
  return 'unreadable' in content && content.unreadable === 'unavailable'
}

interface Settled {
  readonly content: FileContent | undefined
  /** The path of the file that a link leads to. */
  readonly source?: string
}

async function settleSide(
  types: Types,
  side: 'before' | 'after',
  path: string,
  content: FileContent | undefined,
): Promise<Settled> {
  const entry = await findEntry(types, side, path, content !== undefined)
  if (!entry) return { content: content && UNAVAILABLE }
  if (entry === 'none') return { content: undefined }
  if (entry.type === 'file') return { content }
  // A submodule that gives way to a file was no file of Cortex.
  if (entry.type === 'submodule') {
    return { content: side === 'after' ? unseen('submodule', path) : undefined }
  }
  return readLink(types, side, path)
}

/** What stands at a path, or as a link or submodule in place of a folder above it. */
async function findEntry(
  { trees, changed }: Types,
  side: 'before' | 'after',
  path: string,
  isThere: boolean,
): Promise<TreeFile | 'none' | undefined> {
  const tree = trees[side]
  if (isThere) return tree.entryAt(path)
  const steps = path.split('/')
  const folders = steps.slice(1).map((_, at) => steps.slice(0, at + 1).join('/'))
  // What took the place of a folder, or gave way to one, is a change itself.
  for (const folder of folders.filter((each) => changed.has(each))) {
    const entry = await tree.entryAt(folder)
    if (entry && entry.type !== 'file') return entry
  }
  return 'none'
}

/** What a link leads to; only that of the files that are reviewed. */
export async function readLink(
  { source, trees, isCandidate }: Types,
  side: 'before' | 'after',
  path: string,
): Promise<Settled> {
  const target = await followIn(trees[side], path, async ({ path: at, oid }) => {
    const { contents } = await readFiles(source, [{ path: at, name: { oid } }])
    const [content] = contents
    return content && 'text' in content ? content.text : ''
  })
  if (!target) return { content: unseen('link', path) }
  const { contents } = await readFiles(source, [{ path, name: { oid: target.oid } }])
  const [content = UNAVAILABLE] = contents
  const isReviewed = isCandidate(target.path)
  return { content: isReviewed ? content : hideBehindLink(path, content), source: target.path }
}
