import type { Coverage } from '../../review/coverage/coverage.ts'
import type { AcceptedFinding, Finding, IgnoredFinding } from '../../review/finding.ts'
import type { Review, RuleFailure } from '../../review/review.ts'
import type { RuleMeta } from '../../review/rule.ts'
import { truncate } from '../../text/truncate.ts'
import { encodePath, rulePage } from '../address.ts'
import { ICONS } from '../comment/comment.ts'
import { nameFully, wordFinding } from '../comment/headline.ts'
import type { Placement } from '../comment/placement.ts'
import { describeLeftOut } from '../coverage-text.ts'
import { code, link, prose, shortCode, tableRow } from '../markdown.ts'
import { makeVisible } from '../visible.ts'
import { billSection } from './bills.ts'
import { listChanges } from './changes.ts'
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
    acceptedSection(review.accepted, links),
    ignoredSection(review.ignored, links),
  ]
}

function findingSection(placement: Placement, links: Links): Section {
  const { inline, onFiles, elsewhere = [], summaryOnly } = placement
  const here = summaryOnly.map(({ finding, reason }) => [
    ...findingCells(finding, finding.message, links),
    `no: ${prose(reason)}`,
  ])
  const said = [
    ...inline.map(({ finding }) => ({ finding, state: 'yes' })),
    ...onFiles.map(({ finding }) => ({ finding, state: 'on the file' })),
    ...elsewhere.map(({ finding, state }) => ({
      finding,
      state: state === 'resolved' ? 'resolved' : 'yes',
    })),
  ].map(({ finding, state }) => [
    ...findingCells(finding, wordFinding(finding).headline, links),
    state,
  ])
  // Nothing can have a comment in an audit.
  const width = said.length > 0 ? 6 : 5
  return {
    title: 'Findings',
    header: ['', 'Place', 'Finding', 'Rule', 'Handle', 'Comment'].slice(0, width),
    rows: [...here, ...said].map((cells) => tableRow(cells.slice(0, width))),
    noun: 'finding',
  }
}

function findingCells(finding: Finding, message: string, links: Links): readonly string[] {
  const { rule, severity, location } = finding
  const { path, side, range } = location
  return [
    ICONS[severity],
    renderPlace(path, range.start.line, side, links),
    prose(truncate(message, LONGEST_TEXT)),
    renderRule(rule, links),
    code(finding.handle),
  ]
}

/** What approvers have to decide on. */
function waitingSection(findings: readonly Finding[], links: Links): Section {
  const waiting = findings.filter(({ exception, approvals }) => exception ?? approvals)
  const rows = waiting.map(({ location, rule, handle, exception, approvals }) => {
    const { path, range, side } = location
    const rules = exception?.rules.map(({ id }) => code(id)).join(', ') ?? renderRule(rule, links)
    const { needed = 1, by = [] } = approvals ?? {}
    return tableRow([
      renderPlace(path, range.start.line, side, links),
      exception ? `Ignore comment for ${rules}` : rules,
      prose(truncate(exception?.reason ?? '', LONGEST_TEXT)),
      code(handle),
      `${by.length} of ${needed}${by.length > 0 ? `: ${by.map((login) => shortCode(login)).join(', ')}` : ''}`,
    ])
  })
  return {
    title: 'Waiting for approval',
    header: ['Place', 'What', 'Reason given', 'Handle', 'Approvals'],
    rows,
    noun: 'exception',
  }
}

function changeSection(review: Review): Section {
  const rows = listChanges(review).map(({ subject, event, field, before, after }) =>
    tableRow([
      prose(nameFully(subject)),
      field ? code(field) : event,
      before && shortCode(before, LONGEST_PATH),
      after && shortCode(after, LONGEST_PATH),
    ]),
  )
  return { title: 'What changes', header: ['Spec', 'Key', 'Before', 'After'], rows, noun: 'change' }
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
      'Place',
      'Rule',
      'Finding',
      'Reason given',
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
    header: ['Place', 'Rule', 'Finding', 'Handle', 'By', 'Reason given'],
    rows,
    noun: 'accepted finding',
  }
}

function failureSection(failures: readonly RuleFailure[]): Section {
  const rows = failures.map(({ rule, path, error }) =>
    tableRow([code(rule), shortCode(path, LONGEST_PATH), shortCode(error.message, LONGEST_TEXT)]),
  )
  return {
    title: 'Rules that failed (a fault of Cortex Review)',
    header: ['Rule', 'File', 'Error'],
    rows,
    noun: 'failure',
  }
}

function leftOutSection({ leftOut }: Coverage): Section {
  const rows = leftOut.map((file) =>
    tableRow([
      shortCode(file.path, LONGEST_PATH),
      file.side === 'before' ? 'old' : 'new',
      prose(describeLeftOut(file)),
    ]),
  )
  return { title: 'Files not judged', header: ['File', 'Side', 'Reason'], rows, noun: 'file' }
}

/** `path:line`, linked where the commit is known; a line that is gone has no address there. */
function renderPlace(path: string, line: number, side: 'before' | 'after', links: Links): string {
  const { repositoryUrl, commit } = links
  const place = code(`${truncate(makeVisible(path), LONGEST_PATH)}:${line}`)
  if (side === 'before') return `${place} (before)`
  if (!repositoryUrl || !commit) return place
  return link(place, `${repositoryUrl}/blob/${commit}/${encodePath(path)}#L${line}`)
}

function renderRule(rule: RuleMeta, { docsUrl }: Links): string {
  return link(code(rule.id), rulePage(docsUrl, rule))
}
