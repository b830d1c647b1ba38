import type { Client } from '../client.ts'
import type { PullRequestTask, RepositoryName } from './event.ts'

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
}

export interface FileList {
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

/** The files a pull request changes, with their patches where GitHub gives them. */
export async function listFiles(
  client: Client,
  task: PullRequestTask,
  isCandidate: (path: string) => boolean,
): Promise<FileList> {
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
  if (files.length > SMALL_PAGE) await fillPatches(client, task, files, lost)
  const isFull = files.length >= MOST_FILES
  const { changedFiles = isFull ? Number.POSITIVE_INFINITY : 0 } = task
  return { files, isCut: files.length < changedFiles }
}

/** Whether a patch is missing though lines changed; binary files have no changed lines. */
export function lacksPatch(file: ChangedFile): boolean {
  return file.patch === undefined && file.additions + file.deletions > 0
}

/** Asks again, in smaller pages, for the rows at the given indexes. */
async function fillPatches(
  client: Client,
  task: PullRequestTask,
  files: ChangedFile[],
  lost: readonly number[],
): Promise<void> {
  const pages = new Set(lost.map((index) => Math.floor(index / SMALL_PAGE) + 1))
  for (const page of pages) {
    const { rows } = await listPage(client, task, { page, per_page: SMALL_PAGE })
    for (const [offset, row] of rows.entries()) {
      const index = (page - 1) * SMALL_PAGE + offset
      if (files[index]?.path === row.path) files[index] = row
    }
  }
}

async function listPage(
  client: Client,
  { owner, repo, number }: PullRequestTask,
  page: { readonly page: number; readonly per_page: number },
) {
  const { data, headers } = await client.rest.pulls.listFiles({
    owner,
    repo,
    pull_number: number,
    ...page,
  })
  return { rows: data.map(toChangedFile), hasNext: headers.link?.includes('rel="next"') ?? false }
}

export interface Comparison extends FileList {
  readonly mergeBase: string
}

/** The commit that two commits have in common, and the files changed since (on one page). */
export async function compare(
  client: Client,
  { owner, repo }: RepositoryName,
  base: string,
  head: string,
): Promise<Comparison> {
  const { data } = await client.rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `${base}...${head}`,
  })
  const files = (data.files ?? []).map(toChangedFile)
  return {
    mergeBase: data.merge_base_commit.sha,
    files,
    isCut: files.length >= MOST_COMPARED,
  }
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
