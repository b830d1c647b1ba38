import type { Comparison } from '../cortex/compare/comparison.ts'
import type { CortexFile, SpecChange, Workspace } from '../cortex/files/subject.ts'
import { type Hide, hideInData } from '../secrets/hide.ts'
import { compareText } from '../text/compare.ts'
import { createTouchIndex, touchedBy } from '../yaml/touched-lines.ts'
import type { BaselineEntry } from './baseline/baseline.ts'
import { leaveOutKnown, recordAll } from './baseline/known.ts'
import type { ChangeSet, UnreadableFile } from './change-set.ts'
import type { Config } from './config.ts'
import { type Coverage, createCoverage } from './coverage/coverage.ts'
import type { RawFinding, RuleFailure, Sides } from './evaluate.ts'
import { toFileFinding } from './file-finding.ts'
import { fitVolume } from './files/volume.ts'
import type { AcceptedFinding, Finding, FindingFix, IgnoredFinding } from './finding.ts'
import { DOUBTS } from './fixes/doubts.ts'
import { proveFixes } from './fixes/fixes.ts'
import { startTrial } from './fixes/trial.ts'
import { hideOf } from './hide.ts'
import { createHomes, type Home } from './home.ts'
import { createHandles } from './identity/handle.ts'
import { tellApart } from './identity/tell-apart.ts'
import { type ExceptionInForce, listExceptions } from './ignores/exceptions.ts'
import { applyIgnores, type JudgedFinding } from './ignores/ignore.ts'
import type { Judgement } from './judge.ts'
import { type BillChange, compareBills } from './outlook/bills.ts'
import { NO_UPDATES, planUpdates, type Updates } from './outlook/updates.ts'
import { placeFinding } from './place.ts'
import type { Rule } from './rule.ts'
import { findSettingsProblems } from './settings-problems.ts'
import { limitFindings } from './silence/limit.ts'
import { mergeAlike } from './silence/merge.ts'
import { leaveOutOutranked, lineOf, SEVERITIES } from './silence/outrank.ts'
import type { Silence, SilentFinding, UntoldFinding } from './silence/silence.ts'
import { remarkOnUnreadable } from './unreadable.ts'
import { remarkOnLinks, remarkOnUnreviewed } from './unreviewed.ts'

export type { RuleFailure } from './evaluate.ts'

/** The judgement of a ChangeSet; plain data, the same for every way to show it. */
export interface Review {
  /** The Cortex files that changed: those of the new side, and the removed ones. */
  readonly files: readonly CortexFile[]
  readonly before: Workspace
  readonly after: Workspace
  /** Old path → new path of files that went elsewhere as a whole. */
  readonly moves: ReadonlyMap<string, string>
  readonly changes: readonly SpecChange[]
  /** The most severe first, then by path and place. */
  readonly findings: readonly Finding[]
  readonly ignored: readonly IgnoredFinding[]
  /** What approvers accept in the pull request; see `applyAcceptances`. */
  readonly accepted: readonly AcceptedFinding[]
  /** What else rules say, with the reason why it is no finding; see `listSilent`. */
  readonly unsaid: readonly SilentFinding[]
  /** The ignore comments that are in force; nothing but in an audit. */
  readonly exceptions: readonly ExceptionInForce[]
  /** What a new baseline would hold; nothing but in an audit. */
  readonly recordable: readonly BaselineEntry[]
  readonly failures: readonly RuleFailure[]
  /** Candidates that could not be read as text. */
  readonly unreadable: readonly UnreadableFile[]
  /** What was looked at, and what was not. */
  readonly coverage: Coverage
  /** What applying the change would do; nothing in an audit. */
  readonly updates: Updates
  /** What the change does to the bills of clusters; in an audit, their bills. */
  readonly bills: readonly BillChange[]
}

/**
 * Reviews a change: which Cortex files changed, what that means, and what the rules say of it.
 *
 * An audit is a review against an empty old side. Never throws on what the files contain; a rule
 * that throws is among the `failures`.
 */
export function review(given: ChangeSet, config: Config, builtIn: readonly Rule[]): Review {
  const rules = config.customRules.length > 0 ? [...builtIn, ...config.customRules] : builtIn
  const { changeSet, findings: beyond } = fitVolume(given, config)
  const trial = startTrial(changeSet, config, rules)
  const { judgement } = trial
  const [hide, homeOf] = [hideOf(judgement), createHomes(judgement)]
  const judged = placeAll(judgement, homeOf, hide)
  const telling = leaveOutOutranked(judged)
  const { kept: all, ignored, complaints } = applyIgnores(telling, trial)
  const { kept, known, outdated } = leaveOutKnown(all, given.baseline, config)
  // Fixes are proven while the effort is affordable: those of the worst findings first.
  const ranked = kept.toSorted((a, b) => byImportance(a.finding, b.finding))
  const { listed, rest } = limitFindings(mergeAlike(ranked))
  const fixes = proveFixes(listed, trial)
  const findings = [
    ...listed.map(({ raw, finding }) => withFix(finding, fixes.get(raw))),
    ...keepApart(tellApart(complaints), fixes.values(), judgement.after),
    ...findInFiles(changeSet, judgement, config),
    ...beyond.concat(outdated, rest),
  ]

  const files = changedFiles(judgement, changeSet)
  return {
    files,
    ...compared(judgement),
    findings: findings.map((finding) => hideInFinding(finding, hide)).toSorted(byImportance),
    ignored: ignored.map((each) => hideInIgnored(each, hide)),
    accepted: [],
    unsaid: [
      ...listUnsaid(judgement, homeOf, hide),
      ...listOutranked(judged, telling),
      ...known.map(({ finding }) => ({ finding, silence: BASELINE })),
    ].map(({ finding, silence }) => ({ finding: hideInFinding(finding, hide), silence })),
    exceptions: listExceptions(trial, hide),
    recordable: given.basis?.isAudit ? recordAll([...kept, ...known]) : [],
    failures: judgement.failures.map((failure) => hideInFailure(failure, hide)),
    unreadable: changeSet.unreadable,
    coverage: hideInData(createCoverage({ changeSet, judgement, changed: files }, config), hide),
    updates: hideInData(changeSet.basis?.isAudit ? NO_UPDATES : planUpdates(judgement), hide),
    bills: hideInData(compareBills(judgement), hide),
  }
}

