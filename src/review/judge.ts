import { compareWorkspaces } from '../cortex/compare/changes.ts'
import type { Located, SpecChange } from '../cortex/files/subject.ts'
import { readWorkspaces } from '../cortex/files/workspace.ts'
import type { ChangeSet } from './change-set.ts'
import type { Config } from './config.ts'
import {
  compareSides,
  inspectSide,
  type RawFinding,
  type RuleFailure,
  type Sides,
} from './evaluate.ts'
import { fingerprintOf } from './place.ts'
import { createRelocation } from './relocate.ts'
import type { Rule } from './rule.ts'
import { createSelection } from './selection.ts'

export interface Judgement extends Sides {
  readonly changes: readonly SpecChange[]
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
  const changes = compareWorkspaces(sides.before, sides.after, changeSet.renames)
  const compared = compareSides(rules, changes, sides, config)
  const present = inspectSide(rules, sides.after, config, earlierOf(changes, sides))
  const earlier = inspectEarlier(present.findings, sides, config)
  const brought = [...compared.findings, ...subtract(present.findings, earlier.findings, changes)]
  const kept = new Set(leaveOutSuperseded(brought).filter(({ isMinor }) => !isMinor))

  return {
    ...sides,
    changes,
    findings: [...kept].map(createRelocation(changes, sides)),
    superseded: brought.filter((finding) => !kept.has(finding)),
    present: present.findings,
    failures: [...compared.failures, ...present.failures, ...earlier.failures],
  }
}

/**
 * What the change modifies of the new side, and the files that it is in, with what they were; also
 * clusters of which only parts are modified.
 */
function earlierOf(
  changes: readonly SpecChange[],
  { before, after }: Sides,
): ReadonlyMap<Located, Located> {
  const pairs = changes.flatMap((change) =>
    change.event === 'modified' ? [[change.after, change.before] as const] : [],
  )
  const oldFiles = new Map(before.subjects('file').map((subject) => [subject.file, subject]))
  const origins = new Map(pairs.map(([now, old]) => [now.file, oldFiles.get(old.file)]))
  const files = after.subjects('file').flatMap((subject) => {
    const origin = origins.get(subject.file)
    return origin ? [[subject, origin] as const] : []
  })
  const oldClusters = new Map(before.subjects('cluster').map((old) => [old.identity, old]))
  const clusters = after.subjects('cluster').flatMap((now) => {
    const old = oldClusters.get(now.identity)
    return old ? [[now, old] as const] : []
  })
  return new Map<Located, Located>([...clusters, ...files, ...pairs])
}

/** The old side needs only those rules that say something of the new one. */
function inspectEarlier(present: readonly RawFinding[], { before }: Sides, config: Config) {
  return inspectSide([...new Set(present.map(({ rule }) => rule))], before, config)
}

/** Leaves out a finding that the old side had already, unless it is more severe now. */
function subtract(
  present: readonly RawFinding[],
  earlier: readonly RawFinding[],
  changes: readonly SpecChange[],
): readonly RawFinding[] {
  const rename = renamer(changes)
  const known = new Map<string, RawFinding[]>()
  for (const finding of earlier) {
    const subject = { ...finding.subject, identity: rename(finding.subject.identity) }
    const fingerprint = fingerprintOf({ ...finding, subject })
    known.set(fingerprint, [...(known.get(fingerprint) ?? []), finding])
  }

  return present.filter((finding) => {
    const same = known.get(fingerprintOf(finding))?.shift()
    return !same || rankOf(finding) > rankOf(same)
  })
}

const RANK = { info: 0, warning: 1, error: 2 }

function rankOf({ severity, isMinor }: RawFinding): number {
  return isMinor ? -1 : RANK[severity]
}

/** Translates identities of the old side, for a spec that is matched though its name changed. */
function renamer(changes: readonly SpecChange[]): (identity: string) => string {
  const names = new Map<string, string>()
  for (const change of changes) {
    if (change.event !== 'modified') continue
    const { before, after } = change
    if (before.identity !== after.identity) names.set(before.identity, after.identity)
  }
  return (identity) => {
    for (const [before, after] of names) {
      if (isWithin(identity, before)) return after + identity.slice(before.length)
    }
    return identity
  }
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

function isWithin(identity: string, outer: string): boolean {
  return identity === outer || identity.startsWith(`${outer}/`)
}
