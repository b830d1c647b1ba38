import { onceFor } from '../../text/once.ts'
import type { Span, TextEdit } from '../../text/text.ts'
import type { YamlDocument } from '../../yaml/document.ts'
import { commentsFrom } from '../../yaml/find-comments.ts'
import { touchedBy } from '../../yaml/touched-lines.ts'
import { findNode } from '../../yaml/tree.ts'
import type { RawFinding } from '../evaluate.ts'
import type { FindingFix } from '../finding.ts'
import { fingerprintOf } from '../place.ts'
import type { Fix } from '../rule.ts'
import { attempt, describeFix, type Outcome } from './attempt.ts'
import { DOUBTS } from './doubts.ts'
import { type ResolvedFix, resolveFix } from './edits.ts'
import { createEffort } from './effort.ts'
import type { ProvenFix } from './proven-fix.ts'
import { settle } from './settle.ts'
import { type Bench, prepareBenches, type Trial } from './trial.ts'

/**
 * How many characters are judged to prove fixes: those of some thousands of specs. Fixes beyond
 * that, those of the mildest findings if they come last, are only shown; no text makes a review
 * take hours.
 */
const MOST_JUDGED = 3_200_000

/**
 * Proves the fixes of findings, those of the first ones first: applied in memory, the file parses,
 * the finding is gone, no other has come, and Cortex takes the file if it did so before; and so for
 * all of them at once. What is not proven has a doubt; what is of no use is left out.
 */
export function proveFixes(
  findings: readonly Provable[],
  trial: Trial,
): ReadonlyMap<RawFinding, FindingFix> {
  const count = findings.filter(({ raw }) => raw.problem.fix).length
  const benches = prepareBenches(trial, count)
  const shown = new Map<RawFinding, FindingFix>()
  const proven: ProvenFix[] = []
  const effort = createEffort(MOST_JUDGED)

  for (const { raw, others } of findings) {
    const { fix } = raw.problem
    const resolved = resolveFix(raw, trial.judgement)
    const bench = fix && resolved && findBench(raw, resolved, benches.find)
    if (!fix || !resolved || !bench) continue

    const { file } = resolved.target
    const { edits } = resolved
    const cure = { raw, path: file.path, edits }
    const outcome = effort.spend(bench.cost)
      ? attempt(bench, [cure, ...others.map((other) => ({ ...cure, raw: other, edits: [] }))])
      : undefined
    if (outcome?.isUseless) continue

    const isKnownToAll = !resolved.isShared || speaksForAll(resolved, others.length + 1)
    const doubt = isKnownToAll ? findDoubt(outcome, file.document, edits) : DOUBTS.shared
    shown.set(raw, toFindingFix(fix, resolved, doubt))
    if (outcome && !doubt) {
      const known = { fingerprint: fingerprintOf(raw), proposal: describeFix(raw) }
      const touched = touchedBy(file.document, edits)
      const { wanted, order } = resolved
      proven.push({ ...cure, ...outcome, ...known, touched, file, wanted, order, bench })
    }
  }

  for (const { fix, doubt } of settle(proven, benches.all)) {
    const own = shown.get(fix.raw)
    if (own) shown.set(fix.raw, { ...own, edits: fix.edits, ...(doubt && { doubt }) })
  }
  return shown
}

/** A finding, and those for which it speaks: its fix must cure all of them. */
interface Provable {
  readonly raw: RawFinding
  readonly others: readonly RawFinding[]
}

/**
 * Whether as many findings are said as one as there are places where an anchor brings what the edits
 * change, under whichever key. A key that is new may come to maps that merge the one it is put into.
 */
function speaksForAll({ target, wanted }: ResolvedFix, findings: number): boolean {
  const document = target.file.written ?? target.file.document
  return wanted.every(({ path }) => {
    const node = findNode(document.root, path)
    return node !== undefined && countUses(document).get(placeOf(node)) === findings
  })
}

/** How often each place of a text is read, through anchors and merge keys, too. */
const countUses = onceFor(({ root }: YamlDocument): ReadonlyMap<string, number> => {
  const uses = new Map<string, number>()
  const waiting = root ? [root] : []
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const place = placeOf(node)
    uses.set(place, (uses.get(place) ?? 0) + 1)
    if (node.kind === 'list') for (const item of node.items) waiting.push(item)
    else if (node.kind === 'map') for (const { value } of node.entries) waiting.push(value)
  }
  return uses
})

function placeOf({ start, end }: Span): string {
  return `${start} ${end}`
}

function findBench(
  raw: RawFinding,
  { target, wanted, edits }: ResolvedFix,
  find: ReturnType<typeof prepareBenches>['find'],
): Bench | undefined {
  const fingerprint = fingerprintOf(raw)
  return find(target.file, wanted[0]?.path ?? []).find(({ part, known }) => {
    const holds = edits.every((edit) => part.start <= edit.start && edit.end <= part.end)
    return holds && known().has(fingerprint)
  })
}

function findDoubt(
  outcome: Outcome | undefined,
  document: YamlDocument,
  edits: readonly TextEdit[],
): string | undefined {
  if (!outcome) return DOUBTS.untried
  return outcome.doubt ?? (losesComment(document, edits) ? DOUBTS.comment : undefined)
}

/** Whether a comment goes other than with the code before it on its line. */
function losesComment(document: YamlDocument, edits: readonly TextEdit[]) {
  const { text, lines } = document
  return edits.some(({ start, end }) =>
    commentsFrom(document, start, end).some((comment) => {
      const line = lines.lineSpan(lines.positionAt(comment.start).line)
      const code = line.start + text.slice(line.start, comment.start).search(/\S/)
      return code < start || code < line.start
    }),
  )
}

function toFindingFix(
  { title, safety }: Fix,
  { target, edits }: ResolvedFix,
  doubt: string | undefined,
): FindingFix {
  const fix = { title, safety, path: target.file.path, edits }
  return doubt ? { ...fix, doubt } : fix
}
