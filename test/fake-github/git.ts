import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** What a commit does to its parent's files: a text, a blob with a mode, or null to delete. */
export type Files = Readonly<
  Record<string, string | Buffer | { readonly mode: string; readonly content: string } | null>
>

export interface GitObject {
  readonly oid: string
  /** `blob`, `tree`, `commit` or `tag`. */
  readonly type: string
  readonly content: Buffer
}

export interface TreeEntry {
  readonly path: string
  readonly mode: string
  readonly type: string
  readonly sha: string
  readonly size?: number
}

/** A row of the raw diff with its patch as `git diff` prints it, from the first `@@`. */
export interface DiffRow {
  /** Git's letter: A, D, M, R, C or T. */
  readonly status: string
  readonly path: string
  readonly previousPath?: string
  readonly oid: string
  readonly additions: number
  readonly deletions: number
  readonly patch?: string
}

/** A bare Git repository in a folder. */
export interface Repository {
  readonly folder: string
  git(args: readonly string[], input?: string | Buffer): Buffer
  /** Makes a commit on top of the first parent and returns its name. */
  commit(files: Files, ...parents: readonly string[]): string
  mergeBase(one: string, other: string): string | undefined
  diff(before: string, after: string): readonly DiffRow[]
  /** The entries of a tree; undefined if there is no such tree. */
  tree(name: string, recursive: boolean): readonly TreeEntry[] | undefined
  /** An object by name or expression; undefined if it does not exist. */
  read(expression: string): Promise<GitObject | undefined>
  close(): void
}

const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.test',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.test',
}
const DIFF = (
  '-c core.quotepath=off diff --no-color --no-ext-diff --no-textconv -M50% ' +
  '--raw --numstat --patch -z --no-abbrev --full-index'
).split(' ')
const IDENTITY = 'Ada <ada@example.test> 1700000000 +0000'

/** Makes a repository in a new folder. It only ever grows, so its answers are kept. */
export function createRepository(folder: string): Repository {
  makeBare(folder)
  const git = (args: readonly string[], input?: string | Buffer): Buffer =>
    runGit(folder, args, input)

  let reader: ReturnType<typeof startReader> | undefined
  return {
    folder,
    git,
    commit: remember((files: Files, ...parents: readonly string[]) =>
      git(['fast-import', '--quiet', '--force'], fastImport(files, parents)).toString().trim(),
    ),
    mergeBase: remember((one: string, other: string) => {
      const result = spawnGit(folder, ['merge-base', one, other])
      return result.status === 0 ? result.stdout.toString().trim() : undefined
    }),
    diff: remember((before: string, after: string) => diffRows(git, before, after)),
    tree: remember((name: string, recursive: boolean) => readTree(folder, name, recursive)),
    read: remember((expression: string) => {
      reader ??= startReader(folder)
      return reader.read(expression)
    }),
    close: () => reader?.close(),
  }
}

