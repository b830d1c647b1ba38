import { resolve } from 'node:path'
import { show } from '../report/formats/ansi.ts'
import { UserError } from '../settings/user-error.ts'
import { truncate } from '../text/truncate.ts'
import { GitError, runGit } from './run.ts'
import { isOwnWorkTree } from './work-tree.ts'

/** What is compared with what. */
export interface Comparison {
  /** The top folder of the repository. */
  readonly root: string
  /** The commit (or the empty tree) that the new side started from. */
  readonly before: string
  /** The commit of the new side; undefined is the working tree. */
  readonly after: string | undefined
  /** The tip of the base. */
  readonly base: string
  /** Whether the new side is the tree of the index, which is no commit. */
  readonly isIndex?: true
  /** What people call the base. */
  readonly name?: string
}

export interface Refs {
  readonly base?: string | undefined
  readonly head?: string | undefined
  /** The branch that a pull request is to be merged into, as the runner of a workflow says. */
  readonly target?: string | undefined
}

/**
 * Finds the commits to compare: the old side is the merge base of base and head, never the tip.
 *
 * Without a head, the working tree is the new side; without a base, it is what `findBase` finds.
 * Throws a UserError that says what to do if that is not possible.
 */
export function resolveComparison(cwd: string, refs: Refs): Comparison {
  const base = checkRef(refs.base) ?? findBase(cwd, checkRef(refs.target))
  const head = checkRef(refs.head)

  const lines = revParse(cwd, [...PLACE, `${base}^{commit}...${head ?? 'HEAD'}^{commit}`])
  if (!lines) return explainUnknown(cwd, base, head)

  const [shallow, inside, ...rest] = lines
  const commits = rest.filter((line) => COMMIT.test(line))
  // Git prints the end of the range first.
  const [headTip, baseTip] = commits
  const mergeBase = rest.find((line) => line.startsWith('^'))?.slice(1)
  if (!baseTip || !headTip || !mergeBase)
    throw noMergeBase(base, head ?? 'HEAD', shallow === 'true')

  if (inside !== 'true' && head === undefined) throw new UserError(...NO_WORKING_TREE)
  const root = inside === 'true' ? rootOf(cwd, rest[0]) : cwd
  const after = head === undefined ? undefined : headTip
  return { root, before: mergeBase, after, base: baseTip, name: nameOf(base) }
}

/** A ref as people call it, e.g. `origin/main`. */
function nameOf(ref: string): string {
  return COMMIT.test(ref) ? ref : ref.replace(/^refs\/(?:heads|remotes|tags)\//, '')
}

/**
 * Compares the index with a commit, `HEAD` unless a base is named: the tree that the next commit would
 * have. Throws a UserError if Git can make none, for example in a merge with conflicts.
 */
export function resolveStaged(cwd: string, base = 'HEAD'): Comparison {
  const comparison = resolveComparison(cwd, { base })
  const after = askGit(comparison.root, ['write-tree', '--missing-ok']).trim()
  return { ...comparison, after, isIndex: true }
}

/** Whether the index has what the commit has that it is compared with. */
export function isNothingStaged({ root, before, after }: Comparison): boolean {
  return askGit(root, ['rev-parse', '--verify', `${before}^{tree}`]).trim() === after
}

/** The commit that a ref names, and the top folder. Throws a UserError if there is none. */
export function resolveCommit(
  cwd: string,
  ref: string,
): { readonly root: string; readonly commit: string } {
  const name = checkRef(ref) ?? ref
  const lines = revParse(cwd, [...PLACE, `${name}^{commit}`])
  const commit = lines?.find((line) => COMMIT.test(line))
  if (!lines || commit === undefined) throw unknownRef(cwd, name)

  return { root: lines[1] === 'true' ? rootOf(cwd, lines[2]) : cwd, commit }
}

/** The top folder of the repository that a folder is in, if it is in one. */
export function findRoot(cwd: string): string | undefined {
  try {
    const lines = revParse(cwd, ['--show-cdup'])
    return lines && rootOf(cwd, lines[0])
  } catch {
    // Without Git, or with a working tree elsewhere, there is no repository to speak of.
    return undefined
  }
}

/** Throws a UserError in a bare repository, whose folders hold no files of a person. */
export function refuseBare(cwd: string): void {
  if (findRoot(cwd) !== undefined || !isBare(cwd)) return
  throw new UserError(
    'This repository is bare: there is no working tree to audit.',
    'Name the commit to audit with --ref.',
  )
}

function isBare(cwd: string): boolean {
  try {
    return revParse(cwd, ['--is-bare-repository'])?.[0] === 'true'
  } catch {
    // Without Git there is no repository to speak of.
    return false
  }
}

/** The top folder, by Git's way up. Throws a UserError if it is not that of the repository. */
function rootOf(cwd: string, way = ''): string {
  const root = resolve(cwd, way)
  if (isOwnWorkTree(cwd, root)) return root
  throw new UserError(
    `The Git configuration of this repository names another folder as its working tree: ${show(root)}`,
    'Remove `core.worktree` from the configuration, or name the folder in GIT_WORK_TREE.',
  )
}

const PLACE = ['--is-shallow-repository', '--is-inside-work-tree', '--show-cdup'] as const
const COMMIT = /^[0-9a-f]{40,64}$/
const DEFAULT_BRANCHES = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
] as const

