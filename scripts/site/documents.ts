import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules } from '../../src/rules/index.ts'
import { HOMEPAGE } from '../../src/version.ts'
import { escapeHtml, type Page } from './layout.ts'
import { type Heading, renderMarkdown, type Source } from './markdown.ts'
import type { Searchable } from './search-index.ts'

export interface Documents {
  readonly pages: readonly Page[]
  readonly searchable: readonly Searchable[]
}

/** The pages of `docs/` as pages of the site. */
export function renderDocuments(root: string): Documents {
  const all = readSources(root).map((source) => {
    const { html, headings } = renderMarkdown(source, HOMEPAGE)
    const path = toPagePath(source.path)
    return { path, headings, html, title: headings.find(({ level }) => level === 1)?.text ?? path }
  })
  const groups = [
    { name: 'Guides', pages: all.filter(({ path }) => path.startsWith('guides/')) },
    { name: 'Documentation', pages: all.filter(({ path }) => !path.includes('/')) },
  ]
  return {
    pages: all.map(({ path, title, html, headings }) => ({
      path,
      title: path === 'index.html' ? 'Cortex Review' : title,
      body: addControls(html, path),
      aside: renderAside(path, headings, groups),
    })),
    searchable: all,
  }
}

function readSources(root: string): readonly Source[] {
  return readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

function toPagePath(path: string): string {
  return path
    .slice('docs/'.length)
    .replace(/README\.md$/, 'index.html')
    .replace(/\.md$/, '.html')
}

/** What a page of the site can do that one on GitHub cannot. */
function addControls(html: string, path: string): string {
  const rule = /^rules\/([\w-]+)\.html$/.exec(path)?.[1]
  if (rule !== undefined && rules.some(({ id }) => id === rule)) {
    const link = `<p><a class="button" href="../playground/index.html#example=${rule}">Open in the playground</a></p>\n`
    // At the end of the example.
    const at = html.indexOf('<h2', html.indexOf('<h2 id="example"') + 1)
    return html.slice(0, at) + link + html.slice(at)
  }
  if (path !== 'rules/index.html') return html
  const box =
    '<p class="filter"><label for="filter">Filter</label> <input id="filter" type="search" autocomplete="off" spellcheck="false" placeholder="error, spot, load balancer"> <span id="filter-count" role="status"></span></p>\n'
  return html.replace('</h1>', `</h1>\n${box}`)
}

interface Group {
  readonly name: string
  readonly pages: readonly { readonly path: string; readonly title: string }[]
}

/** The sections of a page, and the other pages. */
function renderAside(path: string, headings: readonly Heading[], groups: readonly Group[]): string {
  const root = '../'.repeat(path.split('/').length - 1)
  const sections = headings
    .filter(({ level }) => level === 2)
    .map(({ id, text }) => `<li><a href="#${escapeHtml(id)}">${escapeHtml(text)}</a></li>`)
  const lists = groups.map(({ name, pages }) => {
    const links = pages.map(({ path: to, title }) => {
      const current = to === path ? ' aria-current="page"' : ''
      return `<li><a href="${root}${escapeHtml(to)}"${current}>${escapeHtml(title)}</a></li>`
    })
    return renderList(name, links)
  })
  const own = sections.length > 1 ? renderList('On this page', sections) : ''
  return `<nav class="aside" aria-label="Documentation">${own}${lists.join('')}</nav>`
}

function renderList(name: string, items: readonly string[]): string {
  return `<h2>${name}</h2><ul>${items.join('')}</ul>`
}
