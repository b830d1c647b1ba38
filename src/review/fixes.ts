import { apiKeyOrder } from '../cortex/api.ts'
import { clusterKeyOrder } from '../cortex/cluster.ts'
import { judgeApiFile } from '../cortex/judge-api.ts'
import { judgeClusterFile } from '../cortex/judge-cluster.ts'
import type { CortexFile, Located, Workspace } from '../cortex/subject.ts'
import { JUDGED_VERSION } from '../cortex/verdict.ts'
import { overlaps } from '../cortex/version.ts'
import { type Edit, EditError, type KeyOrder, resolveEdits } from '../source/edit.ts'
import { applyEdits, type Span, type TextEdit } from '../source/text.ts'
import { findNode, type YamlNode } from '../source/tree.ts'
import type { RawFinding } from './evaluate.ts'
import type { FindingFix } from './finding.ts'
import { type Judgement, judge } from './judge.ts'
import { fingerprintOf } from './place.ts'
import { type Fix, precedenceOf } from './rule.ts'
import { type Bench, prepareBenches, type Trial } from './trial.ts'

/** Gives the fix of a finding as text edits, if it proves to help. */
export type Prove = (raw: RawFinding) => FindingFix | undefined

/**
 * How many characters are judged to prove fixes: those of some thousands of specs. Findings beyond
 * that, the mildest if they come last, have no fix; no text makes a review take hours.
 */
const MOST_JUDGED = 5_000_000
/** What a judgement costs whatever is judged, in characters. */
const BASE_COST = 500

/**
 * Creates the proof of fixes: applied in memory, the file parses, the finding is gone, no other has
 * come, and Cortex takes the file if it did so before.
 */
export function createProver(trial: Trial): Prove {
  const findBenches = prepareBenches(trial)
  let judged = 0

  return (raw) => {
    const { fix } = raw.problem
    const target = fix && findTarget(raw, trial.judgement)
    if (!target || judged > MOST_JUDGED) return undefined

    const edits = resolve(fix, target, raw.before)
    const first = fix.edits[0]
    if (!edits || !first) return undefined

    const { file, path } = target
    const fingerprint = fingerprintOf(raw)
    const bench = findBenches(file, [...path, ...first.path]).find(
      (each) => holds(each.part, edits) && each.known().has(fingerprint),
    )
    judged += BASE_COST + (bench?.cost ?? 0)
    if (!bench || !helps(raw, file, edits, bench)) return undefined
    return { title: fix.title, safety: fix.safety, path: file.path, edits }
  }
}

/** What the edits start at, on the new side: of a removed subject, what it stood in. */
function findTarget(
  { side, subject, problem }: RawFinding,
  { after }: Judgement,
): Located | undefined {
  if (side === 'after' && problem.fix?.start !== 'parent') return subject

  const outer = subject.identity.split('/').slice(0, -2).join('/')
  const candidates: readonly Located[] = [...after.subjects('cluster'), ...after.subjects('api')]
  const parents = candidates.filter(({ identity }) => identity === outer)
  return parents.find(({ file }) => file.path === subject.file.path) ?? parents[0]
}

function resolve(
  fix: Fix,
  target: Located,
  before: Located | undefined,
): readonly TextEdit[] | undefined {
  const { path, file } = target
  const edits = fix.edits.map((edit): Edit => ({ ...edit, path: [...path, ...edit.path] }))
  const documented = file.kind === 'api' ? apiKeyOrder : clusterKeyOrder
  const order = before ? restoringOrder(documented, edits, target, before) : documented
  try {
    return resolveEdits(file.document, edits, order)
  } catch (error) {
    if (error instanceof EditError) return undefined
    throw error
  }
}

/** A key that the old side has goes back to where it stood: there, the line is in the diff. */
function restoringOrder(
  documented: KeyOrder,
  edits: readonly Edit[],
  target: Located,
  before: Located,
): KeyOrder {
  return (parent) => {
    const oldPath = [...before.path, ...parent.slice(target.path.length)]
    const oldKeys = keysOf(findNode(before.file.document.root, oldPath))
    const isRestored = edits.some(
      ({ path }) =>
        parent.every((step, depth) => path[depth] === step) &&
        oldKeys.includes(String(path[parent.length])),
    )
    return isRestored ? [...new Set([...oldKeys, ...documented(parent)])] : documented(parent)
  }
}

function keysOf(node: YamlNode | undefined): readonly string[] {
  if (node?.kind !== 'map') return []
  return node.entries.flatMap(({ key }) => (key.kind === 'string' ? [key.value] : []))
}

function holds({ start, end }: Span, edits: readonly TextEdit[]): boolean {
  return edits.every((edit) => start <= edit.start && edit.end <= end)
}

function helps(
  { rule, ...raw }: RawFinding,
  { path, document }: CortexFile,
  edits: readonly TextEdit[],
  { trial, known, part }: Bench,
): boolean {
  const { changeSet, config, rules, judgement } = trial()
  const text = document.text.slice(part.start, part.end)
  const shifted = edits.map((edit) => {
    return { ...edit, start: edit.start - part.start, end: edit.end - part.start }
  })
  const fixed = applyEdits(text, shifted)
  if (fixed === text) return false

  const again = judge(
    { ...changeSet, after: new Map(changeSet.after).set(path, fixed) },
    config,
    rules,
  )
  const file = findFile(again, path)
  if (file && file.document.problems.length > 0) return false
  if (!isAccepted(file) && isAccepted(findFile(judgement, path))) return false

  const fingerprint = fingerprintOf({ rule, ...raw })
  const identityBefore = matchIdentities(judgement.after, again.after)
  return again.findings.every((finding) => {
    const { subject } = finding
    const identity = identityBefore(subject.identity)
    const found = fingerprintOf({ ...finding, subject: { ...subject, identity } })
    // What a value means could not be said while Cortex refused it.
    const isHidden = precedenceOf(rule) > Math.max(0, precedenceOf(finding.rule))
    return found !== fingerprint && (known().has(found) || isHidden)
  })
}

/** Tells how what stands in a spec was called, if a fix gives the spec another name. */
function matchIdentities(before: Workspace, after: Workspace): (identity: string) => string {
  const known = new Map(listSpecs(before).map((spec) => [placeOf(spec), spec.identity] as const))
  const renamed = new Map(
    listSpecs(after).map(
      (spec) => [spec.identity, known.get(placeOf(spec)) ?? spec.identity] as const,
    ),
  )
  return (identity) => {
    const [kind = '', name = ''] = identity.split('/')
    const outer = `${kind}/${name}`
    return (renamed.get(outer) ?? outer) + identity.slice(outer.length)
  }
}

function listSpecs(side: Workspace): readonly Located[] {
  return [...side.subjects('cluster'), ...side.subjects('api')]
}

function placeOf({ file, path }: Located): string {
  return `${path.join()} ${file.path}`
}

function findFile({ after }: Judgement, path: string): CortexFile | undefined {
  return after.files.find((file) => file.path === path)
}

/** Whether Cortex 0.42.1 takes a file; what it says of older files decides nothing. */
function isAccepted(file: CortexFile | undefined): boolean {
  if (!file || !overlaps(file.version, JUDGED_VERSION)) return true
  const { ok } =
    file.kind === 'api'
      ? judgeApiFile(file.document)
      : judgeClusterFile(file.document, { purpose: 'configure' })
  return ok
}