const NO_WORKING_TREE = [
  'This repository is bare: there is no working tree to review.',
  'Name the commit to review with --head.',
] as const

/** No branch, tag or file system has a longer one. */
const LONGEST_REF = 1024

/**
 * Refuses what Git would take for an option, a range, an exclusion, or a file of a commit, and what
 * cannot be shown.
 */
function checkRef(ref: string | undefined): string | undefined {
  if (ref === undefined || (ref.length <= LONGEST_REF && REF.test(ref) && !ref.includes('..'))) {
    return ref
  }
  throw new UserError(
    `${JSON.stringify(truncate(ref, 100))} is not the name of a commit.`,
    'Name a branch, a tag or a commit.',
  )
}

const REF = /^[^\p{C}\s:^-][^\p{C}\s:]*$/u

/**
 * Finds what to compare with where nobody says it: the branch that the pull request of a workflow is
 * for, the upstream of a branch if that is another branch, the default branch. Comparing a commit
 * with itself would find nothing, whatever it holds.
 *
 * A repository without a commit has the base HEAD. Throws a UserError if nothing is found.
 */
function findBase(cwd: string, target: string | undefined): string {
  const wanted = target === undefined ? [] : targetRefs(target)
  const args = ['for-each-ref', '--format=%(refname) %(symref)', ...wanted, ...DEFAULT_BRANCHES]
  const found = new Map(
    askGit(cwd, args)
      .split('\n')
      .map((line) => {
        const [name = '', symbolic = ''] = line.split(' ')
        return [name, symbolic || name] as const
      }),
  )
  const first = (names: readonly string[]) =>
    names.map((name) => found.get(name)).find((name) => name !== undefined)
  const base = target === undefined ? (findUpstream(cwd) ?? first(DEFAULT_BRANCHES)) : first(wanted)
  if (base !== undefined) return base
  if (target === undefined && !revParse(cwd, ['--verify', 'HEAD^{commit}'])) return 'HEAD'
  throw new UserError(
    target === undefined
      ? 'There is nothing to compare with: no upstream branch and no default branch is known here.'
      : `There is nothing to compare with: branch \`${show(target)}\`, which the pull request is for, is not fetched.`,
    'Name the base with `--base`, and fetch enough history (in a workflow: actions/checkout with ' +
      'fetch-depth: 0).',
  )
}

function targetRefs(target: string): readonly string[] {
  return [`refs/remotes/origin/${target}`, `refs/heads/${target}`]
}

