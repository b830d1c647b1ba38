import { applyEdits } from '../../text/text.ts'
import type { Complaint } from '../../workflows/diagnose.ts'
import { toDocument, type Workflow } from '../../workflows/model.ts'
import { EditError, resolveEdits } from '../../yaml/edit/edit.ts'
import type { Edit } from '../../yaml/edit/edits.ts'

/** A workflow's new text, and what that mends. */
export interface Repair {
  readonly text: string
  readonly mended: readonly Complaint[]
}

/** Makes the edits of complaints about a workflow, each unless the text has no place for it. */
export function repair(
  { text, path }: Workflow,
  complaints: readonly Complaint[],
): Repair | undefined {
  let now = text
  const mended = complaints.filter((complaint) => {
    if (complaint.path !== path || !complaint.edits) return false
    const next = edit(now, complaint.edits)
    if (next === undefined || next === now) return false
    now = next
    return true
  })
  return mended.length > 0 ? { text: now, mended } : undefined
}

/** Places in the document are those in the text. */
function edit(text: string, edits: readonly Edit[]): string | undefined {
  try {
    const resolved = resolveEdits(toDocument(text), edits)
    // An event without settings has no value.
    const bare = resolved.map((each) => ({
      ...each,
      text: each.text.replace('merge_group: null', 'merge_group:'),
    }))
    return applyEdits(text, bare)
  } catch (error) {
    if (error instanceof EditError) return undefined
    throw error
  }
}
