import { statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { readFiles, readTree } from '../../git/audit.ts'
import { findRoot, resolveCommit } from '../../git/revisions.ts'
import { show } from '../../report/formats/ansi.ts'
import { createSelection } from '../../review/selection.ts'
import { UserError } from '../../settings/user-error.ts'
import type { ExitCode } from '../exit.ts'
import type { Invocation } from '../invocation.ts'
import { judge } from '../judge.ts'
import { readOptions } from '../settings.ts'

/** `cortex-review audit`: whole files, as they are. */
export function runAudit(invocation: Invocation): ExitCode {
  const { ref } = invocation.given
  return ref === undefined ? auditFiles(invocation) : auditCommit(invocation, ref)
}

function auditFiles(invocation: Invocation): ExitCode {
  const { operands, terminal } = invocation
  const paths =
    operands.length > 0 ? operands.map((path) => resolve(terminal.cwd, path)) : [terminal.cwd]
  for (const path of paths) checkOperand(path)
  const root = findAuditRoot(paths, terminal.cwd)
  for (const path of paths) toRepositoryPath(root, path)

  const { options } = readOptions(invocation, { root })
  return judge(
    { changes: readFiles(root, paths, createSelection(options)), options, root },
    invocation,
  )
}

function auditCommit(invocation: Invocation, ref: string): ExitCode {
  const { operands, given, terminal } = invocation
  if (given.fix !== undefined) {
    throw new UserError(
      '`--fix` changes the working tree, and `--ref` reads a commit.',
      'Check the commit out and leave `--ref` away.',
    )
  }
  const { root, commit } = resolveCommit(terminal.cwd, ref)
  const paths = operands.map((path) => toRepositoryPath(root, resolve(terminal.cwd, path)))
  const { options } = readOptions(invocation, { root, commit })
  const tree = { root, commit, paths: paths.filter(Boolean) }
  const changes = readTree(tree, createSelection(options))
  return judge({ changes, options, root, commit }, invocation)
}

/** The repository that the paths are in; else the working folder, or the folder of the first. */
function findAuditRoot(paths: readonly string[], cwd: string): string {
  const [first = cwd] = paths
  const stats = statSync(first, { throwIfNoEntry: false })
  const folder = stats?.isDirectory() ? first : dirname(first)
  return findRoot(folder) ?? (isInside(cwd, folder) ? cwd : folder)
}

function toRepositoryPath(root: string, path: string): string {
  if (isInside(root, path)) return relative(root, path).split(sep).join('/')
  throw new UserError(`${show(path)} is not in ${show(root)}.`, 'Audit one repository at a time.')
}

/** Throws a UserError if there is nothing to read at a path, and never will be. */
function checkOperand(path: string): void {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (!stats || stats.isFile() || stats.isDirectory()) return
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError(`${show(path)} cannot be read: ${show(reason)}`, 'Check the path.')
  }
  throw new UserError(`${show(path)} is no file and no folder.`, 'Name files and folders only.')
}

function isInside(folder: string, path: string): boolean {
  return !relative(folder, path).split(sep).includes('..')
}
