import { type AuditReport, type Exposure, totalsOf } from '../audit/model.ts'
import { drawBars, drawLines, drawRanges } from './plots.ts'
import { type Html, html } from './text.ts'

const SEVERITIES = ['Errors', 'Warnings', 'Notes'] as const

/** The plots of an audit; what there is nothing to say of is left out. */
export function renderFigures(audit: AuditReport): Html {
  const figures = [
    plotTime(audit),
    plotRules(audit),
    plotExposure(audit),
    plotCapacity(audit),
    plotCost(audit),
  ]
  const drawn = figures.filter((figure) => figure !== undefined)
  if (drawn.length === 0) return html``
  return html`<section aria-labelledby="plots"><h2 id="plots">At a glance</h2><div class="plots">${drawn}</div></section>`
}

function plotTime(audit: AuditReport): Html | undefined {
  if (audit.history.length === 0) return undefined
  const points = [...audit.history, totalsOf(audit)].map(({ date, error, warning, info }) => ({
    label: date.slice(0, 10),
    values: [error, warning, info],
  }))
  return drawLines(
    { title: 'Findings over time', unit: 'Findings in each report', series: SEVERITIES },
    points,
  )
}

function plotRules({ repositories }: AuditReport): Html | undefined {
  const counts = new Map<string, [number, number, number]>()
  for (const { rule, severity } of repositories.flatMap(({ report }) => report.findings)) {
    const row = counts.get(rule) ?? [0, 0, 0]
    row[severity === 'error' ? 0 : severity === 'warning' ? 1 : 2] += 1
    counts.set(rule, row)
  }
  if (counts.size === 0) return undefined
  const rows = [...counts]
    .map(([label, values]) => ({ label, values }))
    .toSorted((a, b) => total(b.values) - total(a.values))
  return drawBars(
    { title: 'Findings by rule', unit: 'Number of findings', series: SEVERITIES },
    rows,
  )
}

const EXPOSURES: readonly Exposure[] = ['public', 'restricted', 'internal']

function plotExposure(audit: AuditReport): Html | undefined {
  const clusters = audit.repositories.flatMap((each) => each.clusters)
  if (clusters.length === 0) return undefined
  const countOf = (target: 'api' | 'operator') =>
    EXPOSURES.map((kind) => clusters.filter(({ exposure }) => exposure[target] === kind).length)
  return drawBars(
    {
      title: 'Exposure of load balancers',
      unit: 'Number of clusters',
      series: ['Any address', 'Listed addresses', 'Internal'],
    },
    [
      { label: 'API load balancer', values: countOf('api') },
      { label: 'Operator load balancer', values: countOf('operator') },
    ],
  )
}

function plotCapacity(audit: AuditReport): Html | undefined {
  const rows = listClusters(audit)
    .map(({ label, cluster: { instances } }) => ({
      label,
      values: [instances['on-demand'], instances.spot],
    }))
    .toSorted((a, b) => total(b.values) - total(a.values))
  if (rows.every(({ values }) => total(values) === 0)) return undefined
  return drawBars(
    {
      title: 'On-demand and spot capacity',
      unit: 'Instances at max, by cluster',
      series: ['On-demand', 'Spot'],
    },
    rows,
  )
}

function plotCost(audit: AuditReport): Html | undefined {
  const rows = listClusters(audit)
    .flatMap(({ label, cluster: { monthly } }) =>
      monthly ? [{ label, from: monthly['at-min'], to: monthly['at-max'] }] : [],
    )
    .toSorted((a, b) => b.to - a.to)
  if (rows.length === 0) return undefined
  return drawRanges(
    {
      title: 'Cost range by cluster',
      unit: 'US dollars a month at list prices',
      series: ['At min', 'At max'],
    },
    rows,
  )
}

/** A name is told from others of the same name by its repository. */
function listClusters({ repositories }: AuditReport) {
  return repositories.flatMap(({ name, clusters }) =>
    clusters.map((cluster) => ({
      label: repositories.length > 1 ? `${name}: ${cluster.name}` : cluster.name,
      cluster,
    })),
  )
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
