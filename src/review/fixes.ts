import { apiKeyOrder } from '../cortex/api.ts'
import { clusterKeyOrder } from '../cortex/cluster.ts'
import type { Located } from '../cortex/subject.ts'
import { type Edit, EditError, type KeyOrder, resolveEdits } from '../source/edit.ts'
import { applyEdits, type TextEdit } from '../source/text.ts'
import { findNode, type YamlNode } from '../source/tree.ts'
import type { ChangeSet, FileTree } from './change-set.ts'
import type { Config } from './config.ts'
import type { RawFinding } from './evaluate.ts'
import type { FindingFix } from './finding.ts'
import { type Judgement, judge } from './judge.ts'
import { fingerprintOf } from './place.ts'
import { type Fix, precedenceOf, type Rule } from './rule.ts'

/** A review under way: what is needed to judge a changed file again. */
export interface Trial {
  readonly changeSet: ChangeSet
  readonly config: Config
  readonly rules: readonly Rule[]
  readonly judgement: Judgement
}

/** Gives the fix of a finding as text edits, if it proves to help. */
export type Prove = (raw: RawFinding) => FindingFix | undefined

/**
 * Creates the proof of fixes: applied in memory, the file parses, the finding is gone and no other
 * has come.
 *
 * Most findings come from one file, so a fix is judged again with that file alone; what only shows
 * among several files is judged again with all of them.
 */
export function createProver(trial: Trial): Prove {
  const alone = new Map<string, Trial>()

  return (raw) => {
    const { fix } = raw.problem
    const target = fix && findTarget(raw, trial.judgement)
    const edits = target && resolve(fix, target, raw.before)
    if (!edits) return undefined

    const { path } = target.file
    const reduced = alone.get(path) ?? reduceTo(path, trial)
    alone.set(path, reduced)
    const chosen = has(reduced.judgement, raw) ? reduced : trial
    if (!helps(raw, target, edits, chosen)) return undefined
    return { title: fix.title, safety: fix.safety, path, edits }
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

/** The same review of one file of the new side, and what it was on the old one. */
function reduceTo(path: string, trial: Trial): Trial {
  const { changeSet, config, rules } = trial
  if (changeSet.before.size <= 1 && changeSet.after.size === 1) return trial

  const oldPath = changeSet.renames.get(path) ?? path
  const reduced: ChangeSet = {
    ...changeSet,
    before: pick(changeSet.before, oldPath),
    after: pick(changeSet.after, path),
  }
  return { changeSet: reduced, config, rules, judgement: judge(reduced, config, rules) }
}

function pick(tree: FileTree, path: string): FileTree {
  const text = tree.get(path)
  return new Map(text === undefined ? [] : [[path, text]])
}

function has({ findings }: Judgement, raw: RawFinding): boolean {
  const fingerprint = fingerprintOf(raw)
  return findings.some((finding) => fingerprintOf(finding) === fingerprint)
}

function helps(
  raw: RawFinding,
  { file }: Located,
  edits: readonly TextEdit[],
  { changeSet, config, rules, judgement }: Trial,
): boolean {
  const fixed = applyEdits(file.document.text, edits)
  if (fixed === file.document.text) return false

  const after = new Map(changeSet.after).set(file.path, fixed)
  const again = judge({ ...changeSet, after }, config, rules)
  const document = again.after.files.find(({ path }) => path === file.path)?.document
  if (document && document.problems.length > 0) return false

  const known = new Set(judgement.findings.map(fingerprintOf))
  known.delete(fingerprintOf(raw))
  return again.findings.every(
    // What a value means could not be said while Cortex refused it.
    ({ rule, ...finding }) =>
      known.has(fingerprintOf({ rule, ...finding })) || precedenceOf(rule) < precedenceOf(raw.rule),
  )
}
