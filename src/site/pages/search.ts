import MiniSearch, { type SearchResult } from 'minisearch'
import { SEARCH_OPTIONS } from './search-options.ts'

const MOST_RESULTS = 12

/** Makes the search box search the index, which is loaded when the box is first used. */
export function startSearch(root: string): void {
  const box = document.getElementById('query')
  const list = document.getElementById('found')
  const form = document.getElementById('search')
  if (!(box instanceof HTMLInputElement) || !list || !form) return
  let index: Promise<MiniSearch> | undefined

  const search = async () => {
    index ??= loadIndex(root)
    const query = box.value
    const results = query.trim() === '' ? [] : (await index).search(query)
    if (query === box.value) showResults(results.slice(0, MOST_RESULTS), { box, list, root })
  }
  box.addEventListener('focus', () => {
    index ??= loadIndex(root)
  })
  box.addEventListener('input', () => void search())
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const chosen = list.querySelector('[aria-selected=true]') ?? list.querySelector('a')
    if (chosen instanceof HTMLElement) chosen.click()
  })
  box.addEventListener('keydown', (event) => moveThrough(event, { box, list }))
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) close({ box, list })
  })
  document.addEventListener('keydown', (event) => focusBySlash(event, box))
}

async function loadIndex(root: string): Promise<MiniSearch> {
  const response = await fetch(`${root}search.json`)
  return MiniSearch.loadJSON(await response.text(), SEARCH_OPTIONS)
}

interface Parts {
  readonly box: HTMLInputElement
  readonly list: HTMLElement
}

function showResults(
  results: readonly SearchResult[],
  { box, list, root }: Parts & { root: string },
): void {
  const links = results.map(({ id, title, page }, number) => {
    const link = document.createElement('a')
    link.href = root + String(id)
    link.id = `found-${number}`
    link.setAttribute('role', 'option')
    link.setAttribute('aria-selected', 'false')
    link.tabIndex = -1
    link.append(String(title))
    if (page !== title) {
      const from = document.createElement('span')
      from.textContent = String(page)
      link.append(from)
    }
    return link
  })
  if (links.length > 0) list.replaceChildren(...links)
  else list.textContent = 'Nothing found.'
  list.hidden = box.value.trim() === ''
  box.setAttribute('aria-expanded', String(!list.hidden))
  box.removeAttribute('aria-activedescendant')
}

function moveThrough(event: KeyboardEvent, parts: Parts): void {
  if (event.key === 'Escape') close(parts)
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const options = [...parts.list.querySelectorAll('[role=option]')]
  const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true')
  const from = at < 0 && step < 0 ? 0 : at
  const next = options[(from + step + options.length) % options.length]
  if (!next) return
  event.preventDefault()
  for (const option of options) option.setAttribute('aria-selected', String(option === next))
  parts.box.setAttribute('aria-activedescendant', next.id)
  next.scrollIntoView({ block: 'nearest' })
}

function close({ box, list }: Parts): void {
  list.hidden = true
  box.setAttribute('aria-expanded', 'false')
}

/** A slash goes to the search box, unless somebody is writing. */
function focusBySlash(event: KeyboardEvent, box: HTMLInputElement): void {
  const [target] = event.composedPath()
  const isWriting =
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  box.focus()
}
