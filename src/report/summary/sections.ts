import type { Coverage } from '../../review/coverage/coverage.ts'
import { POLICY_WEAKENED } from '../../review/engine-rules.ts'
import type { AcceptedFinding, Finding, IgnoredFinding } from '../../review/finding.ts'
import type { ExceptionInForce } from '../../review/ignores/exceptions.ts'
import type { Review, RuleFailure } from '../../review/review.ts'
import type { RuleMeta } from '../../review/rule.ts'
import { truncate } from '../../text/truncate.ts'
import { diffAddress, encodePath, rulePage } from '../address.ts'
import { ICONS } from '../comment/comment.ts'
import { wordFinding } from '../comment/headline.ts'
import {
  NO_COMMENT_ON_NOTES,
  type Placement,
  SEVERITIES,
  type UnplacedFinding,
} from '../comment/placement.ts'
import { describeLeftOut } from '../coverage-text.ts'
import { code, link, prose, shortCode, tableRow } from '../markdown.ts'
import { makeVisible } from '../visible.ts'
import { billSection } from './bills.ts'
import { changeSection } from './change-table.ts'
import type { Section } from './section.ts'
import { listUpdateSections } from './updates.ts'

/** Where the links of a summary lead. */
export interface Links {
  /** The address of the folder with the rules' pages, without a slash at its end. */
  readonly docsUrl: string
  /** The commit that was reviewed, to say so and to link to its files. */
  readonly commit?: string
  /** The repository's address, e.g. `https://github.com/owner/name`. */
  readonly repositoryUrl?: string
  /** The page with the diff of the pull request and the comments in it. */
  readonly diffUrl?: string
}

const LONGEST_TEXT = 800
const LONGEST_PATH = 160

/** The tables, the most important first. */
export function listSections(
  review: Review,
  placement: Placement,
  links: Links,
): readonly Section[] {
  return [
    failureSection(review.failures),
    leftOutSection(review.coverage),
    findingSection(placement, links),
    waitingSection(review.findings, links),
    ...listUpdateSections(review.updates),
    billSection(review.bills),
    changeSection(review),
    exceptionSection(review.exceptions, links),
    acceptedSection(review.accepted, links),
    ignoredSection(review.ignored, links),
  ]
}

/** Findings with a comment in one line that leads there; the others in full. The most severe first. */
function findingSection(placement: Placement, links: Links): Section {
  const { inline, onFiles, elsewhere = [], summaryOnly } = placement
  const commented = [...inline, ...onFiles].map(({ finding, anchor }) =>
    toRow(
      finding,
      wordFinding(finding).headline,
      {
        address: links.diffUrl && diffAddress(links.diffUrl, anchor),
      },
      links,
    ),
  )
  const said = elsewhere.map(({ finding, state }) =>
    toRow(
      finding,
      wordFinding(finding).headline,
      state === 'resolved' ? { state: ' (resolved)' } : {},
      links,
    ),
  )
  // Nothing can have a comment in an audit.
  const isConversation = commented.length + said.length > 0
  const here = summaryOnly.map((unplaced) =>
    toRow(unplaced.finding, describeInFull(unplaced, isConversation, links), {}, links, true),
  )
  const rows = [...commented, ...said, ...here].toSorted((one, other) => one.rank - other.rank)
  return {
    title: 'Findings',
    header: ['', 'Location', 'Finding'],
    rows: rows.map(({ cells }) => tableRow(cells)),
    noun: 'finding',
  }
}

interface FindingRow {
  readonly rank: number
  readonly cells: readonly string[]
}

/** Where a finding is said: the address of its comment, and what became of that. */
interface Said {
  readonly address?: string | undefined
  readonly state?: string
}

function toRow(
  { severity, location }: Finding,
  text: string,
  { address, state = '' }: Said,
  links: Links,
  isMarkdown = false,
): FindingRow {
  const { path, side, range } = location
  const place = renderPlace(path, range.start.line, side, links, address)
  const shown = isMarkdown ? text : prose(truncate(text, LONGEST_TEXT))
  return {
    rank: SEVERITIES.indexOf(severity),
    cells: [ICONS[severity], `${place}${state}`, shown],
  }
}

/** The whole message, and what a comment would tell. */
function describeInFull(
  { finding, reason, notPosted }: UnplacedFinding,
  isConversation: boolean,
  links: Links,
): string {
  const isTelling = isConversation || notPosted !== undefined
  const facts = [
    renderRule(finding.rule, links),
    `ID ${code(finding.handle)}`,
    isTelling && reason !== NO_COMMENT_ON_NOTES && `no comment: ${prose(reason)}`,
  ].filter(Boolean)
  return `${prose(truncate(finding.message, LONGEST_TEXT))}<br><sub>${facts.join(' · ')}</sub>`
}

