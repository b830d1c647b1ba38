import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { listClusterTexts } from '../../cortex/files/related.ts'
import { readFiles, readTree } from '../../git/audit.ts'
import { listWorkTree } from '../../git/changed-files.ts'
import { listCommit } from '../../git/places.ts'
import { isInside, toRepositoryPath } from '../../git/repository-path.ts'
import { findRoot, refuseBare, resolveCommit } from '../../git/revisions.ts'
import type { ExitCode } from '../../report/exit-codes.ts'
import { show } from '../../report/formats/ansi.ts'
import type { ChangeSet } from '../../review/change-set.ts'
import { createSelection, findContext } from '../../review/selection.ts'
import type { Options } from '../../settings/field.ts'
import { UserError } from '../../settings/user-error.ts'
import { findBaseline, writeBaseline } from '../baseline.ts'
import { type Invocation, refuseOperands } from '../invocation.ts'
import { judge } from '../judge.ts'
import { readOptions } from '../settings.ts'

/** `cortex-review audit`: whole files, as they are. */
export async function runAudit(invocation: Invocation): Promise<ExitCode> {
  const { given, operands } = invocation
  const { ref, org, repositories } = given
  if (org !== undefined || repositories !== undefined) {
    refuseOperands(invocation, 'audit --org', 'Name repositories with `--repositories FILE`.')
    return (await import('../organization.ts')).auditOrganization(invocation)
  }
  if (given.writeBaseline && (ref !== undefined || operands.length > 0)) {
    throw new UserError(
      '`--write-baseline` writes the findings of the whole working tree.',
      'Leave out `--ref` and the paths.',
    )
  }
  return ref === undefined ? auditFiles(invocation) : auditCommit(invocation, ref)
}

async function auditFiles(invocation: Invocation): Promise<ExitCode> {
  const { operands, terminal } = invocation
  const paths =
    operands.length > 0 ? operands.map((path) => resolve(terminal.cwd, path)) : [terminal.cwd]
  for (const path of paths) checkOperand(path)
  refuseBare(folderOf(paths[0] ?? terminal.cwd))
  const root = findAuditRoot(paths, terminal.cwd)
  const named = paths
    .map((path) => ({ path, from: toRepositoryPath(root, path) }))
    .filter(
      ({ path }) => operands.length > 0 && statSync(path, { throwIfNoEntry: false })?.isFile(),
    )
    .map(({ from }) => from)

  const { options } = await readOptions(invocation, { root })
  const selection = createSelection(options)
  const own = {
    ...readFiles(root, paths, selection),
    ...findBaseline({ root }, options, operands.length === 0 && paths[0] === root),
    basis: { isAudit: true, named } as const,
  }
  const isPart = operands.length > 0 && findRoot(root) !== undefined
  const changes = isPart
    ? addContext(own, listWorkTree(root), options, (found) =>
        readFiles(
          root,
          found.map((path) => resolve(root, path)),
          selection,
        ),
      )
    : own
  const task = { changes, options, root }
  return options.writeBaseline ? writeBaseline(task, invocation) : judge(task, invocation)
}

/** Adds the unchanged files that what is audited belongs to, as a review would. */
function addContext(
  own: ChangeSet,
  all: readonly string[],
  options: Options,
  read: (paths: readonly string[]) => ChangeSet,
): ChangeSet {
  const audited = [...own.after.keys()]
  if (audited.length === 0) return own
  const { paths, unassigned } = findContext(audited, all, options, {
    clusters: listClusterTexts(own.after),
  })
  const others = paths.filter((path) => !own.after.has(path))
  const after: ChangeSet['after'] = others.length > 0 ? read(others).after : new Map()
  return {
    ...own,
    before: after,
    after: new Map([...own.after, ...after]),
    basis: { ...own.basis, unassigned: unassigned.filter((path) => own.after.has(path)) },
  }
}

async function auditCommit(invocation: Invocation, ref: string): Promise<ExitCode> {
  const { operands, given, terminal } = invocation
  if (given.fix !== undefined) {
    throw new UserError(
      '`--fix` changes the working tree, and `--ref` reads a commit.',
      'Check the commit out and leave `--ref` away.',
    )
  }
  const { root, commit } = resolveCommit(terminal.cwd, ref)
  const paths = operands.map((path) => toRepositoryPath(root, resolve(terminal.cwd, path)))
  const { options } = await readOptions(invocation, { root, commit })
  const tree = { root, commit, paths: paths.filter(Boolean) }
  const selection = createSelection(options)
  const own = {
    ...readTree(tree, selection),
    ...findBaseline({ root, commit }, options, operands.length === 0),
    basis: { isAudit: true, head: commit } as const,
  }
  const isPart = tree.paths.length > 0
  const changes = isPart
    ? addContext(own, [...listCommit(root, commit).keys()], options, (found) =>
        readTree({ root, commit, paths: found }, selection),
      )
    : own
  return judge({ changes, options, root, commit }, invocation)
}

/** The repository that the paths are in; else the working folder, or the folder of the first. */
function findAuditRoot(paths: readonly string[], cwd: string): string {
  const [first = cwd] = paths
  const folder = folderOf(first)
  return findRoot(folder) ?? (isInside(cwd, folder) ? cwd : folder)
}

function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path)
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
