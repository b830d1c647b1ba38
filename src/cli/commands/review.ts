import { readGitChanges } from '../../git/changes.ts'
import { resolveComparison } from '../../git/revisions.ts'
import { createSelection, findContext } from '../../review/selection.ts'
import { UserError } from '../../settings/user-error.ts'
import type { ExitCode } from '../exit.ts'
import { type Invocation, refuseOperands } from '../invocation.ts'
import { judge } from '../judge.ts'
import { readOptions } from '../settings.ts'

/** `cortex-review review`: what changed since the base. */
export function runReview(invocation: Invocation): ExitCode {
  const { given, terminal } = invocation
  refuseOperands(invocation, 'review', 'To judge files as they are: `cortex-review audit PATH`.')
  if (given.fix !== undefined && given.head !== undefined) {
    throw new UserError(
      '`--fix` changes the working tree, and `--head` reviews a commit.',
      'Check the commit out and leave `--head` away.',
    )
  }

  const comparison = resolveComparison(terminal.cwd, given)
  const { root, base, after } = comparison
  const { options, problems } = readOptions(
    invocation,
    after === undefined ? { root } : { root, commit: base, head: after },
  )
  const changes = readGitChanges(comparison, {
    selection: createSelection(options),
    related: (changed, all) => findContext(changed, all, options).paths,
  })
  const settled = problems.length > 0 ? { ...changes, settings: problems } : changes
  return judge({ changes: settled, options, root, commit: after }, invocation)
}
