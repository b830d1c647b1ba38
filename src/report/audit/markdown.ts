import { count } from '../check.ts'
import { code, escape, link, prose, shortCode, table, tableRow } from '../markdown.ts'
import { type AuditedRepository, type AuditReport, totalsOf } from './model.ts'

/** Rows of a table; the report has all of them. */
const MOST_ROWS = 50
const LONGEST_REASON = 200

/** An audit for the summary of a job: the verdict, what changed, and where to look first. */
export function renderAuditSummary(audit: AuditReport): string {
  const parts = [
    `## ${titleOf(audit)}`,
    describeTotals(audit),
    ...(audit.notes ?? []).map((note) => `> [!WARNING]\n> ${escape(note)}`),
    renderRepositories(audit),
    renderFailures(audit),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

/** The verdict in a few words. */
export function titleOf({ repositories }: AuditReport): string {
  const failing = repositories.filter(({ report }) => report.conclusion === 'failure').length
  return failing === 0
    ? 'Cortex audit passed'
    : `Cortex audit failed in ${count(failing, 'repository', 'repositories')}`
}

/** How much was found, where, and what changed since the report before; Markdown. */
export function describeTotals(audit: AuditReport): string {
  const { repositories, without, failures, history, gone } = audit
  const all = repositories.length + without.length + failures.length
  const found = describeCounts(totalsOf(audit))
  const first = `**${found}** in ${repositories.length} of ${count(all, 'repository', 'repositories')}.`
  const last = history.at(-1)
  if (!last) return first
  const added = repositories.reduce((sum, each) => sum + countNew(each), 0)
  return `${first} Since ${last.date.slice(0, 10)}: ${added} new, ${gone.length} resolved.`
}

/** Numbers of findings in words. */
export function describeCounts(
  counts: Readonly<Record<'error' | 'warning' | 'info', number>>,
): string {
  const { error, warning, info } = counts
  return [count(error, 'error'), count(warning, 'warning'), count(info, 'note')].join(', ')
}

function countNew({ details }: AuditedRepository): number {
  return details.filter((each) => each.new).length
}

function renderRepositories({ repositories, created }: AuditReport): string {
  const found = repositories
    .filter(({ report }) => report.findings.length > 0)
    .toSorted((a, b) => rank(b) - rank(a))
  if (found.length === 0) return ''
  const rows = found.slice(0, MOST_ROWS).map((repository) => {
    const { name, url, audited, report } = repository
    const { error, warning, info } = report.counts
    const shown = url === undefined ? shortCode(name) : link(shortCode(name), url)
    const read = audited.slice(0, 10)
    const taken = read < created.slice(0, 10) ? ' (unchanged since)' : ''
    return tableRow([
      shown,
      ...[error, warning, info, countNew(repository)].map(String),
      read + taken,
    ])
  })
  const head = ['Repository', 'Errors', 'Warnings', 'Notes', 'New', 'Read on']
  return [table(head, rows), omitted(found.length, 'repository', 'repositories')].join('')
}

function rank({ report: { counts } }: AuditedRepository): number {
  return counts.error * 1e8 + counts.warning * 1e4 + counts.info
}

function renderFailures({ failures }: AuditReport): string {
  if (failures.length === 0) return ''
  const lines = failures
    .slice(0, MOST_ROWS)
    .map(
      ({ repository, reason }) =>
        `- ${code(repository)}: ${prose(reason.slice(0, LONGEST_REASON))}`,
    )
  return [
    `### Not audited\n\n${lines.join('\n')}`,
    omitted(failures.length, 'repository', 'repositories'),
  ].join('')
}

function omitted(number: number, noun: string, plural: string): string {
  const left = number - MOST_ROWS
  return left > 0 ? `\n\nThe report lists ${count(left, `more ${noun}`, `more ${plural}`)}.` : ''
}
