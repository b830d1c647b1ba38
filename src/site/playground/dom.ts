type Child = Node | string | false | undefined

type Properties = Readonly<Record<string, string | boolean | ((event: Event) => void) | undefined>>

/**
 * Makes an element. Functions listen to the event of their name, `true` is an attribute without a
 * value, false and undefined are none. Texts stay texts.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name, value)
    else if (value === true) element.setAttribute(name, '')
    else if (typeof value === 'string') element.setAttribute(name, value)
  }
  element.append(...children.filter((child) => child !== false && child !== undefined))
  return element
}

/** The element of the page with an id. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}`)
  return element
}

/** Prose whose parts in backticks are code. */
export function withCode(text: string): readonly (Node | string)[] {
  return text
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? h('code', {}, part) : part))
}
