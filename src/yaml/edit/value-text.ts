import type { TextEdit } from '../../text/text.ts'
import type { EditValue } from './edits.ts'
import { EditError } from './error.ts'
import type { EditContext, Gap } from './layout.ts'
import { columnOf, findLineEnd, lineBreakAt, readGap } from './layout.ts'
import type { Origin, Slot } from './slot.ts'
import { cutBlock, cutInline, indentBy, says } from './source.ts'
import {
  fitsOnLine,
  isCollection,
  isList,
  isMultiLine,
  writeInline,
  writeLines,
  writeScalar,
} from './write.ts'

/** Replaces the value in a slot. Throws EditError. */
export function replaceValue(
  context: EditContext,
  slot: Slot,
  value: EditValue,
  origin?: Origin,
): TextEdit[] {
  const { text } = context.document
  const gap = readGap(text, slot.gapStart, slot.place.start)
  const inFlow = slot.parent?.node.style === 'flow'
  const inline = origin && copyInline(origin, slot, value)
  const block = origin && !inFlow && !inline ? copyBlock(origin, slot, value) : undefined
  const isOneLine = inline ?? (!block && (!isMultiLine(value) || staysInBrackets(slot, value)))
  if (inFlow || isOneLine) {
    return replaceByInline(text, slot, gap, inline ?? writeInSlot(slot, value, inFlow))
  }
  if (gap.hasTag) throw new EditError('A value with a tag cannot become several lines')

  const { node: parent, index } = slot.parent ?? {}
  const key = parent?.kind === 'map' ? parent.entries[index ?? 0]?.key : undefined
  const lines = block ?? writeLines(value, context.layoutAt(slot.place.start))
  const kind = isCollection(value) && isList(value) ? 'list' : 'map'
  return key
    ? replaceBelowKey(context, { slot, gap, keyColumn: columnOf(text, key.start) }, { kind, lines })
    : replaceInPlace(context, slot, gap, lines)
}

/** A value as the origin writes it; not in other quotes or brackets than those that are there. */
function copyInline(origin: Origin, slot: Slot, value: EditValue): string | undefined {
  const inline = cutInline(origin)
  if (inline === undefined || !hasStyleOf(origin.slot, slot)) return undefined
  const inFlow = slot.parent?.node.style === 'flow'
  const isSame = inFlow
    ? says(`[${inline}]`, [value], origin)
    : says(`value: ${inline}\n`, { value }, origin)
  return isSame ? inline : undefined
}

function copyBlock(origin: Origin, slot: Slot, value: EditValue): readonly string[] | undefined {
  const lines = hasStyleOf(origin.slot, slot) ? cutBlock(origin) : undefined
  return lines && says(`${lines.join('\n')}\n`, value, origin) ? lines : undefined
}

/** Whether quotes or brackets that stay are of one style. */
function hasStyleOf({ node: old }: Slot, { node, place }: Slot): boolean {
  const isWritten = node.start >= place.start && node.end <= place.end
  const isPlain = 'style' in node && node.style === 'plain'
  return !isWritten || isPlain || old.kind !== node.kind || old.style === node.style
}

/** Replaces a key. */
export function replaceKey({ parent }: Slot, to: string): TextEdit {
  const key = parent?.node.kind === 'map' ? parent.node.entries[parent.index]?.key : undefined
  if (!key) throw new EditError('Only keys can be renamed')
  const style =
    'style' in key && key.style !== 'block' && key.style !== 'flow' ? key.style : 'plain'
  return {
    start: key.start,
    end: key.end,
    text: writeScalar(to, parent?.node.style === 'flow', style),
  }
}

/** Writes the content of a document that has none. */
export function writeRoot({ document, layoutAt }: EditContext, value: EditValue): TextEdit {
  const { text } = document
  const layout = layoutAt(0)
  if (document.oddities.length > 0) throw new EditError('Another document follows an empty one')
  const lines = writeLines(value, layout)
  const isOpen =
    findLineEnd(text, text.length) !== text.length || !/(?:^\ufeff?|[\r\n])$/.test(text)
  const head = isOpen ? layout.lineBreak : ''
  const end = isOpen ? '' : layout.lineBreak
  return { start: text.length, end: text.length, text: head + lines.join(layout.lineBreak) + end }
}

