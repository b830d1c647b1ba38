import { marked } from 'marked'
import { h } from './dom.ts'

/** What the tool's Markdown is made of; everything else is shown as the text that it has. */
const ELEMENTS = new Set(
  `p strong em b del code pre sub br hr blockquote h2 h3 h4 ul ol li details summary table thead tbody
  tr th td`.split(/\s+/),
)

/**
 * Markdown as elements. The HTML that it means is parsed without running anything, and made anew
 * from a list of elements without attributes: nothing of it reaches the page itself.
 *
 * `linkTo` gives the address of a link, or undefined for none.
 */
export function renderMarkdown(
  markdown: string,
  linkTo: (address: string) => string | undefined,
): DocumentFragment {
  // In comments, GitHub keeps line breaks.
  const html = marked.parse(markdown, { async: false, gfm: true, breaks: true })
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const fragment = document.createDocumentFragment()
  fragment.append(...copyAll(body, linkTo))
  return fragment
}

type LinkTo = (address: string) => string | undefined

function copyAll(parent: Node, linkTo: LinkTo): readonly (Node | string)[] {
  return [...parent.childNodes].flatMap((node) => copy(node, linkTo))
}

function copy(node: Node, linkTo: LinkTo): readonly (Node | string)[] {
  if (node instanceof Text) return [node.data]
  if (!(node instanceof HTMLElement)) return []

  const name = node.localName
  if (name === 'pre') return [renderBlock(node)]
  if (name === 'a') return [renderLink(node, linkTo)]
  if (!ELEMENTS.has(name)) return copyAll(node, linkTo)
  const element = document.createElement(name)
  element.append(...copyAll(node, linkTo))
  // Wide tables scroll by themselves.
  return [name === 'table' ? h('div', { class: 'table', tabindex: '0' }, element) : element]
}

function renderLink(node: HTMLElement, linkTo: LinkTo): Node {
  const href = linkTo(node.getAttribute('href') ?? '')
  const children = copyAll(node, linkTo)
  if (href === undefined) return h('span', {}, ...children)
  const isAway = /^https?:/.test(href)
  return h('a', { href, ...(isAway && { rel: 'noopener noreferrer' }) }, ...children)
}

const MARKS: Readonly<Record<string, string>> = { '+': 'added', '-': 'removed' }

/** A fenced block; the lines of a diff and of a suggestion are told apart by color and sign. */
function renderBlock(node: HTMLElement): Node {
  const language = /language-([\w-]+)/.exec(node.firstElementChild?.className ?? '')?.[1] ?? ''
  const text = (node.textContent ?? '').replace(/\n$/, '')
  const isDiff = language === 'diff'
  const lines = text.split('\n').map((line) => {
    const mark = isDiff ? MARKS[line.charAt(0)] : language === 'suggestion' && 'added'
    return h('span', { class: mark || undefined }, `${line}\n`)
  })
  const block = h('pre', { tabindex: '0' }, h('code', {}, ...lines))
  if (language !== 'suggestion') return block
  return h('div', { class: 'suggestion' }, h('p', {}, 'Suggested change'), block)
}
