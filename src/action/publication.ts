import { lstatSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { info, notice } from '@actions/core'
import type { Client } from '../github/client.ts'
import type { PublicationTask, PullRequestTask } from '../github/read/event.ts'
import { findPulls } from '../github/read/pulls.ts'
import { explainReadError } from '../github/refusal.ts'
import { type ForeignReport, readReport } from '../report/formats/read-report.ts'
import { UserError } from '../settings/user-error.ts'
import { connect, type Step } from './connect.ts'
import { type Judged, judgeTask } from './judge.ts'

/** Posts what was judged of a pull request. */
export type PostJudged = (client: Client, pull: PullRequestTask, judged: Judged) => Promise<void>

/** No report is as large; what is, is an attack. */
const MOST_BYTES = 20_000_000

/**
 * Posts the review of a pull request whose own run had a token that only reads.
 *
 * That run's artifact is the work of whoever opened the pull request: its workflow can be changed
 * there. So the report only says that there is something to post and of which commit. The pull
 * request is looked up by the commit and the repository that GitHub names, and judged again with the
 * settings of its base; what is posted is of that judgement, and no word of the report. The verdict
 * stays with the other run.
 *
 * Throws UserError if the report is none, is about another commit, or GitHub cannot be read.
 */
export async function runPublication(
  task: PublicationTask,
  step: Step,
  post: PostJudged,
): Promise<void> {
  const path = step.given.publish
  if (path === undefined) {
    return info('On `workflow_run`, only the input `publish` names something to do.')
  }
  const report = readFile(resolve(step.environment['GITHUB_WORKSPACE'] ?? '.', path))
  if (!report) return explainMissing(path, task)
  if (report.commit !== task.headSha) {
    throw new UserError(
      'The report is about another commit than the run that started this workflow',
      'Nothing was posted. Download the artifact by `run-id: ${{ github.event.workflow_run.id }}`.',
    )
  }
  const client = await connect(step)
  const pulls = await find(client, task)
  if (pulls.length === 0) info('No open pull request has this commit as its head.')
  for (const pull of pulls) {
    const judged = await judgeTask(client, pull, step)
    noteDifference(report, judged)
    const { drafts } = judged.reading.scope.options
    if (pull.draft && drafts === 'skip') info(`Pull request ${pull.number} is a draft.`)
    else await post(client, pull, judged)
  }
}

/** A run that ended has judged, so its report must be there. */
function explainMissing(path: string, { conclusion }: PublicationTask): void {
  if (conclusion !== 'success' && conclusion !== 'failure') {
    return info(`There is no report at ${path}: the other run did not finish.`)
  }
  throw new UserError(
    `There is no report at ${path}: the workflow that reviews uploaded none, so nothing was posted`,
    'Upload the report in the workflow that reviews; `cortex-review init forks` prints the lines.',
  )
}

async function find(client: Client, task: PublicationTask): Promise<readonly PullRequestTask[]> {
  try {
    return await findPulls(client, task)
  } catch (error) {
    throw explainReadError(error)
  }
}

/** The report at a path; undefined if there is none. Links are not followed. */
function readFile(path: string): ForeignReport | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (!stats) return undefined
  if (stats.isFile() && stats.size <= MOST_BYTES) return readReport(readFileSync(path, 'utf8'))
  throw new UserError(
    `The report at ${path} is not a file, or is too large`,
    'Nothing was posted. Check that `publish` names the JSON file of the artifact.',
  )
}

/** A report that says something else was made with other settings, or by somebody else. */
function noteDifference({ handles }: ForeignReport, { review }: Judged): void {
  const found = [...review.findings, ...review.accepted.map(({ finding }) => finding)]
  const isSame = found.length >= handles.size && found.every(({ handle }) => handles.has(handle))
  if (isSame) return
  notice(
    'The report of the other run differs. The posted review was computed here with the settings of ' +
      'the base branch.',
  )
}
