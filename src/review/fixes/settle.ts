import { groupBy } from '../../text/group-by.ts'
import { linesTouched, shareLine } from '../../yaml/touched-lines.ts'
import { findNode } from '../../yaml/tree.ts'
import { attempt, type Outcome } from './attempt.ts'
import { DOUBTS } from './doubts.ts'
import { createEffort, type Effort } from './effort.ts'
import { pairInsertions } from './insertions.ts'
import type { ProvenFix } from './proven-fix.ts'
import type { Bench } from './trial.ts'

/** How many characters are judged to see that no fix changes what several others do together. */
const MOST_ENTANGLED = 1_000_000
/** How many characters are judged to see that the fixes of a bench go together, and all of them. */
const MOST_UNFIT = 2_000_000

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
  const byPath = new Map<string, F[]>()
  const byLine = new Map<string, F[]>()
  const ofWholeFile = new Map<string, F[]>()
  const ofAllFiles: F[] = []

  return {
    add(fix: F) {
      const { bench, path } = fix
      all.push(fix)
      append(byBench, bench, fix)
      append(byPath, path, fix)
      if (bench.scope === 'file') append(ofWholeFile, path, fix)
      if (bench.scope === 'all') ofAllFiles.push(fix)
      for (const line of linesOf(fix)) append(byLine, line, fix)
    },
    near: (fix: F) => linesOf(fix).flatMap((line) => byLine.get(line) ?? []),
    related({ bench, path }: F) {
      if (bench.scope === 'all') return all
      if (bench.scope === 'file') return [...(byPath.get(path) ?? []), ...ofAllFiles]
      return [...(byBench.get(bench) ?? []), ...(ofWholeFile.get(path) ?? []), ...ofAllFiles]
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
  return linesTouched(touched).map((line) => `${line} ${path}`)
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
  const ofSpecs = groupBy(
    fixes.filter(({ bench }) => bench.scope === 'spec'),
    ({ path }) => path,
  )
  for (const [bench, outer] of groupBy(fixes, (fix) => fix.bench)) {
    if (bench.scope === 'spec') continue
    const inner =
      bench.scope === 'all'
        ? fixes.filter((fix) => fix.bench !== bench)
        : (ofSpecs.get(bench.path ?? '') ?? [])
    if (inner.length === 0) continue
    const outcome = attempt(bench, inner)
    yield* outer.filter((fix) => !isUnchanged(fix, outcome))
  }
}

/** Those that no other one changes, but several of them together; the last first. */
function* findEntangled<F extends ProvenFix>(fixes: readonly F[]): Iterable<[F, string]> {
  const effort = createEffort(MOST_ENTANGLED)
  for (const [bench, group] of groupBy(fixes, (fix) => fix.bench)) {
    let kept = group
    for (const fix of group.toReversed()) {
      if (kept.length < 3) break
      const others = kept.filter((other) => other !== fix)
      const isAffordable = effort.spend(bench.cost)
      if (isAffordable && isUnchanged(fix, attempt(bench, others))) continue
      yield [fix, isAffordable ? DOUBTS.depends : DOUBTS.untried]
      kept = others
    }
  }
}

function isUnchanged({ fingerprint, proposal }: ProvenFix, { left }: Outcome): boolean {
  return left.get(fingerprint) === proposal
}

/**
 * Those with which not everything would be as it should: first within each bench, where several
 * fixes cost little to try, then among all files together.
 */
function* findUnfit<F extends ProvenFix>(fixes: readonly F[], all: Bench): Iterable<[F, string]> {
  const effort = createEffort(MOST_UNFIT)
  const unfit = new Set<F>()
  for (const [bench, group] of groupBy(fixes, (fix) => fix.bench)) {
    if (bench === all || group.length < 2) continue
    for (const found of findUnfitIn(bench, group, effort)) {
      unfit.add(found[0])
      yield found
    }
  }
  const left = fixes.filter((fix) => !unfit.has(fix))
  const [first] = left
  if (!first || (left.length === 1 && first.bench === all)) return
  yield* findUnfitIn(all, left, effort)
}

function* findUnfitIn<F extends ProvenFix>(
  bench: Bench,
  fixes: readonly F[],
  effort: Effort,
): Iterable<[F, string]> {
  const kept: F[] = []
  const rest: (readonly F[])[] = [fixes]
  for (let batch = rest.shift(); batch; batch = rest.shift()) {
    if (!effort.spend(bench.cost)) {
      for (const fix of batch) yield [fix, DOUBTS.untried]
      continue
    }
    const { isUseless, doubt } = attempt(bench, [...kept, ...batch])
    const half = Math.ceil(batch.length / 2)
    if (!isUseless && doubt === undefined) for (const fix of batch) kept.push(fix)
    else if (half < batch.length) rest.unshift(batch.slice(0, half), batch.slice(half))
    else for (const fix of batch) yield [fix, doubt ?? DOUBTS.depends]
  }
}
