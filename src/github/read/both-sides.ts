import { type FileContent, mayBeCortexFile } from '../../cortex/files/content.ts'
import { type Hunk, type HunkLine, parsePatch, revertPatch } from '../../text/hunks.ts'
import { readFiles, type Source, type Wanted } from './blobs.ts'
import { type ChangedFile, lacksPatch, oldPathOf } from './files.ts'
import type { ReadFile } from './sides.ts'

/** The commits that changed files are read at. */
export interface Commits {
  readonly mergeBase: string
  readonly head: string
}

/** What is asked for to know both sides of a changed file. */
export interface WantedSides {
  readonly file: ChangedFile
  readonly wanted: readonly Wanted[]
}

/**
 * What to ask for: the new file, of a removed one the old. Old files are made of the new ones and
 * GitHub's patches; without a patch that is surely of these commits, they are asked for, too.
 */
export function wantSides(file: ChangedFile, { mergeBase, head }: Commits): WantedSides {
  const { path, sha, status, patch, isUntied } = file
  const commit = status === 'removed' ? mergeBase : head
  // The description lets the sha be null, though every row seen has one.
  const name = sha === null ? { expression: `${commit}:${path}` } : { oid: sha }
  const isOldWanted = hasBoth(file) && (patch === undefined || isUntied)
  return {
    file,
    wanted: [{ path, name }, ...(isOldWanted ? [wantOld(file, mergeBase)] : [])],
  }
}

/** Reads what is wanted of changed files. */
export async function readBoth(
  source: Source,
  wanted: readonly WantedSides[],
  commits: Commits,
): Promise<readonly ReadFile[]> {
  const { contents } = await readFiles(
    source,
    wanted.flatMap((each) => each.wanted),
  )
  return settleBoth(source, wanted, contents, commits)
}

/** Makes both sides of what was read, in the order of what was wanted; asks for what a patch lacks. */
export async function settleBoth(
  source: Source,
  wanted: readonly WantedSides[],
  contents: readonly FileContent[],
  { mergeBase }: Commits,
): Promise<readonly ReadFile[]> {
  let at = 0
  const found = wanted.map(({ file, wanted: { length } }) => {
    const [content, old] = contents.slice(at, (at += length))
    return { file, content, old: old ?? revertFile(file, content) }
  })
  const lost = found.filter(({ file, old }) => hasBoth(file) && !old)
  const { contents: late } = await readFiles(
    source,
    lost.map(({ file }) => wantOld(file, mergeBase)),
  )
  const olds = new Map(lost.map(({ file }, index) => [file, late[index]]))
  return found.map(({ file, content, old }) => toRead(file, content, old ?? olds.get(file)))
}

function toRead(
  file: ChangedFile,
  content: FileContent | undefined,
  old: FileContent | undefined,
): ReadFile {
  if (file.status === 'removed') {
    return { file, before: content, after: undefined, hunks: hunksOf(file) }
  }
  const hunks = file.isUntied && !isPatchOf(file, old, content) ? [] : hunksOf(file)
  return { file, before: old, after: content, hunks }
}

function hunksOf({ patch }: ChangedFile): readonly Hunk[] {
  return patch === undefined ? [] : parsePatch(patch)
}

/** Whether the patch leads from one text to the other. */
function isPatchOf(file: ChangedFile, old?: FileContent, content?: FileContent): boolean {
  const [before, after] = [old, content].map((side) => side && 'text' in side && side.text)
  return typeof after === 'string' && revertPatch(after, hunksOf(file)) === before
}

function wantOld(file: ChangedFile, mergeBase: string): Wanted {
  const path = oldPathOf(file)
  return { path, name: { expression: `${mergeBase}:${path}` } }
}

/** A copy's source is still there; a removed file is old as it is. */
function hasBoth({ status }: ChangedFile): boolean {
  return !['added', 'copied', 'removed'].includes(status)
}

/** The old text, exactly as GitHub compared it; undefined if the patch does not tell. */
function revertFile(file: ChangedFile, content: FileContent | undefined): FileContent | undefined {
  const isKnown = hasBoth(file) && file.patch !== undefined && !lacksPatch(file)
  if (!isKnown || !content || !('text' in content)) return undefined
  const hunks = hunksOf(file)
  const text = isComplete(file, hunks) ? revertPatch(content.text, hunks) : undefined
  return text === undefined ? undefined : { text }
}

function isComplete({ additions, deletions }: ChangedFile, hunks: readonly Hunk[]): boolean {
  const lines = hunks.flatMap((hunk) => hunk.lines)
  return (
    lines.filter(({ type }) => type === 'added').length === additions &&
    lines.filter(({ type }) => type === 'removed').length === deletions
  )
}

/**
 * Whether GitHub's list alone tells that a file is none of Cortex's, so that it need not be asked for:
 * of a file that came or went as a whole, the patch has all lines, as it has of a short one that changed.
 *
 * A patch of the pull request's own list is that of the same blob.
 */
export function isForeign(file: ChangedFile): boolean {
  const texts = file.patch === undefined || lacksPatch(file) ? [] : wholeTexts(file)
  return (
    texts.length > 0 &&
    texts.every((text) => isPlain(text) && !mayBeCortexFile(file.path, { text }))
  )
}

/** One line may be the target of a link; and others may stand for what is elsewhere, or in bytes. */
function isPlain(text: string): boolean {
  return text.includes('\n') && !STAND_IN.test(text)
}

/** The texts of the sides that a patch shows from the first line to the last; none if it may not. */
function wholeTexts(file: ChangedFile): readonly string[] {
  const hunks = hunksOf(file)
  if (!isComplete(file, hunks)) return []
  const lines = hunks.flatMap((hunk) => hunk.lines)
  if (['added', 'removed'].includes(file.status)) return [lines.map(({ text }) => text).join('\n')]
  const isKnown = file.status === 'modified' && !file.isUntied && hunks.length === 1
  if (!isKnown || !startsAtOne(lines[0]) || !endsWithFile(lines)) return []
  return ['added', 'removed'].map((other) =>
    lines.flatMap(({ type, text }) => (type === other ? [] : [text])).join('\n'),
  )
}

function startsAtOne(line: HunkLine | undefined): boolean {
  if (!line) return false
  return (!('before' in line) || line.before === 1) && (!('after' in line) || line.after === 1)
}

/** Where more lines follow, so many of them stand at the end of a hunk. */
const CONTEXT = 3

function endsWithFile(lines: readonly HunkLine[]): boolean {
  return lines.slice(-CONTEXT).some(({ type }) => type !== 'context')
}

const STAND_IN = /^version https:|[\0\uFFFD]/
