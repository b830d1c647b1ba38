import { judgeApiFile } from '../../src/cortex/judge-api.ts'
import { judgeClusterFile } from '../../src/cortex/judge-cluster.ts'
import { toLineEdit } from '../../src/report/line-edit.ts'
import type { ChangeSet, FileTree } from '../../src/review/change-set.ts'
import { DEFAULT_CONFIG } from '../../src/review/config.ts'
import type { RawFinding } from '../../src/review/evaluate.ts'
import type { Finding, FindingFix } from '../../src/review/finding.ts'
import { judge } from '../../src/review/judge.ts'
import { fingerprintOf } from '../../src/review/place.ts'
import { review } from '../../src/review/review.ts'
import { precedenceOf, type RuleMeta } from '../../src/review/rule.ts'
import { rules } from '../../src/rules/index.ts'
import { parseDocument } from '../../src/source/document.ts'
import { applyEdits, type TextEdit } from '../../src/source/text.ts'

export interface Sides {
  readonly before: FileTree
  readonly after: FileTree
}

type Fixed = Finding & { readonly fix: FindingFix }

/** Lists what is wrong with the fixes that a review of a change offers. */
export function findFaultyFixes(sides: Sides): readonly string[] {
  const fixed = listFixed(sides)
  const known = new Set(listRaw(sides).map(describe))
  return [
    ...fixed.flatMap((finding) =>
      [...faultsOfFix(finding, sides, known)].map(
        (fault) => `${finding.rule.id} (${finding.fix.title}): ${fault}`,
      ),
    ),
    ...[...new Set(fixed.map(({ fix }) => fix.path))].flatMap((path) => [
      ...faultsOfAll(path, sides, fixed),
    ]),
  ]
}

/** The findings that have a fix. */
export function listFixed(sides: Sides): readonly Fixed[] {
  return review(toChangeSet(sides), DEFAULT_CONFIG, rules).findings.filter(isFixed)
}

function isFixed(finding: Finding): finding is Fixed {
  return finding.fix !== undefined
}

function* faultsOfFix(
  { rule, fingerprint, fix }: Fixed,
  sides: Sides,
  known: ReadonlySet<string>,
): Iterable<string> {
  const text = sides.after.get(fix.path) ?? ''
  const fixed = applyEdits(text, fix.edits)
  if (parseDocument(fixed).problems.length > 0) yield `the file is broken:\n${fixed}`
  yield* lostComments(text, fixed)
  yield* strayLines(text, fix)
  if (isAccepted(text, fix.path) && !isAccepted(fixed, fix.path)) {
    yield `Cortex refuses what it took:\n${fixed}`
  }

  const found = listRaw(replace(sides, fix.path, fixed))
  if (found.some((raw) => fingerprintOf(raw) === fingerprint)) yield 'the finding is still there'
  for (const raw of found) {
    if (!known.has(describe(raw)) && !mayBeHidden(raw.rule, rule)) yield `${raw.rule.id} has come`
  }
}

/** What a value means is not said while Cortex refuses it, or while something says more. */
function mayBeHidden(rule: RuleMeta, by: RuleMeta): boolean {
  return by.supersedes?.includes(rule.id) || precedenceOf(by) > Math.max(0, precedenceOf(rule))
}

function* lostComments(text: string, fixed: string): Iterable<string> {
  const left = parseDocument(fixed).comments.map((comment) => comment.text)
  const { comments, lines } = parseDocument(text)
  for (const comment of comments) {
    const index = left.indexOf(comment.text)
    if (index >= 0) left.splice(index, 1)
    else {
      // What stands behind a value goes with it.
      const { start } = lines.lineSpan(lines.positionAt(comment.start).line)
      const code = text.slice(start, comment.start).trim()
      if (code === '' || fixed.includes(code)) yield `the comment "${comment.text}" is lost`
    }
  }
}

/** Lines outside those that a comment would show as changed. */
function* strayLines(text: string, { edits }: FindingFix): Iterable<string> {
  const edit = toLineEdit(parseDocument(text), edits)
  if (!edit) {
    yield 'it changes no line'
    return
  }
  const old = splitLines(text)
  const now = splitLines(applyEdits(text, edits))
  const head = edit.startLine - 1
  const tail = old.length - head - edit.before.length
  const isSameHead = old.slice(0, head).join('\n') === now.slice(0, head).join('\n')
  const isSameTail = tail <= 0 || old.slice(-tail).join('\n') === now.slice(-tail).join('\n')
  if (!isSameHead || !isSameTail) yield 'it changes lines that it does not show'
}

function splitLines(text: string): readonly string[] {
  return text.split(/\r?\n/)
}

/** All fixes of a file that do not touch each other, at once and one after the other. */
function* faultsOfAll(path: string, sides: Sides, fixed: readonly Fixed[]): Iterable<string> {
  const chosen: Fixed[] = []
  for (const finding of fixed) {
    const isFree = chosen.every(({ fix }) => !touch(fix.edits, finding.fix.edits))
    if (finding.fix.path === path && isFree) chosen.push(finding)
  }
  if (chosen.length < 2) return

  const text = sides.after.get(path) ?? ''
  const together = applyEdits(
    text,
    chosen.flatMap(({ fix }) => fix.edits),
  )
  const titles = chosen.map(({ rule, fix }) => `${rule.id} (${fix.title})`).join(', ')
  if (parseDocument(together).problems.length > 0) yield `together broken: ${titles}:\n${together}`

  const known = new Set(listRaw(sides).map(describe))
  for (const raw of listRaw(replace(sides, path, together))) {
    const isHidden = chosen.some(({ rule }) => mayBeHidden(raw.rule, rule))
    if (!known.has(describe(raw)) && !isHidden) yield `together ${raw.rule.id} has come: ${titles}`
  }

  const inTurn = fixInTurn(path, sides, chosen)
  if (inTurn !== undefined && inTurn !== together) {
    yield `together not as in turn: ${titles}:\n${together}\n--\n${inTurn}`
  }
}

/** The text after each of the fixes; undefined if one of them is no longer offered. */
function fixInTurn(path: string, sides: Sides, chosen: readonly Fixed[]): string | undefined {
  let now = sides
  for (const { fingerprint } of chosen) {
    const next = listFixed(now).find((finding) => finding.fingerprint === fingerprint)
    if (next?.fix.path !== path) return undefined
    now = replace(now, path, applyEdits(now.after.get(path) ?? '', next.fix.edits))
  }
  return now.after.get(path)
}

function touch(some: readonly TextEdit[], others: readonly TextEdit[]): boolean {
  return some.some((a) => others.some((b) => a.start <= b.end && b.start <= a.end))
}

/** Everything that is found, also what another finding on its line hides. */
function listRaw(sides: Sides): readonly RawFinding[] {
  return judge(toChangeSet(sides), DEFAULT_CONFIG, rules).findings
}

/** A finding by its rule and place, but for the name of the spec, which a fix may change. */
function describe({ rule, subject, problem }: RawFinding): string {
  const [kind, , ...inner] = subject.identity.split('/')
  return JSON.stringify([rule.id, subject.file.path, kind, inner, problem.at])
}

function isAccepted(text: string, path: string): boolean {
  const document = parseDocument(text)
  if (path.includes('cluster')) return judgeClusterFile(document, { purpose: 'configure' }).ok
  return judgeApiFile(document).ok
}

function replace(sides: Sides, path: string, text: string): Sides {
  return { ...sides, after: new Map(sides.after).set(path, text) }
}

function toChangeSet(sides: Sides): ChangeSet {
  return { ...sides, renames: new Map(), hunks: new Map(), unreadable: [] }
}
