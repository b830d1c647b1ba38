import { expect } from '@jest/globals'
import { parseMarker } from '../../src/report/comment/marker.ts'
import type { Files } from '../fake-github/git.ts'
import type { StartedGitHub } from '../fake-github/start.ts'
import type { Pull, ReviewComment } from '../fake-github/world.ts'
import { pullRequestEvent } from './events.ts'
import { runStep, type Step, type StepResult } from './runner.ts'
import { API, CLUSTER, RISKY_API, RISKY_CLUSTER } from './samples.ts'

export const BASE = {
  'prod/cluster.yaml': CLUSTER,
  'prod/cortex.yaml': API,
  'README.md': '# Shop\n',
}
export const RISKY = { 'prod/cluster.yaml': RISKY_CLUSTER, 'prod/cortex.yaml': RISKY_API }

/** Opens a pull request that changes some files of a base. */
export function openPull(
  { world }: StartedGitHub,
  after: Files,
  before: Files = BASE,
  options: { readonly fork?: boolean } = {},
): Pull {
  const base = world.repository.commit(before)
  return world.openPull(base, world.repository.commit(after, base), options)
}

/** Runs the Action on a pull request as it is. */
export async function runOn(
  github: StartedGitHub,
  action: string,
  pull: Pull,
  more: Partial<Step> = {},
): Promise<StepResult> {
  const event = pullRequestEvent(github.world, pull)
  const result = await runStep(github, action, { event, ...more })
  expect(result.stderr).toBe('')
  return result
}

/** The first comment of each thread. */
export function commentsOf(pull: Pull): ReviewComment[] {
  return pull.threads.flatMap(({ comments }) => comments.slice(0, 1))
}

/** The rule whose finding a comment is about. */
export function ruleOf({ body }: { readonly body: string }): string {
  const marker = parseMarker(body)
  return marker?.kind === 'finding' ? marker.rule : 'none'
}

interface ReportedFinding {
  readonly rule: string
  readonly fingerprint: string
}

export function findingsOf({ outputs }: StepResult): ReportedFinding[] {
  return JSON.parse(outputs['findings'] ?? '')
}

/** The rules that found something, each once. */
export function rulesOf(result: StepResult): string[] {
  return [...new Set(findingsOf(result).map(({ rule }) => rule))].toSorted()
}
