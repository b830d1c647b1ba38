import type { KeyPath, Span } from '../text/text.ts'
import type { YamlDocument } from './document.ts'
import type { Edit } from './edit/edits.ts'
import { findEntry, type YamlNode } from './tree.ts'

/**
 * The same edit at the place where the value is written, if an alias or a merge key brings it to
 * where the edit is; there it changes all that share the anchor.
 */
export function moveToAnchor({ root }: YamlDocument, edit: Edit): Edit {
  if (edit.op !== 'insert') return { ...edit, path: findWrittenPath(root, edit.path) }
  // The list itself must be where it is written, since the edit goes inside.
  return { ...edit, path: findWrittenPath(root, [...edit.path, edit.index]).slice(0, -1) }
}

/** An alias at the end of the path is itself what can be edited, so it counts as written. */
export function findWrittenPath(root: YamlNode | undefined, path: KeyPath): KeyPath {
  let node = root
  let written: KeyPath = []
  for (const [depth, step] of path.entries()) {
    const child = findChild(node, step)
    if (!child) return [...written, ...path.slice(depth)]

    const isLast = depth === path.length - 1
    const isHere = !child.isMerged && (isLast || contains(child.place, child.node))
    written = isHere ? [...written, step] : (findPath(root, child.node) ?? [...written, step])
    node = child.node
  }
  return written
}

interface Child {
  readonly node: YamlNode
  /** Of an alias, its own. */
  readonly place: Span
  readonly isMerged: boolean
}

function findChild(node: YamlNode | undefined, step: string | number): Child | undefined {
  if (node?.kind === 'list' && typeof step === 'number') {
    const [item, place] = [node.items[step], node.places[step]]
    return item && place && { node: item, place, isMerged: false }
  }
  const entry = typeof step === 'string' ? findEntry(node, step) : undefined
  return entry && { node: entry.value, place: entry.place, isMerged: entry.merged }
}

/** The path at which a node is written, inside values that are written where they are. */
function findPath(root: YamlNode | undefined, target: YamlNode): KeyPath | undefined {
  let node = root
  const path: (string | number)[] = []
  while (node && node !== target) {
    const step: string | number | undefined = listSteps(node).find((each) => {
      const child = findChild(node, each)
      if (!child || child.isMerged) return false
      return contains(child.place, child.node) && contains(child.node, target)
    })
    if (step === undefined) return undefined
    path.push(step)
    node = findChild(node, step)?.node
  }
  return node && path
}

function listSteps(node: YamlNode): readonly (string | number)[] {
  if (node.kind === 'list') return [...node.items.keys()]
  if (node.kind !== 'map') return []
  return node.entries.flatMap(({ key }) => (key.kind === 'string' ? [key.value] : []))
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}
