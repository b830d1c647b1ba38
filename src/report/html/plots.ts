import { ticks } from 'd3-array'
import { type Html, html, raw } from './text.ts'

/** A plot: what it shows, in which unit, and the names of its series (three at most). */
export interface Plot {
  readonly title: string
  readonly unit: string
  readonly series: readonly string[]
}

export interface BarRow {
  readonly label: string
  readonly values: readonly number[]
}

export interface RangeRow {
  readonly label: string
  readonly from: number
  readonly to: number
}

const WIDTH = 640
const LEFT = 220
const RIGHT = 30
const ROW = 24
const TOP = 8
const AXIS = 34
/** What does not fit is in the table behind the plot. */
const MOST_ROWS = 20
const LONGEST_LABEL = 28

type Scale = (value: number) => number

/** Stacked bars, one a row; the table behind has all rows. */
export function drawBars(plot: Plot, rows: readonly BarRow[]): Html {
  const shown = rows.slice(0, MOST_ROWS)
  const most = Math.max(1, ...shown.map(({ values }) => sum(values)))
  const { scale, marks } = scaleTo(most, [LEFT, WIDTH - RIGHT])
  const height = TOP + shown.length * ROW
  const bars = shown.map(({ label, values }, row) => {
    let from = 0
    const parts = values.map((value, series) => {
      const [x, width] = [scale(from), scale(from + value) - scale(from)]
      from += value
      return (
        value > 0 &&
        html`<rect class="s${series}" x="${round(x)}" y="${TOP + row * ROW + 4}" width="${round(width)}" height="${ROW - 8}"><title>${label}, ${plot.series[series] ?? ''}: ${format(value)}</title></rect>`
      )
    })
    return html`${rowLabel(label, row)}${parts}`
  })
  return figure(plot, height + AXIS, html`${axis(marks, scale, height)}${bars}`, {
    head: ['', ...plot.series],
    rows: rows.map(({ label, values }) => [label, ...values.map(format)]),
  })
}

/** A bar from one value to another in each row. */
export function drawRanges(plot: Plot, rows: readonly RangeRow[]): Html {
  const shown = rows.slice(0, MOST_ROWS)
  const { scale, marks } = scaleTo(Math.max(1, ...shown.map(({ to }) => to)), [LEFT, WIDTH - RIGHT])
  const height = TOP + shown.length * ROW
  const bars = shown.map(({ label, from, to }, row) => {
    const middle = TOP + row * ROW + ROW / 2
    return html`${rowLabel(label, row)}<rect class="s1" x="${round(scale(from))}" y="${middle - 4}" width="${round(Math.max(2, scale(to) - scale(from)))}" height="8"><title>${label}: ${format(from)} to ${format(to)}</title></rect><circle class="s0" cx="${round(scale(from))}" cy="${middle}" r="4"/><circle class="s0" cx="${round(scale(to))}" cy="${middle}" r="4"/>`
  })
  return figure(
    { ...plot, series: [] },
    height + AXIS,
    html`${axis(marks, scale, height)}${bars}`,
    {
      head: ['', ...plot.series],
      rows: rows.map(({ label, from, to }) => [label, format(from), format(to)]),
    },
  )
}

/** A line a series over reports, the oldest first; labels are dates. */
export function drawLines(plot: Plot, points: readonly BarRow[]): Html {
  const [left, right, height] = [50, WIDTH - 90, 200]
  const most = Math.max(1, ...points.flatMap(({ values }) => values))
  const { scale, marks } = scaleTo(most, [height, TOP])
  const xOf = (at: number) => left + ((right - left) * at) / Math.max(1, points.length - 1)
  const grid = marks.map(
    (mark) =>
      html`<line class="grid" x1="${left}" x2="${right}" y1="${round(scale(mark))}" y2="${round(scale(mark))}"/><text class="end" x="${left - 6}" y="${round(scale(mark) + 4)}">${format(mark)}</text>`,
  )
  const lines = plot.series.map((name, series) => {
    const path = points.map(
      ({ values }, at) => `${round(xOf(at))},${round(scale(values[series] ?? 0))}`,
    )
    const last = scale(points.at(-1)?.values[series] ?? 0)
    return html`<polyline class="l${series}" points="${path.join(' ')}"/>${points.map(({ label, values }, at) => html`<circle class="s${series}" cx="${round(xOf(at))}" cy="${round(scale(values[series] ?? 0))}" r="3.5"><title>${label}, ${name}: ${format(values[series] ?? 0)}</title></circle>`)}<text x="${right + 8}" y="${round(last + 4)}">${name}</text>`
  })
  const [first, end] = [points[0]?.label ?? '', points.at(-1)?.label ?? '']
  const dates = html`<text x="${left}" y="${height + 20}">${first}</text><text class="end" x="${right}" y="${height + 20}">${end}</text>`
  return figure(plot, height + AXIS, html`${grid}${lines}${dates}`, {
    head: ['Report', ...plot.series],
    rows: points.map(({ label, values }) => [label, ...values.map(format)]),
  })
}

function scaleTo(most: number, [start, end]: readonly [number, number]) {
  const marks = ticks(0, most, 5)
  const scale: Scale = (value) => start + ((end - start) * value) / most
  return { scale, marks: marks.filter((mark) => (most < 5 ? Number.isInteger(mark) : true)) }
}

function rowLabel(label: string, row: number): Html {
  const short = label.length > LONGEST_LABEL ? `…${label.slice(1 - LONGEST_LABEL)}` : label
  return html`<text class="end" x="${LEFT - 8}" y="${TOP + row * ROW + ROW / 2 + 4}">${short}</text>`
}

function axis(marks: readonly number[], scale: Scale, height: number): Html {
  return html`${marks.map((mark) => html`<line class="grid" x1="${round(scale(mark))}" x2="${round(scale(mark))}" y1="${TOP}" y2="${height}"/><text class="middle" x="${round(scale(mark))}" y="${height + 18}">${format(mark)}</text>`)}`
}

interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

function figure({ title, unit, series }: Plot, height: number, content: Html, table: Table): Html {
  const omitted = table.rows.length - MOST_ROWS
  const description = `${unit}. The table below has the numbers.`
  const legend = series.map(
    (name, at) =>
      html`<li><svg class="key" width="14" height="14" aria-hidden="true"><rect class="s${at}" width="14" height="14"/></svg> ${name}</li>`,
  )
  return html`<figure>
<figcaption><h3>${title}</h3><p>${unit}</p></figcaption>
${series.length > 0 && html`<ul class="legend">${legend}</ul>`}
<svg class="plot" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}. ${description}">${content}</svg>
${omitted > 0 && html`<p>${omitted} more in the table.</p>`}
<details><summary>Numbers<span class="hidden"> of ${title}</span></summary><div class="wide" tabindex="0" role="group" aria-label="Numbers of ${title}"><table><thead><tr>${table.head.map((name) => html`<th scope="col">${name || raw('Name')}</th>`)}</tr></thead><tbody>${table.rows.map(([first = '', ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map((value) => html`<td class="number">${value}</td>`)}</tr>`)}</tbody></table></div></details>
</figure>`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** With commas between thousands. */
export function format(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
