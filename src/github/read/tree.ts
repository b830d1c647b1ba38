import type { Client } from '../client.ts'
import type { RepositoryName } from './event.ts'

/** A commit, or the name of a branch or tag. */
export interface Root extends RepositoryName {
  readonly commit: string
}

/** A file or folder of a commit. */
export interface TreeFile {
  readonly path: string
  readonly oid: string
}

export interface Tree {
  readonly entries: readonly TreeFile[]
  /** Whether GitHub left something out that could not be found otherwise. */
  readonly isCut: boolean
}

interface Entry {
  readonly path?: string
  readonly mode?: string
  readonly type?: string
  readonly sha?: string
}

/** A folder of so many entries is cut even if it is asked for alone. */
const MOST_REQUESTS = 100
const FILE_MODES = ['100644', '100755']

/** Every regular file of a commit. If GitHub cuts the list, folder by folder is asked for. */
export async function listTree(client: Client, root: Root): Promise<Tree> {
  const whole = await readTree(client, root, root.commit, true)
  if (!whole.truncated) return { entries: toFiles('', whole.tree), isCut: false }
  return walkTree(client, root)
}

/** The same in one request only, whatever GitHub cuts. */
export async function listWhole(client: Client, root: Root): Promise<Tree> {
  const { tree, truncated } = await readTree(client, root, root.commit, true)
  return { entries: toFiles('', tree), isCut: truncated }
}

/** Reads folder after folder, each with all below it if GitHub can give that. */
async function walkTree(client: Client, root: Root): Promise<Tree> {
  const entries: TreeFile[] = []
  const top = await readTree(client, root, root.commit, false)
  const folders = toFolders('', top.tree)
  let isCut = top.truncated
  let requests = 0
  entries.push(...toFiles('', top.tree))

  for (let folder = folders.shift(); folder; folder = folders.shift()) {
    requests += 1
    if (requests > MOST_REQUESTS) return { entries, isCut: true }

    const below = await readTree(client, root, folder.oid, true)
    if (!below.truncated) {
      entries.push(...toFiles(folder.path, below.tree))
      continue
    }
    const level = await readTree(client, root, folder.oid, false)
    entries.push(...toFiles(folder.path, level.tree))
    folders.push(...toFolders(folder.path, level.tree))
    isCut ||= level.truncated
  }
  return { entries, isCut }
}

async function readTree(
  client: Client,
  { owner, repo }: RepositoryName,
  sha: string,
  recursive: boolean,
): Promise<{ readonly tree: readonly Entry[]; readonly truncated: boolean }> {
  const { data } = await client.rest.git.getTree({
    owner,
    repo,
    tree_sha: sha,
    // Any value asks for everything, even `false`.
    ...(recursive ? { recursive: '1' } : {}),
  })
  return data
}

function toFiles(folder: string, entries: readonly Entry[]): TreeFile[] {
  return pick(folder, entries, ({ mode }) => FILE_MODES.includes(mode ?? ''))
}

function toFolders(folder: string, entries: readonly Entry[]): TreeFile[] {
  return pick(folder, entries, ({ type }) => type === 'tree')
}

function pick(
  folder: string,
  entries: readonly Entry[],
  isWanted: (entry: Entry) => boolean,
): TreeFile[] {
  const prefix = folder === '' ? '' : `${folder}/`
  return entries
    .filter(isWanted)
    .map(({ path = '', sha = '' }) => ({ path: prefix + path, oid: sha }))
}
