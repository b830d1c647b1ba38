/** Lets the tables of a page with a box `#filter` show only the rows with what is typed. */
export function startFilter(): void {
  const box = document.getElementById('filter')
  if (!(box instanceof HTMLInputElement)) return
  const count = document.getElementById('filter-count')
  const tables = [...document.querySelectorAll<HTMLElement>('main .table')]
  box.addEventListener('input', () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean)
    let shown = 0
    for (const table of tables) shown += filterTable(table, words)
    if (count) count.textContent = words.length > 0 ? `${shown} shown` : ''
  })
}

/** Hides the rows without the words, and a table without rows with its heading. */
function filterTable(table: HTMLElement, words: readonly string[]): number {
  const rows = [...table.querySelectorAll('tbody tr')].filter((row) => row instanceof HTMLElement)
  let shown = 0
  for (const row of rows) {
    const text = row.textContent.toLowerCase()
    const isShown = words.every((word) => text.includes(word))
    row.hidden = !isShown
    if (isShown) shown += 1
  }
  table.hidden = shown === 0
  const heading = table.previousElementSibling
  if (heading instanceof HTMLElement && /^H[23]$/.test(heading.tagName))
    heading.hidden = shown === 0
  return shown
}
