import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The colors are the page's own: its variables reach into the shadow root, light or dark. */
const STYLE = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: 'var(--code-key)' },
  { tag: [tags.string, tags.content], color: 'var(--code-text)' },
  { tag: [tags.comment, tags.meta], color: 'var(--code-comment)' },
  {
    tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace],
    color: 'var(--muted)',
  },
  { tag: [tags.labelName, tags.typeName, tags.keyword], color: 'var(--code-key)' },
])

const THEME = EditorView.theme({
  '&': { backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '13px' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-content': { caretColor: 'var(--text)', fontFamily: 'var(--mono)' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--line)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--selection)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--border)',
    color: 'var(--text)',
    borderRadius: '6px',
    maxWidth: '34rem',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--focus)',
    color: 'var(--on-focus)',
  },
  '.cm-tooltip.cm-completionInfo': { padding: '.4rem .6rem', maxWidth: '22rem' },
  '.cm-hint': { padding: '.5rem .7rem', fontFamily: 'var(--sans)', lineHeight: '1.45' },
  '.cm-hint dl': {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    gap: '.1rem .6rem',
    margin: '.4rem 0 0',
  },
  '.cm-hint dt': { color: 'var(--muted)' },
  '.cm-hint dd': { margin: '0' },
  '.cm-hint code': { fontFamily: 'var(--mono)' },
  '.cm-diagnostic': { fontFamily: 'var(--sans)', padding: '.4rem .6rem', lineHeight: '1.4' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
    borderRadius: '4px',
    padding: '.2rem .5rem',
  },
  // CodeMirror's own marks are pictures in `data:` addresses, which the policy of the page forbids.
  '.cm-lintRange': { backgroundImage: 'none', textDecoration: 'underline wavy 1px' },
  '.cm-lintRange-error': { textDecorationColor: 'var(--error)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--warning)' },
  '.cm-lintRange-info': { textDecorationColor: 'var(--info)' },
  '.cm-lint-marker': {
    content: 'normal !important',
    width: '.7em',
    height: '.7em',
    marginTop: '.4em',
    borderRadius: '50%',
  },
  '.cm-lint-marker-error': { backgroundColor: 'var(--error)' },
  '.cm-lint-marker-warning': { backgroundColor: 'var(--warning)', borderRadius: '2px' },
  '.cm-lint-marker-info': { backgroundColor: 'var(--info)' },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--added)' },
  '&.cm-merge-a .cm-changedLine': { backgroundColor: 'var(--removed)' },
  '&.cm-merge-b .cm-changedText': { background: 'var(--added-text)' },
  '&.cm-merge-a .cm-changedText': { background: 'var(--removed-text)' },
})

export const APPEARANCE: Extension = [THEME, syntaxHighlighting(STYLE)]
