import type { ChangeSet } from '../../review/change-set.ts'
import type { Finding } from '../../review/finding.ts'
import type { Review } from '../../review/review.ts'
import type { Severity } from '../../review/rule.ts'
import { documentAt } from '../documents.ts'
import { createEditRoom, type EditRoom } from '../edit-room.ts'
import { hideInEdit, holdsSecret } from '../secrets.ts'
import { type Anchor, type DiffIndex, findAnchor, indexDiff, isBeside } from './anchor.ts'
import { type LineEdit, toLineEdit } from './line-edit.ts'
import { type Suggestion, suggest } from './suggestion.ts'

export type { Anchor } from './anchor.ts'
export type { Suggestion } from './suggestion.ts'

/** A comment on a line of the diff. */
export interface PlacedFinding {
  readonly finding: Finding
  readonly anchor: Anchor
  /** Whether the anchor is another line than the finding's own, which is not in the diff. */
  readonly isElsewhere?: true
  /** Replaces exactly the anchor's lines; absent if the edit cannot be a suggestion. */
  readonly suggestion?: Suggestion
  /** The fix that cannot be a suggestion, to be shown as text. */
  readonly edit?: LineEdit
}

/** A changed file as a whole, where none of the lines in the diff is the finding's. */
export interface FileAnchor {
  readonly path: string
}

/** A comment on a changed file. */
export interface FileFinding {
  readonly finding: Finding
  readonly anchor: FileAnchor
  readonly edit?: LineEdit
}

/** A finding without a comment, and why: `reason` completes "no comment: …". */
export interface UnplacedFinding {
  readonly finding: Finding
  readonly reason: string
  readonly edit?: LineEdit
  /** There was to be a comment: GitHub refused that very one, or could not be written to. */
  readonly notPosted?: 'refused' | 'failed'
}

/** A finding whose comment stands there from an earlier run, wherever it would go now. */
export interface SaidFinding {
  readonly finding: Finding
  /** `resolved`: by a person, who thereby ended the matter. */
  readonly state: 'comment' | 'resolved'
}

export interface Placement {
  /** The most severe first; each anchor is one that GitHub accepts. */
  readonly inline: readonly PlacedFinding[]
  readonly onFiles: readonly FileFinding[]
  /** Only where there is a conversation. */
  readonly elsewhere?: readonly SaidFinding[]
  /** What has no line in the diff, or came after the limit. */
  readonly summaryOnly: readonly UnplacedFinding[]
}

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info']

/** Says nothing that is not true of all notes. */
export const NO_COMMENT_ON_NOTES = 'notes get no comment'

/** Comments on whole files are in the way of everyone who reads the file. */
const MOST_ON_FILES = 10

/**
 * Decides where each finding is said: on lines of the diff that GitHub accepts, on a changed file
 * that has no such line, or in the summary.
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
  const state: State = { taken: new Set(), room: createEditRoom() }
  const inline: PlacedFinding[] = []
  const onFiles: FileFinding[] = []
  const summaryOnly: UnplacedFinding[] = []

  for (const finding of bySeverity(review.findings)) {
    const hasRoom = inline.length + onFiles.length < limit
    const obstacle = findObstacle(finding, diff, least, hasRoom)
    const placed = place(finding, review, diff, state)
    const file = onFiles.length < MOST_ON_FILES ? findFile(finding, diff) : undefined
    const edit = placed.edit && { edit: placed.edit }
    if (obstacle) summaryOnly.push({ finding, reason: obstacle, ...edit })
    else if (isOnLine(placed)) {
      inline.push(placed)
      takeLines(placed, state)
    } else if (file) onFiles.push({ finding, anchor: file, ...edit })
    else summaryOnly.push({ finding, reason: 'the lines are outside the diff', ...edit })
  }
  return { inline, onFiles, summaryOnly }
}

/** The finding's file, if GitHub lists it among the changed ones. */
function findFile({ location }: Finding, diff: DiffIndex): FileAnchor | undefined {
  const path = location.side === 'before' ? diff.newPathOf(location.path) : location.path
  return diff.rowsOf(path) && { path }
}

/** Why a finding gets no comment, whatever its line. */
function findObstacle(
  { severity, location, fix }: Finding,
  diff: DiffIndex,
  least: Severity,
  hasRoom: boolean,
): string | undefined {
  if (SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(least)) {
    return severity === 'info' ? NO_COMMENT_ON_NOTES : 'below `comment-severity`'
  }

  const { path, side } = location
  const rows = diff.rowsOf(side === 'before' ? diff.newPathOf(path) : path)
  if (!rows && !(fix && diff.rowsOf(fix.path))) return 'the file has no diff'
  return hasRoom ? undefined : '`max-comments` reached'
}

function place(finding: Finding, review: Review, diff: DiffIndex, state: State): Sought {
  const { fix } = finding
  const document = fix && documentAt(review.after, fix.path)
  const edit = document && toLineEdit(document, fix.edits)
  const rows = fix && diff.rowsOf(fix.path)

  if (edit && rows && fix.doubt === undefined) {
    const isTaken = (line: number) => state.taken.has(`${line} ${fix.path}`)
    const suggestion = suggest(edit, document, rows, isTaken)
    if (suggestion && !holdsSecret(suggestion.lines, review)) {
      const anchor = anchorOn(fix.path, suggestion)
      const isElsewhere = !isBeside(finding, anchor, review, diff)
      return { finding, anchor, ...(isElsewhere && { isElsewhere }), suggestion }
    }
  }
  const anchor = findAnchor(finding, review, diff)
  const shown = edit && state.room.take(edit) ? hideInEdit(edit, review) : undefined
  const isElsewhere = anchor && !isBeside(finding, anchor, review, diff)
  return {
    finding,
    ...(anchor && { anchor }),
    ...(isElsewhere && { isElsewhere }),
    ...(shown && { edit: shown }),
  }
}

/** What the findings before one leave to it. */
interface State {
  /** Lines that suggestions replace, with their paths. */
  readonly taken: Set<string>
  readonly room: EditRoom
}

function takeLines({ anchor, suggestion }: PlacedFinding, { taken }: State): void {
  if (!suggestion) return
  for (let line = suggestion.startLine; line <= suggestion.endLine; line += 1) {
    taken.add(`${line} ${anchor.path}`)
  }
}

/** A finding on the way to its place, which may not exist. */
type Sought = Omit<PlacedFinding, 'anchor'> & { readonly anchor?: Anchor }

function isOnLine(sought: Sought): sought is PlacedFinding {
  return sought.anchor !== undefined
}

function anchorOn(path: string, { startLine, endLine }: Suggestion): Anchor {
  return { path, side: 'RIGHT', line: endLine, ...(startLine < endLine && { startLine }) }
}

function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  )
}
