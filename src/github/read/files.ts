import type { Client } from '../client.ts'
import { classify } from '../refusal.ts'
import type { MergeGroupTask, PullRequestTask, RepositoryName } from './event.ts'

/** A row of the list of changed files. */
export interface ChangedFile {
  readonly path: string
  /** Only of renames and copies. */
  readonly previousPath?: string
  readonly status: string
  /** The new blob; of removed files the old one. */
  readonly sha: string | null
  readonly additions: number
  readonly deletions: number
  /** From the first `@@`; left out of binary and large files, and sometimes of others. */
  readonly patch?: string
  /** Whether GitHub's list left it out; then it takes no comment. */
  readonly isUnlisted?: boolean
  /** Whether the patch may be one of other commits, since it is of the pull request's own list. */
  readonly isUntied?: boolean
}

/** Where a changed file was before. */
export function oldPathOf({ status, path, previousPath }: ChangedFile): string {
  return status === 'renamed' ? (previousPath ?? path) : path
}

/** What changed from the merge base of two commits to the second one. */
export interface FileList {
  readonly mergeBase: string
  readonly files: readonly ChangedFile[]
  /** Whether GitHub stopped before the end. */
  readonly isCut: boolean
}

const PAGE = 100
/** A page with many rows may lose its later patches; so few rows do not. */
const SMALL_PAGE = 25
/** Where GitHub's list of a pull request's files ends. */
const MOST_FILES = 3000
/** Where a comparison's list of files ends. */
const MOST_COMPARED = 300

/**
 * The files that change from the merge base of two commits to the second one, with their patches
 * where GitHub gives them; of a pull request it gives more of them.
 *
 * By the commits of the event: a pull request's own list is that of its newest commit.
 */
export async function listChanged(
  client: Client,
  task: PullRequestTask | MergeGroupTask,
  isCandidate: (path: string) => boolean,
): Promise<FileList> {
  const found = await compare(client, task, task.baseSha, task.headSha)
  const expected = task.kind === 'pull-request' ? (task.changedFiles ?? 0) : 0
  const list = { ...found, isCut: found.isCut || found.files.length < expected }
  const lost = [...list.files.keys()].filter((index) => {
    const file = list.files[index]
    return file && lacksPatch(file) && isCandidate(file.path)
  })
  if (task.kind !== 'pull-request' || list.files.length <= SMALL_PAGE || list.isCut) return list
  return { ...list, files: await fillPatches(client, task, list.files, lost) }
}

/**
 * The list that GitHub has of a pull request, whatever its newest commit is by now. Empty if the token
 * may not see it: it only adds patches.
 */
export async function listPullFiles(
  client: Client,
  task: PullRequestTask,
  isCandidate: (path: string) => boolean,
): Promise<readonly ChangedFile[]> {
  const files: ChangedFile[] = []
  for (let page = 1; files.length < MOST_FILES; page += 1) {
    const { rows, hasNext } = await listPage(client, task, { page, per_page: PAGE })
    files.push(...rows)
    if (!hasNext) break
  }
  const lost = [...files.keys()].filter((index) => {
    const file = files[index]
    return file && lacksPatch(file) && isCandidate(file.path)
  })
  return fillPatches(client, task, files, lost)
}

/** Whether a patch is missing though lines changed; binary files have no changed lines. */
export function lacksPatch(file: ChangedFile): boolean {
  return file.patch === undefined && file.additions + file.deletions > 0
}

/** Asks again, in smaller pages, for the patches of the rows at the given indexes. */
async function fillPatches(
  client: Client,
  task: PullRequestTask,
  files: readonly ChangedFile[],
  lost: readonly number[],
): Promise<readonly ChangedFile[]> {
  const pages = new Set(lost.map((index) => Math.floor(index / SMALL_PAGE) + 1))
  const patches = new Map<string, ChangedFile>()
  for (const page of pages) {
    const { rows } = await listPage(client, task, { page, per_page: SMALL_PAGE })
    for (const row of rows) patches.set(row.path, row)
  }
  return files.map((file) => {
    const row = patches.get(file.path)
    const isMissing = lacksPatch(file) && row?.patch !== undefined && row.sha === file.sha
    return isMissing ? { ...file, patch: row.patch ?? '', isUntied: true } : file
  })
}

async function listPage(
  client: Client,
  { owner, repo, number }: PullRequestTask,
  page: { readonly page: number; readonly per_page: number },
) {
  const all = { owner, repo, pull_number: number, ...page }
  try {
    const { data, headers } = await client.rest.pulls.listFiles(all)
    return { rows: data.map(toChangedFile), hasNext: headers.link?.includes('rel="next"') ?? false }
  } catch (error) {
    if (classify(error) !== 'denied') throw error
    return { rows: [], hasNext: false }
  }
}

/** The commit that two commits have in common, and the files changed since. */
async function compare(
  client: Client,
  { owner, repo }: RepositoryName,
  base: string,
  head: string,
): Promise<FileList> {
  const { data } = await client.rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `${base}...${head}`,
    // Pages are of commits, which nobody wants; all the files are on the first one.
    page: 1,
    per_page: 1,
  })
  const files = (data.files ?? []).map(toChangedFile)
  return { mergeBase: data.merge_base_commit.sha, files, isCut: files.length >= MOST_COMPARED }
}

interface Row {
  readonly filename: string
  readonly previous_filename?: string
  readonly status: string
  readonly sha: string | null
  readonly additions: number
  readonly deletions: number
  readonly patch?: string
}

function toChangedFile(row: Row): ChangedFile {
  return {
    path: row.filename,
    ...(row.previous_filename === undefined ? {} : { previousPath: row.previous_filename }),
    status: row.status,
    sha: row.sha,
    additions: row.additions,
    deletions: row.deletions,
    ...(row.patch === undefined ? {} : { patch: row.patch }),
  }
}