const BASELINE: Silence = { why: 'baseline' }

/** Findings with their places, and with names that no other one has. */
function placeAll(
  judgement: Judgement,
  homeOf: (raw: RawFinding) => Home,
  hide: Hide,
): readonly JudgedFinding[] {
  const placing = { hide, handleOf: createHandles(judgement) }
  const placed = judgement.findings.map((raw) => placeFinding(raw, homeOf(raw), placing))
  return tellApart(placed).flatMap((finding, index) => {
    const raw = judgement.findings[index]
    return raw ? [{ raw, finding }] : []
  })
}

/** What the judgement leaves out, with the reasons. */
function listUnsaid(
  { silences }: Judgement,
  homeOf: (raw: RawFinding) => Home,
  hide: Hide,
): readonly SilentFinding[] {
  return [...silences].map(([raw, silence]) => {
    // Nobody can accept what is not told, so it needs no handle.
    const { handle: _, ...finding } = placeFinding(raw, homeOf(raw), { hide, handleOf: () => '' })
    return { finding, silence }
  })
}

function listOutranked(
  judged: readonly JudgedFinding[],
  telling: readonly JudgedFinding[],
): readonly SilentFinding[] {
  const told = new Set(telling.map(({ raw }) => raw))
  const first = new Map(telling.map(({ finding }) => [lineOf({ finding }), finding.rule.id]))
  return judged
    .filter(({ raw }) => !told.has(raw))
    .map(({ finding }) => {
      return { finding, silence: { why: 'outranked', by: first.get(lineOf({ finding })) ?? '' } }
    })
}

/** What is said of files as a whole. */
function findInFiles(changeSet: ChangeSet, sides: Sides, config: Config): readonly Finding[] {
  return [
    ...remarkOnUnreadable(changeSet, config),
    ...remarkOnUnreviewed(changeSet, sides, config),
    ...remarkOnLinks(changeSet, sides),
  ]
    .flatMap((remark) => toFileFinding(remark, config))
    .concat(findSettingsProblems(changeSet, config))
}

/** Nothing depends on a comment that is no longer needed; but two fixes must not share a line. */
function keepApart(
  complaints: readonly Finding[],
  fixes: Iterable<FindingFix>,
  { files }: Workspace,
): readonly Finding[] {
  const documents = new Map(files.map(({ path, document }) => [path, document]))
  const touch = ({ path, edits }: FindingFix) => {
    const document = documents.get(path)
    return document ? touchedBy(document, edits) : []
  }
  const touched = createTouchIndex()
  for (const fix of fixes) if (!fix.doubt) touched.add(fix.path, touch(fix))

  return complaints.map((finding) => {
    const { fix } = finding
    if (!fix || !touched.sharesLine(fix.path, touch(fix))) return finding
    return { ...finding, fix: { ...fix, doubt: DOUBTS.overlaps } }
  })
}

function withFix(finding: Finding, fix: FindingFix | undefined): Finding {
  return fix ? { ...finding, fix } : finding
}

/** A finding as it may be shown; the edits of its fix are what is written into the file. */
function hideInFinding<F extends UntoldFinding & Partial<Finding>>(finding: F, hide: Hide): F {
  const { message, subject, fix, exception } = finding
  const shown = {
    ...finding,
    message: hide(message),
    subject: hide(subject),
    ...(exception && { exception: { ...exception, reason: hide(exception.reason) } }),
  }
  return fix ? { ...shown, fix: { ...fix, title: hide(fix.title) } } : shown
}

function hideInIgnored({ finding, reason, ...rest }: IgnoredFinding, hide: Hide): IgnoredFinding {
  return { finding: hideInFinding(finding, hide), reason: hide(reason), ...rest }
}

function hideInFailure({ rule, path, error }: RuleFailure, hide: Hide): RuleFailure {
  const shown = new Error(hide(error.message))
  shown.stack = hide(error.stack ?? '')
  return { rule, path, error: shown }
}

/** What a review tells of its comparison, as plain data. */
function compared({
  before,
  after,
  changes,
  otherFileOf,
}: Comparison): Pick<Review, 'before' | 'after' | 'changes' | 'moves'> {
  const moves = new Map(
    before.files.flatMap((file) => {
      const other = otherFileOf(file)
      return other && other.path !== file.path ? [[file.path, other.path] as const] : []
    }),
  )
  return { before, after, changes, moves }
}

function changedFiles({ before, after }: Sides, changeSet: ChangeSet): readonly CortexFile[] {
  const oldPath = (path: string) => changeSet.renames.get(path) ?? path
  const changed = after.files.filter(
    ({ path }) => changeSet.before.get(oldPath(path)) !== changeSet.after.get(path),
  )
  const kept = new Set([...changeSet.after.keys()].map(oldPath))
  const removed = before.files.filter(({ path }) => !kept.has(path))
  return [...changed, ...removed]
}

function byImportance(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.location.path, b.location.path) ||
    a.location.range.start.line - b.location.range.start.line ||
    a.location.range.start.column - b.location.range.start.column ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.message, b.message)
  )
}