/** What `git init --bare` makes; to start Git for it takes longer than all else. */
function makeBare(folder: string): void {
  for (const name of ['objects', 'refs']) mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/main\n')
  writeFileSync(join(folder, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n')
}

function remember<A extends readonly unknown[], R>(answer: (...args: A) => R): (...args: A) => R {
  const known = new Map<string, { readonly value: R }>()
  return (...args) => {
    const key = JSON.stringify(args)
    const found = known.get(key) ?? { value: answer(...args) }
    known.set(key, found)
    return found.value
  }
}

function spawnGit(folder: string, args: readonly string[], input?: string | Buffer) {
  return spawnSync('git', ['-C', folder, ...args], {
    env: ENVIRONMENT,
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  })
}

function runGit(folder: string, args: readonly string[], input?: string | Buffer): Buffer {
  const result = spawnGit(folder, args, input)
  if (result.status !== 0) throw new Error(`git ${args.join(' ')}: ${result.stderr.toString()}`)
  return result.stdout
}

/** The stream for `git fast-import` that makes one commit and prints its name. */
function fastImport(files: Files, parents: readonly string[]): Buffer {
  const parts: (string | Buffer)[] = [
    'commit refs/heads/fixture\nmark :1\n',
    `committer ${IDENTITY}\ndata 6\nCommit\n`,
    ...(parents.length === 0 ? ['deleteall\n'] : []),
    ...parents.map((parent, index) => `${index === 0 ? 'from' : 'merge'} ${parent}\n`),
  ]
  for (const [path, file] of Object.entries(files)) {
    const name = `"${path.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`
    if (file === null) {
      parts.push(`D ${name}\n`)
      continue
    }
    const { mode, content } =
      typeof file === 'string' || Buffer.isBuffer(file) ? { mode: '100644', content: file } : file
    if (mode === '160000') {
      parts.push(`M 160000 ${content.toString()} ${name}\n`)
      continue
    }
    const bytes = Buffer.from(content)
    parts.push(`M ${mode} inline ${name}\ndata ${bytes.length}\n`, bytes, '\n')
  }
  parts.push('\nreset refs/heads/fixture\nfrom 0000000000000000000000000000000000000000\n')
  parts.push('\nget-mark :1\n')
  return Buffer.concat(parts.map((part) => Buffer.from(part)))
}

/** Git prints the rows, their counts, and then the patches. */
function diffRows(git: Repository['git'], before: string, after: string): DiffRow[] {
  const fields = git([...DIFF, before, after])
    .toString()
    .split('\0')
  const rows = takeRows(fields)
  const numbers = takeCounts(fields)
  // Texts have no such byte, so at most an empty field is before the patches.
  const patches = splitPatches(fields.join(''))

  return rows.map((row) => {
    // A change of type is printed as a removal and an addition.
    const patch = row.status === 'T' ? (patches.shift(), patches.shift()) : patches.shift()
    const { additions, deletions } = numbers.get(row.path) ?? { additions: 0, deletions: 0 }
    return { ...row, additions, deletions, ...(patch === undefined ? {} : { patch }) }
  })
}

function takeRows(fields: string[]) {
  const rows: Omit<DiffRow, 'additions' | 'deletions' | 'patch'>[] = []
  while (fields[0]?.startsWith(':')) {
    const [, , oldOid = '', newOid = '', state = ''] = fields.shift()?.split(' ') ?? []
    const status = state.slice(0, 1)
    const previous = status === 'R' || status === 'C' ? fields.shift() : undefined
    rows.push({
      status,
      path: fields.shift() ?? '',
      ...(previous === undefined ? {} : { previousPath: previous }),
      oid: status === 'D' ? oldOid : newOid,
    })
  }
  return rows
}

function takeCounts(fields: string[]) {
  const counts = new Map<string, { additions: number; deletions: number }>()
  while (/^[\d-]+\t[\d-]+\t/.test(fields[0] ?? '')) {
    const [added = '', deleted = '', path = ''] = fields.shift()?.split('\t') ?? []
    // A rename has an empty name here and two fields of its own.
    const name = path === '' ? fields.splice(0, 2)[1] : path
    counts.set(name ?? '', { additions: Number(added) || 0, deletions: Number(deleted) || 0 })
  }
  return counts
}

/** The patches of a diff in order, each from its first `@@`; undefined if it has none. */
function splitPatches(diff: string): (string | undefined)[] {
  return diff
    .split(/^(?=diff --git )/m)
    .filter((section) => section !== '')
    .map((section) => {
      const start = section.search(/^@@ /m)
      return start < 0 ? undefined : section.slice(start).replace(/\n$/, '')
    })
}

function readTree(folder: string, name: string, recursive: boolean) {
  const flags = recursive ? ['-r', '-t'] : []
  const result = spawnGit(folder, ['ls-tree', '-z', '--long', ...flags, name])
  if (result.status !== 0) return undefined
  return result.stdout
    .toString()
    .split('\0')
    .filter((line) => line !== '')
    .map((line): TreeEntry => {
      const tab = line.indexOf('\t')
      const [mode = '', type = '', sha = '', size = ''] = line.slice(0, tab).split(/ +/)
      return {
        path: line.slice(tab + 1),
        mode,
        type,
        sha,
        ...(size === '-' ? {} : { size: Number(size) }),
      }
    })
}

/** One `git cat-file --batch` for all objects that are read. */
function startReader(folder: string) {
  const child = spawn('git', ['-C', folder, 'cat-file', '--batch', '-z'], { env: ENVIRONMENT })
  const waiting: ((object: GitObject | undefined) => void)[] = []
  let buffer = Buffer.alloc(0)

  child.stdout.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk])
    for (let found = takeObject(buffer); found; found = takeObject(buffer)) {
      buffer = buffer.subarray(found.length)
      waiting.shift()?.(found.object)
    }
  })
  return {
    read: (expression: string) =>
      new Promise<GitObject | undefined>((resolve) => {
        waiting.push(resolve)
        child.stdin.write(`${expression}\0`)
      }),
    close: () => {
      child.stdin.end()
      child.kill()
    },
  }
}

function takeObject(buffer: Buffer): { length: number; object: GitObject | undefined } | undefined {
  const end = buffer.indexOf('\n')
  if (end < 0) return undefined
  const header = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(
    buffer.subarray(0, end).toString(),
  )
  if (!header) return { length: end + 1, object: undefined }

  const [, oid = '', type = '', size] = header
  const length = end + 1 + Number(size) + 1
  if (buffer.length < length) return undefined
  const content = Buffer.from(buffer.subarray(end + 1, length - 1))
  return { length, object: { oid, type, content } }
}
