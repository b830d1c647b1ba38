import { canBeIgnored, POLICY_WEAKENED } from '../../review/engine-rules.ts'
import type { Finding } from '../../review/finding.ts'
import type { Severity } from '../../review/rule.ts'
import { truncate } from '../../text/truncate.ts'
import { rulePage } from '../address.ts'
import { code, fence, link, prose } from '../markdown.ts'
import { makeVisible } from '../visible.ts'
import { nameFully, shortReason, wordFinding } from './headline.ts'
import { type LineEdit, listRows } from './line-edit.ts'
import { renderMarker } from './marker.ts'
import type { FileAnchor, PlacedFinding } from './placement.ts'

export const ICONS: Readonly<Record<Severity, string>> = {
  error: '⛔',
  warning: '⚠️',
  info: 'ℹ️',
}

/** A finding with what its comment shows, wherever that stands. */
export type Commented = Omit<PlacedFinding, 'anchor'> & {
  readonly anchor?: PlacedFinding['anchor'] | FileAnchor
}

/** A longer edit is left to the reader's editor. */
const MOST_EDIT_LINES = 40
const LONGEST_LINE = 400
const LONGEST_HEADLINE = 300
const LONGEST_DETAIL = 2_000

/**
 * The body of a review comment, its marker in the last line.
 *
 * `docsUrl` is the address of the folder with the rules' pages, without a slash at its end; `name` is
 * that of the job that says it.
 */
export function renderComment(
  placed: Commented,
  { docsUrl, name }: { readonly docsUrl: string; readonly name?: string | undefined },
): string {
  const { finding, suggestion, edit } = placed
  const { rule, severity, fingerprint, handle } = finding
  const { headline, detail } = wordFinding(finding)
  const page = link(code(rule.id), rulePage(docsUrl, rule))

  return [
    `${ICONS[severity]} **${prose(truncate(headline, LONGEST_HEADLINE))}** · ${page}`,
    prose(truncate(detail, LONGEST_DETAIL)),
    namePlace(placed),
    prose(shortReason(rule.why)),
    suggestion && fence(suggestion.lines, 'suggestion'),
    edit && renderEdit(finding, edit),
    renderHints(placed),
    renderMarker({ kind: 'finding', rule: rule.id, fingerprint, handle, ...(name && { name }) }),
  ]
    .filter(Boolean)
    .join('\n')
}

const SIGNS = { removed: '-', added: '+', context: ' ' } as const

/** The fix as a small diff; nothing if it is too long to be read in a comment. */
function renderEdit({ fix }: Finding, edit: LineEdit): string {
  if (!fix || edit.before.length + edit.after.length > MOST_EDIT_LINES) return ''

  const rows = listRows(edit).map(({ type, text }) => SIGNS[type] + text)
  const where = edit.before.length > 0 ? '' : 'before '
  const doubt =
    fix.doubt === undefined ? '' : `; cannot be committed from here because ${fix.doubt}`
  const place = `(${where}line ${edit.startLine}${doubt})`
  const heading = `${truncate(fix.title, LONGEST_HEADLINE)} ${place}:`
  const title = prose(heading)
  return `${title}\n${fence(rows.map(showLine), 'diff')}`
}

/** The line that a comment is about, if it cannot stand there, and the spec that the line is in. */
function namePlace({ finding, anchor, isElsewhere }: Commented): string {
  if (!anchor || ('line' in anchor && !isElsewhere)) return ''
  const { location, subject } = finding
  const { line } = location.range.start
  // What is said of a file as a whole has no line of its own.
  if (line === 1 && !subject.includes('/')) return ''
  const file = `${location.side === 'before' ? 'the previous ' : ''}${code(location.path)}`
  const spec = nameFully(subject)
  return `Refers to line ${line} of ${file}${spec && `: ${prose(spec)}`}.`
}

function renderHints({ finding, anchor, suggestion }: Commented): string {
  const place = isOnItsLine(finding, anchor) ? 'to this line' : ABOVE
  const ignore = code(`# cortex-review: ignore[${finding.rule.id}] <reason>`)
  const hints = [
    `Finding ID: ${code(finding.handle)}.`,
    isWorthAccepting(finding) && `To accept this risk, add ${ignore} ${place}.`,
    (finding.exception ?? finding.rule.id === POLICY_WEAKENED.id) &&
      `To accept it as an approver, comment ${code(`/cortex-review accept ${finding.handle} <reason>`)}.`,
    suggestion?.hasCrlf &&
      'This file has CRLF line endings. Committing the suggestion can change them.',
  ].filter(Boolean)
  return `<sub>${hints.join(' ')}</sub>`
}

const ABOVE = 'above the affected API, container, node group, or cluster'

/** A mistake that Cortex rejects, such as a typo, is no risk that anybody takes. */
function isWorthAccepting({ rule, fix }: Finding): boolean {
  const isMistake = MISTAKES.has(rule.id) || (NAMES.has(rule.id) && fix !== undefined)
  return canBeIgnored(rule) && !isMistake
}

const MISTAKES = new Set(['config-refused', 'env-name-refused', 'number-not-finite'])
/** Where there is a fix, another name was meant. */
const NAMES = new Set(['node-group-unknown', 'splitter-target-unknown'])

/** Whether a comment stands on the very line where an ignore comment can be put. */
function isOnItsLine({ location }: Finding, anchor: Commented['anchor']): boolean {
  if (!anchor || !('line' in anchor)) return false
  const { line } = location.range.start
  const isSamePlace = location.side === 'after' && location.path === anchor.path
  return isSamePlace && line >= (anchor.startLine ?? anchor.line) && line <= anchor.line
}

function showLine(line: string): string {
  return truncate(line.split('\t').map(makeVisible).join('\t'), LONGEST_LINE)
}
