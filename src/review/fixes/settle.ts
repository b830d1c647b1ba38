import { shareLine } from '../../yaml/touched-lines.ts'
import { findNode } from '../../yaml/tree.ts'

import { attempt, type Outcome } from './attempt.ts'
import { DOUBTS } from './doubts.ts'
import { pairInsertions } from './insertions.ts'
import type { ProvenFix } from './proven-fix.ts'
import type { Bench } from './trial.ts'

/** What a judgement costs whatever is judged, in characters. */
export const BASE_COST = 500
/** How many characters are judged to see that fixes go together. */
const MOST_JUDGED = 5_000_000

/**
 * Chooses fixes that go together, the first first: none shares a line with another one or changes
 * what another one is about, so that all at once are the same as one by one, in any order; and all
 * at once leave nothing new. Gives the others with the reason.
 */
export function settle<F extends ProvenFix>(
  given: readonly F[],
  all: Bench,
): readonly { readonly fix: F; readonly doubt: string | undefined }[] {
  const fixes = pairInsertions(given)
  const doubts = new Map<F, string>()
  const isLeft = (fix: F) => !doubts.has(fix)

  for (const [fix, doubt] of findRivals(fixes)) doubts.set(fix, doubt)
  for (const fix of findDependent(fixes.filter(isLeft))) doubts.set(fix, DOUBTS.depends)
  for (const [fix, doubt] of findEntangled(fixes.filter(isLeft))) doubts.set(fix, doubt)
  for (const [fix, doubt] of findUnfit(fixes.filter(isLeft), all)) doubts.set(fix, doubt)
  return fixes.map((fix) => ({ fix, doubt: doubts.get(fix) }))
}

/** Those that touch the lines or the findings of one before. */
function* findRivals<F extends ProvenFix>(fixes: readonly F[]): Iterable<[F, string]> {
  const chosen = createIndex<F>()
  for (const fix of fixes) {
    const isTouching = chosen.near(fix).some((other) => sharesLine(fix, other))
    const isRelated = () =>
      chosen.related(fix).some((other) => changes(fix, other) || changes(other, fix))
    if (isTouching) yield [fix, DOUBTS.overlaps]
    else if (isRelated()) yield [fix, DOUBTS.depends]
    else chosen.add(fix)
  }
}

/** Finds, of very many fixes, the few that another one can have to do with. */
function createIndex<F extends ProvenFix>() {
  const all: F[] = []
  const byBench = new Map<Bench, F[]>()
  const byLine = new Map<string, F[]>()

  return {
    add(fix: F) {
      all.push(fix)
      append(byBench, fix.bench, fix)
      for (const line of linesOf(fix)) append(byLine, line, fix)
    },
    near: (fix: F) => linesOf(fix).flatMap((line) => byLine.get(line) ?? []),
    related(fix: F) {
      if (fix.bench.scope !== 'spec') return all
      const benches = [...byBench.keys()].filter(
        (bench) => bench === fix.bench || isWithin(fix, bench),
      )
      return benches.flatMap((bench) => byBench.get(bench) ?? [])
    },
  }
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** The lines that a fix touches, and those beside them. */
function linesOf({ path, touched }: ProvenFix): readonly string[] {
  return touched.flatMap(({ first, last }) => {
    const start = Math.floor(first)
    return Array.from({ length: Math.ceil(last) - start + 1 }, (_, at) => `${start + at} ${path}`)
  })
}

function sharesLine({ path, touched, partner }: ProvenFix, other: ProvenFix): boolean {
  if (partner === other.raw) return false
  return path === other.path && shareLine(touched, other.touched)
}

/** Whether a fix changes another finding, what is proposed for it, or where a new key belongs. */
function changes(fix: ProvenFix, other: ProvenFix): boolean {
  const isKnown = fix.bench.known().has(other.fingerprint)
  return (isKnown && !isUnchanged(other, fix)) || renamesBeside(fix, other)
}

/** Whether a key gets another name in a map into which another fix puts a new key. */
function renamesBeside({ wanted, path }: ProvenFix, other: ProvenFix): boolean {
  if (path !== other.path) return false
  const { root } = other.file.document
  return wanted.some((rename) => {
    if (rename.op !== 'rename') return false
    const map = rename.path.slice(0, -1)
    return other.wanted.some(
      (edit) =>
        (edit.op === 'set' || edit.op === 'insert') &&
        map.every((step, depth) => edit.path[depth] === step) &&
        !findNode(root, edit.path.slice(0, map.length + 1)),
    )
  })
}

/** Those about more than one spec that the fixes of single specs change. */
function* findDependent<F extends ProvenFix>(fixes: readonly F[]): Iterable<F> {
  for (const bench of new Set(fixes.map((fix) => fix.bench))) {
    const outer = fixes.filter((fix) => fix.bench === bench)
    const inner = fixes.filter((fix) => isWithin(fix, bench))
    if (inner.length === 0) continue
    const outcome = attempt(bench, inner)
    yield* outer.filter((fix) => !isUnchanged(fix, outcome))
  }
}

/** Those that no other one changes, but several of them together; the last first. */
function* findEntangled<F extends ProvenFix>(fixes: readonly F[]): Iterable<[F, string]> {
  let judged = 0
  for (const bench of new Set(fixes.map((fix) => fix.bench))) {
    let kept = fixes.filter((fix) => fix.bench === bench)
    for (const fix of kept.toReversed()) {
      if (kept.length < 3) break
      const others = kept.filter((other) => other !== fix)
      const isAffordable = judged <= MOST_JUDGED
      judged += BASE_COST + bench.cost
      if (isAffordable && isUnchanged(fix, attempt(bench, others))) continue
      yield [fix, isAffordable ? DOUBTS.depends : DOUBTS.untried]
      kept = others
    }
  }
}

function isUnchanged({ fingerprint, proposal }: ProvenFix, { left }: Outcome): boolean {
  return left.get(fingerprint) === proposal
}

function isWithin({ bench, path }: ProvenFix, outer: Bench): boolean {
  if (bench === outer || outer.scope === 'spec') return false
  return outer.scope === 'all' || (bench.scope === 'spec' && outer.path === path)
}

/** Those with which all files together would not be as they should. */
function* findUnfit<F extends ProvenFix>(fixes: readonly F[], all: Bench): Iterable<[F, string]> {
  const [first] = fixes
  if (!first || (fixes.length === 1 && first.bench === all)) return

  const kept: F[] = []
  const rest: (readonly F[])[] = [fixes]
  let judged = 0
  for (let batch = rest.shift(); batch; batch = rest.shift()) {
    if (judged > MOST_JUDGED) {
      for (const fix of batch) yield [fix, DOUBTS.untried]
      continue
    }
    judged += BASE_COST + all.cost
    const { isUseless, added } = attempt(all, [...kept, ...batch])
    const half = Math.ceil(batch.length / 2)
    if (!isUseless && added === undefined) kept.push(...batch)
    else if (half < batch.length) rest.unshift(batch.slice(0, half), batch.slice(half))
    else for (const fix of batch) yield [fix, added ? doubtOf(added) : DOUBTS.depends]
  }
}

export function doubtOf(added: string): string {
  return `it leads to ${added}`
}
