import { type Entry, entryOf, nameOf, type Scene, type Side } from '../scene/scene.ts'
import { byId, h } from './dom.ts'

/** The tab that is shown: the number of an entry, or the settings. */
export type Active = number | 'settings'

export interface FileActions {
  readonly open: (active: Active) => void
  /** Another list of entries, with the tab to be shown. */
  readonly change: (entries: readonly Entry[], active: Active) => void
}

/** Draws the tabs of the files and, of the one that is shown, its names. */
export function drawFiles(scene: Scene, active: Active, actions: FileActions): void {
  const tabs: readonly (readonly [Active, string])[] = [
    ...scene.entries.map((entry, index) => [index, nameOf(entry) || 'unnamed'] as const),
    ['settings', 'Settings'],
  ]
  const add = h(
    'button',
    { type: 'button', id: 'add-file', click: () => addFile(scene, actions) },
    'Add file',
  )
  const buttons = tabs.map(([tab, label]) =>
    drawTab(tab, label, tab === active, () => actions.open(tab)),
  )
  byId('tabs').replaceChildren(...buttons)
  showTab(byId('tabs'), byId(`tab-${active}`))
  byId('add').replaceChildren(add)
  byId('names').replaceChildren(
    ...(active === 'settings' ? drawSettingsNote() : drawNames(scene, active, actions)),
  )
}

/** Scrolls the list only, never the page. */
function showTab(list: HTMLElement, tab: HTMLElement): void {
  const left = tab.offsetLeft - list.offsetLeft
  if (left + tab.offsetWidth > list.clientWidth) list.scrollLeft = left
}

function drawTab(tab: Active, label: string, isActive: boolean, open: () => void): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      role: 'tab',
      id: `tab-${tab}`,
      'aria-selected': String(isActive),
      'aria-controls': 'editors',
      tabindex: isActive ? '0' : '-1',
      click: open,
    },
    label,
  )
}

/** The arrow keys go from tab to tab, as in every list of tabs. */
export function moveByArrows(list: HTMLElement): void {
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')]
    const at = tabs.findIndex((tab) => tab === event.target)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    event.preventDefault()
    const { id } = next ?? { id: '' }
    next?.click()
    // The list may be drawn anew.
    document.getElementById(id)?.focus()
  })
}

function drawSettingsNote(): readonly Node[] {
  const link = h('a', { href: '../settings.html' }, 'All settings')
  return [
    h(
      'p',
      {},
      'What would stand in ',
      h('code', {}, '.github/cortex-review.yml'),
      ' of the base. ',
      link,
    ),
  ]
}

function drawNames(scene: Scene, active: number, actions: FileActions): readonly Node[] {
  const entry = scene.entries[active]
  if (!entry) return []
  const put = (next: Entry | undefined) => {
    const entries = scene.entries.flatMap((each, index) => (index === active ? (next ?? []) : each))
    actions.change(entries, next ? active : Math.max(0, Math.min(active, entries.length - 1)))
  }
  const isAudit = scene.mode === 'audit'
  const sides = (['before', 'after'] as const).filter(
    (side) => entry[side] && !(isAudit && side === 'before'),
  )
  return [
    ...sides.map((side) => drawPath(entry, side, put)),
    ...(isAudit ? [] : [drawState(entry, put)]),
    h('button', { type: 'button', click: () => put(undefined) }, 'Remove file'),
  ]
}

const LABELS: Readonly<Record<Side, string>> = { before: 'Base', after: 'Change' }

function drawPath(entry: Entry, side: Side, put: (next: Entry) => void): HTMLElement {
  const file = entry[side]
  const rename = ({ target }: Event) => {
    if (!file || !(target instanceof HTMLInputElement)) return
    put({ ...entry, [side]: { ...file, path: target.value.trim() } })
  }
  const input = h('input', {
    id: `path-${side}`,
    value: file?.path ?? '',
    spellcheck: 'false',
    autocomplete: 'off',
    change: rename,
  })
  return h('div', { class: 'side' }, h('label', { for: `path-${side}` }, LABELS[side]), input)
}

const STATES = { both: 'on both sides', before: 'removed', after: 'added' } as const

/** Whether the change adds or removes the file; what a side lacks is copied from the other. */
function drawState(entry: Entry, put: (next: Entry) => void): HTMLElement {
  const { before, after } = entry
  const state = before && after ? 'both' : before ? 'before' : 'after'
  const choose = ({ target }: Event) => {
    if (!(target instanceof HTMLSelectElement)) return
    const { value } = target
    put(
      entryOf(
        value === 'after' ? undefined : (before ?? after),
        value === 'before' ? undefined : (after ?? before),
      ),
    )
  }
  const options = Object.entries(STATES).map(([value, name]) =>
    h('option', { value, selected: value === state }, name),
  )
  const select = h('select', { id: 'state', change: choose }, ...options)
  return h('div', { class: 'state' }, h('label', { for: 'state' }, 'File is'), ' ', select)
}

function addFile({ entries }: Scene, { change }: FileActions): void {
  const taken = new Set(entries.flatMap(({ before, after }) => [before?.path, after?.path]))
  let number = 1
  while (taken.has(`apis/api-${number}/cortex.yaml`)) number += 1
  const file = { path: `apis/api-${number}/cortex.yaml`, text: '' }
  change([...entries, { before: file, after: file }], entries.length)
}
