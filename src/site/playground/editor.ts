import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { indentUnit } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { MergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { SourceRange, TextEdit } from '../../text/text.ts'
import type { Completion, KeyHint } from '../scene/keys.ts'
import type { Entry, Side } from '../scene/scene.ts'
import { h, withCode } from './dom.ts'
import { APPEARANCE } from './theme.ts'

/** What an editor asks of the page. */
export interface Host {
  readonly changed: (side: Side, text: string) => void
  readonly complete: (text: string, offset: number, path: string) => Promise<Completion | undefined>
  readonly describe: (text: string, offset: number, path: string) => Promise<KeyHint | undefined>
}

/** A mark on a line, with what can be done about it. */
export interface Mark {
  readonly side: Side
  readonly range: SourceRange
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  readonly source?: string
  readonly action?: { readonly name: string; readonly run: () => void }
}

/** What is edited: a file on both sides, or one text. */
export type Subject =
  | { readonly kind: 'change'; readonly entry: Entry }
  | { readonly kind: 'single'; readonly path: string; readonly text: string }

/**
 * The editors of one tab, in a shadow root: only there CodeMirror styles itself without `<style>`
 * elements, which the page's policy forbids.
 */
export class Editors {
  readonly #root: ShadowRoot
  readonly #host: Host
  #views: Partial<Record<Side, EditorView>> = {}
  #destroy = () => {}

  constructor(parent: HTMLElement, host: Host) {
    this.#root = parent.attachShadow({ mode: 'open' })
    this.#host = host
  }

  show(subject: Subject): void {
    this.#destroy()
    this.#views = {}
    const box = h('div')
    this.#root.replaceChildren(box)
    if (subject.kind === 'single') this.#showSingle(box, subject.path, subject.text)
    else if (subject.entry.before && subject.entry.after) this.#showBoth(box, subject.entry)
    else this.#showOne(box, subject.entry)
  }

  /** Marks findings; places that are no longer in the text are left out. */
  mark(marks: readonly Mark[]): void {
    for (const side of ['before', 'after'] as const) {
      const view = this.#views[side]
      if (!view) continue
      const own = marks.filter((mark) => mark.side === side)
      view.dispatch(
        setDiagnostics(
          view.state,
          own.map((mark) => toDiagnostic(mark, view)),
        ),
      )
    }
  }

  /** Applies edits to a side; false if it is not shown. */
  apply(side: Side, edits: readonly TextEdit[]): boolean {
    const view = this.#views[side]
    if (!view) return false
    view.dispatch({
      changes: edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text })),
      userEvent: 'input.fix',
    })
    return true
  }

  /** Brings a line into view, with the cursor on it. */
  reveal(side: Side, range: SourceRange): void {
    const view = this.#views[side]
    if (!view) return
    const { from } = toOffsets(range, view)
    view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    })
    view.focus()
  }

  #showSingle(parent: HTMLElement, path: string, text: string): void {
    const view = new EditorView({
      doc: text,
      extensions: this.#extensions('after', path, path),
      parent,
      root: this.#root,
    })
    this.#views = { after: view }
    this.#destroy = () => view.destroy()
  }

  #showOne(parent: HTMLElement, entry: Entry): void {
    const side = entry.after ? 'after' : 'before'
    const { path = '', text = '' } = entry[side] ?? {}
    const view = new EditorView({
      doc: text,
      extensions: this.#extensions(side, path, NAMES[side]),
      parent,
      root: this.#root,
    })
    this.#views = { [side]: view }
    this.#destroy = () => view.destroy()
  }

  #showBoth(parent: HTMLElement, { before, after }: Entry): void {
    // On a phone, both sides are scrolled together.
    parent.style.minWidth = '42rem'
    const merge = new MergeView({
      a: {
        doc: before?.text ?? '',
        extensions: this.#extensions('before', before?.path ?? '', NAMES.before),
      },
      b: {
        doc: after?.text ?? '',
        extensions: this.#extensions('after', after?.path ?? '', NAMES.after),
      },
      parent,
      root: this.#root,
      gutter: true,
      diffConfig: { scanLimit: 500, timeout: 100 },
    })
    this.#views = { before: merge.a, after: merge.b }
    this.#destroy = () => merge.destroy()
  }

  #extensions(side: Side, path: string, label: string): Extension {
    return [
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      indentUnit.of('  '),
      EditorState.tabSize.of(2),
      yaml(),
      APPEARANCE,
      autocompletion({ override: [(context) => this.#complete(context, path)], icons: false }),
      this.#hover(path),
      keymap.of([...lintKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) this.#host.changed(side, update.state.doc.toString())
      }),
    ]
  }

  async #complete(context: CompletionContext, path: string): Promise<CompletionResult | null> {
    const found = await this.#host.complete(context.state.doc.toString(), context.pos, path)
    if (!found || context.aborted) return null
    // On an empty line only whoever asks is told.
    if (!context.explicit && found.from === context.pos) return null
    return {
      from: found.from,
      options: found.options.map(({ label, text, info, isValue }) => ({
        label,
        apply: text,
        type: isValue ? 'constant' : 'property',
        ...(info && { info: () => h('div', {}, ...withCode(info)) }),
      })),
      validFor: /^[\w.-]*$/,
    }
  }

  #hover(path: string): Extension {
    return hoverTooltip(async (view, position) => {
      const hint = await this.#host.describe(view.state.doc.toString(), position, path)
      return hint
        ? { pos: hint.from, end: hint.to, create: () => ({ dom: renderHint(hint) }) }
        : null
    })
  }
}

const NAMES = { before: 'Base', after: 'Change' } as const

function renderHint({ path, sentence, facts }: KeyHint): HTMLElement {
  const rows = facts.flatMap(({ label, text }) => [
    h('dt', {}, label),
    h('dd', {}, ...withCode(text)),
  ])
  return h(
    'div',
    { class: 'cm-hint' },
    h('div', {}, h('code', {}, path)),
    h('div', {}, ...withCode(sentence)),
    h('dl', {}, ...rows),
  )
}

function toDiagnostic(
  { range, severity, message, source, action }: Mark,
  view: EditorView,
): Diagnostic {
  return {
    ...toOffsets(range, view),
    severity,
    message,
    ...(source && { source }),
    ...(action && { actions: [{ name: action.name, apply: () => action.run() }] }),
  }
}

/** Lines and columns start at 1, as GitHub counts. */
function toOffsets({ start, end }: SourceRange, { state: { doc } }: EditorView) {
  const offset = ({ line, column }: SourceRange['start']) => {
    const row = doc.line(Math.min(Math.max(line, 1), doc.lines))
    return Math.min(row.from + column - 1, row.to)
  }
  const from = offset(start)
  return { from, to: Math.max(from, offset(end)) }
}
