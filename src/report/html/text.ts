import { makeVisible } from '../visible.ts'

/** HTML that is safe to put into a page; only `html` and `raw` make it. */
export interface Html {
  readonly html: string
}

type Part = string | number | Html | undefined | false | readonly (Html | false | undefined)[]

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A template of HTML: what stands in it as a text is only ever text, in content and in attributes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.map((text, at) => text + render(parts[at])).join('') }
}

/** What this program wrote itself. */
export function raw(text: string): Html {
  return { html: text }
}

export function escapeHtml(text: string): string {
  return text
    .split('\n')
    .map(makeVisible)
    .join('\n')
    .replace(/[&<>"']/g, (each) => ENTITIES[each] ?? each)
}

/** A message with its `code`. */
export function prose(text: string): Html {
  const pieces = text.split('`')
  // Without a closing backtick the last one is a character like others.
  const isOpen = pieces.length % 2 === 0
  return raw(
    pieces
      .map((piece, at) => {
        const isLast = isOpen && at === pieces.length - 1
        if (isLast) return escapeHtml(`\`${piece}`)
        return at % 2 === 1 ? `<code>${escapeHtml(piece)}</code>` : escapeHtml(piece)
      })
      .join(''),
  )
}

/** A link to where it leads on the web; only its text where that is no address. */
export function link(url: string | undefined, text: string | Html): Html {
  if (url === undefined || !/^https?:\/\//.test(url)) return html`${text}`
  return html`<a href="${url}" rel="noreferrer">${text}</a>`
}

/** A JSON for a script element, in which nothing can end it. */
export function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function render(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return 'html' in part ? part.html : part.map(render).join('')
}
