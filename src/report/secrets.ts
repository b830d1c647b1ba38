import type { FindingFix } from '../review/finding.ts'
import { hideOf } from '../review/hide.ts'
import type { Review } from '../review/review.ts'
import type { LineEdit } from './comment/line-edit.ts'

type Files = Pick<Review, 'before' | 'after'>

/** Whether lines hold a secret: then they are not offered to be committed, which would show it. */
export function holdsSecret(lines: readonly string[], review: Files): boolean {
  const hide = hideOf(review)
  return lines.some((line) => hide(line) !== line)
}

/** Whether the text that a fix writes holds a secret. */
export function showsSecret({ edits }: FindingFix, review: Files): boolean {
  return holdsSecret(
    edits.map(({ text }) => text),
    review,
  )
}

/** An edit as it may be shown. */
export function hideInEdit(edit: LineEdit, review: Files): LineEdit {
  const hide = hideOf(review)
  const hideAll = (lines: readonly string[]) => lines.map((line) => hide(line))
  return { ...edit, before: hideAll(edit.before), after: hideAll(edit.after) }
}
