import { isDeepStrictEqual } from 'node:util'
import { spellPath } from '../../src/cortex/files/spelling.ts'
import { judgeApiFile } from '../../src/cortex/verdict/api.ts'
import { judgeClusterFile } from '../../src/cortex/verdict/cluster.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import type { RawFinding } from '../../src/review/evaluate.ts'
import type { Finding, FindingFix } from '../../src/review/finding.ts'
import { DOUBTS } from '../../src/review/fixes/doubts.ts'
import { findLocation } from '../../src/review/place.ts'
import { type Review, review } from '../../src/review/review.ts'
import { type FixEdit, precedenceOf, type RuleMeta, type Severity } from '../../src/review/rule.ts'
import { SEVERITIES } from '../../src/review/silence/outrank.ts'
import { rules } from '../../src/rules/index.ts'
import { applyEdits } from '../../src/text/text.ts'
import { parseDocument } from '../../src/yaml/document.ts'
import { toData } from '../yaml/data.ts'
import { describe, type Known, listRaw, type Sides, toChangeSet } from './known.ts'
import { lostComments, strayData, strayLines, styleFaults } from './style-faults.ts'
import { placeComments, shareLine } from './suggestion-faults.ts'

/** What is asked of every fix that is offered, and of those of a file together. */
export const PROPERTIES = {
  parses: 'the fixed file parses',
  accepted: 'Cortex takes the fixed file if it took it before',
  gone: 'its own finding is gone',
  'none added': 'no other finding has come',
  lines: 'it changes only the lines that it shows',
  data: 'it changes only the keys that it names',
  comments: 'comments stay, but for one that came with a value that goes',
  style: 'quotes, indentation, brackets and line breaks stay',
  button: 'its button can be pressed and does what the fix does',
  apart: 'no two fixes share a line',
  anchor: 'an edit at an anchor, as text, parses and removes its finding',
  together: 'all fixes at once: the above holds',
  'in turn': 'all at once is the same as one by one',
} as const
export type Property = keyof typeof PROPERTIES

export interface Fault {
  readonly property: Property
  readonly text: string
}

export interface Proof {
  /** Fixes that may be applied, those that are only shown, and those with a button. */
  readonly offered: number
  readonly shown: number
  /** Of those shown, the ones at an anchor. */
  readonly anchored: number
  readonly buttons: number
  /** What is wrong with those offered. */
  readonly faults: readonly Fault[]
}

type Fixed = Finding & { readonly fix: FindingFix }

/** Checks the fixes that a review of a change offers, without what the review itself knows. */
export function proveFixes(sides: Sides): Proof {
  const changeSet = toChangeSet(sides)
  const judged = review(changeSet, DEFAULT_CONFIG, rules)
  const known = listRaw(sides)
  const offered = listOffered(judged).map((finding) => withSharedFingerprint(finding, known))
  const { placement, faults } = placeComments(judged, changeSet)
  const anchored = judged.findings.filter(isFixed).filter(({ fix }) => fix.doubt === DOUBTS.shared)
  const proof = {
    anchored: anchored.length,
    offered: offered.length,
    shown: judged.findings.filter(({ fix }) => fix?.doubt !== undefined).length,
    buttons: placement.inline.filter(({ suggestion }) => suggestion).length,
  }
  const misplaced = faults.map((text): Fault => ({ property: 'button', text }))
  if (offered.length + anchored.length === 0) return { ...proof, faults: misplaced }

  const paths = [...new Set(offered.map(({ fix }) => fix.path))]
  return {
    ...proof,
    faults: [
      ...misplaced,
      ...offered.flatMap((finding) => [...faultsOfFix(finding, sides, known)]),
      ...anchored.flatMap((finding) => [...faultsAtAnchor(finding, sides, known)]),
      ...paths.flatMap((path) => [
        ...faultsOfAll(path, sides, {
          known,
          offered: offered.filter(({ fix }) => fix.path === path),
        }),
      ]),
    ],
  }
}

/** The findings with a fix that may be applied. */
export function listOffered({ findings }: Review): readonly Fixed[] {
  return findings.filter(isFixed).filter(({ fix }) => fix.doubt === undefined)
}

/** Where specs of one name share a fingerprint, a review tells them apart by their order. */
function withSharedFingerprint(finding: Fixed, known: readonly Known[]): Fixed {
  if (known.some(({ fingerprint }) => fingerprint === finding.fingerprint)) return finding
  const same = known.find(
    (each) => each.raw.subject.identity === finding.subject && isSaidWith(each, finding),
  )
  return { ...finding, fingerprint: same?.fingerprint ?? finding.fingerprint }
}

