import type { Config } from '../../review/config.ts'
import type { Finding } from '../../review/finding.ts'
import { hideOf } from '../../review/hide.ts'
import type { ExceptionInForce } from '../../review/ignores/exceptions.ts'
import type { Review } from '../../review/review.ts'
import type { Severity } from '../../review/rule.ts'
import { largest } from '../../text/largest.ts'
import { truncate } from '../../text/truncate.ts'
import { conclude, count } from '../check.ts'
import { wordFinding } from '../comment/headline.ts'
import { listRows, toLineEdit } from '../comment/line-edit.ts'
import { describeCoverage, describeLeftOut, explainUnassigned } from '../coverage-text.ts'
import { documentAt } from '../documents.ts'
import { createEditRoom, type EditRoom } from '../edit-room.ts'
import { hideInEdit } from '../secrets.ts'
import { createPaint, type Paint, type Style, show, wrap } from './ansi.ts'
import { createFrames, type FrameMaker, type FrameRow } from './code-frame.ts'
import { renderGroups, renderStatistics } from './grouped.ts'
import { renderBills } from './terminal-bills.ts'
import { renderUpdates } from './terminal-updates.ts'

export interface TerminalOptions {
  readonly color: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly failOn: Config['failOn']
  /** How an audit of a repository is listed; each finding with its lines if absent. */
  readonly overview?: 'first' | 'all' | 'statistics'
  /** How the command is called. */
  readonly command?: string
}

const COLORS: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue' }
const LABELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}
const NARROWEST = 40
const WIDEST = 120
/** A longer fix is only named. */
const MOST_FIX_LINES = 30

interface Page {
  readonly review: Review
  readonly paint: Paint
  readonly width: number
  readonly frame: FrameMaker
  readonly room: EditRoom
}

/** A review for people at a terminal. Text of the files can never act on the terminal. */
export function renderTerminal(review: Review, options: TerminalOptions): string {
  const paint = createPaint(options.color)
  const width = Math.min(Math.max(options.width, NARROWEST), WIDEST)
  const page = { review, paint, width, frame: createFrames(review), room: createEditRoom() }
  const blocks = [
    ...renderFindings(page, options),
    ...renderNotes(page),
    ...renderUpdates(review.updates, paint, width),
    ...renderBills(review.bills, paint, width),
    renderVerdict(review, options, paint),
  ]
  return hideOf(review)(`${blocks.join('\n\n')}\n`)
}

/** Beyond so many findings since the baseline, their lines are too much to read. */
const MOST_IN_FULL = 20

function renderFindings(page: Page, { overview }: TerminalOptions): readonly string[] {
  const { review } = page
  const { findings, unsaid } = review
  const known = unsaid.filter(({ silence }) => silence.why === 'baseline')
  if (overview === 'statistics') {
    const text = renderStatistics(review, page)
    return text === '' ? [] : [text]
  }
  const isFew = known.length > 0 && overview === 'first' && findings.length <= MOST_IN_FULL
  if (overview === undefined || isFew) {
    return findings.map((finding) => renderFinding(finding, page))
  }
  if (overview === 'first') return renderGroups(findings, page, false)
  const old = known.map(({ finding }) => finding)
  return [
    ...renderGroups(findings, page, true),
    ...(old.length > 0 ? [page.paint('In the baseline:', 'bold')] : []),
    ...renderGroups(old, page, true),
  ]
}

function renderFinding(finding: Finding, page: Page): string {
  const { paint, width, frame } = page
  const { rule, severity, location } = finding
  const { path, side, range } = location
  const { headline, detail } = wordFinding(finding)
  const label = paint(`${LABELS[severity]}[${rule.id}]`, 'bold', COLORS[severity])
  const place = `${show(path)}:${range.start.line}:${range.start.column}`

  const rows = frame(finding, width - 12)
  const fix = renderFix(finding, page)
  const numbers = [...rows, ...fix.rows].map(({ number = 0 }) => String(number).length)
  const gutter = largest(numbers, 1)
  const bar = `${' '.repeat(gutter)} ${paint('│', 'blue')}`
  const note = (text: string) =>
    wrap(show(text), width - gutter - 5).map(
      (line, index) => `${' '.repeat(gutter)} ${index === 0 ? paint('=', 'blue') : ' '} ${line}`,
    )
  return [
    ...wrapHeadline(`${LABELS[severity]}[${rule.id}]: `, show(headline), width).map(
      (line, index) =>
        index === 0 ? `${label}: ${paint(line, 'bold')}` : `  ${paint(line, 'bold')}`,
    ),
    `${' '.repeat(gutter)}${paint('──▸', 'blue')} ${place}${side === 'before' ? ' (base)' : ''}`,
    ...(rows.length > 0 ? [bar] : []),
    ...rows.map((row) => renderRow(row, gutter, paint, COLORS[severity])),
    ...(rows.length > 0 && (detail || fix.title) ? [bar] : []),
    ...(detail ? note(detail) : []),
    ...(fix.title ? note(fix.title) : []),
    ...fix.rows.map((row) => renderRow(row, gutter, paint, 'green')),
  ].join('\n')
}

