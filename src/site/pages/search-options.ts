import type { Options } from 'minisearch'

/** The same for who makes the index and for who reads it. */
export const SEARCH_OPTIONS: Options = {
  fields: ['title', 'page', 'text'],
  storeFields: ['title', 'page'],
  // `spot_config.max_price` is found by its parts and as a whole.
  tokenize: (text) =>
    [...text.split(/[^\p{L}\p{N}_-]+/u), ...text.split(/[^\p{L}\p{N}]+/u)].filter(Boolean),
  searchOptions: { prefix: true, fuzzy: 0.15, combineWith: 'AND', boost: { title: 4, page: 2 } },
}
