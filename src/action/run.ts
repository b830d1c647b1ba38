import { readFileSync } from 'node:fs'
import { getInput, info, setFailed, warning } from '@actions/core'
import { isCustomId } from '../custom/source.ts'
import type { Client } from '../github/client.ts'
import { parseEvent, type ReviewTask, type Task } from '../github/read/event.ts'
import type { Reading } from '../github/read/reading.ts'
import { type Conclusion, conclude } from '../report/check.ts'
import { type Placement, placeFindings } from '../report/comment/placement.ts'
import { toAnnotations } from '../report/formats/annotations.ts'
import { renderExtended } from '../report/summary/extended.ts'
import { renderPolicy } from '../report/summary/policy.ts'
import { type RunMark, renderJobSummary, renderSummary } from '../report/summary/summary.ts'
import type { Review } from '../review/review.ts'
import type { Rule } from '../review/rule.ts'
import { hideInText } from '../secrets/hide.ts'
import { SETTINGS_PATHS } from '../settings/files.ts'
import { parseInputs } from '../settings/options.ts'
import { UserError } from '../settings/user-error.ts'
import { HOMEPAGE, VERSION } from '../version.ts'
import { runCommand, runRecheck } from './command.ts'
import { connect, docsUrl, type Environment, repositoryUrl, type Step } from './connect.ts'
import { type Judged, judgeTask } from './judge.ts'
import { annotate, logFindings, printForeign } from './log.ts'
import {
  type Result,
  writeJobSummary,
  writeNothing,
  writeOutputs,
  writeReports,
} from './outputs.ts'
import { postReview } from './post.ts'
import { runPublication } from './publication.ts'
import type { OptionScope } from './read.ts'

/** A step of a workflow that has something to review. */
interface Run extends Step {
  readonly task: ReviewTask
  /** The run that judged, if this one only posts for it. */
  readonly origin?: RunMark
}

/**
 * Runs the Action once: reads, judges, posts, and tells the runner. Fails the step for findings at
 * or above the threshold. Throws UserError for wrong use, and whatever a fault of ours throws.
 */
export async function runAction(environment: Environment, rules: readonly Rule[]): Promise<void> {
  const given = parseInputs((name) => getInput(name), rules)
  if (given.step !== undefined) {
    const { runAuditStep } = await import('./organization.ts')
    const failure = await runAuditStep({ environment, rules, given })
    if (failure !== undefined) setFailed(failure)
    return
  }
  const payload = readPayload(environment['GITHUB_EVENT_PATH'])
  const task = parseEvent(environment['GITHUB_EVENT_NAME'] ?? '', payload, environment)
  const step = { environment, rules, given }
  if (!isReview(task)) {
    await assist(task, step)
    writeNothing()
    return
  }
  const atRef =
    task.kind === 'audit' && given.ref
      ? { ...task, commit: given.ref, eventCommit: task.commit }
      : task
  await perform({ ...step, task: atRef })
}

function isReview(task: Task): task is ReviewTask {
  return ['pull-request', 'merge-group', 'audit'].includes(task.kind)
}

/** Does what needs no verdict of its own. */
async function assist(task: Exclude<Task, ReviewTask>, step: Step): Promise<void> {
  if (task.kind === 'nothing') return info(task.reason)
  if (task.kind === 'command') return runCommand(await connect(step), task, step)
  if (task.kind === 'recheck') return runRecheck(await connect(step), task)
  await runPublication(task, step, async (client, pull, judged) => {
    const { reading, review } = judged
    for (const note of reading.notes) warning(note)
    const origin = { run: task.run.number, id: task.run.id }
    await publish(client, { ...step, task: pull, origin }, judged)
    logFindings(`Published: pull request ${pull.number}`, review.findings)
  })
}

async function perform(run: Run): Promise<void> {
  const { environment, task } = run
  const client = await connect(run)
  const whole = await judgeTask(client, task, run)
  const { reading, review: judged, policy } = whole
  for (const note of reading.notes) warning(note)

  const { options } = reading.scope
  if (task.kind === 'pull-request' && task.draft && options.drafts === 'skip') {
    info('Skipped: the pull request is a draft (`drafts: skip`).')
    writeNothing()
    // Another workflow waits for it.
    const found = conclude(judged, options.failOn)
    writeReports(resultOf(run, judged, { conclusion: found, options }), environment)
    return
  }
  const conclusion = conclude(judged, options.failOn)
  const placement = await publish(client, run, whole)

  logFindings(`Cortex Review: ${conclusion.title}`, judged.findings)
  annotate(toAnnotations(withoutCommented(judged, placement), options.commentSeverity))
  const shown = summaryOptions(run, reading, policy)
  const summary = renderJobSummary(judged, placement, shown)
  const extended = renderExtended(reading.scope.extended)
  await writeJobSummary(withNotes(summary + extended, reading.notes), environment)
  writeOutputs(resultOf(run, judged, { conclusion, options }), environment)
  if (conclusion.conclusion === 'failure') failStep(conclusion, judged)
}