function isFixed(finding: Finding): finding is Fixed {
  return finding.fix !== undefined
}

function* faultsOfFix(finding: Fixed, sides: Sides, known: readonly Known[]): Iterable<Fault> {
  const { rule, fix, fingerprint } = finding
  const of = (property: Property) => (text: string) => ({
    property,
    text: `${rule.id} (${fix.title}): ${text}`,
  })
  const text = sides.after.get(fix.path) ?? ''
  const fixed = applyEdits(text, fix.edits)
  const alike = known.filter((each) => each.fingerprint === fingerprint)
  const own = alike.find((each) => isSaidWith(each, finding)) ?? alike[0]
  if (!own) yield of('gone')('it is not among what is judged')
  // What a rule says of several specs for one line is said, and mended, once.
  const claimed = known
    .filter((each) => each === own || isSaidWith(each, finding))
    .flatMap(claimsOf)
  const before = [...sides.before.values()].join('\n')
  yield* [...lostComments({ before, text }, fixed)].map(of('comments'))
  yield* [...strayLines(text, fix)].map(of('lines'))
  yield* [...strayData(text, fixed, claimed)].map(of('data'))
  yield* [...styleFaults(text, fixed)].map(of('style'))
  yield* faultsOfText({ path: fix.path, text, fixed }, sides, { known, findings: [finding] })
}

function isSaidWith({ raw }: Known, { rule, location }: Finding): boolean {
  return raw.rule.id === rule.id && isDeepStrictEqual(findLocation(raw), location)
}

/** What a fix names, with each key as the file spells it. */
function claimsOf({ raw: { subject, problem, side }, now }: Known): readonly FixEdit[] {
  const edits = problem.fix?.edits ?? []
  if (!now) return edits
  const isOfParent = side === 'before' || problem.fix?.start === 'parent'
  // A container stands in the pod of an API.
  const depth = subject.kind === 'container' ? -3 : -2
  const path = isOfParent ? subject.path.slice(0, depth) : subject.path
  return edits.map((edit) => ({
    ...edit,
    path: spellPath(now, [...path, ...edit.path]).slice(path.length),
  }))
}

/** What is said of an edit that is only shown, since others share the value. */
function* faultsAtAnchor(finding: Fixed, sides: Sides, known: readonly Known[]) {
  const { fix } = finding
  const text = sides.after.get(fix.path) ?? ''
  const cure = { path: fix.path, text, fixed: applyEdits(text, fix.edits) }
  for (const fault of faultsOfText(cure, sides, { known, findings: [finding] })) {
    const isPromised = fault.property === 'parses' || fault.property === 'gone'
    if (isPromised) yield { ...fault, property: 'anchor' } as const
  }
}

interface Cure {
  readonly path: string
  readonly text: string
  readonly fixed: string
}

/** What is wrong with a file after one fix or several. */
function* faultsOfText(
  { path, text, fixed }: Cure,
  sides: Sides,
  { known, findings }: { known: readonly Known[]; findings: readonly Fixed[] },
): Iterable<Fault> {
  const titles = findings.map(({ rule, fix }) => `${rule.id} (${fix.title})`).join(', ')
  if (parseDocument(fixed).problems.length > 0) {
    yield { property: 'parses', text: `${titles}: the file is broken` }
  }
  if (isAccepted(text, path) && !isAccepted(fixed, path)) {
    yield { property: 'accepted', text: `${titles}: Cortex refuses what it took` }
  }
  const found = listRaw(replace(sides, path, fixed), false)
  for (const { fingerprint, rule } of findings) {
    const expected = count(known, fingerprint) - count(findings, fingerprint)
    const isLeft = count(found, fingerprint) > expected
    if (isLeft) yield { property: 'gone', text: `${titles}: ${rule.id} is left` }
  }
  const old = new Map(known.map((each) => [describe(each), each]))
  for (const each of found) {
    const { rule, severity } = each.raw
    const isHidden = findings.some((finding) => mayBeHidden(rule, finding.rule))
    const same = old.get(describe(each))
    const isWorse = same !== undefined && isMoreSevere(severity, same.raw.severity)
    const isThere = same
      ? !isWorse
      : isRest(each, { known, found, findings }) || isNote(each, sides)
    if (!isThere && !isHidden) {
      yield { property: 'none added', text: `${titles}: ${rule.id} has come` }
    }
  }
}

function isMoreSevere(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other)
}

