import { readdirSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { show } from '../report/formats/ansi.ts'
import type { ChangeSet, UnreadableFile } from '../review/change-set.ts'
import type { Selection } from '../review/selection.ts'
import { UserError } from '../settings/user-error.ts'
import { readManyBlobs, type SizedBlob } from './blobs.ts'
import { readContent } from './content.ts'
import { readFileStart } from './files.ts'
import { runGit } from './run.ts'

/** A commit whose tree is audited, or those of its files and folders that are named. */
export interface TreeAudit {
  readonly root: string
  readonly commit: string
  /** From the root, with `/`; none means everything. */
  readonly paths: readonly string[]
}

/** Reads the files of a commit that may be Cortex's, as a change from nothing. */
export function readTree({ root, commit, paths }: TreeAudit, selection: Selection): ChangeSet {
  const args = ['ls-tree', '-r', '-z', '--long', '--full-tree', commit, '--', ...paths]
  const files = parseTree(runGit(root, args)).filter(({ path }) => selection.isCandidate(path))
  const audit = collectAudit(selection)
  readManyBlobs(root, files, (index, bytes, size) => {
    audit.add(files[index]?.path ?? '', bytes, size)
  })
  return audit.changes
}

/**
 * Reads files and folders of the file system that may be Cortex's, as a change from nothing.
 *
 * Paths in the result start at the root. Throws a UserError if a path does not exist.
 */
export function readFiles(root: string, paths: readonly string[], selection: Selection): ChangeSet {
  const audit = collectAudit(selection)
  for (const path of listFiles(root, paths)) {
    if (!selection.isCandidate(path)) continue
    const start = readFileStart(join(root, path))
    if (start) audit.add(path, start.bytes, start.size)
  }
  return audit.changes
}

function collectAudit(selection: Selection) {
  const after = new Map<string, string>()
  const unreadable: UnreadableFile[] = []
  const none = new Map<never, never>()

  return {
    changes: { before: none, after, renames: none, hunks: none, unreadable } satisfies ChangeSet,
    add(path: string, bytes: Buffer, size: number) {
      const content = readContent(path, bytes, { size, isForced: selection.isForced(path) })
      if (!content) return
      if ('text' in content) after.set(path, content.text)
      else unreadable.push({ path, side: 'after', reason: content.unreadable })
    },
  }
}

interface TreeFile extends SizedBlob {
  readonly path: string
}

/** `mode type object size<TAB>path`, the size padded with blanks. */
const ENTRY = /^100\d+ blob ([0-9a-f]+) +(\d+)\t/

/** Reads the output of `git ls-tree -z --long`; links and submodules are no files to read. */
function parseTree(output: Buffer): readonly TreeFile[] {
  const files: TreeFile[] = []
  for (const entry of output.toString('utf8').split('\0')) {
    const [head, object = '', size] = ENTRY.exec(entry) ?? []
    if (head) files.push({ path: entry.slice(head.length), object, size: Number(size) })
  }
  return files
}

function* listFiles(root: string, paths: readonly string[]): Generator<string> {
  const seen = new Set<string>()
  for (const path of paths) {
    for (const file of walk(resolve(root, path))) {
      const fromRoot = relative(root, file).split(sep).join('/')
      if (seen.has(fromRoot)) continue
      seen.add(fromRoot)
      yield fromRoot
    }
  }
}

/** The files in a folder, in order; links are not followed. */
function* walk(path: string): Generator<string> {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) throw new UserError(`There is no file or folder ${show(path)}.`, 'Check the path.')
  if (stats.isDirectory()) yield* walkFolder(path)
  else yield path
}

function* walkFolder(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true })
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* walkFolder(join(folder, entry.name))
    if (entry.isFile()) yield join(folder, entry.name)
  }
}

/** Never a person's own configs. */
const SKIPPED = new Set(['.git', 'node_modules'])
