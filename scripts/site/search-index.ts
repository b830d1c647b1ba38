import MiniSearch from 'minisearch'
import { SEARCH_OPTIONS } from '../../src/site/pages/search-options.ts'
import type { Heading } from './markdown.ts'

export interface Searchable {
  /** From the root of the site. */
  readonly path: string
  readonly title: string
  readonly headings: readonly Heading[]
}

/** Long pages would make the index long; what is at the start of a section is what it is about. */
const MOST_TEXT = 600

/** The index of all sections, as the page loads it. */
export function makeSearchIndex(pages: readonly Searchable[]): string {
  const index = new MiniSearch(SEARCH_OPTIONS)
  for (const { path, title, headings } of pages) {
    for (const { level, id, text, content } of headings) {
      index.add({
        id: level === 1 ? path : `${path}#${id}`,
        title: level === 1 ? title : text,
        page: title,
        text: content.slice(0, MOST_TEXT),
      })
    }
  }
  return JSON.stringify(index)
}
