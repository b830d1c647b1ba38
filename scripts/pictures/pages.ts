import { createHash } from 'node:crypto'
import { marked } from 'marked'
import type { DiffRow, Scene } from './scene.ts'

export type PictureName = keyof Scene

/** The page that each picture is taken of, by its name; `data-scheme` on its root decides the colors. */
export function renderPages(scene: Scene): ReadonlyMap<PictureName, string> {
  return new Map([
    ['comment', toPage(renderComment(scene.comment))],
    ['summary', toPage(`<div class="box">${author()}${body(scene.summary)}</div>`)],
    ['terminal', toPage(`<pre class="terminal">${renderAnsi(scene.terminal)}</pre>`)],
  ])
}

/** What a picture shows, in a few characters: if they differ, the picture is stale. */
export function hashPage(page: string): string {
  return createHash('sha256').update(page).digest('hex').slice(0, 20)
}

function renderComment({ path, rows, body: markdown, replaced }: Scene['comment']): string {
  const [before = '', suggested = '', after = ''] = splitSuggestion(markdown)
  const lines = suggested === '' ? [] : suggested.split('\n')
  const [first] = replaced
  const added = lines.map((text, index): DiffRow => {
    return { type: 'added', number: (first?.number ?? 1) + index, text }
  })
  const removed = replaced.map((row): DiffRow => ({ ...row, type: 'removed' }))
  const suggestion = `<div class="suggestion"><div class="bar">Suggested change<span>Commit suggestion</span></div>${diff([...removed, ...added])}</div>`
  return (
    `<div class="file">${escape(path)}</div>${diff(rows)}` +
    `<div class="thread"><div class="box">${author()}<div class="body">${toHtml(before)}${suggestion}${toHtml(after)}</div></div></div>`
  )
}

function splitSuggestion(markdown: string): readonly string[] {
  const [, before, , suggested, after] =
    /^([^]*?)^(`{3,})suggestion\n([^]*?)\n\2$([^]*)$/m.exec(markdown) ?? []
  return [before ?? markdown, suggested ?? '', after ?? '']
}

function diff(rows: readonly DiffRow[]): string {
  const signs = { context: ' ', added: '+', removed: '-' }
  const cells = rows.map(
    ({ type, number, text }) =>
      `<tr class="${type}"><td>${number}</td><td>${signs[type]} ${escape(text)}</td></tr>`,
  )
  return `<table class="diff">${cells.join('')}</table>`
}

function author(): string {
  return '<div class="author"><b>github-actions</b> <i>bot</i></div>'
}

function body(markdown: string): string {
  return `<div class="body">${toHtml(markdown)}</div>`
}

/** The tool's own Markdown, as GitHub shows it: line breaks stay, comments are not seen. */
function toHtml(markdown: string): string {
  const visible = markdown.replace(/<!--[^]*?-->/g, '').trim()
  return marked.parse(visible, { async: false, gfm: true, breaks: true })
}

const CLASSES: Readonly<Record<string, string>> = {
  '1': 'bold',
  '2': 'dim',
  '31': 'red',
  '32': 'green',
  '33': 'yellow',
  '34': 'blue',
  '36': 'cyan',
}

const STYLED = new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*)m`)

function renderAnsi(text: string): string {
  const parts = text.trimEnd().split(STYLED)
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return ''
      const codes = index === 0 ? '' : (parts[index - 1] ?? '')
      const names = codes.split(';').flatMap((code) => CLASSES[code] ?? [])
      const inner = escape(part)
      return names.length > 0 ? `<span class="${names.join(' ')}">${inner}</span>` : inner
    })
    .join('')
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function toPage(content: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><style>${STYLE}</style><main>${content}</main></html>\n`
}

const STYLE = `
:root{--bg:#fff;--fg:#1f2328;--muted:#59636e;--line:#d1d9e0;--soft:#f6f8fa;--link:#0969da;--add:#dafbe1;--del:#ffebe9;--code:#818b981f;--red:#cf222e;--green:#1a7f37;--yellow:#7d4e00;--blue:#0969da}
:root[data-scheme=dark]{--bg:#0d1117;--fg:#f0f6fc;--muted:#9198a1;--line:#3d444d;--soft:#151b23;--link:#4493f8;--add:#12261e;--del:#25171c;--code:#656c7633;--red:#ff7b72;--green:#3fb950;--yellow:#d29922;--blue:#79c0ff}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:14px/1.5 "Noto Sans","DejaVu Sans",sans-serif}
main{width:860px;border:1px solid var(--line);border-radius:6px;overflow:hidden}
code,pre,.diff,.file{font-family:"Noto Sans Mono","DejaVu Sans Mono",monospace;font-size:12px}
a{color:var(--link);text-decoration:none}
.file{padding:10px 16px;background:var(--soft);border-bottom:1px solid var(--line);font-weight:bold}
.diff{width:100%;border-collapse:collapse}
.diff td{padding:2px 10px;white-space:pre}
.diff td:first-child{width:56px;text-align:right;color:var(--muted)}
.added{background:var(--add)}.removed{background:var(--del)}
.thread{padding:14px 16px;border-top:1px solid var(--line)}
.thread .box{border:1px solid var(--line);border-radius:6px}
.author{padding:8px 16px;border-bottom:1px solid var(--line);background:var(--soft)}
.author i{border:1px solid var(--line);border-radius:9px;padding:0 6px;color:var(--muted);font-size:12px;font-style:normal}
.body{padding:12px 16px}
.body p{margin:0 0 10px}
.body h2{font-size:20px;margin:0 0 12px;padding-bottom:8px;border-bottom:1px solid var(--line)}
.body h3{font-size:16px;margin:18px 0 10px}
.body code{background:var(--code);border-radius:6px;padding:2px 5px}
.body a code{color:var(--link)}
.body table:not(.diff){border-collapse:collapse;margin-bottom:12px}
.body table:not(.diff) td,.body th{border:1px solid var(--line);padding:5px 10px;text-align:left;vertical-align:top}
.body details{margin:14px 0}
sub{font-size:12px;color:var(--muted);vertical-align:baseline}
.suggestion{border:1px solid var(--line);border-radius:6px;margin:0 0 12px;overflow:hidden}
.bar{padding:6px 12px;border-bottom:1px solid var(--line);background:var(--soft);color:var(--muted)}
.bar span{float:right;border:1px solid var(--line);border-radius:6px;padding:0 10px;color:var(--fg);background:var(--bg)}
.terminal{margin:0;padding:16px 18px;background:var(--soft);line-height:1.45;font-size:13px}
.bold{font-weight:bold}.dim{color:var(--muted)}.red{color:var(--red)}.green{color:var(--green)}.yellow{color:var(--yellow)}.blue,.cyan{color:var(--blue)}
`
