import type { Located } from '../cortex/subject.ts'
import { findWritten } from '../cortex/written.ts'
import type { Edit } from '../source/edit.ts'
import type { KeyPath } from '../source/text.ts'
import { findNode } from '../source/tree.ts'

/**
 * The edits that put a key back as the old side has it: what it says, or nothing where it is silent.
 *
 * A section that the new side has for this key alone goes with it.
 */
export function restore(earlier: Located, subject: Located, path: KeyPath): readonly Edit[] {
  const value = findWritten(earlier, path)
  if (value !== undefined) return [{ op: 'set', path, value }]

  let at = path
  while (at.length > 1 && isAlone(subject, at) && !isWrittenIn(earlier, at.slice(0, -1))) {
    at = at.slice(0, -1)
  }
  return isWrittenIn(subject, at) ? [{ op: 'remove', path: at }] : []
}

function isAlone({ file, path }: Located, at: KeyPath): boolean {
  const section = findNode(file.document.root, [...path, ...at.slice(0, -1)])
  return section?.kind === 'map' && section.entries.length === 1
}

function isWrittenIn({ file, path }: Located, at: KeyPath): boolean {
  return findNode(file.document.root, [...path, ...at]) !== undefined
}
