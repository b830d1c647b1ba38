import type { Located } from '../../cortex/files/subject.ts'
import type { RawFinding } from '../evaluate.ts'
import type { Finding, IgnoredFinding } from '../finding.ts'
import type { Trial } from '../fixes/trial.ts'
import { specsByIdentity } from '../identity/spec-index.ts'
import { createWaiting, nameWaiting, sayThatItWaits } from './approval.ts'
import type { IgnoreComment } from './comments.ts'
import { complainAbout, type UsedIgnores } from './complaints.ts'
import { holds, sayThatItEnded, termsOf } from './ends.ts'
import { askForRenewal, createAcceptance } from './renewal.ts'
import { findLine, firstLine, ruleInFile, type ScopedIgnore, scopeComments } from './scope.ts'

/** A finding with what the rule said. */
export interface JudgedFinding {
  readonly raw: RawFinding
  readonly finding: Finding
}

export interface IgnoreOutcome {
  /** What no comment accepts. */
  readonly kept: readonly JudgedFinding[]
  readonly ignored: readonly IgnoredFinding[]
  /** What is wrong with the comments themselves. */
  readonly complaints: readonly Finding[]
}

/**
 * Takes out the findings that an ignore comment of the new side accepts; of several comments, the
 * one with the smallest reach counts. `ScopeIndex.coveredBy` says how far a comment reaches.
 *
 * A comment accepts an event only in the change that brings or edits it; see `createAcceptance`.
 *
 * A finding about something that is gone is accepted at the deepest part of the spec that is still
 * there, at the spec that a removed one stood in, or above the first line of its file.
 */
export function applyIgnores(judged: readonly JudgedFinding[], trial: Trial): IgnoreOutcome {
  const scoped = scopeComments(trial.judgement.after)
  if (scoped.length === 0) return { kept: judged, ignored: [], complaints: [] }

  const accepting = createMatching(scoped, trial)
  const { accepts, isNew } = createAcceptance(trial.judgement)
  const pending = new Map<JudgedFinding, ScopedIgnore>()
  const waits = createWaiting(trial, isNew)
  const kept: JudgedFinding[] = []
  const ignored: IgnoredFinding[] = []
  const used: UsedIgnores = new Map()
  const terms = termsOf(trial)

  for (const each of judged) {
    const matching = accepting(each)
    for (const { ignore } of matching) noteUse(used, ignore, each.raw.rule.id)
    if (each.finding.lock) {
      kept.push(each)
      continue
    }

    const ranked = matching.toSorted((a, b) => a.last - a.first - (b.last - b.first))
    const inTime = ranked.filter(({ ignore }) => holds(ignore, terms))
    const nearest = inTime.find((comment) => accepts(each.raw, comment))
    if (!nearest) kept.push(explain(each, inTime[0], ranked[0]))
    else if (waits(nearest)) {
      kept.push(each)
      pending.set(each, nearest)
    } else {
      const { reason = '', until } = nearest.ignore.ignores ?? {}
      const { line } = nearest.ignore
      ignored.push({ finding: each.finding, reason, line, ...(until && { until }) })
    }
  }
  const waiting = nameWaiting(scoped.filter(waits), pending)
  return {
    kept: kept.map((each) => sayThatItWaits(each, pending.get(each), waiting)),
    ignored,
    complaints: complainAbout(scoped, { used, waiting }, trial),
  }
}

/** Tells which comments are about a finding. */
function createMatching(scoped: readonly ScopedIgnore[], trial: Trial) {
  const byRule = indexByRule(scoped)
  return (each: JudgedFinding): readonly ScopedIgnore[] => {
    const { path, line } = findPlace(each, trial)
    const candidates = byRule.get(ruleInFile(path, each.raw.rule.id)) ?? []
    return candidates.filter(({ first, last }) => line >= first && line <= last)
  }
}

/** A finding that no comment accepts, with what the nearest one lacks. */
function explain(each: JudgedFinding, stale?: ScopedIgnore, ended?: ScopedIgnore): JudgedFinding {
  if (stale) return { ...each, finding: askForRenewal(each.finding, stale) }
  return ended ? { ...each, finding: sayThatItEnded(each.finding, ended) } : each
}

/** Only comments with a reason accept anything. */
function indexByRule(
  scoped: readonly ScopedIgnore[],
): ReadonlyMap<string, readonly ScopedIgnore[]> {
  const index = new Map<string, ScopedIgnore[]>()
  for (const each of scoped) {
    const { ids, reason } = each.ignore.ignores ?? { ids: [], reason: '' }
    if (reason === '') continue
    for (const id of ids) {
      const key = ruleInFile(each.file.path, id)
      const known = index.get(key)
      if (known) known.push(each)
      else index.set(key, [each])
    }
  }
  return index
}

/** Where on the new side a comment can accept a finding. */
function findPlace({ raw, finding }: JudgedFinding, trial: Trial): { path: string; line: number } {
  const { location } = finding
  if (location.side === 'after') return { path: location.path, line: location.range.start.line }

  const { subject, side, problem } = raw
  if (side === 'after') return { path: subject.file.path, line: findLine(subject, problem.at) }
  return findPlaceOfRemoved(subject, trial)
}

function findPlaceOfRemoved(subject: Located, { changeSet, judgement }: Trial) {
  const outer = subject.identity.split('/').slice(0, -2).join('/')
  const [parent] = specsByIdentity(judgement.after).get(outer) ?? []
  if (parent) return { path: parent.file.path, line: findLine(parent, []) }

  const { path } = subject.file
  const file = judgement.after.files.find(
    (candidate) => (changeSet.renames.get(candidate.path) ?? candidate.path) === path,
  )
  return file ? { path: file.path, line: firstLine(file) } : { path, line: 0 }
}

function noteUse(used: UsedIgnores, ignore: IgnoreComment, ruleId: string): void {
  used.set(ignore, (used.get(ignore) ?? new Set()).add(ruleId))
}
