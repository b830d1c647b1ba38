import { NEWEST_VERSION, OLDEST_VERSION } from '../../cortex/values/version-range.ts'
import { applyEdits } from '../../text/text.ts'
import type { ExampleGroup } from '../scene/example.ts'
import type { Told, Verdict } from '../scene/judge.ts'
import { EMPTY_SCENE, findRepeatedPath, type Scene, type Side, withText } from '../scene/scene.ts'
import { byId, h } from './dom.ts'
import { Editors, type Mark } from './editor.ts'
import { listExamples } from './examples.ts'
import { type Active, drawFiles, moveByArrows } from './files.ts'
import { drawResults } from './results.ts'
import { ReviewError, Reviewer } from './reviewer.ts'
import { listCopies, readAddress, writeAddress } from './share.ts'

/** A review starts when nobody has typed for this long. */
const PAUSE_MS = 150

const reviewer = new Reviewer('worker.js')
const editors = new Editors(byId('editors'), {
  changed: (side, text) => edit(side, text),
  complete: (text, offset, path) => reviewer.ask('complete', { text, offset, path }),
  describe: (text, offset, path) => reviewer.ask('describe', { text, offset, path }),
})

let scene: Scene = EMPTY_SCENE
let active: Active = 0
/** The verdict of the scene as it is; undefined while there is none. */
let verdict: Verdict | undefined
let timer = 0
/** Whether the file with the first finding is still to be shown. */
let isFresh = false

/** Shows another scene as a whole. */
function load(next: Scene): void {
  scene = next
  isFresh = true
  active = next.entries.length > 0 ? 0 : 'settings'
  const { mode, version } = next
  control('mode', HTMLSelectElement).value = mode
  control('version', HTMLSelectElement).value = String(version ?? '')
  draw()
  schedule(0)
}

function control<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = byId(id)
  if (!(element instanceof type)) throw new TypeError(`#${id} is no ${type.name}`)
  return element
}

/** Draws what is edited. */
function draw(): void {
  drawFiles(scene, active, {
    open(next) {
      active = next
      draw()
    },
    change(entries, next) {
      scene = { ...scene, entries }
      active = entries.length > 0 ? next : 'settings'
      draw()
      schedule()
    },
  })
  const entry = active === 'settings' ? undefined : scene.entries[active]
  byId('editors').setAttribute('aria-labelledby', `tab-${active}`)
  if (!entry) editors.show({ kind: 'single', path: 'cortex-review.yml', text: scene.settings })
  else if (scene.mode === 'review') editors.show({ kind: 'change', entry })
  else
    editors.show({ kind: 'single', path: entry.after?.path ?? '', text: entry.after?.text ?? '' })
  mark()
}

function edit(side: Side, text: string): void {
  scene =
    active === 'settings'
      ? { ...scene, settings: text }
      : withText(scene, { index: active, side }, text)
  schedule()
}

function schedule(pause = PAUSE_MS): void {
  verdict = undefined
  clearTimeout(timer)
  timer = setTimeout(() => void judge(), pause)
  setBusy(true)
}

function setBusy(isBusy: boolean): void {
  byId('results').setAttribute('aria-busy', String(isBusy))
}

async function judge(): Promise<void> {
  const judged = scene
  const started = performance.now()
  void writeAddress(judged)
  const repeated = findRepeatedPath(judged)
  if (repeated !== undefined) return say(`Two files are called ${repeated}. Rename one of them.`)
  try {
    const result = await reviewer.judge(judged)
    if (!result || judged !== scene) return
    verdict = result
    show(result, performance.now() - started)
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error
    say(error.message)
  }
}

/** Says why there is no verdict. */
function say(text: string): void {
  setBusy(false)
  byId('status').textContent = text
}

function show(result: Verdict, ms: number): void {
  const { conclusion, title, settings } = result
  const icon = conclusion === 'failure' ? '⛔' : '✅'
  const wrong =
    settings.length > 0 ? ' The settings have errors; what is wrong does not count.' : ''
  setBusy(false)
  byId('status').textContent = `${icon} ${title}.${wrong}`
  byId('time').textContent = `Reviewed in ${Math.max(1, Math.round(ms))} ms`
  drawResults(result, { reveal, fix })
  showFirst(result)
  mark()
}

/** Shows the file with the first finding, once for each scene that is loaded. */
function showFirst({ findings: [first] }: Verdict): void {
  const index = first && scene.entries.findIndex((entry) => entry[first.side]?.path === first.path)
  if (isFresh && index !== undefined && index > 0) {
    active = index
    draw()
  }
  isFresh = false
}

/** Marks what the verdict says of the tab that is shown. */
function mark(): void {
  if (!verdict) return
  editors.mark(active === 'settings' ? listSettingsMarks(verdict) : listMarks(verdict))
}

function listSettingsMarks({ settings }: Verdict): readonly Mark[] {
  return settings.map(({ message, range }) => ({
    side: 'after',
    severity: 'error',
    range,
    message,
  }))
}

