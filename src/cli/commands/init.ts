import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findRoot } from '../../git/revisions.ts'
import { settingsFile, workflowFile } from '../../init.ts'
import { UserError } from '../../review/user-error.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { type Invocation, refuseOperands } from '../invocation.ts'

/** `cortex-review init`: the workflow and a commented settings file. */
export function runInit(invocation: Invocation): ExitCode {
  refuseOperands(invocation, 'init')
  const { rules, terminal } = invocation
  const root = findRoot(terminal.cwd)
  if (root === undefined) {
    throw new UserError(
      `${terminal.cwd} is not in a Git repository.`,
      'Run the command in the repository whose pull requests are to be reviewed.',
    )
  }

  for (const { path, text } of [workflowFile(), settingsFile(rules)]) {
    const isNew = !existsSync(join(root, path))
    if (isNew) write(join(root, path), text)
    terminal.write(`${isNew ? 'wrote' : 'left '} ${path}${isNew ? '' : ' (it exists)'}\n`)
  }
  terminal.write(NEXT)
  return EXIT.fine
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  // Exclusively: what appeared meanwhile, or a link that leads nowhere, is not ours to write.
  writeFileSync(path, text, { flag: 'wx' })
}

const NEXT = `
Next:
  1. Commit the files and merge them.
  2. Make the check required: Settings → Rules → Rulesets → Require status checks.
  3. See what it would say today: cortex-review audit
`
