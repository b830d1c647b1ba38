import { readGitChanges } from '../../git/changes.ts'
import {
  type Comparison,
  isNothingStaged,
  resolveComparison,
  resolveStaged,
} from '../../git/revisions.ts'
import { listChangedWorkflows } from '../../git/workflows.ts'
import type { ExitCode } from '../../report/exit-codes.ts'
import { createSelection, findContext } from '../../review/selection.ts'
import { UserError } from '../../settings/user-error.ts'
import { checkChangedWorkflows } from '../../workflows/changed.ts'
import { compareBaselines } from '../baseline.ts'
import { type Invocation, refuseOperands } from '../invocation.ts'
import { judge } from '../judge.ts'
import { readOptions } from '../settings.ts'
import type { Task } from '../task.ts'
import type { Terminal } from '../terminal.ts'

/** `cortex-review review`: what changed since the base. */
export async function runReview(invocation: Invocation): Promise<ExitCode> {
  return judge(await prepareReview(invocation), invocation)
}

/** Reads what is to be reviewed. */
export async function prepareReview(invocation: Invocation): Promise<Task> {
  const { given, terminal } = invocation
  refuseOperands(invocation, 'review', 'To judge files as they are: `cortex-review audit PATH`.')
  if (given.fix !== undefined && given.head !== undefined) {
    throw new UserError(
      '`--fix` cannot be combined with `--head`, because it changes the working tree.',
      'Check out the commit and omit `--head`.',
    )
  }

  if (given.staged) refuseWithStaged(invocation)
  const comparison = given.staged
    ? findStaged(invocation)
    : resolveComparison(terminal.cwd, { ...given, target: targetOf(terminal) })
  const { root, after, isIndex = false } = comparison
  const { options, problems } = await readOptions(invocation, placeOf(comparison))
  const changes = readGitChanges(comparison, {
    selection: createSelection(options),
    related: (changed, all, clusters) => findContext(changed, all, options, { clusters }),
  })
  const { problems: growth, ...baseline } = compareBaselines(comparison, options)
  const lacking = await checkChangedWorkflows(listChangedWorkflows(comparison))
  const settings = [...problems, ...growth, ...lacking]
  const settled = { ...changes, ...baseline, ...(settings.length > 0 && { settings }) }
  return { changes: settled, options, root, commit: isIndex ? undefined : after }
}

/** The settings of the index hold for it, as those of a folder do; those of a commit hold for none. */
function placeOf({ root, base, after, isIndex }: Comparison) {
  if (after === undefined) return { root }
  return isIndex ? { root, commit: after } : { root, commit: base, head: after }
}

/**
 * What pre-commit says to compare, else the index. In CI nothing is staged, so there it is what the
 * branch changes: else the hook would pass without having looked at anything.
 */
function findStaged({ given, terminal }: Invocation): Comparison {
  const { cwd, env } = terminal
  const { PRE_COMMIT_FROM_REF: from, PRE_COMMIT_TO_REF: to } = env
  if (from && to) return resolveComparison(cwd, { base: from, head: to })

  const staged = resolveStaged(cwd, given.base)
  const isIdle = env['CI'] && given.base === undefined && isNothingStaged(staged)
  return isIdle ? resolveComparison(cwd, { head: 'HEAD', target: targetOf(terminal) }) : staged
}

/** The branch that the pull request of a workflow is for. */
function targetOf({ env }: Terminal): string | undefined {
  return env['GITHUB_BASE_REF'] || undefined
}

function refuseWithStaged({ given }: Invocation): void {
  for (const name of ['head', 'fix'] as const) {
    if (given[name] === undefined) continue
    throw new UserError(
      `\`--staged\` cannot be combined with \`--${name}\`, because it reviews the index.`,
      `Omit one of them.`,
    )
  }
}
