import { DOCS_URL } from '../../cli/docs.ts'
import type { Told, Verdict } from '../scene/judge.ts'
import { byId, h, withCode } from './dom.ts'
import { renderMarkdown } from './markdown.ts'

export interface ResultActions {
  readonly reveal: (finding: Told) => void
  readonly fix: (finding: Told) => void
}

const ICONS = { error: '⛔', warning: '⚠️', info: 'ℹ️' } as const

/** Draws a verdict: the findings, the comments and the summary. */
export function drawResults(verdict: Verdict, actions: ResultActions): void {
  const { findings, summary } = verdict
  byId('panel-findings').replaceChildren(...drawFindings(findings, actions))
  byId('panel-comments').replaceChildren(...drawComments(findings, actions))
  byId('panel-summary').replaceChildren(renderMarkdown(summary, linkTo))
  for (const [index, heading] of [
    ...byId('panel-summary').querySelectorAll('h3, details'),
  ].entries()) {
    heading.id = `section-${index}`
  }
}

function drawFindings(findings: readonly Told[], actions: ResultActions): readonly Node[] {
  if (findings.length === 0) return [h('p', { class: 'quiet' }, 'No findings.')]
  const items = findings.map((finding) =>
    h('li', { class: finding.severity }, ...drawFinding(finding, actions)),
  )
  return [h('ol', { class: 'findings' }, ...items)]
}

function drawFinding(finding: Told, actions: ResultActions): readonly Node[] {
  const { rule, severity, message, path, side, range, fix } = finding
  const place = `${path}:${range.start.line}${side === 'before' ? ' (base)' : ''}`
  const head = h(
    'p',
    { class: 'head' },
    h('span', { class: 'severity' }, `${ICONS[severity]} ${severity}`),
    ' ',
    h('button', { type: 'button', class: 'place', click: () => actions.reveal(finding) }, place),
    ' ',
    h('a', { href: `../rules/${rule}.html` }, rule),
  )
  const rest: Node[] = []
  if (fix && fix.doubt === undefined) rest.push(drawFix(finding, actions))
  else if (fix)
    rest.push(
      h('p', { class: 'doubt' }, ...withCode(`${fix.title}: not offered because ${fix.doubt}.`)),
    )
  return [head, h('p', {}, ...withCode(message)), ...rest]
}

function drawFix(finding: Told, { fix }: ResultActions): HTMLElement {
  const { title = '', safety } = finding.fix ?? {}
  const note =
    safety === 'safe' ? 'Restores or keeps what Cortex does.' : 'Changes what Cortex does.'
  return h(
    'p',
    { class: 'fix' },
    h(
      'button',
      { type: 'button', class: 'primary', click: () => fix(finding) },
      ...withCode(title),
    ),
    ' ',
    h('span', {}, note),
  )
}

function drawComments(findings: readonly Told[], actions: ResultActions): readonly Node[] {
  const items = findings.flatMap((finding) => {
    const { comment, fix } = finding
    if (!comment) return []
    const place =
      comment.line === undefined ? comment.path : `${comment.path}, line ${comment.line}`
    const box = h('article', { class: 'comment' }, h('h3', {}, place))
    box.append(renderMarkdown(comment.markdown, linkTo))
    if (fix && fix.doubt === undefined && comment.markdown.includes('suggestion\n')) {
      box.append(
        h('button', { type: 'button', click: () => actions.fix(finding) }, 'Commit suggestion'),
      )
    }
    return [box]
  })
  return items.length > 0 ? items : [h('p', { class: 'quiet' }, 'No comments on lines.')]
}

/** Pages of rules are here too; other links of the tool lead to GitHub, and nothing else is one. */
function linkTo(address: string): string | undefined {
  const page = address.startsWith(`${DOCS_URL}/`) && address.slice(DOCS_URL.length + 1)
  if (page) return `../rules/${page.replace(/\.md$/, '.html')}`
  return address.startsWith('https://github.com/') ? address : undefined
}
