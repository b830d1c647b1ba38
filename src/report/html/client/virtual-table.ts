import { makeVisible } from '../../visible.ts'
import type { CodeRow, FindingRow } from '../row.ts'

/** As the style sheet says. */
const HEIGHT = 36
/** Rows drawn on both sides of what is in view. */
const MORE = 20
/** More rows make a stack of paper that nobody wants. */
const MOST_PRINTED = 2_000

/** A table of which only the rows in view are drawn. */
export function createVirtualTable(
  table: HTMLTableElement,
  rows: readonly FindingRow[],
): (shown: readonly number[]) => void {
  const body = table.tBodies[0]
  const scroller = table.parentElement
  let shown: readonly number[] = []
  if (!body || !scroller) return () => {}

  const draw = (from: number, to: number) => {
    const drawn = shown.slice(from, to).flatMap((index, at) => {
      const row = rows[index]
      return row ? [toElement(row, from + at)] : []
    })
    body.replaceChildren(space(from), ...drawn, space(shown.length - to))
    table.setAttribute('aria-rowcount', String(shown.length + 1))
  }
  const drawView = () => {
    const first = Math.floor(scroller.scrollTop / HEIGHT) - MORE
    const from = Math.min(Math.max(0, first), shown.length)
    const count = Math.ceil(scroller.clientHeight / HEIGHT) + 2 * MORE
    draw(from, Math.min(shown.length, from + count))
  }
  onScroll(scroller, drawView)
  addEventListener('resize', drawView)
  printWith((isPrinting) => {
    if (isPrinting) draw(0, Math.min(shown.length, MOST_PRINTED))
    else drawView()
    return shown.length
  })
  return (next) => {
    shown = next
    scroller.scrollTop = 0
    drawView()
  }
}

/** At most once for each picture that the browser draws. */
function onScroll(scroller: HTMLElement, draw: () => void): void {
  let isWaiting = false
  scroller.addEventListener('scroll', () => {
    if (isWaiting) return
    isWaiting = true
    requestAnimationFrame(() => {
      isWaiting = false
      draw()
    })
  })
}

/** Draws what is printed, and says what is not; `draw` returns how many rows there are. */
function printWith(draw: (isPrinting: boolean) => number): void {
  const note = document.getElementById('print-note')
  addEventListener('beforeprint', () => {
    const count = draw(true)
    if (!note || count <= MOST_PRINTED) return
    note.hidden = false
    note.textContent = `The first ${MOST_PRINTED} of ${count} findings are printed. Filter the table, or copy it as CSV, for the others.`
  })
  addEventListener('afterprint', () => {
    if (note) note.hidden = true
    draw(false)
  })
}

/** Stands for rows that are not drawn. */
function space(rows: number): HTMLElement {
  const row = element('tr', 'space')
  row.setAttribute('aria-hidden', 'true')
  row.style.height = `${rows * HEIGHT}px`
  return row
}

function toElement(row: FindingRow, at: number): HTMLElement {
  const line = element('tr')
  line.setAttribute('aria-rowindex', String(at + 2))
  const open = element('button', 'open', row.message)
  open.addEventListener('click', () => showDetail(row))
  const since = row.state === 'new' ? `${row.since} (new)` : row.since
  const cells: readonly (HTMLElement | string)[] = [
    element('span', `badge ${row.severity}`, row.severity === 'info' ? 'note' : row.severity),
    row.rule,
    row.repo,
    anchor(row.url, `${row.path}:${row.line}`),
    open,
    row.owner,
    since,
  ]
  for (const cell of cells) line.append(wrap(cell))
  return line
}

function wrap(content: HTMLElement | string): HTMLElement {
  const cell = element('td')
  cell.append(content)
  cell.title = cell.textContent ?? ''
  return cell
}

function showDetail(row: FindingRow): void {
  const dialog = document.querySelector<HTMLDialogElement>('#detail')
  if (!dialog) return
  const close = element('button', 'act', 'Close')
  close.addEventListener('click', () => dialog.close())
  dialog.replaceChildren(
    element('h2', '', row.rule),
    element('p', '', row.message),
    ...(row.reason ? [element('p', '', `Accepted: ${row.reason}`)] : []),
    anchor(row.url, `${row.repo} ${row.path}:${row.line}`),
    code(row.code),
    ...(row.fixTitle ? [element('p', '', `Suggested change: ${row.fixTitle}`)] : []),
    ...(row.fix.length > 0 ? [code(row.fix)] : []),
    paragraph(anchor(row.docs, 'About the rule')),
    close,
  )
  dialog.showModal()
}

function code(rows: readonly CodeRow[]): HTMLElement {
  const block = element('pre')
  block.tabIndex = 0
  const signs: Readonly<Record<string, string>> = { added: '+', removed: '-' }
  const width = Math.max(...rows.map(([, number]) => String(number).length))
  for (const [type, number, text] of rows) {
    const margin = (number > 0 ? String(number) : '').padStart(width)
    block.append(element('span', type, `${margin} ${signs[type] ?? ' '} ${text}`))
  }
  return block
}

function paragraph(content: HTMLElement): HTMLElement {
  const block = element('p')
  block.append(content)
  return block
}

function anchor(url: string, text: string): HTMLElement {
  if (!/^https?:\/\//.test(url)) return element('span', '', text)
  const link = document.createElement('a')
  link.href = url
  link.rel = 'noreferrer'
  link.textContent = makeVisible(text)
  return link
}

/** An element with a text, which is only ever text. */
function element(tag: string, className = '', text = ''): HTMLElement {
  const made = document.createElement(tag)
  made.className = className
  made.textContent = makeVisible(text)
  return made
}
