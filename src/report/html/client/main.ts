import type { FindingRow } from '../row.ts'
import { createPlainTable } from './plain-table.ts'
import { FIRST_STATE, parseHash, rowsToCsv, selectRows, type TableState, toHash } from './state.ts'
import { createVirtualTable } from './virtual-table.ts'

/** Brings the table of findings to life; without this script it only stands there. */
function start(): void {
  const data = document.getElementById('rows')
  const table = document.querySelector<HTMLTableElement>('#findings')
  if (!data || !table) return
  const rows: readonly FindingRow[] = JSON.parse(data.textContent ?? '[]')
  const show =
    table.dataset['virtual'] === 'yes' ? createVirtualTable(table, rows) : createPlainTable(table)

  let state: TableState = FIRST_STATE
  let shown: readonly number[] = []
  const update = (next: TableState, isNavigation = false) => {
    state = next
    shown = selectRows(rows, state)
    show(shown)
    reflect(state, shown.length, table)
    if (!isNavigation) history.replaceState(null, '', toHash(state) || '#')
  }
  listen(table, () => state, update)
  document.getElementById('copy')?.addEventListener('click', () => {
    void copy(rowsToCsv(shown.flatMap((index) => rows[index] ?? [])))
  })
  addEventListener('hashchange', () => update(parseHash(location.hash), true))
  update(parseHash(location.hash), true)
}

type Update = (next: TableState) => void

function listen(table: HTMLTableElement, current: () => TableState, update: Update): void {
  const filters = document.getElementById('filters')
  if (filters) filters.hidden = false
  filters?.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return
    const { [target.dataset['filter'] ?? '']: _, ...others } = current().filters
    const name = target.dataset['filter'] ?? ''
    update({ ...current(), filters: target.value ? { ...others, [name]: target.value } : others })
  })
  document.getElementById('reset')?.addEventListener('click', () => update(FIRST_STATE))
  for (const head of table.querySelectorAll<HTMLElement>('th[data-key]')) {
    head.querySelector('button')?.addEventListener('click', () => {
      const key = head.dataset['key'] ?? ''
      const { sort, isDescending } = current()
      update({ ...current(), sort: key, isDescending: sort === key && !isDescending })
    })
  }
}

/** Shows the state in the controls, however it came about. */
function reflect({ filters, sort, isDescending }: TableState, count: number, table: HTMLElement) {
  const inputs = document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-filter]')
  for (const input of inputs) {
    const value = filters[input.dataset['filter'] ?? ''] ?? ''
    if (input.value !== value) input.value = value
  }
  for (const head of table.querySelectorAll<HTMLElement>('th[data-key]')) {
    if (head.dataset['key'] !== sort) head.removeAttribute('aria-sort')
    else head.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending')
  }
  const status = document.getElementById('count')
  if (status) status.textContent = `${count} ${count === 1 ? 'finding' : 'findings'}`
}

/** Where the page may not use the clipboard, the text is shown to be copied. */
async function copy(text: string): Promise<void> {
  const label = document.getElementById('csv')
  const area = label?.querySelector('textarea')
  const status = document.getElementById('count')
  try {
    await navigator.clipboard.writeText(text)
    if (status) status.textContent = 'Copied'
  } catch {
    if (!label || !area) return
    label.hidden = false
    area.value = text
    area.focus()
    area.select()
  }
}

start()
