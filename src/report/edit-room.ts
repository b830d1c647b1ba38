import type { LineEdit } from './comment/line-edit.ts'

/** A longer edit is read by nobody in a comment or at a terminal. */
const LONGEST_EDIT = 40_000
/** What all edits of a report may have together: those of the worst findings come first. */
const MOST_TEXT = 2_000_000

/** How much of edits a report shows, in characters. */
export interface EditRoom {
  /** Takes the room that an edit needs; false if there is none, and it is not to be shown. */
  readonly take: (edit: LineEdit) => boolean
}

export function createEditRoom(): EditRoom {
  let left = MOST_TEXT
  return {
    take({ before, after }) {
      const length = [...before, ...after].reduce((sum, line) => sum + line.length, 0)
      if (length > LONGEST_EDIT || length > left) return false
      left -= length
      return true
    },
  }
}
