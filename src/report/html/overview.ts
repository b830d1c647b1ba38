import { PRICES_DATE } from '../../cortex/aws/prices-data.ts'
import { endingSoon, listExceptions, SOON_DAYS } from '../audit/exceptions.ts'
import { type AuditReport, totalsOf } from '../audit/model.ts'
import { count } from '../check.ts'
import { format } from './plots.ts'
import { type Html, html } from './text.ts'

/** What one wants to know first: a card each. */
export function renderOverview(audit: AuditReport): Html {
  return html`<ul class="cards">${listCards(audit).map(renderCard)}</ul>`
}

interface Card {
  readonly title: string
  readonly figure: string
  readonly note: string
}

function listCards(audit: AuditReport): readonly Card[] {
  const { error, warning, info } = totalsOf(audit)
  return [
    {
      title: 'Findings',
      figure: String(error + warning + info),
      note: [count(error, 'error'), count(warning, 'warning'), count(info, 'note')].join(', '),
    },
    { title: 'By category', figure: topCategory(audit), note: listCategories(audit) },
    ...changeCards(audit),
    coverageCard(audit),
    costCard(audit),
    exceptionCard(audit),
    ...crossingCard(audit),
    gapCard(audit),
  ]
}

function renderCard({ title, figure, note }: Card): Html {
  return html`<li><span>${title}</span><strong>${figure}</strong><p>${note}</p></li>`
}

function countCategories({ repositories }: AuditReport) {
  const counts = new Map<string, number>()
  for (const { report } of repositories) {
    for (const { category } of report.findings) {
      counts.set(category, (counts.get(category) ?? 0) + 1)
    }
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])
}

function topCategory(audit: AuditReport): string {
  return countCategories(audit)[0]?.[0] ?? 'none'
}

function listCategories(audit: AuditReport): string {
  return countCategories(audit)
    .map(([name, number]) => `${name} ${number}`)
    .join(', ')
}

function changeCards({ history, gone, repositories }: AuditReport): readonly Card[] {
  const last = history.at(-1)
  if (!last) {
    return [
      { title: 'Since the last report', figure: '–', note: 'No earlier report to compare with' },
    ]
  }
  const added = repositories.flatMap(({ details }) => details).filter((each) => each.new).length
  return [
    {
      title: 'Since the last report',
      figure: `${added} new, ${gone.length} resolved`,
      note: `Compared with ${last.date.slice(0, 10)}`,
    },
  ]
}

function coverageCard({ repositories, without, failures }: AuditReport): Card {
  const clusters = repositories.reduce((sum, each) => sum + each.clusters.length, 0)
  const apis = repositories.reduce((sum, each) => sum + each.report.coverage.apis.length, 0)
  const all = repositories.length + without.length + failures.length
  return {
    title: 'Covered',
    figure: `${count(clusters, 'cluster')}, ${count(apis, 'API')}`,
    note: all > 1 ? `In ${repositories.length} of ${all} repositories` : 'In one repository',
  }
}

function costCard({ repositories }: AuditReport): Card {
  const clusters = repositories.flatMap((each) => each.clusters)
  const known = clusters.flatMap(({ monthly }) => monthly ?? [])
  const sum = (key: 'at-min' | 'at-max') =>
    known.reduce((total, monthly) => total + monthly[key], 0)
  const unknown = clusters.length - known.length
  return {
    title: 'Cost of all clusters',
    figure: known.length > 0 ? `$${format(sum('at-min'))} to $${format(sum('at-max'))}` : 'unknown',
    note:
      `A month at min and max instances, at list prices of ${PRICES_DATE}; not a quote` +
      (unknown > 0 ? `. Not known of ${count(unknown, 'cluster')}` : ''),
  }
}

function exceptionCard(audit: AuditReport): Card {
  const all = audit.repositories.flatMap(listExceptions)
  const ending = endingSoon(audit)
  const [first] = ending
  return {
    title: 'Exceptions',
    figure: String(all.length),
    note:
      first === undefined
        ? `Findings accepted by comments in the files; none ends within ${SOON_DAYS} days`
        : `${ending.length} ${ending.length === 1 ? 'ends' : 'end'} within ${SOON_DAYS} days, the first on ${first.until}`,
  }
}

function crossingCard({ across = [] }: AuditReport): readonly Card[] {
  if (across.length === 0) return []
  const note = 'Clusters, API names, and endpoints that repositories share'
  return [{ title: 'Across repositories', figure: count(across.length, 'conflict'), note }]
}

function gapCard({ repositories, failures }: AuditReport): Card {
  const files = repositories.reduce(
    (sum, { report }) => sum + report.coverage['left-out'].length,
    0,
  )
  const rules = repositories.reduce((sum, { report }) => sum + report.failures.length, 0)
  return {
    title: 'Not judged',
    figure: String(files + failures.length),
    note: [
      count(files, 'file'),
      failures.length > 0 && count(failures.length, 'repository', 'repositories'),
      rules > 0 && `${count(rules, 'rule')} failed`,
    ]
      .filter(Boolean)
      .join(', '),
  }
}
