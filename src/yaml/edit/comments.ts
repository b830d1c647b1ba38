import { applyEdits, type TextEdit } from '../../text/text.ts'
import type { YamlDocument } from '../document.ts'
import { commentsFrom, countComments } from '../find-comments.ts'
import type { EditContext } from './layout.ts'
import { findLineEnd, findLineStart, readGap, startsLine } from './layout.ts'
import type { Origin, Slot } from './slot.ts'
import { findOwnChild, listCommentsAbove } from './source.ts'

/** The comments above an entry of an older text that the document has not, or not as often. */
export function listLostComments(document: YamlDocument, origin: Origin): readonly string[] {
  return listCommentsAbove(origin).filter((line) => isLost(document, origin, line))
}

/**
 * Puts back what an older text says of a value above and behind it, where the document has no
 * comment now: what its author says there stays.
 */
export function restoreComments(
  { document, layoutAt }: EditContext,
  slot: Slot,
  origin: Origin,
): readonly TextEdit[] {
  const { text } = document
  if (slot.parent?.node.style !== 'block' || origin.slot.parent?.node.style !== 'block') return []
  const edits: TextEdit[] = []

  const child = findOwnChild({ document, slot })
  const isBare = child && listCommentsAbove({ document, slot }).length === 0
  const above = isBare && startsLine(text, child.start) ? listLostComments(document, origin) : []
  if (child && above.length > 0) {
    const at = findLineStart(text, child.start)
    const indent = text.slice(at, child.start)
    const { lineBreak } = layoutAt(at)
    edits.push({
      start: at,
      end: at,
      text: above.map((line) => indent + line + lineBreak).join(''),
    })
  }
  const at = findTail(text, slot)
  const behind = tailOf(origin.document.text, origin.slot).trimEnd()
  if (tailOf(text, slot).trim() === '' && isLost(document, origin, behind)) {
    edits.push({ start: at, end: at, text: behind })
  }
  return edits
}

/** A place and what an older text has there. */
export interface Restored {
  readonly slot: Slot
  readonly origin: Origin
  /** Whether the value becomes a third one. */
  readonly isOther?: boolean
}

/**
 * Puts the comments of lines back whose code becomes that of an older text: one that came with what
 * goes would say something false of the old value. Of a third value both would.
 */
export function restoreLines(
  document: YamlDocument,
  restored: readonly Restored[],
  edits: readonly TextEdit[],
): readonly TextEdit[] {
  let result = edits
  for (const { slot, origin, isOther } of restored) {
    const [line, old] = [readLine(document, slot), readLine(origin.document, origin.slot)]
    if (!line?.comment || !old || !isLost(origin.document, { document }, line.comment)) continue
    const { start, codeEnd, end } = line
    const own = result.filter((edit) => start <= edit.start && edit.end <= codeEnd)
    const code = applyEdits(document.text.slice(start, codeEnd), own.map(shiftBy(-start)))
    const isOld = bare(code) === bare(old.code)
    if (own.length === 0 || (!isOld && !isOther)) continue

    const rest = result.filter((edit) => !own.includes(edit))
    const tail = isOld && isLost(document, origin, old.comment) ? old.tail : ''
    result = [...rest, { start, end, text: code.trimEnd() + tail }]
  }
  return result
}

/** The line of a value that is on one line, from its first character on. */
function readLine(document: YamlDocument, { place }: Slot) {
  const { text } = document
  const end = findLineEnd(text, place.start)
  if (end !== findLineEnd(text, place.end)) return undefined
  const lineStart = findLineStart(text, place.start)
  const start = lineStart + text.slice(lineStart, end).search(/\S/)
  const codeEnd = commentsFrom(document, place.end, end)[0]?.start ?? end
  const [code, comment] = [text.slice(start, codeEnd), text.slice(codeEnd, end).trimEnd()]
  const tail = code.slice(code.trimEnd().length) + comment
  return { start, codeEnd, end, code, comment, tail }
}

/** Code but for blanks, quotes and anchors, which stay as they are. */
function bare(code: string): string {
  return code.replaceAll(/["'\s]+|&\S+/g, '')
}

function shiftBy(by: number): (edit: TextEdit) => TextEdit {
  return ({ start, end, text }) => ({ start: start + by, end: end + by, text })
}

function isLost(
  document: YamlDocument,
  origin: Pick<Origin, 'document'>,
  comment: string,
): boolean {
  if (!/^\s*#/.test(comment)) return false
  const text = comment.trim().slice(1).trim()
  const count = (each: YamlDocument) => countComments(each).get(text) ?? 0
  return count(document) < count(origin.document)
}

function tailOf(text: string, slot: Slot): string {
  const start = findTail(text, slot)
  return text.slice(start, findLineEnd(text, start))
}

/** Where the code of an entry's first line ends: behind its value, or its colon. */
function findTail(text: string, { gapStart, place }: Slot): number {
  const gap = readGap(text, gapStart, place.start)
  return findLineEnd(text, gap.end) < place.end ? gap.end : place.end
}
