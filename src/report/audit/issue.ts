import { compareText } from '../../text/compare.ts'
import { groupBy } from '../../text/group-by.ts'
import { encodePath } from '../address.ts'
import { count } from '../check.ts'
import { SEVERITIES } from '../comment/placement.ts'
import type { JsonFinding } from '../formats/json.ts'
import { code, escape, fit, link, prose, shortCode } from '../markdown.ts'
import { describeTotals } from './markdown.ts'
import type { AuditedRepository, AuditReport } from './model.ts'

/** What a tracking issue is to say; nothing is left to do if it is not open. */
export interface TrackingIssue {
  readonly title: string
  readonly body: string
  readonly isOpen: boolean
}

/** GitHub takes 65,536 characters. */
const LONGEST_BODY = 60_000
const LONGEST_MESSAGE = 300
const NOBODY = 'No owner'

/** Begins the last line of an issue that is ours, so that it is found again. */
const MARKER = '<!-- cortex-review:v1 audit -->'

/** Whether a body is one that this program wrote: its last line says so. */
export function isTracking(body: string): boolean {
  return body.trimEnd().split(/\r?\n/).at(-1) === MARKER
}

/** The issue that tracks an audit: what is left to do, by owner. Notes are in the report only. */
export function renderTrackingIssue(
  audit: AuditReport,
  reportUrl: string | undefined,
): TrackingIssue {
  const tasks = listTasks(audit)
  const head = [
    describeTotals(audit),
    ...(reportUrl === undefined
      ? []
      : [`${link('Report', reportUrl)} of ${audit.created.slice(0, 10)}.`]),
    tasks.length === 0
      ? 'There is nothing left to do.'
      : 'This issue is updated by each audit, and closed once no error and no warning is left.',
  ].join('\n\n')
  return { title: 'Cortex findings', isOpen: tasks.length > 0, body: assemble(head, tasks) }
}

interface Task {
  readonly owner: string
  readonly severity: JsonFinding['severity']
  readonly text: string
}

function listTasks({ repositories }: AuditReport): readonly Task[] {
  const isMany = repositories.length > 1
  const tasks = repositories.flatMap((repository) =>
    repository.report.findings.flatMap((finding, at): readonly Task[] => {
      if (finding.severity === 'info') return []
      const owners = repository.details[at]?.owners ?? []
      const { severity } = finding
      const text = renderTask(finding, repository, isMany)
      return [{ owner: owners.join(' ') || NOBODY, severity, text }]
    }),
  )
  const rank = ({ severity }: Task) => SEVERITIES.indexOf(severity)
  return tasks.toSorted((a, b) => compareText(a.owner, b.owner) || rank(a) - rank(b))
}

function renderTask(finding: JsonFinding, repository: AuditedRepository, isMany: boolean): string {
  const { severity, rule, message, location, docs } = finding
  const { path, range } = location
  const place = shortCode(`${isMany ? `${repository.name}: ` : ''}${path}:${range.start.line}`, 160)
  const { url, commit } = repository
  const isLinked = url !== undefined && /^https?:/.test(url) && commit !== undefined
  const at = isLinked
    ? link(place, `${url}/blob/${encodePath(commit)}/${encodePath(path)}#L${range.start.line}`)
    : place
  return `- [ ] **${severity}** ${at}: ${prose(message.slice(0, LONGEST_MESSAGE))} (${link(code(rule), docs)})`
}

/** As many tasks as there is room for, below their owners, who are named and not notified. */
function assemble(head: string, tasks: readonly Task[]): string {
  const sections = [...groupBy(tasks, ({ owner }) => owner)]
  const lines = sections.flatMap(([owner, group]) => [
    `\n### ${escape(owner)}: ${describeGroup(group)}\n`,
    ...group.map(({ text }) => text),
  ])
  const { parts, omitted } = fit(lines, LONGEST_BODY - head.length)
  const more = omitted > 0 ? ['\nThe report has more; there is no room for them here.'] : []
  return [head, ...parts, ...more, '', MARKER].join('\n')
}

function describeGroup(group: readonly Task[]): string {
  const of = (severity: string) => group.filter((each) => each.severity === severity).length
  const [errors, warnings] = [of('error'), of('warning')]
  return [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')]
    .filter(Boolean)
    .join(', ')
}
