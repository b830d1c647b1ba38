import type { Client } from '../client.ts'
import { IncompleteAnswer } from '../shapes.ts'
import type { MergeGroupTask, PullRequestTask } from './event.ts'
import { type ChangedFile, type FileList, listPullFiles, oldPathOf } from './files.ts'
import { listTree, type TreeFile } from './tree.ts'

/** A list of changed files, and a sentence about it if GitHub cut it. */
export interface CompletedList {
  readonly files: readonly ChangedFile[]
  readonly notes: readonly string[]
}

/**
 * Adds what GitHub left out of a comparison, by comparing the whole trees: otherwise enough harmless
 * files would hide a risky one. Of a pull request, its own list tells more of them, as far as it is of
 * the same commits; the rest has no patch, and renames look like a removal and an addition.
 *
 * Throws IncompleteAnswer if GitHub does not list the trees either.
 */
export async function completeList(
  client: Client,
  task: PullRequestTask | MergeGroupTask,
  list: FileList,
  isCandidate: (path: string) => boolean,
): Promise<CompletedList> {
  if (!list.isCut) return { files: list.files, notes: [] }

  const trees = {
    before: await readTree(client, { ...task, commit: list.mergeBase }),
    after: await readTree(client, { ...task, commit: task.headSha }),
  }
  const tied = new Set(list.files.map(({ path }) => path))
  const own = task.kind === 'pull-request' ? await listPullFiles(client, task, isCandidate) : []
  const more = own
    .filter((row) => !tied.has(row.path) && isOf(trees, row))
    .map((row) => ({ ...row, isUntied: true }))
  const files = [...list.files, ...more]
  const listed = new Set(files.flatMap((file) => [file.path, oldPathOf(file)]))
  const others = compareTrees(trees).filter(({ path }) => !listed.has(path))
  return {
    files: [...files, ...others],
    notes: others.length > 0 ? [noteCut(files.length)] : [],
  }
}

type Entries = ReadonlyMap<string, TreeFile>

interface Trees {
  readonly before: Entries
  readonly after: Entries
}

async function readTree(client: Client, root: Parameters<typeof listTree>[1]): Promise<Entries> {
  const { entries, isCut } = await listTree(client, root)
  if (isCut) throw new IncompleteAnswer()
  return new Map(entries.map((entry) => [entry.path, entry]))
}

/** Whether a row says what changes from one tree to the other. */
function isOf({ before, after }: Trees, { path, previousPath, status, sha }: ChangedFile): boolean {
  if (status === 'removed') return before.get(path)?.oid === sha && !after.has(path)
  if (status === 'renamed') {
    const origin = previousPath ?? ''
    if (!before.has(origin) || after.has(origin) || before.has(path)) return false
  }
  return after.get(path)?.oid === sha
}

function compareTrees({ before, after }: Trees): ChangedFile[] {
  const changed = [...after.values()]
    .filter(({ path, oid, type }) => {
      const old = before.get(path)
      return old?.oid !== oid || old.type !== type
    })
    .map(({ path, oid }) => toRow(path, oid, before.has(path) ? 'modified' : 'added'))
  const removed = [...before.values()]
    .filter(({ path }) => !after.has(path))
    .map(({ path, oid }) => toRow(path, oid, 'removed'))
  return [...changed, ...removed]
}

/** A row without a patch; the numbers only say that lines did change. */
function toRow(path: string, sha: string, status: string): ChangedFile {
  return { path, sha, status, additions: 1, deletions: 1, isUnlisted: true }
}

function noteCut(count: number): string {
  return (
    `GitHub lists only the first ${count} changed files. ` +
    'The others were found by comparing the trees and get no comments.'
  )
}
