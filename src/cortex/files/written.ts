import type { KeyPath } from '../../text/text.ts'
import type { EditValue } from '../../yaml/edit/edits.ts'
import { toEditValue } from '../../yaml/edit/value.ts'
import { findEntry, findNode } from '../../yaml/tree.ts'
import type { Located } from './subject.ts'

/** Where a subject is, whatever it is. */
export type Spot = Pick<Located, 'file' | 'path'>

/** What a file says at a path of a subject, e.g. to write it again; undefined if it says nothing. */
export function findWritten({ file, path }: Spot, at: KeyPath): EditValue | undefined {
  const node = findNode(file.document.root, [...path, ...at])
  return node?.kind === 'string' ? (node.written ?? node.value) : toEditValue(node)
}

/** Whether a key is there under a misspelt name, with which Cortex never takes the file. */
export function isKeyMisspelt({ file, path }: Spot, at: KeyPath): boolean {
  const map = findNode(file.document.root, [...path, ...at.slice(0, -1)])
  const key = findEntry(map, String(at.at(-1)))?.key
  return key?.kind === 'string' && key.written !== undefined
}
