import type { Client } from '../client.ts'
import type { RepositoryName } from './event.ts'
import type { ChangedFile, FileList } from './files.ts'
import { listTree, type Tree } from './tree.ts'

/** A list of changed files, and a sentence about it if GitHub cut it. */
export interface CompletedList {
  readonly files: readonly ChangedFile[]
  readonly notes: readonly string[]
}

/** What a list is to be completed with: everything that changed between two commits. */
export interface Range extends RepositoryName {
  readonly before: string
  readonly after: string
}

/**
 * Adds what GitHub left out of a list that it cut, by comparing the whole trees: otherwise enough
 * harmless files would hide a risky one. Those files have no patch, and renames look like a removal
 * and an addition.
 */
export async function completeList(
  client: Client,
  list: FileList,
  findRange: () => Promise<Range>,
): Promise<CompletedList> {
  if (!list.isCut) return { files: list.files, notes: [] }

  const { before, after, ...repository } = await findRange()
  const oldTree = await listTree(client, { ...repository, commit: before })
  const newTree = await listTree(client, { ...repository, commit: after })
  const listed = new Set(
    list.files.flatMap(({ path, previousPath }) => [path, previousPath ?? path]),
  )
  const others = compareTrees(oldTree, newTree).filter(({ path }) => !listed.has(path))
  return {
    files: [...list.files, ...others],
    notes: [noteCut(list.files.length, oldTree.isCut || newTree.isCut)],
  }
}

function compareTrees({ entries: before }: Tree, { entries: after }: Tree): ChangedFile[] {
  const old = new Map(before.map(({ path, oid }) => [path, oid]))
  const kept = new Set(after.map(({ path }) => path))
  const changed = after
    .filter(({ path, oid }) => old.get(path) !== oid)
    .map(({ path, oid }) => toRow(path, oid, old.has(path) ? 'modified' : 'added'))
  const removed = before
    .filter(({ path }) => !kept.has(path))
    .map(({ path, oid }) => toRow(path, oid, 'removed'))
  return [...changed, ...removed]
}

/** A row without a patch; the numbers only say that lines did change. */
function toRow(path: string, sha: string, status: string): ChangedFile {
  return { path, sha, status, additions: 1, deletions: 1, isUnlisted: true }
}

function noteCut(count: number, isIncomplete: boolean): string {
  const rest = isIncomplete
    ? 'not all of the others could be found.'
    : 'the others were found by comparing the trees, and get no comments.'
  return `GitHub lists only the first ${count} changed files; ${rest}`
}
