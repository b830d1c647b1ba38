import { join } from 'node:path'
import { findRoot } from '../../git/revisions.ts'
import { makeFolder, writeNew } from '../../git/write.ts'
import { show } from '../../report/formats/ansi.ts'
import { UserError } from '../../settings/user-error.ts'
import { alternatives, quote } from '../../text/wording.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { settingsFile } from '../init.ts'
import type { Invocation } from '../invocation.ts'
import {
  auditWorkflowFile,
  commandsWorkflowFile,
  forkWorkflowFiles,
  type Template,
  workflowFile,
} from '../workflows.ts'

/** `cortex-review init WORKFLOW…`: the workflows that are named, and a commented settings file. */
export function runInit({ operands, rules, terminal }: Invocation): ExitCode {
  const workflows = (operands.length > 0 ? operands : ['review']).flatMap(findTemplates)
  const root = findRoot(terminal.cwd)
  if (root === undefined) {
    throw new UserError(
      `${show(terminal.cwd)} is not in a Git repository.`,
      'Run the command in the repository whose pull requests are to be reviewed.',
    )
  }

  for (const { path, text } of [...workflows, settingsFile(rules)]) {
    const target = { path: join(root, path), roots: [root] }
    makeFolder(target)
    const isNew = writeNew(target, text)
    terminal.write(`${isNew ? 'wrote' : 'left '} ${path}${isNew ? '' : ' (it exists)'}\n`)
  }
  terminal.write(NEXT)
  return EXIT.fine
}

/** The workflows by what they are for. */
const WORKFLOWS: Readonly<Record<string, readonly Template[]>> = {
  review: [workflowFile()],
  forks: forkWorkflowFiles(),
  commands: [commandsWorkflowFile()],
  audit: [auditWorkflowFile()],
}

function findTemplates(name: string): readonly Template[] {
  const found = Object.hasOwn(WORKFLOWS, name) ? WORKFLOWS[name] : undefined
  if (found) return found
  throw new UserError(
    `\`init\` knows no workflow ${quote(name)}.`,
    `It can be ${alternatives(Object.keys(WORKFLOWS))}.`,
  )
}

const NEXT = `
Next:
  1. Commit the files and merge them.
  2. Make the check required: Settings → Rules → Rulesets → Require status checks.
  3. See what it would say today: cortex-review audit
`
