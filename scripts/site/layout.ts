/** A page of the site. */
export interface Page {
  /** From the root of the site, e.g. `rules/index.html`. */
  readonly path: string
  readonly title: string
  /** HTML of the main part. */
  readonly body: string
  /** HTML beside the main part. */
  readonly aside?: string
  /** Scripts and styles besides those of every page, from the root of the site. */
  readonly scripts?: readonly string[]
  readonly styles?: readonly string[]
  /** Whether the page is as wide as the window. */
  readonly isWide?: boolean
}

/** Nothing comes from elsewhere, nothing in a page runs, and no style is written in it. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const SECTIONS: readonly (readonly [string, string])[] = [
  ['index.html', 'Documentation'],
  ['rules/index.html', 'Rules'],
  ['keys/index.html', 'Keys'],
  ['settings.html', 'Settings'],
  ['playground/index.html', 'Playground'],
]

/** A text as HTML, in elements and in attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A page as a whole. Addresses are relative: the site can be in any folder of a host. */
export function renderPage(page: Page, repository: string): string {
  const root = '../'.repeat(page.path.split('/').length - 1)
  const styles = ['site.css', ...(page.styles ?? [])]
  const scripts = page.scripts ?? []
  const title = page.title === 'Cortex Review' ? page.title : `${page.title} · Cortex Review`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">
${styles.map((path) => `<link rel="stylesheet" href="${root}${path}">`).join('\n')}
<script src="${root}site.js" data-root="${root}"></script>
${scripts.map((path) => `<script src="${root}${path}" defer></script>`).join('\n')}
</head>
<body${page.isWide ? ' class="wide"' : ''}>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="brand" href="${root}index.html">Cortex Review</a>
<nav aria-label="Site">
${SECTIONS.map(([path, name]) => renderSection(path, name, page.path, root)).join('\n')}
<a href="${escapeHtml(repository)}">GitHub</a>
</nav>
<div class="tools">
<form role="search" id="search"><label for="query" class="hidden">Search the documentation</label>
<input id="query" type="search" placeholder="Search" autocomplete="off" spellcheck="false" role="combobox" aria-expanded="false" aria-controls="found" aria-autocomplete="list"><div id="found" role="listbox" aria-label="Search results" hidden></div></form>
<button type="button" id="theme">Theme</button>
</div>
</header>
<div class="page">
${page.aside ?? ''}
<main id="main" tabindex="-1">
${page.body}
</main>
</div>
</body>
</html>
`
}

function renderSection(path: string, name: string, current: string, root: string): string {
  const isCurrent = path === current
  const folder = path.includes('/') ? path.replace(/index\.html$/, '') : ''
  const isWithin = folder !== '' && current.startsWith(folder)
  const mark = isCurrent ? ' aria-current="page"' : isWithin ? ' aria-current="true"' : ''
  return `<a href="${root}${path}"${mark}>${name}</a>`
}
