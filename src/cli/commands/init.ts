import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../../git/read-text.ts'
import { findRoot } from '../../git/revisions.ts'
import { makeFolder, writeNew, writeWhole } from '../../git/write.ts'
import { EXIT, type ExitCode } from '../../report/exit-codes.ts'
import { show } from '../../report/formats/ansi.ts'
import { UserError } from '../../settings/user-error.ts'
import { alternatives, quote } from '../../text/wording.ts'
import { ACTION_REPOSITORY } from '../../workflows/action.ts'
import { organizationWorkflowFile } from '../../workflows/organization.ts'
import {
  auditWorkflowFile,
  commandsWorkflowFile,
  forkWorkflowFiles,
  type Template,
  workflowFile,
} from '../../workflows/templates.ts'
import { settingsFile } from '../init.ts'
import type { Invocation } from '../invocation.ts'
import type { Terminal } from '../terminal.ts'

/** `cortex-review init WORKFLOW…`: the workflows that are named, and a commented settings file. */
export function runInit({ operands, given, rules, terminal }: Invocation): ExitCode {
  const workflows = (operands.length > 0 ? operands : ['review']).flatMap(findTemplates)
  const root = findRoot(terminal.cwd)
  if (root === undefined) {
    throw new UserError(
      `${show(terminal.cwd)} is not in a Git repository.`,
      'Run the command in the repository whose pull requests are to be reviewed.',
    )
  }

  const isForced = given.force ?? false
  const missing = [
    ...workflows.map((template) => place(template, { root, terminal, isForced })),
    place(settingsFile(rules), { root, terminal, isForced: false }),
  ]
  terminal.write(missing.join(''))
  terminal.write(NEXT)
  return EXIT.fine
}

interface Place {
  readonly root: string
  readonly terminal: Terminal
  readonly isForced: boolean
}

/** Writes a file unless it exists, by either extension; returns what one that exists lacks. */
function place(template: Template, { root, terminal, isForced }: Place): string {
  const { path, text, needed } = template
  const other = path.replace(/\.yml$/, '.yaml')
  const found = [path, other].find((each) => lstatSync(join(root, each), { throwIfNoEntry: false }))
  const target = { path: join(root, found ?? path), roots: [root] }
  makeFolder(target)
  if (found === undefined) {
    writeNew(target, text)
    terminal.write(`wrote ${path}\n`)
    return ''
  }
  if (isForced) {
    writeWhole(target, text)
    terminal.write(`replaced ${found}\n`)
    return ''
  }
  terminal.write(`left  ${found} (it exists)\n`)
  const isWhole = !needed || needed.isThere(readText(target.path, root) ?? '')
  return isWhole ? '' : describeMissing(found, needed.lines)
}

function describeMissing(path: string, lines: string): string {
  return `
${path} uploads no report, so nothing is posted for pull requests from forks.
Add these lines to the step that uses ${ACTION_REPOSITORY}, or replace the file with --force:

${lines}`
}

/** The workflows by what they are for. */
const WORKFLOWS: Readonly<Record<string, readonly Template[]>> = {
  review: [workflowFile()],
  forks: forkWorkflowFiles(),
  commands: [commandsWorkflowFile()],
  audit: [auditWorkflowFile()],
  organization: [organizationWorkflowFile()],
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
