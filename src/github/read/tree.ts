import { type EntryType, followLinks } from '../../review/links.ts'
import type { Client } from '../client.ts'
import type { RepositoryName } from './event.ts'

/** A commit, or the name of a branch or tag. */
export interface Root extends RepositoryName {
  readonly commit: string
}

/** A file, link or submodule of a commit. */
export interface TreeFile {
  readonly path: string
  readonly oid: string
  readonly type: EntryType
}

export interface Tree {
  readonly entries: readonly TreeFile[]
  /** Whether GitHub left something out that could not be found otherwise. */
  readonly isCut: boolean
}

/** A commit's tree, of which nothing is asked for twice. */
export interface OpenTree {
  /** All of it in one request, whatever GitHub cuts. */
  readonly list: () => Promise<Tree>
  /** What stands at a path; undefined of a folder, or if there is nothing. */
  readonly entryAt: (path: string) => Promise<TreeFile | undefined>
}

interface Entry {
  readonly path: string
  readonly mode: string
  readonly type: string
  readonly sha: string
}

interface Listing {
  readonly sha: string
  readonly tree: readonly Entry[]
  readonly truncated: boolean
}

interface IndexedListing extends Listing {
  readonly byPath: ReadonlyMap<string, Entry>
}

/** A folder of so many entries is cut even if it is asked for alone. */
const MOST_REQUESTS = 100

/** Opens the tree of a commit. */
export function openTree(client: Client, root: Root): OpenTree {
  const folders = new Map<string, Promise<IndexedListing>>()
  const read = (sha: string, recursive: boolean) => {
    const key = `${sha} ${recursive}`
    const known = folders.get(key) ?? readTree(client, root, sha, recursive).then(index)
    folders.set(key, known)
    return known
  }
  const list = async (): Promise<Tree> => {
    const { tree, truncated } = await read(root.commit, true)
    return { entries: toFiles('', tree), isCut: truncated }
  }
  return {
    list,
    async entryAt(path) {
      const whole = await read(root.commit, true)
      const found = whole.byPath.get(path)
      if (found || !whole.truncated) return found && toFiles('', [found])[0]
      // Folder by folder, since the list of all is cut.
      const steps = path.split('/')
      let sha = root.commit
      for (const [at, step] of steps.entries()) {
        const entry = (await read(sha, false)).byPath.get(step)
        if (at === steps.length - 1) return entry && toFiles('', [{ ...entry, path }])[0]
        if (entry?.type !== 'tree') return undefined
        sha = entry.sha
      }
      return undefined
    },
  }
}

function index(listing: Listing): IndexedListing {
  return { ...listing, byPath: new Map(listing.tree.map((entry) => [entry.path, entry])) }
}

/** The file that a path leads to, all links followed; undefined if there is none. */
export async function followIn(
  { entryAt }: OpenTree,
  path: string,
  readTarget: (link: TreeFile) => Promise<string>,
): Promise<TreeFile | undefined> {
  const entries = new Map<string, TreeFile | undefined>()
  const targets = new Map<string, string>()
  for (;;) {
    const found = followLinks(
      path,
      (at) => (entries.has(at) ? (entries.get(at)?.type ?? 'other') : undefined),
      (at) => targets.get(at),
    )
    if (found.kind !== 'unread') return found.kind === 'file' ? entries.get(found.path) : undefined
    const entry = await entryAt(found.path)
    entries.set(found.path, entry)
    if (entry?.type === 'link') targets.set(found.path, await readTarget(entry))
  }
}

/** Every file, link and submodule of a commit. If GitHub cuts the list, folder by folder is asked for. */
export async function listTree(client: Client, root: Root): Promise<Tree> {
  const whole = await readTree(client, root, root.commit, true)
  if (!whole.truncated) return { entries: toFiles('', whole.tree), isCut: false }
  // By the tree's own name, since a branch may move meanwhile.
  return walkTree(client, { ...root, commit: whole.sha })
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
): Promise<Listing> {
  const { data } = await client.rest.git.getTree({
    owner,
    repo,
    tree_sha: sha,
    // Any value asks for everything, even `false`.
    ...(recursive ? { recursive: '1' } : {}),
  })
  return data
}

const TYPES: Readonly<Record<string, EntryType>> = {
  '100644': 'file',
  '100755': 'file',
  // Git does not write it any more.
  '100664': 'file',
  '120000': 'link',
  '160000': 'submodule',
}

function toFiles(folder: string, entries: readonly Entry[]): TreeFile[] {
  return entries.flatMap(({ path, mode, sha }) => {
    const type = TYPES[mode]
    return type ? [{ path: pathIn(folder, path), oid: sha, type }] : []
  })
}

function toFolders(folder: string, entries: readonly Entry[]) {
  return entries
    .filter(({ type }) => type === 'tree')
    .map(({ path, sha }) => ({ path: pathIn(folder, path), oid: sha }))
}

function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