/** The first line is shorter by the label; a longer word stays whole. */
function wrapHeadline(label: string, headline: string, width: number): readonly string[] {
  const [first = '', ...rest] = wrap(`${'x'.repeat(label.length - 1)} ${headline}`, width)
  const own = first.slice(label.length)
  // Nothing of it fits beside the label.
  if (first.length < label.length) return wrap(headline, width - 2)
  return [own, ...wrap(rest.join(' '), width - 2)]
}

/** The fix by name, and as a small diff. */
function renderFix({ fix }: Finding, { review, width, room }: Page) {
  const document = fix && documentAt(review.after, fix.path)
  const own = document && toLineEdit(document, fix.edits)
  if (!fix || !own) return { title: '', rows: [] }

  const nature = fix.doubt === undefined ? fix.safety : `not applied because ${fix.doubt}`
  const title = `fix (${nature}): ${fix.title}`
  const isLong = own.before.length + own.after.length > MOST_FIX_LINES
  if (isLong || !room.take(own)) return { title, rows: [] }
  const rows = listRows(hideInEdit(own, review))
  return { title, rows: rows.map((row) => ({ ...row, text: truncate(show(row.text), width) })) }
}

const SIGNS = { added: '+', removed: '-', context: ' ', mark: ' ' } as const

function renderRow(row: FrameRow, gutter: number, paint: Paint, markColor: Style): string {
  const { type, text } = row
  const number = (row.number === undefined ? '' : String(row.number)).padStart(gutter)
  const margin = `${paint(number, 'blue')} ${paint('│', 'blue')}`
  const line = `${SIGNS[type]} ${text}`.trimEnd()
  if (type === 'mark') return `${margin} ${paint(line, 'bold', markColor)}`
  if (type === 'added') return `${margin} ${paint(line, 'green')}`
  return `${margin} ${type === 'removed' ? paint(line, 'red') : line}`.trimEnd()
}

/** What else must not be missed. */
function renderNotes({ review, paint, width }: Page): readonly string[] {
  const exceptions = review.exceptions.map(describeException)
  const ignored = (exceptions.length > 0 ? [] : review.ignored).map(
    ({ finding, reason, line, until }) =>
      `${paint('ignored', 'dim')} ${show(finding.location.path)}:${line} ${finding.rule.id}: ${show(reason)}${until === undefined ? '' : ` (until ${until})`}`,
  )
  const { leftOut, notes } = review.coverage
  const unjudged = leftOut.map(
    (file) => `${paint('not checked', 'yellow')} ${show(file.path)}: ${describeLeftOut(file)}`,
  )
  const unassigned = explainUnassigned(review.coverage)
  const advice = unassigned
    ? [
        ...wrap(show(unassigned.text), width).map((line) => paint(line, 'yellow')),
        ...unassigned.lines.map((line) => `  ${show(line)}`),
      ]
    : []
  const failures = review.failures.map(
    ({ rule, path, error }) =>
      `${paint('internal error', 'red')} in ${rule} on ${show(path)}: ${show(error.message)}`,
  )
  return [
    exceptions.map((text) => `${paint('exception', 'dim')} ${text}`),
    ignored,
    unjudged,
    notes.map(show),
    advice,
    failures,
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
}

function describeException(exception: ExceptionInForce): string {
  const { path, line, rules, reason, since, until, by } = exception
  const facts = [
    since && `since ${since}`,
    by && `by ${show(by)}`,
    until ? `until ${until}` : 'no end',
  ].filter(Boolean)
  const ids = rules.map(({ id }) => id).join(', ')
  return `${show(path)}:${line} ${ids}: ${show(reason)} (${facts.join(', ')})`
}

function renderVerdict(
  review: Review,
  { failOn, command = 'cortex-review' }: TerminalOptions,
  paint: Paint,
): string {
  const { conclusion, counts, title } = conclude(review, failOn)
  const sign = conclusion === 'failure' ? paint('✖', 'bold', 'red') : paint('✔', 'bold', 'green')
  const { findings, coverage } = review
  const judged = findings.length > 0 ? review.files.length : coverage.judged.length
  const files = judged > 0 ? ` in ${count(judged, 'Cortex file')}` : ''
  const ignored = counts.ignored > 0 ? `, ${counts.ignored} ignored` : ''
  const known = counts.baseline > 0 ? `, ${counts.baseline} in the baseline` : ''
  const verdict = `${sign} ${paint(title, 'bold')}${files}${ignored}${known}`

  const looked = paint(`  ${show(describeCoverage(coverage))}`, 'dim')
  const [first] = findings
  if (!first) return `${verdict}\n${looked}`
  return `${verdict}\n${looked}\n${paint(`  Learn more: ${command} explain ${first.rule.id}`, 'dim')}`
}
