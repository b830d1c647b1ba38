import { type Comparison, compareWorkspaces } from '../cortex/compare/comparison.ts'
import type { Located, Workspace } from '../cortex/files/subject.ts'
import { readWorkspaces } from '../cortex/files/workspace.ts'
import type { ChangeSet } from './change-set.ts'
import type { Config } from './config.ts'
import { compareSides, inspectSide, type RawFinding, type RuleFailure } from './evaluate.ts'
import { fingerprintOf } from './place.ts'
import { createRelocation } from './relocate.ts'
import type { Rule } from './rule.ts'
import { createSelection } from './selection.ts'

export interface Judgement extends Comparison {
  /** What the change brings: new on the new side, or said of the change itself. */
  readonly findings: readonly RawFinding[]
  /** What a more telling finding leaves unsaid, or what is not worth a word. */
  readonly superseded: readonly RawFinding[]
  /** What the inspecting rules say of the new side, old problems included. */
  readonly present: readonly RawFinding[]
  readonly failures: readonly RuleFailure[]
}

/** Reads both sides, runs the rules, and leaves out what was there before. */
export function judge(changeSet: ChangeSet, config: Config, rules: readonly Rule[]): Judgement {
  const sides = readWorkspaces(changeSet, createSelection(config), config.cortexVersion)
  const comparison = compareWorkspaces(sides.before, sides.after, changeSet.renames)
  const compared = compareSides(rules, comparison, config)
  const present = inspectSide(rules, sides.after, config, comparison.counterpartOf)
  const earlier = inspectEarlier(present.findings, sides.before, config)
  const brought = [
    ...compared.findings,
    ...subtract(present.findings, earlier.findings, comparison),
  ]
  const kept = new Set(leaveOutSuperseded(brought).filter(({ isMinor }) => !isMinor))

  return {
    ...comparison,
    findings: [...kept].map(createRelocation(comparison)),
    superseded: brought.filter((finding) => !kept.has(finding)),
    present: present.findings,
    failures: [...compared.failures, ...present.failures, ...earlier.failures],
  }
}

/** The old side needs only those rules that say something of the new one. */
function inspectEarlier(present: readonly RawFinding[], before: Workspace, config: Config) {
  return inspectSide([...new Set(present.map(({ rule }) => rule))], before, config)
}

/** Leaves out a finding that the old side had already, unless it is more severe now. */
function subtract(
  present: readonly RawFinding[],
  earlier: readonly RawFinding[],
  { counterpartOf }: Comparison,
): readonly RawFinding[] {
  const known = new Map<string, RawFinding[]>()
  for (const finding of earlier) {
    // What is there under another name, or number, is the same.
    const identity = counterpartOf(finding.subject)?.identity ?? finding.subject.identity
    const fingerprint = fingerprintOf({ ...finding, subject: { ...finding.subject, identity } })
    known.set(fingerprint, [...(known.get(fingerprint) ?? []), finding])
  }

  const substances = new Set(earlier.map(substanceOf))
  return present.filter((finding) => {
    if (finding.problem.substance !== undefined) return !substances.has(substanceOf(finding))
    const same = known.get(fingerprintOf(finding))?.shift()
    return !same || rankOf(finding) > rankOf(same)
  })
}

function substanceOf({ rule, problem }: RawFinding): string {
  return `${rule.id} ${problem.substance ?? ''}`
}

const RANK = { info: 0, warning: 1, error: 2 }

function rankOf({ severity, isMinor }: RawFinding): number {
  return isMinor ? -1 : RANK[severity]
}

function leaveOutSuperseded(findings: readonly RawFinding[]): readonly RawFinding[] {
  const claims = new Set(
    findings.flatMap(({ rule, subject: own, problem }) =>
      (rule.supersedes ?? []).flatMap((id) =>
        [own, ...(problem.affects ?? [])].map((subject) => claimOf(id, subject, subject.identity)),
      ),
    ),
  )
  if (claims.size === 0) return findings
  return findings.filter(
    ({ rule, subject }) =>
      !outerIdentities(subject.identity).some((outer) =>
        claims.has(claimOf(rule.id, subject, outer)),
      ),
  )
}

function claimOf(id: string, { file }: Located, identity: string): string {
  return `${id} ${identity} ${file.path}`
}

/** An identity, and those of what it stands in. */
function outerIdentities(identity: string): readonly string[] {
  const steps = identity.split('/')
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'))
}
