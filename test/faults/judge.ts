import type { Finding } from '../../src/review/finding.ts'
import type { StepResult } from '../e2e/runner.ts'
import type { FaultKind } from './kinds.ts'
import type { Said, Trial } from './laboratory.ts'

/** What became of a run in which something went wrong. */
export type Outcome =
  /** Verdict and comments are those of an undisturbed run. */
  | 'as usual'
  /** The verdict is; what is not in a comment is in the summary, the job's summary or annotations. */
  | 'said elsewhere'
  /** Nothing was written, since the pull request moved on. */
  | 'stops'
  /** What an approver accepted does not count, as GitHub does not say that they may write. */
  | 'not accepted'
  /** The tool's own failure: no verdict. */
  | 'fails'

export interface Observation {
  readonly kind: FaultKind
  /** Whether the verdict needs the call. */
  readonly isNeeded: boolean
  readonly usual: Trial
  readonly trial: Trial
  /** What the bot said before, after an undisturbed run, and after this one. */
  readonly before: Said
  readonly expected: Said
  readonly said: Said
}

export interface Judgement {
  readonly outcome: Outcome
  /** What the log says of it. */
  readonly line: string | undefined
  readonly problems: readonly string[]
}

/** Exit codes of the tool's own failures. */
const OWN_FAILURES = [2, 3]
/** A run may wait so many seconds in all, besides what it does anyway. */
const LONGEST = 240
/** So many calls more than in an undisturbed run. */
const MOST_CALLS = 14

/** Compares a run with an undisturbed one. */
export function judge(observation: Observation): Judgement {
  const { trial, usual } = observation
  const lines = newLines(trial.result, usual.result)
  const outcome = outcomeOf(observation)
  const problems = [
    ...verdictProblems(observation, outcome),
    ...lossProblems(observation, outcome),
    ...lineProblems(observation, outcome, lines),
    ...boundProblems(observation),
  ]
  return { outcome, line: lines[0], problems }
}

function outcomeOf({ trial, usual, before, expected, said }: Observation): Outcome {
  const [accepted, counted] = [usual, trial].map(({ result }) => result.outputs['accepted-count'])
  if (Number(accepted) > 0 && counted === '0') return 'not accepted'
  if (trial.result.exitCode !== usual.result.exitCode) return 'fails'
  if (isSame(said, expected)) return 'as usual'
  return isSame(said, before) && hasStopped(trial.result) ? 'stops' : 'said elsewhere'
}

const STOPPED = 'Nothing was posted: the pull request changed during this run.'

function hasStopped({ annotations }: StepResult): boolean {
  return annotations.some(({ message }) => message.startsWith(STOPPED))
}

export function isSame(one: Said, other: Said): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function verdictProblems(observation: Observation, outcome: Outcome): string[] {
  const { trial, usual, isNeeded } = observation
  const { exitCode, outputs, stderr } = trial.result
  const problems: string[] = []
  if (stderr !== '') problems.push(`stderr: ${stderr.slice(0, 200)}`)
  if (outcome === 'fails') {
    if (!OWN_FAILURES.includes(exitCode ?? 0)) problems.push(`exit code ${exitCode}`)
    if (exitCode === 3) problems.push('a fault of ours')
    if (!isNeeded) problems.push('posting changed the verdict')
  } else if (outcome === 'not accepted') {
    // It never turns green for want of an answer; and a person must see why it is red.
    if (exitCode !== 1) problems.push(`exit code ${exitCode}`)
    if (!isNeeded) problems.push('the acceptance was lost')
  } else if (outputs['findings'] !== usual.result.outputs['findings']) {
    problems.push('other findings than without the fault')
  }
  return problems
}

interface ReportedFinding {
  readonly rule: string
  readonly fingerprint: string
  readonly location: Pick<Finding['location'], 'path' | 'range'>
}

/** Each finding is said somewhere. */
function lossProblems({ trial, said }: Observation, outcome: Outcome): string[] {
  if (outcome === 'fails') return []
  const findings: readonly ReportedFinding[] = JSON.parse(trial.result.outputs['findings'] ?? '[]')
  const { summary } = trial.result
  // What has a comment is named by its place.
  const isTold = ({ rule, location: { path, range } }: ReportedFinding) =>
    summary.includes(rule) || summary.includes(`\`${path}:${range.start.line}\``)
  return findings
    .filter((finding) => !isTold(finding))
    .filter(({ fingerprint }) => !said.open.includes(fingerprint))
    .map(({ rule }) => `lost: ${rule}`)
}

function lineProblems(
  { kind, trial, usual, expected, said }: Observation,
  outcome: Outcome,
  lines: readonly string[],
): string[] {
  const problems: string[] = []
  // The verdict is a line of its own.
  const others = lines.filter((line) => outcome !== 'not accepted' || !VERDICT.test(line))
  if (others.length !== 1 && outcome === 'not accepted') problems.push('not a line')
  if (others.length > 1) problems.push(`${others.length} lines: ${others.join(' | ')}`)
  if (lines.some((line) => /undefined|\[object|TypeError/.test(line))) {
    problems.push(`unclear: ${lines.join(' | ')}`)
  }
  // Where people did something there is nothing to say; an answer says itself what was not done.
  const isSaid = said.answers.length > 0 && said.answers.join() !== expected.answers.join()
  const isThere = expected.open.every((each) => said.open.includes(each))
  const isWhole = isThere && said.summaries.length >= expected.summaries.length
  const known = new Set(usual.result.log.split('\n'))
  const isLogged = trial.result.log.split('\n').some((line) => !known.has(line))
  const isKnown = [!kind.isError, isSaid, isWhole, isLogged, tellsOfDenial(usual.result)]
  if (outcome !== 'as usual' && lines.length === 0 && !isKnown.includes(true))
    problems.push('not a line')
  return problems
}

const VERDICT = /^Cortex Review: \d/

/** Whether an undisturbed run may not post either, and says so. */
function tellsOfDenial({ annotations }: StepResult): boolean {
  return annotations.some(({ message }) => message.includes('may not comment'))
}

/** What the log says that it does not say of an undisturbed run; findings are no such lines. */
function newLines(result: StepResult, usual: StepResult): string[] {
  const known = new Set(usual.annotations.map(({ message }) => message))
  return result.annotations
    .filter(({ properties, message }) => !('title' in properties) && !known.has(message))
    .map(({ message }) => message)
}

function boundProblems({ trial, usual }: Observation): string[] {
  const seconds = trial.waits.reduce((sum, each) => sum + each, 0)
  const problems: string[] = []
  if (seconds > LONGEST) problems.push(`waited ${seconds} s`)
  const more = trial.calls.length - usual.calls.length
  if (more > MOST_CALLS) problems.push(`${more} calls more`)
  return problems
}
