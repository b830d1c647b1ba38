import type { KeyPath } from '../../text/text.ts'
import type { EditValue } from '../../yaml/edit/edits.ts'
import { toEditValue } from '../../yaml/edit/value.ts'
import { findNode } from '../../yaml/tree.ts'
import type { Located } from './subject.ts'

/** Where a subject is, whatever it is. */
export type Spot = Pick<Located, 'file' | 'path'>

/** What a file says at a path of a subject, e.g. to write it again; undefined if it says nothing. */
export function findWritten({ file, path }: Spot, at: KeyPath): EditValue | undefined {
  return toEditValue(findNode(file.document.root, [...path, ...at]))
}
