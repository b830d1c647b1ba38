import { renderComment } from '../../src/report/comment/comment.ts'
import { toLineEdit } from '../../src/report/comment/line-edit.ts'
import { type PlacedFinding, placeFindings } from '../../src/report/comment/placement.ts'
import type { ChangeSet } from '../../src/review/change-set.ts'
import type { FindingFix } from '../../src/review/finding.ts'
import type { Review } from '../../src/review/review.ts'
import { renderPatch } from '../../src/text/hunks.ts'
import { applyEdits, type TextEdit } from '../../src/text/text.ts'
import { parseDocument, type YamlDocument } from '../../src/yaml/document.ts'
import type { DiffRow } from '../fake-github/git.ts'
import { hasRemovedRow } from '../fake-github/patch.ts'
import { parseSuggestion, replaceLines } from '../fake-github/suggestion.ts'
import { anchorProblems } from '../fake-github/world.ts'

const DOCS = { docsUrl: 'https://docs.example/rules' }
const MOST_COMMENTS = 25

/** The comments of a review, and what is wrong with where they are and what their buttons do. */
export function placeComments(judged: Review, { hunks, after }: ChangeSet) {
  const patches = [...hunks].map(([path, each]): DiffRow => {
    const row = { status: 'M', path, oid: '', additions: 0, deletions: 0 }
    return each.length > 0 ? { ...row, patch: renderPatch(each).replace(/\n$/, '') } : row
  })
  const placement = placeFindings(judged, hunks, MOST_COMMENTS, 'info')
  const posted = placement.inline.map((placed): Posted => {
    const { path } = placed.anchor
    const patch = patches.find((row) => row.path === path)?.patch ?? ''
    return { placed, body: renderComment(placed, DOCS), patch, text: after.get(path) ?? '' }
  })
  const faults = [
    ...posted.flatMap((each) => [...faultsOfAnchor(each, patches), ...faultsOfSuggestion(each)]),
    ...overlaps(placement.inline),
    ...faultsOfBatch(posted),
  ]
  return { placement, bodies: posted.map(({ body }) => body), faults }
}

interface Posted {
  readonly placed: PlacedFinding
  readonly body: string
  readonly patch: string
  /** Of the file on the new side. */
  readonly text: string
}

function* faultsOfAnchor({ placed, body }: Posted, patches: DiffRow[]): Iterable<string> {
  const { anchor } = placed
  const comment = { path: anchor.path, body, side: anchor.side, line: anchor.line }
  const range = anchor.startLine === undefined ? {} : { start_line: anchor.startLine }
  for (const problem of anchorProblems(patches, () => false, { ...comment, ...range })) {
    yield `GitHub refuses the ${problem} of ${JSON.stringify(anchor)}`
  }
}

function* faultsOfSuggestion({ placed, body, patch, text }: Posted): Iterable<string> {
  const { finding, suggestion } = placed
  const parsed = parseSuggestion(body)
  if (!suggestion) {
    if (parsed) yield `${finding.rule.id} has a suggestion by accident`
    return
  }
  const { startLine, endLine, lines } = suggestion
  if (hasRemovedRow(patch, startLine, endLine)) yield 'a removed row is in a suggestion'
  if (JSON.stringify(parsed) !== JSON.stringify(lines)) yield 'a suggestion reads differently'

  const pressed = replaceLines(text, startLine, endLine, parsed ?? [])
  const fixed = applyEdits(text, finding.fix?.edits ?? [])
  if (toLf(pressed) !== toLf(fixed)) yield `${finding.rule.id}: the button does not apply the fix`
}

/** What a batch of all suggestions of a file makes of it, which they commit together. */
function* faultsOfBatch(posted: readonly Posted[]): Iterable<string> {
  for (const path of new Set(posted.map(({ placed }) => placed.anchor.path))) {
    const batch = posted
      .filter(({ placed }) => placed.suggestion && placed.anchor.path === path)
      .toSorted((a, b) => b.placed.anchor.line - a.placed.anchor.line)
    const text = batch[0]?.text ?? ''
    const edits = batch.flatMap(({ placed }) => placed.finding.fix?.edits ?? [])
    const pressed = batch.reduce((now, { placed: { suggestion } }) => {
      if (!suggestion) return now
      return replaceLines(now, suggestion.startLine, suggestion.endLine, suggestion.lines)
    }, text)
    if (toLf(pressed) !== toLf(applyEdits(text, edits)))
      yield 'all buttons do not what all fixes do'
  }
}

/** A carriage return at the very end, without a line feed, is half a line break. */
function toLf(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/\r$/, '')
}

function* overlaps(inline: readonly PlacedFinding[]): Iterable<string> {
  const taken = new Set<string>()
  for (const { anchor, suggestion } of inline) {
    if (!suggestion) continue
    for (let line = suggestion.startLine; line <= suggestion.endLine; line += 1) {
      const place = `${line} ${anchor.path}`
      if (taken.has(place)) yield `two suggestions for line ${line}`
      taken.add(place)
    }
  }
}

/** Whether two fixes of a text touch one line. */
export function shareLine(text: string, fixes: readonly FindingFix[]): boolean {
  const document = parseDocument(text)
  const taken = new Set<string>()
  return fixes.some((fix) => {
    const own = new Set(fix.edits.flatMap((edit) => placesOf(document, edit)))
    const isShared = [...own].some((place) => taken.has(place))
    for (const place of own) taken.add(place)
    return isShared
  })
}

/** The lines that an edit replaces, or the end or start of a line where it inserts lines. */
function placesOf(document: YamlDocument, edit: TextEdit): readonly string[] {
  const change = toLineEdit(document, [edit])
  if (!change) return []
  if (change.before.length === 0) return [`at ${edit.start}`]
  return change.before.map((_, index) => `line ${change.startLine + index}`)
}
