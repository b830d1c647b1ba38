import type { CortexFile, Workspace } from '../../cortex/files/subject.ts'
import { overlaps } from '../../cortex/values/version-range.ts'
import { judgeApiFile } from '../../cortex/verdict/api.ts'
import { judgeClusterFile } from '../../cortex/verdict/cluster.ts'
import { JUDGED_VERSION } from '../../cortex/verdict/verdict.ts'
import { groupBy } from '../../text/group-by.ts'
import { largest } from '../../text/largest.ts'
import { onceFor } from '../../text/once.ts'
import { applyEdits, type TextEdit } from '../../text/text.ts'
import type { FileTree } from '../change-set.ts'
import type { RawFinding } from '../evaluate.ts'
import { specOf } from '../home.ts'
import { listSpecs } from '../identity/spec-index.ts'
import { type Judgement, judge, rankOf } from '../judge.ts'
import { findLocation, fingerprintOf } from '../place.ts'
import { precedenceOf } from '../rule.ts'
import { leaveOutOutranked } from '../silence/outrank.ts'
import { type Bench, keyOf } from './trial.ts'

/** A fix to be tried: what it should cure, and how. */
export interface Cure {
  readonly raw: RawFinding
  readonly path: string
  readonly edits: readonly TextEdit[]
}

/** What comes of one fix, or of several at once. */
export interface Outcome {
  /** Whether it is of no use. */
  readonly isUseless?: true
  /** What speaks against it, as the end of "cannot be committed because"; absent if it proves to help. */
  readonly doubt?: string
  /** By fingerprint, what is said still, with the fix that is proposed for it then. */
  readonly left: ReadonlyMap<string, string>
}

const USELESS: Outcome = { isUseless: true, left: new Map() }

/**
 * Applies fixes in memory and judges again: the files must parse, what the fixes are for be gone,
 * nothing else have come, and Cortex take each file that it took before.
 */
export function attempt(bench: Bench, cures: readonly Cure[]): Outcome {
  const { changeSet, config, rules, judgement, reading } = bench.trial()
  const fixed = applyCures(changeSet.after, bench, cures)
  if ([...fixed].some(([path, text]) => text === changeSet.after.get(path))) return USELESS

  const after = new Map([...changeSet.after, ...fixed])
  const again = judge({ ...changeSet, after }, config, rules, reading)
  const pairs = [...fixed.keys()].map(
    (path): FilePair => [findFile(again, path), findFile(judgement, path)],
  )
  if (!pairs.every(isSound)) return USELESS
  const found = listFindings(again, judgement)
  if (cures.some(({ raw }) => found.has(fingerprintOf(raw)))) return USELESS

  const doubt = findNew(found, { known: bench.known(), cures, again }) ?? findRefusal(pairs)
  const left = listFixes(found)
  return doubt === undefined ? { left } : { doubt, left }
}

interface Attempt {
  readonly known: ReadonlyMap<string, RawFinding>
  readonly cures: readonly Cure[]
  readonly again: Judgement
}

/** What is found that was not there, or no more than a part of it. */
function findNew(found: ReadonlyMap<string, RawFinding>, tried: Attempt): string | undefined {
  const { known, cures } = tried
  const highest = largest(cures.map(({ raw }) => precedenceOf(raw.rule)))
  const fresh = [...found].filter(([fingerprint, raw]) => {
    // What a value means could not be said while Cortex refused it.
    const isHidden = highest > Math.max(0, precedenceOf(raw.rule))
    return !isHidden && !isWithin([raw], [known.get(fingerprint)]) && !isBesides(raw, tried)
  })
  if (fresh.length === 0) return undefined

  const [before, after] = [known, found].map((all) => groupBy([...all.values()], topicOf))
  const cured = new Set(cures.map(({ raw }) => topicOf(raw)))
  for (const [, raw] of fresh) {
    const topic = topicOf(raw)
    // One key of several may go, and what is said of them move to the next.
    const [was = [], is = []] = [before?.get(topic), after?.get(topic)]
    if (!isWithin(is, was)) return doubtOf(`\`${raw.rule.id}\``)
    if (cured.has(topic) && is.length >= was.length) return `\`${raw.rule.id}\` remains`
  }
  return undefined
}

/** Whether findings are no more, and none more severe, than others. */
function isWithin(some: readonly RawFinding[], others: readonly (RawFinding | undefined)[]) {
  const ranks = others.flatMap((other) => (other ? [rankOf(other)] : []))
  return some.length <= ranks.length && largest(some.map(rankOf)) <= largest(ranks)
}

/** What a finding is of, whichever of its keys it stands at. */
function topicOf({ rule, subject, about, cluster }: RawFinding): string {
  return JSON.stringify([rule.id, subject.identity, about?.identity, cluster])
}