function resultOf(
  { environment, rules, task }: Run,
  judged: Review,
  { conclusion, options }: Pick<Result, 'conclusion' | 'options'>,
): Result {
  const json = { failOn: options.failOn, version: VERSION, docsUrl: docsUrl(environment) }
  return { review: judged, conclusion, options, rules, json: { ...json, commit: commitOf(task) } }
}

/** Posts the review where there is a pull request; returns where the findings are said. */
async function publish(
  client: Client,
  run: Run,
  { reading, review: judged, policy }: Judged,
): Promise<Placement> {
  const { changes, scope, conversation, notes } = reading
  const { options } = scope
  const { task, environment, rules } = run
  if (task.kind !== 'pull-request') return placeFindings(judged, new Map(), 0)

  const everywhere = Number.POSITIVE_INFINITY
  const placement = placeFindings(judged, changes.hunks, everywhere, options.commentSeverity)
  const summaries = summaryOptions(run, reading, policy)
  return postReview(client, task, conversation, {
    review: judged,
    rules,
    placement,
    options,
    docsUrl: docsUrl(environment),
    hasPolicy: policy !== undefined,
    isOutside: (path) =>
      !scope.isCandidate(path) && ![...SETTINGS_PATHS, options.settings].includes(path),
    run: { kind: 'summary', head: task.headSha, ...markRun(run) },
    summarize: (final, history) =>
      withNotes(renderSummary(judged, final, { ...summaries, ...history }), notes),
  })
}

function summaryOptions(run: Run, { scope }: Reading<OptionScope>, policy: Judged['policy']) {
  const { failOn } = scope.options
  return { failOn, ...linksOf(run), ...(policy && { policy: renderPolicy(policy) }) }
}

function linksOf(run: Run) {
  const { environment, task } = run
  return {
    docsUrl: docsUrl(environment),
    commit: commitOf(task),
    ...addressesOf(run),
    run: markRun(run),
  }
}

function addressesOf({ environment, task }: Run) {
  const repository = repositoryUrl(environment, task)
  if (task.kind !== 'pull-request') return { repositoryUrl: repository }
  return { repositoryUrl: repository, diffUrl: `${repository}/pull/${task.number}/files` }
}

/** Which run judged, for the marker of the summary. */
function markRun({ environment, origin, given }: Run): RunMark {
  const named = given.name === undefined ? {} : { name: given.name }
  if (origin) return { ...origin, ...named }
  const [run, id] = ['GITHUB_RUN_NUMBER', 'GITHUB_RUN_ID'].map((name) => Number(environment[name]))
  return run && id ? { run, id, ...named } : named
}

function commitOf(task: Run['task']): string {
  return task.kind === 'audit' ? task.commit : task.headSha
}

/** A finding that has a comment needs no annotation beside it. */
function withoutCommented(judged: Review, placement: Placement): Review {
  const { inline, onFiles, elsewhere = [] } = placement
  const commented = new Set([...inline, ...onFiles, ...elsewhere].map(({ finding }) => finding))
  return { ...judged, findings: judged.findings.filter((finding) => !commented.has(finding)) }
}

/** What a verdict is not based on comes first. */
function withNotes(summary: string, notes: readonly string[]): string {
  return [...notes.map((note) => `> [!WARNING]\n> ${note}\n\n`), summary].join('')
}

function readPayload(path: string | undefined): unknown {
  if (!path) return {}
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new UserError(
      `The event in ${path} cannot be read`,
      'Check that GITHUB_EVENT_PATH names the payload that GitHub sent.',
    )
  }
}

function failStep({ hasFailed, title }: Conclusion, { failures }: Review): void {
  const isOurs = failures.some(({ rule }) => !isCustomId(rule))
  const remedy = hasFailed && isOurs ? ` Report the internal error at ${HOMEPAGE}/issues.` : ''
  setFailed(`Cortex Review: ${title}. See the job summary.${remedy}`)
  if (!hasFailed) return
  printForeign(failures.map(({ rule, path, error }) => `${rule} on ${path}: ${error.stack ?? ''}`))
  process.exitCode = TOOL_FAILED
}

/** Exit codes other than success and findings; the same as those of the command line. */
const WRONG_USE = 2
const TOOL_FAILED = 3

/** Fails the step with what went wrong and what to do; only our own faults show where they happened. */
export function failAction(error: unknown): void {
  if (error instanceof UserError) {
    setFailed(hideInText([error.message, error.remedy].filter(Boolean).join('\n')))
    process.exitCode = WRONG_USE
    return
  }
  const message = error instanceof Error ? error.message : String(error)
  setFailed(
    `Internal error in Cortex Review: ${hideInText(message)}. Report it at ${HOMEPAGE}/issues.`,
  )
  if (error instanceof Error) printForeign((error.stack ?? '').split('\n'))
  process.exitCode = TOOL_FAILED
}
