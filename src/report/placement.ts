import type { ChangeSet } from '../review/change-set.ts'
import type { Finding } from '../review/finding.ts'
import type { Review } from '../review/review.ts'
import type { Severity } from '../review/rule.ts'
import { type Anchor, type DiffIndex, findAnchor, indexDiff } from './anchor.ts'
import { documentAt } from './documents.ts'
import { type LineEdit, toLineEdit } from './line-edit.ts'
import { type Suggestion, suggest } from './suggestion.ts'

export type { Anchor } from './anchor.ts'
export type { Suggestion } from './suggestion.ts'

/** A comment on a line of the diff. */
export interface PlacedFinding {
  readonly finding: Finding
  readonly anchor: Anchor
  /** Replaces exactly the anchor's lines; absent if the edit cannot be a suggestion. */
  readonly suggestion?: Suggestion
  /** The fix that cannot be a suggestion, to be shown as text. */
  readonly edit?: LineEdit
}

/** A finding without a comment, and why: `reason` completes "not on a line, since …". */
export interface UnplacedFinding {
  readonly finding: Finding
  readonly reason: string
}

export interface Placement {
  /** The most severe first; each anchor is one that GitHub accepts. */
  readonly inline: readonly PlacedFinding[]
  /** What has no line in the diff, or came after the limit. */
  readonly summaryOnly: readonly UnplacedFinding[]
}

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info']

/**
 * Decides where each finding is said: on lines of the diff that GitHub accepts, or in the summary.
 *
 * `limit` is the most comments; the most severe come first. Findings milder than `least` have no
 * comment. Suggestions never overlap: of two, the milder finding keeps its comment only.
 */
export function placeFindings(
  review: Review,
  hunks: ChangeSet['hunks'],
  limit: number,
  least: Severity = 'warning',
): Placement {
  const diff = indexDiff(review, hunks)
  const inline: PlacedFinding[] = []
  const summaryOnly: UnplacedFinding[] = []

  for (const finding of bySeverity(review.findings)) {
    const reason = findObstacle(finding, diff, least, inline.length < limit)
    const placed = reason === undefined ? place(finding, review, diff, inline) : undefined
    if (placed) inline.push(placed)
    else summaryOnly.push({ finding, reason: reason ?? 'its lines are outside the diff' })
  }
  return { inline, summaryOnly }
}

/** Why a finding gets no comment, whatever its line. */
function findObstacle(
  { severity, location, fix }: Finding,
  diff: DiffIndex,
  least: Severity,
  hasRoom: boolean,
): string | undefined {
  if (SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(least)) {
    return severity === 'info' ? 'it is only a note' : 'it is milder than `comment-severity`'
  }

  const { path, side } = location
  const rows = diff.rowsOf(side === 'before' ? diff.newPathOf(path) : path)
  if (!rows && !(fix && diff.rowsOf(fix.path))) return 'its file has no diff'
  return hasRoom ? undefined : 'there are more findings than comments'
}

function place(
  finding: Finding,
  review: Review,
  diff: DiffIndex,
  placed: readonly PlacedFinding[],
): PlacedFinding | undefined {
  const { fix } = finding
  const document = fix && documentAt(review.after, fix.path)
  const edit = document && toLineEdit(document, fix.edits)
  const rows = fix && diff.rowsOf(fix.path)

  if (edit && rows) {
    const taken = placed.flatMap(({ anchor, suggestion }) =>
      suggestion && anchor.path === fix.path ? [suggestion] : [],
    )
    const suggestion = suggest(edit, document, rows, taken)
    if (suggestion) return { finding, anchor: anchorOn(fix.path, suggestion), suggestion }
  }
  const anchor = findAnchor(finding, review, diff)
  return anchor && { finding, anchor, ...(edit && { edit }) }
}

function anchorOn(path: string, { startLine, endLine }: Suggestion): Anchor {
  return { path, side: 'RIGHT', line: endLine, ...(startLine < endLine && { startLine }) }
}

function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  )
}
