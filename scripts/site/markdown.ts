import { dirname, join, normalize } from 'node:path/posix'
import { Marked, type Tokens } from 'marked'
import { highlight } from './highlight.ts'
import { escapeHtml } from './layout.ts'

/** Where the site is; pages on GitHub link to it, pages of the site to each other. */
const SITE = 'https://cortex-review.github.io/cortex-review/'

export interface Heading {
  readonly level: number
  readonly id: string
  readonly text: string
  /** The text up to the next heading, for the search. */
  readonly content: string
}

export interface Rendered {
  readonly html: string
  readonly headings: readonly Heading[]
}

export interface Source {
  /** From the root of the repository, e.g. `docs/settings.md`. */
  readonly path: string
  readonly text: string
}

/** A Markdown page of the repository as HTML, with the links of the site. */
export function renderMarkdown({ path, text }: Source, repository: string): Rendered {
  const headings: { level: number; id: string; text: string; content: string }[] = []
  const taken = new Map<string, number>()
  const marked = new Marked({ gfm: true })
  marked.use({
    renderer: {
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens)
        const plain = toPlain(html.replace(/<[^>]*>/g, ''))
        const id = toAnchor(plain, taken)
        headings.push({ level: depth, id, text: plain, content: '' })
        return `<h${depth} id="${escapeHtml(id)}">${html} <a class="anchor" href="#${escapeHtml(id)}" aria-label="Link to this section">#</a></h${depth}>\n`
      },
      link({ href, tokens }) {
        const address = toAddress(href, path, repository)
        const isAway = /^https?:/.test(address) ? ' rel="noopener noreferrer"' : ''
        return `<a href="${escapeHtml(address)}"${isAway}>${this.parser.parseInline(tokens)}</a>`
      },
      image({ href, text: alt }) {
        return `<img src="${escapeHtml(href)}" alt="${escapeHtml(alt)}">`
      },
      code({ text: code, lang = '' }: Tokens.Code) {
        return `<pre tabindex="0"><code>${highlight(code, lang.split(' ')[0] ?? '')}</code></pre>\n`
      },
      table(token) {
        const row = (cells: readonly Tokens.TableCell[], tag: string) =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`
        const isNamed = token.header.some((cell) => cell.text.trim() !== '')
        const head = isNamed ? `<thead>${row(token.header, 'th')}</thead>` : ''
        return `<div class="table" tabindex="0" role="group" aria-label="Table"><table>${head}<tbody>${token.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table></div>\n`
      },
    },
  })
  const html = marked.parse(text, { async: false })
  fillContents(headings, html)
  return { html, headings }
}

/** The text between headings, as far as a search needs it. */
function fillContents(headings: { id: string; content: string }[], html: string): void {
  const starts = headings.map(({ id }) => html.indexOf(` id="${escapeHtml(id)}">`))
  for (const [index, heading] of headings.entries()) {
    const section = html.slice(starts[index], starts[index + 1])
    heading.content = toPlain(section.slice(section.indexOf('</h')).replace(/^<\/h\d>/, ''))
  }
}

/** The text of HTML that is made here. */
export function toPlain(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The anchor that GitHub gives a heading. */
function toAnchor(text: string, taken: Map<string, number>): string {
  const base = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
  const before = taken.get(base) ?? 0
  taken.set(base, before + 1)
  return before === 0 ? base : `${base}-${before}`
}

/** Where a link of a page leads on the site; what is not on it is on GitHub. */
export function toAddress(href: string, from: string, repository: string): string {
  if (href.startsWith(SITE)) return toOwnAddress(href.slice(SITE.length), from)
  if (/^[a-z]+:/i.test(href) || href.startsWith('#')) return href
  const [target = '', anchor] = href.split('#')
  const path = normalize(join(dirname(from), target)).replace(/\/$/, '')
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (path.startsWith('docs/') && /\.(?:md|svg|png)$/.test(path)) {
    return `${target.replace(/README\.md$/, 'index.html').replace(/\.md$/, '.html')}${hash}`
  }
  return `${repository}/blob/main/${path}${hash}`
}

function toOwnAddress(address: string, from: string): string {
  const root = '../'.repeat(from.split('/').length - 2)
  return root + address.replace(/(^|\/)(?=#|$)/, '$1index.html')
}
