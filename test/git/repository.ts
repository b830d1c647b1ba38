import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A Git repository of its own for a test, the same on every machine. */
export interface TestRepository {
  readonly root: string
  readonly git: (...args: readonly string[]) => string
  /** Writes files; a null removes one. */
  readonly write: (files: Readonly<Record<string, string | Buffer | null>>) => void
  /** Writes files and commits everything; gives the commit. */
  readonly commit: (files: Readonly<Record<string, string | Buffer | null>>) => string
  readonly remove: () => void
}

// In a hook, Git names the repository of the hook.
const OUTSIDE = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))

export const GIT_ENV: NodeJS.ProcessEnv = {
  ...Object.fromEntries(OUTSIDE),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'A. Author',
  GIT_AUTHOR_EMAIL: 'author@example.com',
  GIT_AUTHOR_DATE: '2024-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'A. Author',
  GIT_COMMITTER_EMAIL: 'author@example.com',
  GIT_COMMITTER_DATE: '2024-01-01T00:00:00Z',
}

export function createRepository(): TestRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cortex-review-git-')))
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: root, env: GIT_ENV, encoding: 'utf8', stdio: 'pipe' }).trim()

  const write: TestRepository['write'] = (files) => {
    for (const [path, content] of Object.entries(files)) {
      if (content === null) rmSync(join(root, path))
      else {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), content)
      }
    }
  }
  initialize(root)
  return {
    root,
    git,
    write,
    commit(files) {
      write(files)
      git('add', '-A')
      git('commit', '-qm', 'A commit')
      return readHead(root) ?? git('rev-parse', 'HEAD')
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** What `git init` makes, without starting Git. */
function initialize(root: string): void {
  for (const name of ['info', 'objects', 'refs/heads', 'refs/tags']) {
    mkdirSync(join(root, '.git', name), { recursive: true })
  }
  writeFileSync(join(root, '.git/HEAD'), 'ref: refs/heads/main\n')
  writeFileSync(join(root, '.git/config'), CONFIG)
}

// Otherwise Git starts a process after each commit that looks whether there is something to tidy.
const CONFIG = `[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = false
\tlogallrefupdates = true
[maintenance]
\tauto = false
[gc]
\tauto = 0
`

/** The commit that is checked out, if its branch is a file. */
function readHead(root: string): string | undefined {
  const read = (name: string) => {
    try {
      return readFileSync(join(root, '.git', name), 'utf8').trim()
    } catch {
      return undefined
    }
  }
  const head = read('HEAD')
  return head?.startsWith('ref: ') ? read(head.slice('ref: '.length)) : head
}
