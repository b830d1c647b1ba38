import { createHash } from 'node:crypto'
import { createTwoFilesPatch } from 'diff'
import type { DiffRow, Files, GitObject, Repository, TreeEntry } from './git.ts'

interface Blob {
  readonly oid: string
  readonly mode: string
  readonly content: Buffer
}

type Tree = ReadonlyMap<string, Blob>

interface Commit {
  readonly tree: Tree
  readonly parents: readonly string[]
}

/**
 * A repository without Git, for tests that make thousands of commits: texts and binary files, exact
 * renames. Its names of objects are its own.
 */
export function createMemory(): Repository {
  const commits = new Map<string, Commit>()
  const blobs = new Map<string, Blob>()
  /** The commit and the folder of each tree that was named. */
  const folders = new Map<string, { readonly tree: Tree; readonly folder: string }>()
  const diffs = new Map<string, readonly DiffRow[]>()

  const treeOf = (commit: string) => commits.get(commit)?.tree

  function nameFolder(tree: Tree, folder: string): string {
    const inside = [...tree].filter(([path]) => path.startsWith(folder))
    const oid = hash(`tree ${JSON.stringify(inside.map(([path, { oid: blob }]) => [path, blob]))}`)
    folders.set(oid, { tree, folder })
    return oid
  }

  function list(tree: Tree, folder: string, recursive: boolean): readonly TreeEntry[] {
    const found = new Map<string, TreeEntry>()
    for (const [path, { mode, oid, content }] of tree) {
      if (!path.startsWith(folder)) continue
      const steps = path.slice(folder.length).split('/')
      for (const at of steps.slice(1).keys()) {
        const name = steps.slice(0, at + 1).join('/')
        const sha = nameFolder(tree, `${folder}${name}/`)
        found.set(name, { path: name, mode: '040000', type: 'tree', sha })
      }
      const name = steps.join('/')
      found.set(name, { path: name, mode, type: 'blob', sha: oid, size: content.length })
    }
    return [...found.values()].filter(({ path }) => recursive || !path.includes('/'))
  }

  function readAt(tree: Tree, path: string): GitObject | undefined {
    const blob = tree.get(path)
    if (blob) return { oid: blob.oid, type: 'blob', content: blob.content }
    const folder = path === '' ? '' : `${path}/`
    const isThere = [...tree.keys()].some((each) => each.startsWith(folder))
    return isThere
      ? { oid: nameFolder(tree, folder), type: 'tree', content: Buffer.alloc(0) }
      : undefined
  }

  return {
    folder: '',
    git() {
      throw new Error('There is no Git here')
    },
    commit(files, ...parents) {
      const tree = sort(applyFiles(treeOf(parents[0] ?? '') ?? new Map(), files))
      for (const blob of tree.values()) blobs.set(blob.oid, blob)
      const names = [...tree].map(([path, { mode, oid }]) => [path, mode, oid])
      const oid = hash(`commit ${JSON.stringify([names, parents])}`)
      commits.set(oid, { tree, parents })
      return oid
    },
    mergeBase(one, other) {
      const own = new Set(ancestors(commits, one))
      return ancestors(commits, other).find((each) => own.has(each))
    },
    diff(before, after) {
      const key = `${before} ${after}`
      const known = diffs.get(key) ?? diffTrees(treeOf(before), treeOf(after))
      diffs.set(key, known)
      return known
    },
    tree(name, recursive) {
      const tree = treeOf(name)
      if (tree) return list(tree, '', recursive)
      const found = folders.get(name)
      return found && list(found.tree, found.folder, recursive)
    },
    read(expression) {
      const [commit = '', ...path] = expression.split(':')
      const tree = treeOf(commit)
      const blob = blobs.get(commit)
      if (tree && path.length > 0) return Promise.resolve(readAt(tree, path.join(':')))
      if (tree) {
        return Promise.resolve({ oid: commit, type: 'commit', content: Buffer.alloc(0) })
      }
      return Promise.resolve(blob && { oid: blob.oid, type: 'blob', content: blob.content })
    },
    close() {},
  }
}

/** From a commit to its roots, the nearest first. */
function ancestors(commits: ReadonlyMap<string, Commit>, start: string): readonly string[] {
  const found = new Set(commits.has(start) ? [start] : [])
  for (const commit of found)
    for (const parent of commits.get(commit)?.parents ?? []) found.add(parent)
  return [...found]
}

function applyFiles(tree: Tree, files: Files): Tree {
  const changed = new Map(tree)
  for (const [path, file] of Object.entries(files)) {
    if (file === null) {
      changed.delete(path)
      continue
    }
    const { mode, content } =
      typeof file === 'string' || Buffer.isBuffer(file) ? { mode: '100644', content: file } : file
    const bytes = Buffer.from(content)
    changed.set(path, { oid: hash(bytes), mode, content: bytes })
  }
  return changed
}

function sort(tree: Tree): Tree {
  return new Map([...tree].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function diffTrees(before: Tree = new Map(), after: Tree = new Map()): readonly DiffRow[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  const rows = paths.flatMap((path) => {
    const [old, now] = [before.get(path), after.get(path)]
    return old?.oid === now?.oid ? [] : [toRow(path, old, now)]
  })
  const gone = new Map(rows.filter(({ status }) => status === 'D').map((row) => [row.oid, row]))
  const renamed = rows.flatMap((row) => {
    const origin = row.status === 'A' ? gone.get(row.oid) : undefined
    return origin ? [[row, origin] as const] : []
  })
  const origins = new Map(renamed)
  const taken = new Set(renamed.map(([, origin]) => origin))
  return rows
    .filter((row) => !taken.has(row))
    .map((row) => {
      const origin = origins.get(row)
      if (!origin) return row
      const { path, oid } = row
      return { status: 'R', path, previousPath: origin.path, oid, additions: 0, deletions: 0 }
    })
}

function toRow(path: string, old: Blob | undefined, now: Blob | undefined): DiffRow {
  const patch = patchOf(old?.content, now?.content)
  const count = (sign: string) => patch.split('\n').filter((row) => row.startsWith(sign)).length
  return {
    status: old ? (now ? 'M' : 'D') : 'A',
    path,
    oid: (now ?? old)?.oid ?? '',
    additions: count('+'),
    deletions: count('-'),
    ...(patch !== '' && { patch }),
  }
}

/** From the first `@@`, as Git prints it. */
function patchOf(old: Buffer = Buffer.alloc(0), now: Buffer = Buffer.alloc(0)): string {
  if ([old, now].some((content) => content.includes(0))) return ''
  const text = createTwoFilesPatch('a', 'b', old.toString(), now.toString())
  const start = text.search(/^@@ /m)
  return start < 0 ? '' : text.slice(start).replace(/\n$/, '')
}

function hash(content: string | Buffer): string {
  return createHash('sha1').update(content).digest('hex')
}
