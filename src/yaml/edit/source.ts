import type { KeyPath } from '../../text/text.ts'
import { parseDocument } from '../document.ts'
import { findWrittenPath } from '../written-path.ts'
import { listChildren } from './children.ts'
import type { EditValue, Source } from './edits.ts'
import { EditError } from './error.ts'
import {
  columnOf,
  findCommentedEnd,
  findCommentedStart,
  findLineEnd,
  findLineStart,
  readGap,
  skipLineBreak,
  startsLine,
} from './layout.ts'
import type { Origin } from './slot.ts'
import { findChild, findSlot } from './slot.ts'
import { hasValue } from './value.ts'

/** Where a source is written; undefined if it has no place of its own. */
export function findOrigin({ document, path }: Source): Origin | undefined {
  return orNone(() => {
    const found = findSlot(document, findWrittenPath(document.root, path))
    return found?.[1].length === 0 ? { document, slot: found[0] } : undefined
  })
}

export function originOfChild(
  origin: Origin | undefined,
  step: string | number,
): Origin | undefined {
  return (
    origin &&
    orNone(() => {
      const slot = findChild(origin.slot, step)
      return slot && { ...origin, slot }
    })
  )
}

/** What an origin stands in, some levels up. */
export function originOfParent(origin: Origin | undefined, levels: number): Origin | undefined {
  const slot = origin?.slot.parent?.slot
  if (levels === 0 || !origin) return origin
  return slot && originOfParent({ ...origin, slot }, levels - 1)
}

/**
 * The lines of a key, or of a list item, with the comments above, behind and below, without the
 * indentation that they share. Of a map, only what is `kept` of it.
 */
export function cutLines(
  origin: Origin,
  kept: readonly KeyPath[] = [[]],
): readonly string[] | undefined {
  const { text } = origin.document
  const { slot } = origin
  const child = slot.parent && findOwnChild(origin)
  if (!child) return undefined
  if (slot.parent.node.style === 'flow') {
    const inline = text.slice(child.start, child.end)
    if (/[\r\n]/.test(inline)) return undefined
    return [slot.parent.node.kind === 'list' ? `- ${inline}` : inline]
  }
  const column = columnOf(text, child.start)
  if (kept.some((path) => path.length === 0)) {
    return cut(text, child.start, findCommentedEnd(text, child.end, column))
  }
  const { node, gapStart, place } = slot
  const headEnd = findLineEnd(text, readGap(text, gapStart, place.start).end)
  if (node.kind !== 'map' || node.style !== 'block' || node.merges) return undefined
  const head = headEnd < node.start ? cut(text, child.start, headEnd) : undefined
  const parts = listChildren(text, node).map(({ start, key = '' }) => {
    const inner = kept.filter(([step]) => step === key).map((path) => path.slice(1))
    const entry = originOfChild(origin, key)
    if (inner.length === 0) return []
    const lines = entry && cutLines(entry, inner)
    const whole = lines && [...listCommentsAbove(entry), ...lines]
    return whole?.map(indentBy(columnOf(text, start) - column))
  })
  return head && parts.every((part) => part !== undefined) ? [...head, ...parts.flat()] : undefined
}

/** The lines of a block list or map below its key, without the indentation that they share. */
export function cutBlock({ document, slot }: Origin): readonly string[] | undefined {
  const { text } = document
  const { node, place, gapStart, parent } = slot
  if ((node.kind !== 'list' && node.kind !== 'map') || node.style !== 'block') return undefined
  if (node.start !== place.start || !startsLine(text, node.start)) return undefined

  const top = skipLineBreak(text, findLineEnd(text, readGap(text, gapStart, place.start).end))
  const key = parent?.node.kind === 'map' ? parent.node.entries[parent.index]?.key : undefined
  const end = findCommentedEnd(text, place.end, columnOf(text, key?.start ?? node.start))
  return dedent(text.slice(top, end), columnOf(text, node.start))
}

/** A value that is on one line; undefined if it is not, or has an anchor or a tag. */
export function cutInline({ document: { text }, slot }: Origin): string | undefined {
  const inline = text.slice(slot.place.start, slot.place.end)
  const { properties } = readGap(text, slot.gapStart, slot.place.start)
  return inline === '' || /[\r\n]/.test(inline) || properties.start < properties.end
    ? undefined
    : inline
}

/**
 * Whether a text that is copied from an origin says a value by itself. Beside aliases that is not
 * known before the whole is read.
 */
export function says(text: string, value: EditValue, { document }: Origin): boolean {
  const { root, problems } = parseDocument(text)
  return problems.length > 0 ? document.aliases.length > 0 : !!root && hasValue(root, value)
}

/** The comment lines directly above an entry, without their indentation. */
export function listCommentsAbove(origin: Origin): readonly string[] {
  const { text } = origin.document
  const child = findOwnChild(origin)
  if (!child || !startsLine(text, child.start)) return []
  const above = text.slice(findCommentedStart(text, child.start), findLineStart(text, child.start))
  return above.split(/[\r\n]+/).flatMap((line) => line.trim() || [])
}

/** Whether a blank line stands above an entry and its comments. */
export function isSpaced(origin: Origin): boolean {
  const { text } = origin.document
  const child = findOwnChild(origin)
  if (!child || !startsLine(text, child.start)) return false
  return /\n[ \t]*\r?\n$/.test(text.slice(0, findCommentedStart(text, child.start)))
}

/** The key or dash with what it holds. */
export function findOwnChild({ document: { text }, slot: { parent } }: Origin) {
  return parent && listChildren(text, parent.node).find(({ index }) => index === parent.index)
}

export function indentBy(column: number): (line: string) => string {
  return (line) => (line === '' ? line : ' '.repeat(column) + line)
}

function cut(text: string, start: number, end: number): readonly string[] | undefined {
  const column = columnOf(text, start)
  if (!startsLine(text, start)) return dedent(' '.repeat(column) + text.slice(start, end), column)
  return dedent(text.slice(findLineStart(text, start), end), column)
}

/** Lines without an indentation; undefined if one that is no comment stands further left. */
function dedent(text: string, column: number): readonly string[] | undefined {
  const lines = text.split(/\r\n|\n|\r/).map((line) => {
    const indent = line.search(/\S/)
    if (indent < 0) return ''
    if (indent >= column) return line.slice(column)
    return line.charAt(indent) === '#' ? line.slice(indent) : undefined
  })
  return lines.every((line) => line !== undefined) ? lines : undefined
}

/** What is found; undefined where an alias or a merge key is in the way. */
export function orNone<T>(find: () => T | undefined): T | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof EditError) return undefined
    throw error
  }
}