/** What approvers have to decide on. */
function waitingSection(findings: readonly Finding[], links: Links): Section {
  const waiting = findings.filter(
    ({ rule, exception, approvals }) => exception ?? approvals ?? rule.id === POLICY_WEAKENED.id,
  )
  const rows = waiting.map(({ location, rule, message, handle, exception, approvals }) => {
    const { path, range, side } = location
    const rules = exception?.rules.map(({ id }) => code(id)).join(', ') ?? renderRule(rule, links)
    const { needed = 1, by = [] } = approvals ?? {}
    return tableRow([
      renderPlace(path, range.start.line, side, links),
      exception ? `Ignore comment for ${rules}` : rules,
      prose(truncate(exception?.reason ?? (approvals ? '' : message), LONGEST_TEXT)),
      code(handle),
      `${by.length} of ${needed}${by.length > 0 ? `: ${by.map((login) => shortCode(login)).join(', ')}` : ''}`,
    ])
  })
  return {
    title: 'Waiting for approval',
    header: ['Location', 'Exception', 'Reason', 'ID', 'Approvals'],
    rows,
    noun: 'exception',
  }
}

/** What audits list for whoever has to answer for it; what Git does not tell is said to be unknown. */
function exceptionSection(exceptions: readonly ExceptionInForce[], links: Links): Section {
  const rows = exceptions.map(({ path, line, rules, reason, since, until, by }) =>
    tableRow([
      renderPlace(path, line, 'after', links),
      rules.map(({ id }) => code(id)).join(', '),
      prose(truncate(reason, LONGEST_TEXT)),
      since ?? 'unknown',
      until ?? 'no end',
      by === undefined ? 'unknown' : shortCode(by, LONGEST_PATH),
    ]),
  )
  return {
    title: 'Exceptions in force',
    header: ['Location', 'Rules', 'Reason', 'Since', 'Until', 'Last changed by'],
    rows,
    noun: 'exception',
    note: 'Since and by whom is that of the last commit of the line. Git does not tell who approved it.',
  }
}

function ignoredSection(ignored: readonly IgnoredFinding[], links: Links): Section {
  const hasEnd = ignored.some(({ until }) => until !== undefined)
  const hasApproval = ignored.some(({ approved }) => approved !== undefined)
  const rows = ignored.map(({ finding, reason, line, until = '', approved }) =>
    tableRow([
      renderPlace(finding.location.path, line, 'after', links),
      renderRule(finding.rule, links),
      prose(truncate(wordFinding(finding).headline, LONGEST_TEXT)),
      prose(truncate(reason, LONGEST_TEXT)),
      ...(hasEnd ? [until] : []),
      ...(hasApproval ? [approved ? link(shortCode(approved.by), approved.url) : ''] : []),
    ]),
  )
  return {
    title: 'Ignored',
    header: [
      'Location',
      'Rule',
      'Finding',
      'Reason',
      ...(hasEnd ? ['Until'] : []),
      ...(hasApproval ? ['Approved by'] : []),
    ],
    rows,
    noun: 'ignored finding',
  }
}

/** Who accepted what, and why; the login is code, so that nobody is called. */
function acceptedSection(accepted: readonly AcceptedFinding[], links: Links): Section {
  const rows = accepted.map(({ finding, reason, by, url, also = [] }) =>
    tableRow([
      renderPlace(
        finding.location.path,
        finding.location.range.start.line,
        finding.location.side,
        links,
      ),
      renderRule(finding.rule, links),
      prose(truncate(finding.message, LONGEST_TEXT)),
      code(finding.handle),
      [{ by, url }, ...also].map((each) => link(shortCode(each.by), each.url)).join(', '),
      prose(truncate(reason, LONGEST_TEXT)),
    ]),
  )
  return {
    title: 'Accepted',
    header: ['Location', 'Rule', 'Finding', 'ID', 'Accepted by', 'Reason'],
    rows,
    noun: 'accepted finding',
  }
}

function failureSection(failures: readonly RuleFailure[]): Section {
  const rows = failures.map(({ rule, path, error }) =>
    tableRow([code(rule), shortCode(path, LONGEST_PATH), shortCode(error.message, LONGEST_TEXT)]),
  )
  return {
    title: 'Internal errors (please report them)',
    header: ['Rule', 'File', 'Error'],
    rows,
    noun: 'error',
  }
}

function leftOutSection({ leftOut }: Coverage): Section {
  const rows = leftOut.map((file) =>
    tableRow([
      shortCode(file.path, LONGEST_PATH),
      file.side === 'before' ? 'base' : 'head',
      prose(describeLeftOut(file)),
    ]),
  )
  return { title: 'Files not checked', header: ['File', 'Version', 'Reason'], rows, noun: 'file' }
}

/** `path:line`, linked to its comment, or to the file; a line of the base has no address there. */
function renderPlace(
  path: string,
  line: number,
  side: 'before' | 'after',
  { repositoryUrl, commit }: Links,
  address?: string,
): string {
  const place = code(`${truncate(makeVisible(path), LONGEST_PATH)}:${line}`)
  const isBase = side === 'before'
  const blob =
    repositoryUrl && commit && !isBase
      ? `${repositoryUrl}/blob/${commit}/${encodePath(path)}#L${line}`
      : undefined
  const url = address ?? blob
  return `${url === undefined ? place : link(place, url)}${isBase ? ' (base)' : ''}`
}

function renderRule(rule: RuleMeta, { docsUrl }: Links): string {
  return link(code(rule.id), rulePage(docsUrl, rule))
}
