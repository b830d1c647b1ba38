import { lstatSync, readdirSync, statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import {
  type FileContent,
  mayBeCortexFile,
  readContent,
  UNAVAILABLE,
} from '../cortex/files/content.ts'
import { show } from '../report/formats/ansi.ts'
import type { ChangeSet, UnreadableFile } from '../review/change-set.ts'
import type { EntryType } from '../review/links.ts'
import type { Selection } from '../review/selection.ts'
import { UserError } from '../settings/user-error.ts'
import { readManyBlobs, type SizedBlob } from './blobs.ts'
import { resolveSide } from './changed-files.ts'
import { readFileStart } from './files.ts'
import { commitPlace, workingPlace } from './places.ts'
import { type FileSide, typeOfMode } from './raw-diff.ts'
import { runGit } from './run.ts'
import { readSides } from './side-contents.ts'

/** A commit whose tree is audited, or those of its files and folders that are named. */
export interface TreeAudit {
  readonly root: string
  readonly commit: string
  /** From the root, with `/`; none means everything. */
  readonly paths: readonly string[]
}

/**
 * Reads the files of a commit that may be Cortex's, as a change from nothing. Throws a UserError if the
 * commit has nothing at a path.
 */
export function readTree({ root, commit, paths }: TreeAudit, selection: Selection): ChangeSet {
  const args = ['ls-tree', '-r', '-z', '--long', '--full-tree', commit, '--', ...paths]
  const all = parseTree(runGit(root, args))
  for (const path of paths) refuseAbsent(path, all)
  const entries = all.filter(({ path }) => selection.isCandidate(path))
  const audit = collectAudit(selection)
  const files = entries.filter(({ type }) => type === 'file')
  const known = new Set(files.map(({ path }) => path))
  const place = commitPlace(root, commit)
  const links = entries
    .filter(({ type }) => type === 'link')
    .map(
      ({ path }): FileSide =>
        resolveSide({ path, object: undefined, type: 'link' }, place, selection),
    )
  audit.addLinks(
    root,
    links.filter(({ source = '' }) => !known.has(source)),
  )
  readManyBlobs(root, files, (index, bytes, size) => {
    audit.add(files[index]?.path ?? '', bytes, size)
  })
  audit.finish(files.map(({ path }) => path))
  return audit.changes
}

function refuseAbsent(path: string, files: readonly TreeFile[]): void {
  if (files.some((file) => file.path === path || file.path.startsWith(`${path}/`))) return
  throw new UserError(
    `There is no file or folder ${show(path)} in the commit.`,
    'Check the path, which starts at the top folder of the repository.',
  )
}

/**
 * Reads files and folders of the file system that may be Cortex's, as a change from nothing.
 *
 * Paths in the result start at the root. Throws a UserError if a path does not exist.
 */
export function readFiles(root: string, paths: readonly string[], selection: Selection): ChangeSet {
  const audit = collectAudit(selection)
  const place = workingPlace(root)
  const listed = [...listFiles(root, paths)].filter(({ path }) => selection.isCandidate(path))
  const files = listed.filter(({ isLink }) => !isLink)
  const known = new Set(files.map(({ path }) => path))
  const links = listed
    .filter(({ path }) => !known.has(path))
    .map(
      ({ path }): FileSide =>
        resolveSide({ path, object: undefined, type: 'link' }, place, selection),
    )
  audit.addLinks(
    root,
    links.filter(({ source = '' }) => !known.has(source)),
  )
  for (const { path, location } of files) {
    const start = readFileStart(location)
    if (start) audit.add(path, start.bytes, start.size)
  }
  audit.finish([...known])
  return audit.changes
}

/** Collects what is found; links lead to what is not among the files themselves. */
function collectAudit(selection: Selection) {
  const after = new Map<string, string>()
  const unreadable: UnreadableFile[] = []
  const links = { before: new Map<string, string>(), after: new Map<string, string>() }
  const none = new Map<never, never>()
  const seen = new Set<string>()

  const put = (path: string, content: FileContent) => {
    seen.add(path)
    if (!selection.isForced(path) && !mayBeCortexFile(path, content)) return
    if ('text' in content) after.set(path, content.text)
    else {
      const { unreadable: reason, mayBeCortex } = content
      unreadable.push({ path, side: 'after', reason, mayBeCortex })
    }
  }
  return {
    changes: {
      before: none,
      after,
      renames: none,
      hunks: none,
      unreadable,
      links,
    } satisfies ChangeSet,
    add: (path: string, bytes: Buffer, size: number) => put(path, readContent(path, bytes, size)),
    addLinks(root: string, sides: readonly FileSide[]) {
      for (const [{ path, source }, content] of readSides(sides, root, selection.isForced)) {
        if (source !== undefined) links.after.set(path, source)
        put(path, content)
      }
    },
    /** What is there must have been read. */
    finish(paths: readonly string[]) {
      for (const path of paths) {
        if (!seen.has(path)) put(path, UNAVAILABLE)
      }
    },
  }
}

interface TreeFile extends SizedBlob {
  readonly path: string
  readonly type: EntryType
}

/**
 * `mode type object size<TAB>path`, the size padded with blanks. A submodule has none, nor a file that
 * a partial clone does not have.
 */
const ENTRY = /^(\d+) \w+ ([0-9a-f]+) +(\w+|-)\t/

/** Reads the output of `git ls-tree -z --long`. */
function parseTree(output: Buffer): readonly TreeFile[] {
  const files: TreeFile[] = []
  for (const entry of output.toString('utf8').split('\0')) {
    const [head, mode = '', object = '', size] = ENTRY.exec(entry) ?? []
    const type = typeOfMode(mode)
    if (head && type)
      files.push({ path: entry.slice(head.length), object, size: Number(size) || 0, type })
  }
  return files
}

/** A file or a link of the file system. */
interface FoundFile {
  /** From the root; bytes that are no UTF-8 are escaped. */
  readonly path: string
  readonly location: Buffer
  readonly isLink: boolean
}

function* listFiles(root: string, paths: readonly string[]): Generator<FoundFile> {
  const seen = new Set<string>()
  for (const path of paths) {
    const whole = resolve(root, path)
    for (const file of walk(whole, relative(root, whole).split(sep).join('/'))) {
      if (seen.has(file.path)) continue
      seen.add(file.path)
      yield file
    }
  }
}

/** The files and links in a folder, in order; links to folders are not entered. */
function* walk(whole: string, path: string): Generator<FoundFile> {
  const stats = statSync(whole, { throwIfNoEntry: false })
  if (!stats) throw new UserError(`There is no file or folder ${show(whole)}.`, 'Check the path.')
  const location = Buffer.from(whole)
  if (stats.isDirectory()) yield* walkFolder(location, path)
  else yield { path, location, isLink: lstatSync(whole).isSymbolicLink() }
}

/** Names are read as bytes: Git and file systems take any. */
function* walkFolder(folder: Buffer, path: string): Generator<FoundFile> {
  const entries = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })
  for (const entry of entries.toSorted((a, b) => Buffer.compare(a.name, b.name))) {
    const name = decodeName(entry.name)
    const at = path === '' ? name : `${path}/${name}`
    const location = Buffer.concat([folder, SEPARATOR, entry.name])
    if (entry.isDirectory() && !SKIPPED.has(name)) yield* walkFolder(location, at)
    const isLink = entry.isSymbolicLink()
    if (entry.isFile() || isLink) yield { path: at, location, isLink }
  }
}

const SEPARATOR = Buffer.from(sep)

function decodeName(name: Buffer): string {
  const text = name.toString('utf8')
  if (!text.includes('\uFFFD')) return text
  return name.toString('latin1').replace(/[\x80-\xFF]/g, (byte) => {
    return `\\x${byte.charCodeAt(0).toString(16).toUpperCase()}`
  })
}

/** Never a person's own configs. */
const SKIPPED = new Set(['.git', 'node_modules'])