/** The upstream of the current branch; none if it is only the same branch elsewhere. */
function findUpstream(cwd: string): string | undefined {
  const lines = revParse(cwd, ['--symbolic-full-name', 'HEAD', '@{upstream}'])
  const [branch, upstream] = lines ?? []
  if (!branch || !upstream?.startsWith('refs/')) return undefined
  const own = branch.replace(/^refs\/heads\//, '')
  return upstream.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, '') === own ? undefined : upstream
}

/** The lines that `git rev-parse` prints; undefined if it does not know a revision. */
function revParse(cwd: string, args: readonly string[]): readonly string[] | undefined {
  try {
    const lines = askGit(cwd, ['rev-parse', ...args]).split('\n')
    // Outside a working tree, Git prints no line at all for the way up.
    return lines[1] === 'false' ? [...lines.slice(0, 2), '', ...lines.slice(2)] : lines
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}

const UNKNOWN_REVISION =
  /no upstream configured|does not point to a branch|no such branch|unknown revision|invalid object name|Needed a single revision|bad revision|expected \w+ type|only has \d+ entr/

/** Runs Git; a place where it does not work is the user's matter, but not an unknown revision. */
function askGit(cwd: string, args: readonly string[]): string {
  try {
    return runGit(cwd, args).toString('utf8')
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    if (error.detail.includes('not a git repository')) {
      throw new UserError(
        `${show(cwd)} is not in a Git repository.`,
        'Run the command in a repository, or use `cortex-review audit PATH` for plain files.',
      )
    }
    if (error.detail.includes('dubious ownership')) {
      throw new UserError(
        'Git does not trust this repository, since it belongs to another user.',
        `If you do, run: git config --global --add safe.directory ${quoteForShell(cwd)}`,
      )
    }
    if (UNKNOWN_REVISION.test(error.detail)) throw error
    throw new UserError(`Git could not read the repository: ${error.detail}`)
  }
}

/** A name of a folder may be chosen to be pasted. */
function quoteForShell(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${show(text).replaceAll("'", "'\\''")}'`
}

/** Names the ref that is wrong; a repository without a commit is reviewed against nothing. */
function explainUnknown(cwd: string, base: string, head: string | undefined): Comparison {
  for (const ref of [base, head ?? 'HEAD']) {
    const known = revParse(cwd, ['--verify', `${ref}^{commit}`])
    if (known) continue
    if (base !== 'HEAD' || head !== undefined) throw unknownRef(cwd, ref)
  }
  const tree = askGit(cwd, ['hash-object', '-t', 'tree', '--stdin']).trim()
  return { root: findRoot(cwd) ?? cwd, before: tree, after: undefined, base: tree }
}

function unknownRef(cwd: string, ref: string): UserError {
  const remote = `origin/${ref}`
  if (revParse(cwd, ['--verify', `${remote}^{commit}`])) {
    return new UserError(
      `There is no commit \`${ref}\` here, but there is \`${remote}\`.`,
      `Name \`${remote}\`.`,
    )
  }
  const shallow = askGit(cwd, ['rev-parse', '--is-shallow-repository'])
  const remedy = shallow.startsWith('true')
    ? FETCH_ALL
    : `Check the name, or fetch it: git fetch origin ${ref.replace(/^origin\//, '')}`
  return new UserError(`There is no commit \`${ref}\` in this repository.`, remedy)
}

function noMergeBase(base: string, head: string, shallow: boolean): UserError {
  if (shallow) {
    return new UserError(
      `This shallow clone does not reach back to where \`${head}\` left \`${base}\`.`,
      FETCH_ALL,
    )
  }
  return new UserError(
    `\`${base}\` and \`${head}\` have no common history.`,
    'Name another base with --base.',
  )
}

const FETCH_ALL =
  'Fetch the whole history: git fetch --unshallow (in a workflow: actions/checkout with fetch-depth: 0).'
