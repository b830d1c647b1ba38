import { type Comparison, compareWorkspaces } from '../cortex/compare/comparison.ts'
import type { Reading } from '../cortex/files/reading.ts'
import type { Located } from '../cortex/files/subject.ts'
import { readWorkspaces } from '../cortex/files/workspace.ts'
import type { ChangeSet } from './change-set.ts'
import type { Config } from './config.ts'
import { compareSides, inspectSide, type RawFinding, type RuleFailure } from './evaluate.ts'
import { fingerprintOf } from './place.ts'
import { createRelocation } from './relocate.ts'
import type { Rule } from './rule.ts'
import { createSelection } from './selection.ts'
import { type Said, sayForEachCluster } from './silence/each-cluster.ts'
import { repeatLasting } from './silence/lasting.ts'
import type { Silence } from './silence/silence.ts'
import { supersede } from './silence/supersede.ts'

export interface Judgement extends Comparison {
  /** What the change brings: new on the new side, or said of the change itself. */
  readonly findings: readonly RawFinding[]
  /** What a more telling finding leaves unsaid, or what is not worth a word. */
  readonly superseded: readonly RawFinding[]
  /** Why each of those is left unsaid, and what was there before. */
  readonly silences: ReadonlyMap<RawFinding, Silence>
  /** What the inspecting rules say of the new side, old problems included. */
  readonly present: readonly RawFinding[]
  readonly failures: readonly RuleFailure[]
}

/**
 * Reads both sides, runs the rules, and leaves out what was there before. With the reading of an
 * earlier judgement, only what changed since is read and looked at again.
 */
export function judge(
  changeSet: ChangeSet,
  config: Config,
  rules: readonly Rule[],
  reading?: Reading,
): Judgement {
  const { cortexVersion } = config
  const sides = readWorkspaces(changeSet, createSelection(config), cortexVersion, reading)
  const comparison = compareWorkspaces(sides.before, sides.after, changeSet.renames)
  const said = sayForEachCluster(comparison, (seen, isWanted) =>
    say(seen, { rules, config, isWanted }),
  )
  const { present } = said
  const lasting = repeatLasting(said, comparison)
  const brought = [...said.brought, ...lasting.map(({ finding }) => finding)]
  const told = new Set([...said.brought, ...lasting.map(({ standsFor: [first] }) => first)])
  // What one stands for is no news where that one is gone.
  const rest = lasting.flatMap(({ standsFor }) => standsFor.slice(1))
  const silences = new Map([
    ...present.filter((finding) => !told.has(finding)).map((finding) => [finding, OLD] as const),
    ...supersede(brought),
  ])

  return {
    ...comparison,
    findings: brought.filter((finding) => !silences.has(finding)).map(createRelocation(comparison)),
    superseded: [...brought.filter((finding) => silences.has(finding)), ...rest],
    silences,
    present,
    failures: said.failures,
  }
}

const OLD: Silence = { why: 'old' }

interface Say {
  readonly rules: readonly Rule[]
  readonly config: Config
  readonly isWanted: (subject: Located) => boolean
}

/** What the rules say of subjects, as one cluster sees them. */
function say(comparison: Comparison, { rules, config, isWanted }: Say): Said {
  const { before, after, counterpartOf } = comparison
  const compared = compareSides(rules, comparison, config, isWanted)
  const present = inspectSide(rules, after, config, { findEarlier: counterpartOf, isWanted })
  // The old side needs only those rules that say something of the new one.
  const speaking = [...new Set(present.findings.map(({ rule }) => rule))]
  const earlier = inspectSide(speaking, before, config, { isWanted })
  return {
    brought: [...compared.findings, ...subtract(present.findings, earlier.findings, comparison)],
    present: present.findings,
    failures: [...compared.failures, ...present.failures, ...earlier.failures],
  }
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

/** How severe a finding is, as a number that compares. */
export function rankOf({ severity, isMinor }: RawFinding): number {
  return isMinor ? -1 : RANK[severity]
}