/** Whether brackets are replaced by brackets, since the line does not get too long. */
function staysInBrackets({ node, place }: Slot, value: EditValue): boolean {
  return node.start === place.start && node.style === 'flow' && fitsOnLine(value)
}

/** Writes a value for one line; quotes stay as they are. */
function writeInSlot({ node, place }: Slot, value: EditValue, inFlow: boolean): string {
  const isWritten = node.start >= place.start && node.end <= place.end
  if (isCollection(value) || node.kind !== 'string' || !isWritten) return writeInline(value, inFlow)
  return writeScalar(value, inFlow, node.style)
}

function replaceByInline(text: string, slot: Slot, gap: Gap, inline: string): TextEdit[] {
  const { place } = slot
  if (isBelow(text, slot, gap)) {
    if (gap.hasTag) throw new EditError('A value with a tag cannot become one line')
    const deleted = {
      start: findLineEnd(text, gap.end),
      end: findLineEnd(text, place.end),
      text: '',
    }
    return [{ start: gap.end, end: gap.end, text: ` ${inline}` }, deleted]
  }
  const start = gap.hasTag ? gap.properties.start : place.start
  if (start < place.end) {
    const anchor = gap.hasTag && gap.anchor ? `${gap.anchor} ` : ''
    return [{ start, end: place.end, text: anchor + inline }]
  }
  const isItem = slot.parent?.node.kind !== 'map'
  if (isItem || gap.hasColon) return [{ start, end: start, text: ` ${inline}` }]
  if (slot.parent.node.style === 'block') throw new EditError('The key has no colon')
  return [{ start, end: start, text: `: ${inline}` }]
}

/** Whether a slot holds a block list or map that starts on a line below its key or dash. */
function isBelow(text: string, { node, place }: Slot, gap: Gap): boolean {
  if (node.start !== place.start || !('style' in node) || node.style !== 'block') return false
  return findLineEnd(text, gap.end) < node.start
}

interface KeyedSlot {
  readonly slot: Slot
  readonly gap: Gap
  readonly keyColumn: number
}

interface BlockLines {
  readonly kind: 'list' | 'map'
  readonly lines: readonly string[]
}

function replaceBelowKey(
  { document: { text }, layoutAt }: EditContext,
  { slot, gap, keyColumn }: KeyedSlot,
  { kind, lines: block }: BlockLines,
): TextEdit[] {
  if (!gap.hasColon) throw new EditError('The key has no colon')
  const { node, place } = slot
  const layout = layoutAt(place.start)
  const isOldBlock = isBelow(text, slot, gap)
  const step = kind === 'list' ? layout.listIndent : layout.mapIndent
  const column = isOldBlock && node.kind === kind ? columnOf(text, node.start) : keyColumn + step
  const lineEnd = findLineEnd(text, place.end)
  const lineBreak = lineBreakAt(text, lineEnd, layout)
  const lines = block.map(indentBy(column)).map((line) => lineBreak + line)
  if (isOldBlock) return [{ start: findLineEnd(text, gap.end), end: lineEnd, text: lines.join('') }]

  const hasComment = text.slice(gap.end, place.start).includes('#')
  const start = hasComment ? findLineEnd(text, gap.end) : gap.end
  const added = { start: lineEnd, end: lineEnd, text: lines.join('') }
  return start < place.end ? [{ start, end: place.end, text: '' }, added] : [added]
}

/** Replaces a list item, or the root, by lines that start where it starts. */
function replaceInPlace(
  { document: { text }, layoutAt }: EditContext,
  { place }: Slot,
  gap: Gap,
  block: readonly string[],
): TextEdit[] {
  const layout = layoutAt(place.start)
  const isEmpty = place.start === place.end
  const column = columnOf(text, isEmpty ? gap.end : place.start) + (isEmpty ? 1 : 0)
  const lineBreak = lineBreakAt(text, findLineEnd(text, place.end), layout)
  const [first = '', ...others] = block
  const lines = [first, ...others.map(indentBy(column))].join(lineBreak)
  return [{ start: place.start, end: place.end, text: isEmpty ? ` ${lines}` : lines }]
}
