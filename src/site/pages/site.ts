import { startFilter } from './filter.ts'
import { startSearch } from './search.ts'
import { applyTheme, startTheme } from './theme.ts'

// Loaded before the page is drawn, so that it never changes its colors in front of the reader.
applyTheme()
const root = document.currentScript?.dataset['root'] ?? ''
document.addEventListener('DOMContentLoaded', () => {
  startTheme()
  startSearch(root)
  startFilter()
})
