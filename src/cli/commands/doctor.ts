import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../../git/read-text.ts'
import { findRoot } from '../../git/revisions.ts'
import { show } from '../../report/formats/ansi.ts'
import { UserError } from '../../settings/user-error.ts'
import { type Complaint, diagnose } from '../doctor.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { type Invocation, refuseOperands } from '../invocation.ts'
import { readOptions } from '../settings.ts'
import { readWorkflow } from '../workflow-model.ts'

const FOLDER = '.github/workflows'

/** `cortex-review doctor`: what of the repository's workflows and settings will not work. */
export async function runDoctor(invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation
  refuseOperands(invocation, 'doctor')
  const root = findRoot(terminal.cwd)
  if (root === undefined) {
    throw new UserError(
      `${show(terminal.cwd)} is not in a Git repository.`,
      'Run the command in the repository whose pull requests are to be reviewed.',
    )
  }
  const workflows = await Promise.all(
    listWorkflows(root).map((path) => readWorkflow(path, readText(join(root, path), root) ?? '')),
  )
  const complaints = [...diagnose(workflows), ...checkSettings(invocation, root)]
  terminal.write(complaints.map(render).join('') || 'No problems found.\n')
  return complaints.length > 0 ? EXIT.findings : EXIT.fine
}

function listWorkflows(root: string): readonly string[] {
  if (!lstatSync(join(root, FOLDER), { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(join(root, FOLDER), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(({ name }) => `${FOLDER}/${name}`)
    .toSorted()
}

/** The settings, as every review reads them. */
function checkSettings(invocation: Invocation, root: string): readonly Complaint[] {
  const complaints: Complaint[] = []
  const note = (problem: string, remedy = 'See docs/settings.md.') =>
    complaints.push({ path: '.github', problem, remedy })
  const warn = (text: string) => void note(text.replace(/^cortex-review: warning: /, '').trimEnd())
  try {
    readOptions({ ...invocation, terminal: { ...invocation.terminal, warn } }, { root })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    note(error.message, error.remedy)
  }
  return complaints
}

function render({ path, problem, remedy }: Complaint): string {
  const lines = remedy.split('\n').map((line) => `    ${show(line)}\n`)
  return `${show(path)}: ${problem.split('\n').map(show).join('\n')}\n${lines.join('')}\n`
}
