import type { Span } from '../../text/text.ts'
import type { YamlDocument } from '../document.ts'
import type { YamlNode } from '../tree.ts'
import type { KeyOrder } from './edits.ts'

/** The style of a file, for what is written into it. */
export interface Layout {
  readonly lineBreak: string
  /** How much deeper a map stands than the key it belongs to. */
  readonly mapIndent: number
  /** How much deeper a list's dashes stand than the key it belongs to; often 0. */
  readonly listIndent: number
}

/** What the writing of edits needs to know. */
export interface EditContext {
  readonly document: YamlDocument
  readonly layoutAt: (offset: number) => Layout
  readonly order: KeyOrder
}

/** Tells the style at an offset of a file: that of the nearest maps and lists below a key. */
export function detectLayout({ text, root }: YamlDocument): (offset: number) => Layout {
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  const indents = root ? [...measureIndents(text, root)] : []

  return (offset) => {
    const mapIndent = findNearest(indents, 'map', offset) ?? 2
    const listIndent = findNearest(indents, 'list', offset) ?? mapIndent
    return { lineBreak, mapIndent, listIndent }
  }
}

/** The offset at which the line of an offset starts, past a byte order mark. */
export function findLineStart(text: string, offset: number): number {
  const top = text.startsWith('\ufeff') ? 1 : 0
  let start = Math.max(offset, top)
  while (start > top && !/[\r\n]/.test(text.charAt(start - 1))) start -= 1
  return start
}

/** The offset of the line break, or of the text's end, after an offset. */
export function findLineEnd(text: string, offset: number): number {
  const rest = /[\r\n]/g
  rest.lastIndex = offset
  return rest.exec(text)?.index ?? text.length
}

/** The line break at the end of a line, so that files with several kinds keep them. */
export function lineBreakAt(text: string, lineEnd: number, layout: Layout): string {
  return lineEnd < text.length
    ? text.slice(lineEnd, skipLineBreak(text, lineEnd))
    : layout.lineBreak
}

/** The offset of the line after the one that ends at `lineEnd`. */
export function skipLineBreak(text: string, lineEnd: number): number {
  return text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : Math.min(lineEnd + 1, text.length)
}

/** The offset of the line break before a line's start. */
export function findPreviousLineEnd(text: string, lineStart: number): number {
  if (text.startsWith('\r\n', lineStart - 2)) return lineStart - 2
  return lineStart - 1
}

export function columnOf(text: string, offset: number): number {
  return offset - findLineStart(text, offset)
}

/** Whether only blanks stand before an offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(findLineStart(text, offset), offset).trim() === ''
}

/**
 * The start of the lines that belong to what starts a line at `offset`: comments directly above,
 * at the same column. Comments at the top of a file are about the file.
 */
export function findCommentedStart(text: string, offset: number): number {
  const column = columnOf(text, offset)
  const top = findLineStart(text, 0)
  let start = findLineStart(text, offset)

  while (start > top) {
    const above = findLineStart(text, findPreviousLineEnd(text, start))
    const line = text.slice(above, start)
    if (line.trimStart().charAt(0) !== '#' || line.search(/\S/) !== column) return start
    if (above === top) return findLineStart(text, offset)
    start = above
  }
  return start
}

/** The end of the line of `offset`, or of the comments below it that are deeper than `column`. */
export function findCommentedEnd(text: string, offset: number, column: number): number {
  let end = findLineEnd(text, offset)
  for (;;) {
    const below = skipLineBreak(text, end)
    const belowEnd = findLineEnd(text, below)
    const line = text.slice(below, belowEnd)
    if (below === end || line.trimStart().charAt(0) !== '#') return end
    if (line.search(/\S/) <= column) return end
    end = belowEnd
  }
}

/** What stands between a key (or dash) and its value. */
export interface Gap {
  /** Past the last of indicator, anchor and tag. */
  readonly end: number
  /** The anchor and tag; empty if there is none. */
  readonly properties: Span
  readonly anchor: string | undefined
  readonly hasTag: boolean
  readonly hasColon: boolean
}

/** Reads what stands between two offsets, skipping blanks and comments. */
export function readGap(text: string, start: number, end: number): Gap {
  const tokens = [...text.slice(start, end).matchAll(/#[^\r\n]*|[&!]\S*|[^\s#&!]/g)].filter(
    ([token]) => !token.startsWith('#'),
  )
  const properties = tokens.filter(([token]) => /^[&!]/.test(token))
  const [first, last] = [properties[0], tokens.at(-1)]
  const gapEnd = last ? start + last.index + last[0].length : start
  return {
    end: gapEnd,
    properties: { start: first ? start + first.index : gapEnd, end: gapEnd },
    anchor: properties.find(([token]) => token.startsWith('&'))?.[0],
    hasTag: properties.some(([token]) => token.startsWith('!')),
    hasColon: tokens.some(([token]) => token === ':'),
  }
}

interface Indent {
  readonly kind: 'list' | 'map'
  readonly offset: number
  readonly indent: number
}

function findNearest(
  indents: readonly Indent[],
  kind: Indent['kind'],
  offset: number,
): number | undefined {
  const distance = (indent: Indent) => Math.abs(indent.offset - offset)
  return indents
    .filter((indent) => indent.kind === kind)
    .reduce<Indent | undefined>(
      (nearest, next) => (nearest && distance(nearest) <= distance(next) ? nearest : next),
      undefined,
    )?.indent
}

/** How much deeper each block list and map stands than its key. */
function* measureIndents(text: string, node: YamlNode): Generator<Indent> {
  if (node.kind === 'list' && node.style === 'block') {
    for (const [index, item] of node.items.entries()) {
      if (node.places[index] === item) yield* measureIndents(text, item)
    }
  }
  if (node.kind !== 'map' || node.style === 'flow') return

  for (const { key, value, place, merged } of node.entries) {
    if (merged || place !== value || (value.kind !== 'list' && value.kind !== 'map')) continue
    if (value.style === 'flow') continue
    const indent = columnOf(text, value.start) - columnOf(text, key.start)
    // A `?`, an anchor or a tag before the key makes it look deeper than it is.
    const isPlausible = indent > 0 || (indent === 0 && value.kind === 'list')
    if (isPlausible) yield { kind: value.kind, offset: value.start, indent }
    yield* measureIndents(text, value)
  }
}
