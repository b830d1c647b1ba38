import type { CodeRow, FindingRow } from './row.ts'
import { type Html, html, link, prose, raw, toScriptJson } from './text.ts'

/** More rows are drawn by the page's script, as they come into view. */
export const MOST_PLAIN_ROWS = 1_000

/** The columns, and by what each is sorted. */
export const COLUMNS = [
  ['severity', 'Severity'],
  ['rule', 'Rule'],
  ['repo', 'Repository'],
  ['path', 'Place'],
  ['message', 'Finding'],
  ['owner', 'Owner'],
  ['since', 'Since'],
] as const

/** What filters of the table choose from. */
const FILTERS = [
  ['severity', 'Severity'],
  ['rule', 'Rule'],
  ['category', 'Category'],
  ['repo', 'Repository'],
  ['owner', 'Owner'],
] as const

const SIGNS: Readonly<Record<string, string>> = { added: '+', removed: '-' }
const LABELS = { error: 'error', warning: 'warning', info: 'note' } as const

/** The findings as a table that sorts, filters and searches. */
export function renderFindingTable(rows: readonly FindingRow[]): Html {
  if (rows.length === 0) return html`<p>No findings.</p>`
  const isVirtual = rows.length > MOST_PLAIN_ROWS
  const head = COLUMNS.map(
    ([key, name]) =>
      html`<th scope="col" data-key="${key}"><button type="button">${name}</button></th>`,
  )
  return html`${renderFilters(rows)}
<p id="count" role="status" aria-live="polite">${rows.length} findings</p>
<noscript><p>Without scripts, the table neither filters nor sorts${isVirtual && ', and is empty: it has more than 1,000 rows'}.</p></noscript>
${isVirtual && raw('<p id="print-note" hidden></p>')}
<div id="scroller" class="${isVirtual ? 'virtual' : 'wide'}" tabindex="0" role="group" aria-label="Table of findings">
<table id="findings" data-virtual="${isVirtual ? 'yes' : 'no'}"><caption class="hidden">Findings</caption>
${isVirtual && raw('<colgroup><col><col><col><col><col class="message"><col><col></colgroup>')}<thead><tr>${head}</tr></thead>
<tbody>${!isVirtual && rows.map(renderRow)}</tbody></table></div>
${isVirtual && raw('<dialog id="detail" aria-label="Finding"></dialog>')}
<script type="application/json" id="rows">${raw(toScriptJson(isVirtual ? rows : rows.map(withoutCode)))}</script>`
}

/** What stands in the table needs not be in the page twice. */
function withoutCode(row: FindingRow): FindingRow {
  return { ...row, code: [], fix: [], docs: '' }
}

function renderFilters(rows: readonly FindingRow[]): Html {
  const selects = FILTERS.map(([key, name]) => {
    const words = rows.flatMap((row) => (key === 'owner' ? row.owner.split(' ') : [row[key]]))
    const values = [...new Set(words)].filter(Boolean).toSorted()
    return (
      values.length > 1 &&
      html`<label>${name}<select data-filter="${key}"><option value="">All</option>${values.map((value) => html`<option value="${value}">${value === 'info' ? 'note' : value}</option>`)}</select></label>`
    )
  })
  const states = new Set(rows.map(({ state }) => state))
  return html`<div class="filters" id="filters" role="search" hidden>
<label>Search<input type="search" data-filter="q"></label>
${selects}
<label>State<select data-filter="state"><option value="">Open</option>${states.has('new') && raw('<option value="new">New</option>')}<option value="excepted">Accepted</option><option value="all">All</option></select></label>
<button type="button" class="act" id="copy">Copy as CSV</button> <button type="button" class="act" id="reset">Reset</button></div>
<label id="csv" hidden>CSV<textarea rows="8" readonly></textarea></label>`
}

function renderRow(row: FindingRow): Html {
  const { severity, rule, repo, path, line, owner, since, url, docs } = row
  return html`<tr>
<td><span class="badge ${severity}">${LABELS[severity]}</span></td><td>${link(docs, rule)}</td><td>${repo}</td>
<td>${link(url || undefined, html`<code>${path}:${line}</code>`)}</td><td>${renderMessage(row)}</td><td>${owner}</td><td>${since}${row.state === 'new' && ' (new)'}</td></tr>
`
}

function renderMessage({ message, code, fix, fixTitle, reason, state }: FindingRow): Html {
  const text = html`${prose(message)}${state === 'excepted' && html` <em>Accepted: ${reason}</em>`}`
  if (code.length === 0 && fix.length === 0) return text
  return html`${text}<details><summary>Code</summary>${renderCode(code)}${fixTitle && html`<p>Suggested change: ${prose(fixTitle)}</p>`}${fix.length > 0 && renderCode(fix)}</details>`
}

function renderCode(rows: readonly CodeRow[]): Html {
  const width = Math.max(1, ...rows.map(([, number]) => String(number).length))
  const lines = rows.map(([type, number, text]) => {
    const margin = `${(number > 0 ? String(number) : '').padStart(width)} ${SIGNS[type] ?? ' '} `
    return html`<span class="${type}">${margin}${text}</span>`
  })
  return html`<pre tabindex="0">${lines}</pre>`
}
