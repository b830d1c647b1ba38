import type { Located } from '../cortex/files/subject.ts'
import { findWritten } from '../cortex/files/written.ts'
import type { KeyPath } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import type { Edit } from '../yaml/edit/edits.ts'
import { findNode } from '../yaml/tree.ts'
import { unwatched } from './identity/reads.ts'
import type { Fix } from './rule.ts'

/**
 * The edits that put keys back as the old side has them: what it says, or nothing where it is silent.
 *
 * A section that the new side has for these keys alone goes with them.
 */
export function restore(
  earlier: Located,
  subject: Located,
  ...paths: readonly KeyPath[]
): readonly Edit[] {
  const [old, now] = [unwatched(earlier), unwatched(subject)]
  const edits = new Map<string, Edit>()
  for (const path of paths) {
    const value = findWritten(old, path)
    const at = value === undefined ? findNews(old, now, path, paths) : path
    if (value !== undefined) edits.set(at.join('.'), { op: 'set', path: at, value })
    else if (isWrittenIn(now, at)) edits.set(at.join('.'), { op: 'remove', path: at })
  }
  return [...edits.values()]
}

/** The outermost part of a path that came with it, or with its like. */
function findNews(
  earlier: Located,
  subject: Located,
  path: KeyPath,
  paths: readonly KeyPath[],
): KeyPath {
  const section = path.slice(0, -1)
  if (section.length === 0 || isWrittenIn(earlier, section)) return path

  const node = findNode(subject.file.document.root, [...subject.path, ...section])
  const keys = new Set(paths.map((other) => other.join('.')))
  const isCovered =
    node?.kind === 'map' &&
    node.entries.every(
      ({ key }) => key.kind === 'string' && keys.has([...section, key.value].join('.')),
    )
  return isCovered ? findNews(earlier, subject, section, [section]) : path
}

function isWrittenIn({ file, path }: Located, at: KeyPath): boolean {
  return findNode(file.document.root, [...path, ...at]) !== undefined
}

/** Puts a removed node group back where it stood; `left` is how many its cluster still has. */
export function restoreGroup(group: Located<'nodeGroup'>, left: number): Fix | undefined {
  const value = findWritten(unwatched(group), [])
  const place = group.path.at(-1)
  if (value === undefined || typeof place !== 'number') return undefined
  return {
    title: `Keep node group ${quote(group.value.name)}`,
    safety: 'safe',
    edits: [{ op: 'insert', path: ['node_groups'], index: Math.min(place, left), value }],
  }
}