function listMarks({ findings }: Verdict): readonly Mark[] {
  const entry = active === 'settings' ? undefined : scene.entries[active]
  return findings
    .filter(({ path, side }) => entry?.[side]?.path === path)
    .map((finding) => {
      const { side, range, severity, message, rule } = finding
      const isOffered = finding.fix && finding.fix.doubt === undefined
      const action = isOffered && { name: finding.fix.title, run: () => fix(finding) }
      return { side, range, severity, message, source: rule, ...(action && { action }) }
    })
}

/** Applies exactly the edit that was proven; of a text that changed since, there is another proof. */
function fix(finding: Told): void {
  const proven = finding.fix
  if (!proven || !verdict?.findings.includes(finding)) return
  const index = scene.entries.findIndex(({ after }) => after?.path === proven.path)
  if (index < 0) return
  if (index === active && editors.apply('after', proven.edits)) return
  const text = applyEdits(scene.entries[index]?.after?.text ?? '', proven.edits)
  scene = withText(scene, { index, side: 'after' }, text)
  schedule(0)
}

function reveal({ path, side, range }: Told): void {
  const index = scene.entries.findIndex((entry) => entry[side]?.path === path)
  if (index < 0) return
  if (index !== active) {
    active = index
    draw()
  }
  editors.reveal(side, range)
}

function connectSelects(groups: readonly ExampleGroup[]): void {
  const examples = control('example', HTMLSelectElement)
  for (const { title, examples: each } of groups) {
    const options = each.map(({ id, title: name }) => h('option', { value: id }, name))
    examples.append(h('optgroup', { label: title }, ...options))
  }
  examples.addEventListener('change', () => loadExample(groups, examples.value))
  const versions = control('version', HTMLSelectElement)
  for (let minor = NEWEST_VERSION; minor >= OLDEST_VERSION; minor -= 1) {
    versions.append(h('option', { value: String(minor) }, `0.${minor}`))
  }
  versions.addEventListener('change', () => {
    const { version: _, ...rest } = scene
    scene = versions.value === '' ? rest : { ...rest, version: Number(versions.value) }
    schedule(0)
  })
  const mode = control('mode', HTMLSelectElement)
  mode.addEventListener('change', () => {
    scene = { ...scene, mode: mode.value === 'audit' ? 'audit' : 'review' }
    draw()
    schedule(0)
  })
}

function loadExample(groups: readonly ExampleGroup[], id: string): boolean {
  const found = groups.flatMap(({ examples }) => examples).find((each) => each.id === id)
  if (found) load(found.scene)
  if (found) control('example', HTMLSelectElement).value = id
  return found !== undefined
}

function connectCopies(): void {
  for (const { id, read, done } of listCopies(() => scene)) {
    byId(id).addEventListener('click', () => void copy(read(), done))
  }
}

async function copy(text: string | undefined, done: string): Promise<void> {
  if (text === undefined)
    return say('A file has a line of three backticks, which a case cannot have.')
  try {
    await navigator.clipboard.writeText(text)
    byId('copied').textContent = done
  } catch {
    byId('copied').textContent = 'The browser does not allow copying. Copy this:'
    control('copy-text', HTMLTextAreaElement).hidden = false
    control('copy-text', HTMLTextAreaElement).value = text
  }
}

function connectPanels(): void {
  const tabs = [...byId('panels').querySelectorAll<HTMLElement>('[role=tab]')]
  for (const tab of tabs) tab.addEventListener('click', () => openPanel(tab, tabs))
  moveByArrows(byId('panels'))
  moveByArrows(byId('tabs'))
}

function openPanel(chosen: HTMLElement, tabs: readonly HTMLElement[]): void {
  for (const tab of tabs) {
    const isChosen = tab === chosen
    tab.setAttribute('aria-selected', String(isChosen))
    tab.tabIndex = isChosen ? 0 : -1
    byId(tab.getAttribute('aria-controls') ?? '').hidden = !isChosen
  }
}

/** From a folder, or where the browser does not keep files, the page works as long as it is open. */
async function keepForOffline(): Promise<void> {
  try {
    await navigator.serviceWorker.register('offline.js')
  } catch {
    // Nothing else depends on it.
  }
}

async function start(): Promise<void> {
  connectCopies()
  connectPanels()
  const [groups, asked] = await Promise.all([listExamples(), readAddress()])
  connectSelects(groups)
  window.addEventListener('hashchange', () => void open(groups))
  control('example', HTMLSelectElement).selectedIndex = -1
  if (asked && 'scene' in asked) return load(asked.scene)
  const id = asked && 'example' in asked ? asked.example : 'demo'
  if (!loadExample(groups, id)) loadExample(groups, 'demo')
  if (asked && 'broken' in asked)
    byId('copied').textContent = 'The link is incomplete, so this is the demo.'
}

async function open(groups: readonly ExampleGroup[]): Promise<void> {
  const asked = await readAddress()
  if (asked && 'scene' in asked) load(asked.scene)
  if (asked && 'example' in asked) loadExample(groups, asked.example)
}

void start()
void keepForOffline()
