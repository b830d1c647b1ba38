import { sha256 } from '@noble/hashes/sha2.js'
import type { AuditReport } from '../audit/model.ts'
import { count } from '../check.ts'
import { renderFigures } from './figures.ts'
import { renderFindingTable } from './finding-table.ts'
import { renderOverview } from './overview.ts'
import { listFindingRows } from './rows.ts'
import { SCRIPT } from './script.ts'
import { STYLE } from './style.ts'
import { renderTables } from './tables.ts'
import { html, raw } from './text.ts'

/**
 * An audit as one page that needs nothing else, and may load nothing: its policy allows the one
 * script and the one style sheet in it, by their hashes.
 *
 * Whatever comes from the audited files is text, also in the data that the script reads.
 */
export function renderHtml(audit: AuditReport): string {
  const title = titleOf(audit)
  const rows = listFindingRows(audit)
  const { html: page } = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${hashOf(SCRIPT)}'; style-src '${hashOf(STYLE)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${title}</title><style>${raw(STYLE)}</style></head>
<body><a class="skip" href="#findings-title">Skip to the findings</a>
<header><h1>${title}</h1>${renderVerdict(audit)}</header>
<main>${renderOverview(audit)}
${renderFigures(audit)}
<section aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>${renderFindingTable(rows)}</section>
${renderTables(audit)}</main>
<footer><p class="meta">Made by Cortex Review ${audit.tool.version}.</p></footer>
<script>${raw(SCRIPT)}</script></body></html>
`
  return page
}

function titleOf({ repositories }: AuditReport): string {
  const [first] = repositories
  if (!first) return 'Cortex audit'
  return repositories.length === 1
    ? `Cortex audit of ${first.name}`
    : `Cortex audit of ${repositories.length} repositories`
}

function renderVerdict({ repositories, failures, created }: AuditReport) {
  const failing = repositories.filter(({ report }) => report.conclusion === 'failure').length
  const isIncomplete = failures.length > 0 || repositories.some(({ report }) => !report.complete)
  const verdict =
    failing === 0
      ? 'Passed'
      : repositories.length === 1
        ? 'Failed'
        : `Failed in ${count(failing, 'repository', 'repositories')}`
  const commit = repositories.length === 1 ? repositories[0]?.commit : undefined
  return html`<p><span class="verdict ${failing > 0 ? 'failure' : 'success'}">${verdict}</span>${isIncomplete && ' Not everything could be judged.'}</p>
<p class="meta">${created.slice(0, 16).replace('T', ' ')} UTC${commit !== undefined && `, commit ${commit.slice(0, 7)}`}</p>`
}

function hashOf(text: string): string {
  const bytes = sha256(new TextEncoder().encode(text))
  return `sha256-${btoa(String.fromCharCode(...bytes))}`
}
