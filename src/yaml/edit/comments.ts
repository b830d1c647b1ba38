import type { TextEdit } from '../../text/text.ts'
import type { YamlDocument } from '../document.ts'
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

function isLost(document: YamlDocument, origin: Origin, comment: string): boolean {
  if (!/^\s*#/.test(comment)) return false
  const text = comment.trim().slice(1).trim()
  const count = ({ comments }: YamlDocument) => comments.filter((each) => each.text === text).length
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
