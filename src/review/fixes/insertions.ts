import { applyEdits, type TextEdit } from '../../text/text.ts'
import { parseDocument, type YamlDocument } from '../../yaml/document.ts'
import { EditError, resolveEdits } from '../../yaml/edit/edit.ts'
import type { Edit } from '../../yaml/edit/edits.ts'
import { shareLine, touchedBy } from '../../yaml/touched-lines.ts'
import type { ProvenFix } from './proven-fix.ts'

/** How many characters are read to see that insertions go together. */
const MOST_READ = 2_000_000

/**
 * Puts the lines that two fixes insert at one place one after the other: the first at the end of
 * the line above, the second at the start of the line below. Both can then be applied, or either,
 * in any order, with the same result. Of more than two, the others have to wait for the next review.
 */
export function pairInsertions<F extends ProvenFix>(fixes: readonly F[]): readonly F[] {
  const settled = new Map(fixes.map((fix) => [fix, fix] as const))
  const alone = new Map<string, F>()
  let read = 0
  for (const fix of fixes) {
    for (const gap of listGaps(fix)) {
      const other = alone.get(gap)
      if (!other) {
        alone.set(gap, fix)
        continue
      }
      if (settled.get(other)?.partner || settled.get(fix)?.partner || read > MOST_READ) continue
      read += 2 * fix.file.document.text.length
      const pair = standsBefore(fix, other)
        ? pairUp(fix, other)
        : (pairUp(other, fix) ?? pairUp(fix, other))
      for (const [one, edits, partner] of pair ?? []) settled.set(one, { ...one, edits, partner })
    }
  }
  return [...settled.values()]
}

/** The places between two lines where a fix inserts lines. */
function listGaps({ touched, path }: ProvenFix): readonly string[] {
  return touched.flatMap(({ first }) => (Number.isInteger(first) ? [] : [`${first} ${path}`]))
}

/** Whether what a fix restores stood before what another one restores into the same list. */
function standsBefore({ wanted }: ProvenFix, other: ProvenFix): boolean {
  return wanted.some((edit) => other.wanted.some((later) => isBefore(edit, later)))
}

function isBefore(edit: Edit, later: Edit): boolean {
  if (edit.op !== 'insert' || later.op !== 'insert') return false
  const [place, otherPlace] = [edit.source?.path.at(-1), later.source?.path.at(-1)]
  const isSameList = edit.path.join('.') === later.path.join('.')
  return isSameList && Number(place) < Number(otherPlace)
}

/** Both fixes with their new edits and each other, if the first's lines belong above the other's. */
function pairUp<F extends ProvenFix>(above: F, below: F) {
  const { document } = above.file
  const [upper, lower] = [
    moveInsertions(document, above.edits, below.edits, toLineEnd),
    moveInsertions(document, below.edits, above.edits, toLineStart),
  ]
  if (!upper || !lower || overlap([...upper, ...lower])) return undefined

  const both = applyEdits(document.text, [...upper, ...lower])
  const isSame = [applyInTurn(above, below), applyInTurn(below, above)].every(
    (text) => text === both,
  )
  if (!isSame) return undefined
  return [
    [above, upper, below.raw],
    [below, lower, above.raw],
  ] as const
}

/** Whether an insertion, say, has come to stand in lines that the other fix takes out. */
function overlap(edits: readonly TextEdit[]): boolean {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
  return sorted.some((edit, index) => edit.start < (sorted[index - 1]?.end ?? 0))
}

type Move = (document: YamlDocument, edit: TextEdit) => TextEdit | undefined

/** Moves the edits that meet one of the others; undefined if one of them cannot be. */
function moveInsertions(
  document: YamlDocument,
  edits: readonly TextEdit[],
  others: readonly TextEdit[],
  move: Move,
): readonly TextEdit[] | undefined {
  const taken = touchedBy(document, others)
  const moved = edits.map((edit) => {
    return shareLine(touchedBy(document, [edit]), taken) ? move(document, edit) : edit
  })
  return moved.every((edit) => edit !== undefined) ? moved : undefined
}

/** An insertion of whole lines with the line break before them. */
const toLineEnd: Move = ({ lines }, edit) => {
  if (edit.start < edit.end || /^\r?\n/.test(edit.text)) return keepInsertion(edit)
  const [, body = '', lineBreak] = /^(.*?)(\r?\n)$/s.exec(edit.text) ?? []
  const { line, column } = lines.positionAt(edit.start)
  if (lineBreak === undefined || column > 1 || line < 2) return undefined

  const at = lines.lineSpan(line - 1).end
  return { start: at, end: at, text: lineBreak + body }
}

/** An insertion of whole lines with the line break after them. */
const toLineStart: Move = ({ lines }, edit) => {
  if (edit.start < edit.end || /\r?\n$/.test(edit.text)) return keepInsertion(edit)
  const [, lineBreak, body = ''] = /^(\r?\n)(.*)$/s.exec(edit.text) ?? []
  const { line } = lines.positionAt(edit.start)
  if (lineBreak === undefined || line === lines.lineCount) return undefined

  const at = lines.lineSpan(line + 1).start
  return { start: at, end: at, text: body + lineBreak }
}

function keepInsertion(edit: TextEdit): TextEdit | undefined {
  return edit.start < edit.end ? undefined : edit
}

/** The text after one fix and then the other, as it is made after the first; undefined if it fails. */
function applyInTurn(first: ProvenFix, second: ProvenFix): string | undefined {
  const between = applyEdits(first.file.document.text, first.edits)
  const wanted = second.wanted.map((edit) => {
    const above = first.wanted.filter((other) => isBefore(other, edit)).length
    return edit.op === 'insert' ? { ...edit, index: edit.index + above } : edit
  })
  try {
    return applyEdits(between, resolveEdits(parseDocument(between), wanted, second.order))
  } catch (error) {
    if (error instanceof EditError) return undefined
    throw error
  }
}
