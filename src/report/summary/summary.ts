import type { Config } from '../../review/config.ts'
import type { Coverage } from '../../review/coverage/coverage.ts'
import { hideOf } from '../../review/hide.ts'
import type { Review } from '../../review/review.ts'
import { type Counts, conclude, count } from '../check.ts'
import { renderMarker, type SummaryMarker } from '../comment/marker.ts'
import type { Placement } from '../comment/placement.ts'
import { describeCoverage, explainUnassigned } from '../coverage-text.ts'
import { code, fence, fit, prose, table } from '../markdown.ts'
import type { Section } from './section.ts'
import { type Links, listSections } from './sections.ts'

export interface SummaryOptions extends Links {
  readonly failOn: Config['failOn']
  /** The run that reviews, for its marker. */
  readonly run?: RunMark
  /** Whether an earlier commit had a finding; then it is worth saying that none is left. */
  readonly wasFound?: boolean
  /** The section about a change of the policy, as Markdown. */
  readonly policy?: string
}

/** Which run reviews, as far as the runner tells. */
export type RunMark = Pick<SummaryMarker, 'run' | 'id' | 'name'>

/** GitHub takes 65,536 characters; the rest is a reserve, also for what stands below the cut. */
const COMMENT_LIMIT = 59_000
/** A runner drops a summary above 1 MiB as a whole; the rest is a reserve. */
const JOB_SUMMARY_LIMIT = 1_000_000
/** Longer tables are folded, unless they say so themselves. */
const MOST_OPEN_ROWS = 15

/** The sticky comment of a pull request, its marker in the last line. */
export function renderSummary(
  review: Review,
  placement: Placement,
  options: SummaryOptions,
): string {
  const text = assemble(review, placement, options, (part) => COMMENT_LIMIT - part.length)
  return `${text}\n\n${renderMarker(markerOf(review, placement, options))}`
}

function markerOf(
  { findings }: Review,
  { summaryOnly }: Placement,
  { commit, run, wasFound = false }: SummaryOptions,
): SummaryMarker {
  const refused = summaryOnly.flatMap(({ finding, notPosted }) =>
    notPosted === 'refused' ? [finding.handle] : [],
  )
  return {
    kind: 'summary',
    ...(commit !== undefined && { head: commit }),
    ...run,
    ...((wasFound || findings.length > 0) && { wasFound: true }),
    ...(refused.length > 0 && { refused }),
  }
}

/** The summary of a job; of an audit too, where no finding is on a line of a diff. */
export function renderJobSummary(
  review: Review,
  placement: Placement,
  options: SummaryOptions,
): string {
  const encoder = new TextEncoder()
  const roomAfter = (text: string) => JOB_SUMMARY_LIMIT - encoder.encode(text).length
  return `${assemble(review, placement, options, roomAfter)}\n`
}

/** `roomAfter` tells how much fits after a text. */
function assemble(
  review: Review,
  placement: Placement,
  options: SummaryOptions,
  roomAfter: (text: string) => number,
): string {
  const foot = options.commit
    ? `<sub>Reviewed commit ${code(options.commit.slice(0, 10))}</sub>`
    : ''
  let text = renderHead(review, placement, options)
  text += renderCoverage(review.coverage)
  if (options.policy) text += `\n\n${options.policy}`
  for (const section of listSections(review, placement, options)) {
    if (section.rows.length > 0) text += `\n\n${renderSection(section, text, roomAfter)}`
  }
  return hideOf(review)(foot ? `${text}\n\n${foot}` : text)
}

/** The title, and where the findings are said; the numbers add up. */
function renderHead(
  review: Review,
  placement: Placement,
  { failOn, wasFound, run }: SummaryOptions,
): string {
  const { conclusion, counts, title } = conclude(review, failOn)
  const total = review.findings.length
  const facts = [
    total > 0 && count(total, 'finding') + renderSplit(placement),
    counts.ignored > 0 && `${counts.ignored} ignored`,
    counts.accepted > 0 && `${counts.accepted} accepted`,
    counts.baseline > 0 && `${counts.baseline} in the baseline`,
    !review.coverage.isComplete && '**the review is incomplete**',
    describeThreshold(failOn),
  ]
  const icon = conclusion === 'failure' ? '⛔' : '✅'
  const isSettled = wasFound && total === 0 && review.coverage.isComplete
  const settled = isSettled ? `${describeSettled(counts)}\n\n` : ''
  const name = run?.name === undefined ? '' : ` (${run.name})`
  return `## ${icon} Cortex Review${name}: ${title}\n\n${settled}${facts.filter(Boolean).join(' · ')}`
}

function describeThreshold(failOn: Config['failOn']): string {
  if (failOn === 'never') return 'check never fails'
  if (failOn === 'info') return 'check fails on any finding'
  return `check fails on \`${failOn}\`${failOn === 'error' ? '' : ' and above'}`
}

/** What was looked at; with what is to be put into the settings for more. */
function renderCoverage(coverage: Coverage): string {
  const notes = coverage.notes.map((note) => `\n\n${prose(note)}`).join('')
  const unassigned = explainUnassigned(coverage)
  const advice = unassigned
    ? `\n\n${prose(unassigned.text)}\n\n${fence(unassigned.lines, 'yaml')}`
    : ''
  return `\n\n${prose(describeCoverage(coverage))}${notes}${advice}`
}

/** That earlier commits had findings; those which somebody answers for are there still. */
function describeSettled({ ignored, accepted }: Counts): string {
  return ignored + accepted > 0
    ? 'All findings from earlier commits are fixed, ignored, or accepted.'
    : 'All findings from earlier commits are fixed.'
}

/** How the findings divide into those with a comment and those that are only here. */
function renderSplit({ inline, onFiles, elsewhere = [], summaryOnly }: Placement): string {
  const resolved = elsewhere.filter(({ state }) => state === 'resolved').length
  const commented = inline.length + onFiles.length + elsewhere.length - resolved
  const notPosted = summaryOnly.filter((each) => each.notPosted).length
  const isSplit = commented + resolved > 0 || (notPosted > 0 && notPosted < summaryOnly.length)
  if (!isSplit) return ''

  const parts = [
    `${commented} in comments`,
    resolved > 0 && `${resolved} resolved`,
    summaryOnly.length > notPosted && `${summaryOnly.length - notPosted} only in this summary`,
    notPosted > 0 && `${notPosted} not posted`,
  ]
  return ` (${parts.filter(Boolean).join(', ')})`
}

/** As many rows as fit after a text; those left out are counted. */
function renderSection(
  { title, header, rows, noun, note = '', mostOpen = MOST_OPEN_ROWS }: Section,
  textBefore: string,
  roomAfter: (text: string) => number,
): string {
  const overhead = `${title}${header.join()}${note}${' '.repeat(400)}`
  const room = roomAfter(textBefore + overhead)
  const { parts, omitted } = fit(rows, room, (row) => roomAfter('') - roomAfter(row))
  const body = [
    parts.length > 0 && table(header, parts),
    omitted > 0 && `${count(omitted, `more ${noun}`)} not shown.`,
    note,
  ]
    .filter(Boolean)
    .join('\n\n')

  if (rows.length <= mostOpen) return `### ${title}\n\n${body}`

  const heading = title.replace(/`([^`]*)`/g, '<code>$1</code>')
  return `<details><summary><b>${heading}</b> (${rows.length})</summary>\n\n${body}\n\n</details>`
}