/** Whether it only notes something of what the change adds, beside what is put back as it was. */
function isBesides({ severity, subject }: RawFinding, { cures, again }: Attempt): boolean {
  if (severity !== 'info') return false
  const isRestoring = cures.every(({ raw }) => {
    const { fix } = raw.problem
    return raw.severity !== 'info' && fix?.edits.every(({ op }) => op === 'restore')
  })
  return isRestoring && addedIn(again).has(keyOf(subject))
}

const addedIn = onceFor(({ changes }: Judgement): ReadonlySet<string> => {
  return new Set(changes.flatMap((each) => (each.event === 'added' ? [keyOf(each.after)] : [])))
})

function doubtOf(added: string): string {
  return `it would cause ${added}`
}

/** Whether Cortex has something against a file that it had not before, be it an old problem. */
function findRefusal(pairs: readonly FilePair[]): string | undefined {
  const isRefusedMore = pairs.some(([now, old]) => {
    const known = listRefusals(old)
    if (known.length > 0 && !isJudged(now)) return false
    const counts = countAll(known)
    return [...countAll(listRefusals(now))].some(([code, count]) => count > (counts.get(code) ?? 0))
  })
  return isRefusedMore ? doubtOf('another error in Cortex') : undefined
}

function countAll(codes: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}

/** A file after a fix and before. */
type FilePair = readonly [now: CortexFile | undefined, old: CortexFile | undefined]

/** Of what is found, that which is not left out on its line. */
function listFixes(found: ReadonlyMap<string, RawFinding>): ReadonlyMap<string, string> {
  const judged = [...found].map(([fingerprint, raw]) => {
    const { rule, severity } = raw
    return { raw, fingerprint, finding: { rule, severity, location: findLocation(raw) } }
  })
  return new Map(
    leaveOutOutranked(judged).map(({ raw, fingerprint }) => [fingerprint, describeFix(raw)]),
  )
}

/** The fix that a rule proposes, in a form that compares. */
export function describeFix({ problem }: RawFinding): string {
  return JSON.stringify(problem.fix?.edits, leaveOutDocument) ?? ''
}

/** Lines that are copied are known by where they stand; the text around them is another matter. */
function leaveOutDocument(key: string, value: unknown): unknown {
  return key === 'document' ? undefined : value
}

function applyCures(after: FileTree, { part }: Bench, cures: readonly Cure[]): FileTree {
  const shifted = cures.flatMap(({ path, edits }) =>
    edits.map((edit) => {
      const { start, end, text } = edit
      return { path, edit: { text, start: start - part.start, end: end - part.start } }
    }),
  )
  return new Map(
    [...groupBy(shifted, ({ path }) => path)].map(([path, group]) => [
      path,
      applyEdits(
        after.get(path) ?? '',
        group.map(({ edit }) => edit),
      ),
    ]),
  )
}

function isSound([now, old]: FilePair): boolean {
  if (!now || now.document.problems.length > 0) return false
  return !isJudged(now) || listRefusals(now).length === 0 || listRefusals(old).length > 0
}

/** Whether the verdict on a file is that of its own Cortex. */
function isJudged(file: CortexFile | undefined): boolean {
  return file !== undefined && overlaps(file.version, JUDGED_VERSION)
}

/** What Cortex 0.42.1 has against a file; of an older one it only tells something if it has nothing. */
function listRefusals(file: CortexFile | undefined): readonly string[] {
  if (!file) return []
  const { ok, problems } =
    file.kind === 'api'
      ? judgeApiFile(file.document)
      : judgeClusterFile(file.document, { purpose: 'configure' })
  return ok ? [] : problems.map(({ code }) => code)
}

/** What a second judgement finds, by fingerprints with the names that specs had in the first. */
function listFindings(again: Judgement, first: Judgement): ReadonlyMap<string, RawFinding> {
  const identityBefore = matchIdentities(first.after, again.after)
  return new Map(
    again.findings.map((finding) => {
      const subject = { ...finding.subject, identity: identityBefore(finding.subject.identity) }
      const named = { ...finding, subject }
      return [fingerprintOf(named), named]
    }),
  )
}

/** Tells how what stands in a spec was called, if a fix gives the spec another name. */
function matchIdentities(before: Workspace, after: Workspace): (identity: string) => string {
  const known = new Map(listSpecs(before).map((spec) => [keyOf(spec), spec.identity] as const))
  const renamed = new Map(
    listSpecs(after).map(
      (spec) => [spec.identity, known.get(keyOf(spec)) ?? spec.identity] as const,
    ),
  )
  return (identity) => {
    const spec = specOf(identity)
    return (renamed.get(spec) ?? spec) + identity.slice(spec.length)
  }
}

function findFile({ after }: Judgement, path: string): CortexFile | undefined {
  return after.files.find((file) => file.path === path)
}
