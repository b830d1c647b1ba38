import { join } from 'node:path'
import { listPaths } from '../../git/paths.ts'
import { readText } from '../../git/read-text.ts'
import { findRoot } from '../../git/revisions.ts'
import { GitError, runGit } from '../../git/run.ts'
import { listWorkflows } from '../../git/workflows.ts'
import { writeWhole } from '../../git/write.ts'
import { EXIT, type ExitCode } from '../../report/exit-codes.ts'
import { show } from '../../report/formats/ansi.ts'
import { nameSource } from '../../settings/shared/sources.ts'
import { UserError } from '../../settings/user-error.ts'
import { quote } from '../../text/wording.ts'
import { type Complaint, diagnose } from '../../workflows/diagnose.ts'
import { readWorkflow, type Workflow } from '../../workflows/model.ts'
import { checkLayout } from '../doctor/layout.ts'
import { repair } from '../doctor/repair.ts'
import { checkRulesets, type Repository } from '../doctor/rulesets.ts'
import { type Invocation, refuseOperands } from '../invocation.ts'
import { readOptions } from '../settings.ts'

/**
 * `cortex-review doctor`: what of the repository's workflows and settings will not work, and with a
 * token whether merges wait for the check.
 */
export async function runDoctor(invocation: Invocation): Promise<ExitCode> {
  const { terminal, given } = invocation
  refuseOperands(invocation, 'doctor')
  const root = findRoot(terminal.cwd)
  if (root === undefined) {
    throw new UserError(
      `${show(terminal.cwd)} is not in a Git repository.`,
      'Run the command in the repository whose pull requests are to be reviewed.',
    )
  }
  if (given.fix !== undefined) terminal.write(mend(root, await readWorkflows(root)))
  const workflows = await readWorkflows(root)
  const complaints = [
    ...diagnose(workflows),
    ...(await checkSettings(invocation, root)),
    ...(await checkOnGitHub(invocation, root, workflows)),
  ]
  terminal.write(complaints.map(render).join('') || 'No problems found.\n')
  return complaints.every(({ isNote }) => isNote) ? EXIT.fine : EXIT.findings
}

/** Writes what is unambiguous into the workflows, and says what. */
function mend(root: string, workflows: readonly Workflow[]): string {
  const complaints = diagnose(workflows)
  return workflows
    .flatMap((workflow) => {
      const repaired = repair(workflow, complaints)
      if (!repaired) return []
      writeWhole({ path: join(root, workflow.path), roots: [root] }, repaired.text)
      return repaired.mended.map((complaint) => `fixed ${renderProblem(complaint)}`)
    })
    .join('')
}

/** What the rules of the repository on GitHub say, if a token is at hand. */
async function checkOnGitHub(
  { terminal: { env, warn } }: Invocation,
  root: string,
  workflows: readonly Workflow[],
): Promise<readonly Complaint[]> {
  const token = env['GITHUB_TOKEN']
  const repository = token ? findRepository(env, root) : undefined
  if (!token || !repository) return []
  const { createClient, hasProxy } = await import('../../github/client.ts')
  const client = await createClient({
    token,
    apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    proxied: hasProxy(env),
    warn: (text) => warn(`cortex-review: warning: ${show(text)}\n`),
  })
  return checkRulesets(client, repository, workflows)
}

/** The repository that a workflow runs in, or that the checkout comes from. */
function findRepository(env: Invocation['terminal']['env'], root: string): Repository | undefined {
  const name = env['GITHUB_REPOSITORY'] || readOrigin(root)
  const [, owner, repo] = /(?:^|[/:])([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(name ?? '') ?? []
  return owner && repo ? { owner, repo } : undefined
}

function readOrigin(root: string): string | undefined {
  try {
    return runGit(root, ['config', '--get', 'remote.origin.url']).toString('utf8').trim()
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}

async function readWorkflows(root: string): Promise<readonly Workflow[]> {
  return Promise.all(
    listWorkflows(root).map((path) => readWorkflow(path, readText(join(root, path), root) ?? '')),
  )
}

/** The settings, as every review reads them. */
async function checkSettings(invocation: Invocation, root: string): Promise<readonly Complaint[]> {
  const complaints: Complaint[] = []
  const note = (problem: string, remedy = 'See docs/settings.md.') =>
    complaints.push({ path: '.github', problem, remedy })
  const warn = (text: string) => void note(text.replace(/^cortex-review: warning: /, '').trimEnd())
  try {
    const quiet = { ...invocation, terminal: { ...invocation.terminal, warn } }
    const { options, extended } = await readOptions(quiet, { root })
    complaints.push(...checkLayout(listPaths(root) ?? [], options))
    for (const file of extended) {
      if (file.ref === undefined || /^[0-9a-f]{40}$/.test(file.ref)) continue
      complaints.push({
        path: '.github',
        problem: `the settings extend ${quote(nameSource(file))}, and ${quote(file.ref)} is not a commit: the settings change when it moves.`,
        remedy: nameSource({ ...file, ref: file.commit ?? '<commit>' }),
        isNote: true,
      })
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    note(error.message, error.remedy)
  }
  return complaints
}

function render(complaint: Complaint): string {
  const lines = complaint.remedy.split('\n').map((text) => `    ${show(text)}\n`)
  return `${renderProblem(complaint)}${lines.join('')}\n`
}

function renderProblem({ path, line, problem }: Complaint): string {
  const place = `${show(path)}${line === undefined ? '' : `:${line}`}`
  return `${place}: ${problem.split('\n').map(show).join('\n')}\n`
}