interface Findings {
  readonly known: readonly Known[]
  readonly found: readonly Known[]
  readonly findings: readonly Fixed[]
}

/** Whether a rule said as much of a subject before, at another of its keys: a part that is left. */
function isRest({ raw }: Known, { known, found, findings }: Findings): boolean {
  const isAlike = (other: RawFinding) =>
    other.rule.id === raw.rule.id && other.subject.identity === raw.subject.identity
  const [was, is] = [known, found].map((all) => all.filter((each) => isAlike(each.raw)).length)
  const isCured = findings.some(({ rule, subject }) => {
    return rule.id === raw.rule.id && subject === raw.subject.identity
  })
  return isCured ? (is ?? 0) < (was ?? 0) : (is ?? 0) <= (was ?? 0)
}

/** Whether it is a note on a spec or a group that only the new side has. */
function isNote({ raw: { severity, subject } }: Known, { before }: Sides): boolean {
  const name = subject.identity.split('/').at(-1) ?? ''
  return severity === 'info' && ![...before.values()].some((text) => text.includes(name))
}

/** Specs of one name, which Cortex refuses, share their fingerprints. */
function count(all: readonly { readonly fingerprint: string }[], wanted: string): number {
  return all.filter(({ fingerprint }) => fingerprint === wanted).length
}

/** What a value means is not said while Cortex refuses it, or while something says more. */
function mayBeHidden(rule: RuleMeta, by: RuleMeta): boolean {
  return by.supersedes?.includes(rule.id) || precedenceOf(by) > Math.max(0, precedenceOf(rule))
}

/** All fixes of a file, at once and one after the other. */
function* faultsOfAll(
  path: string,
  sides: Sides,
  { known, offered }: { known: readonly Known[]; offered: readonly Fixed[] },
): Iterable<Fault> {
  if (offered.length < 2) return
  const titles = offered.map(({ rule, fix }) => `${rule.id} (${fix.title})`).join(', ')
  const text = sides.after.get(path) ?? ''
  if (
    shareLine(
      text,
      offered.map(({ fix }) => fix),
    )
  ) {
    yield { property: 'apart', text: titles }
    return
  }
  const fixed = applyEdits(
    text,
    offered.flatMap(({ fix }) => fix.edits),
  )
  for (const { property, text: fault } of faultsOfText({ path, text, fixed }, sides, {
    known,
    findings: offered,
  })) {
    yield { property: 'together', text: `${property}: ${fault}` }
  }
  for (const order of [offered, offered.toReversed()]) {
    const inTurn = fixInTurn(path, sides, order)
    if (isSame(inTurn, fixed)) continue
    yield { property: 'in turn', text: `${titles}:\n${fixed}\n--\n${inTurn}` }
  }
}

/**
 * Whether two texts are the same; where one repeats an anchor, whether they mean the same: an alias is
 * written only once its anchor means what it did.
 */
function isSame(one: string, other: string): boolean {
  if (one === other) return true
  if (!/[*&]/.test(one)) return false
  const [data, otherData] = [one, other].map((text) => toData(parseDocument(text).root))
  return isDeepStrictEqual(data, otherData)
}

/** The text after each of the fixes, or which of them is no longer there. */
function fixInTurn(path: string, sides: Sides, chosen: readonly Fixed[]): string {
  const places = new Map(listRaw(sides).map((each) => [each.fingerprint, describe(each)]))
  let now = sides
  for (const { fingerprint, rule } of chosen) {
    const place = places.get(fingerprint)
    // A fix may give the spec another name, and so its findings other fingerprints.
    const alike = listRaw(now).filter((each) => describe(each) === place)
    const same = alike.map((each) => each.fingerprint)
    const { findings } = review(toChangeSet(now), DEFAULT_CONFIG, rules)
    const next =
      findings.find((finding) => finding.fingerprint === fingerprint) ??
      findings.find((finding) => same.includes(finding.fingerprint))
    if (next?.fix?.path !== path) return `${rule.id} has ${next ? 'no fix' : 'gone'}`
    now = replace(now, path, applyEdits(now.after.get(path) ?? '', next.fix.edits))
  }
  return now.after.get(path) ?? ''
}

function isAccepted(text: string, path: string): boolean {
  const document = parseDocument(text)
  if (path.includes('cluster')) return judgeClusterFile(document, { purpose: 'configure' }).ok
  return judgeApiFile(document).ok
}

function replace(sides: Sides, path: string, text: string): Sides {
  return { ...sides, after: new Map(sides.after).set(path, text) }
}
