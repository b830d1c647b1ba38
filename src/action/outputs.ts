import { join, resolve } from 'node:path'
import { setOutput, summary } from '@actions/core'
import { makeFolder, writeWhole } from '../git/write.ts'
import type { Conclusion } from '../report/check.ts'
import { type JsonOptions, toJson, toJsonFinding } from '../report/formats/json.ts'
import { toSarif } from '../report/formats/sarif.ts'
import { fit } from '../report/markdown.ts'
import type { Review } from '../review/review.ts'
import type { RuleMeta } from '../review/rule.ts'
import type { Options } from '../settings/field.ts'
import type { OutputName } from '../settings/outputs.ts'
import { HOMEPAGE } from '../version.ts'

/** A job may set 1 MB of outputs; the other outputs and the runner's own words need some of it. */
const MOST_OUTPUT = 900_000

type Environment = Readonly<Record<string, string | undefined>>

/** What there is to hand on. */
export interface Result {
  readonly review: Review
  readonly conclusion: Conclusion
  readonly options: Options
  readonly rules: readonly RuleMeta[]
  readonly json: JsonOptions
}

/** Writes the outputs of the step, and the files that the inputs ask for. */
export function writeOutputs(result: Result, environment: Environment): void {
  const { review, conclusion, json } = result
  const workspace = environment['GITHUB_WORKSPACE'] ?? '.'
  const { counts } = conclusion
  output('conclusion', conclusion.conclusion)
  output('complete', review.coverage.isComplete)
  output('error-count', counts.error)
  output('warning-count', counts.warning)
  output('info-count', counts.info)
  output('ignored-count', counts.ignored)
  output('accepted-count', counts.accepted)

  writeReports(result, environment)

  const findings = review.findings.map((one) =>
    JSON.stringify(toJsonFinding(one, review, json.docsUrl)),
  )
  const { parts, omitted } = fit(findings, MOST_OUTPUT, (text) => Buffer.byteLength(text))
  output('findings', `[${parts.join(',')}]`)
  if (omitted > 0) {
    const path = join(environment['RUNNER_TEMP'] ?? workspace, 'cortex-review.json')
    output('findings-file', writeJson(workspace, path, toJson(review, json)))
  }
}

/** Writes the files that the inputs ask for. */
export function writeReports(result: Result, environment: Environment): void {
  const { review, options, rules, json } = result
  const workspace = environment['GITHUB_WORKSPACE'] ?? '.'
  if (options.jsonFile) {
    output('json-file', writeJson(workspace, options.jsonFile, toJson(review, json)))
  }
  if (options.sarifFile) {
    const log = toSarif(review, rules, { ...json, homepage: HOMEPAGE })
    output('sarif-file', writeJson(workspace, options.sarifFile, log))
  }
}

/** The outputs of a run that had nothing to do. */
export function writeNothing(): void {
  output('conclusion', 'success')
  output('complete', true)
  for (const name of COUNTS) output(name, 0)
  output('findings', '[]')
}

const COUNTS = [
  'error-count',
  'warning-count',
  'info-count',
  'ignored-count',
  'accepted-count',
] as const

/** Writes the summary of the job, where the runner shows one. */
export async function writeJobSummary(text: string, environment: Environment): Promise<void> {
  if (environment['GITHUB_STEP_SUMMARY']) await summary.addRaw(text).write()
}

/** Sets an output of the step. */
export function output(name: OutputName, value: string | number | boolean): void {
  setOutput(name, String(value))
}

/** Writes a file and returns its full path. */
function writeJson(folder: string, path: string, value: object): string {
  const full = resolve(folder, path)
  const target = { path: full, roots: [resolve(folder)] }
  makeFolder(target)
  writeWhole(target, `${JSON.stringify(value, null, 2)}\n`)
  return full
}
