import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type EntryType, followLinks } from '../review/links.ts'
import { once } from '../text/once.ts'
import { typeOfMode } from './raw-diff.ts'
import { runGit } from './run.ts'

/** A tree of files in which links can be followed: a commit's, or the working one. */
export interface Place {
  readonly typeOf: (path: string) => EntryType | undefined
  /** What a symbolic link says. */
  readonly targetOf: (path: string) => string | undefined
  /** The object of a file; undefined in the working tree. */
  readonly objectOf: (path: string) => string | undefined
}

/** The tree of a commit. */
export interface CommitPlace extends Place {
  readonly listLinks: () => readonly string[]
}

/** What a commit holds, by path. */
export type Listing = ReadonlyMap<string, { readonly type: EntryType; readonly object: string }>

/** Lists the files, links and submodules of a commit. */
export function listCommit(root: string, commit: string): Listing {
  const output = runGit(root, ['ls-tree', '-r', '-z', '--full-tree', commit]).toString('utf8')
  return new Map(
    output.split('\0').flatMap((entry) => {
      const tab = entry.indexOf('\t')
      const [mode = '', , object = ''] = entry.slice(0, tab).split(' ')
      const type = typeOfMode(mode)
      return type ? [[entry.slice(tab + 1), { type, object }]] : []
    }),
  )
}

/** The tree of a commit; it is listed when it is asked for. */
export function commitPlace(root: string, commit: string): CommitPlace {
  const listing = once(() => listCommit(root, commit))
  const entryAt = (path: string) => listing().get(path)
  return {
    listLinks: () => [...listing()].flatMap(([path, { type }]) => (type === 'link' ? [path] : [])),
    typeOf: (path) => entryAt(path)?.type,
    objectOf: (path) => entryAt(path)?.object,
    targetOf(path) {
      const object = entryAt(path)?.object
      return object && runGit(root, ['cat-file', 'blob', object]).toString('utf8')
    },
  }
}

/** The working tree. */
export function workingPlace(root: string): Place {
  return {
    typeOf(path) {
      const stats = lstatSync(join(root, path), { throwIfNoEntry: false })
      if (stats?.isSymbolicLink()) return 'link'
      if (stats?.isFile()) return 'file'
      // A repository of its own.
      return stats && existsSync(join(root, path, '.git')) ? 'submodule' : undefined
    },
    objectOf: () => undefined,
    targetOf: (path) => readlinkSync(join(root, path)),
  }
}

/** The path of the file that a path leads to, all links followed; undefined if there is none. */
export function followIn({ typeOf, targetOf }: Place, path: string): string | undefined {
  const found = followLinks(path, (at) => typeOf(at) ?? 'other', targetOf)
  return found.kind === 'file' ? found.path : undefined
}
