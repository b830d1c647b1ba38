import { onceFor } from '../../text/once.ts'
import { findNode, type YamlNode } from '../../yaml/tree.ts'
import { isApiSpec } from './api-shape.ts'
import type { CortexFile } from './subject.ts'

/** A spec of a file, before it is read. */
export interface SpecPlace {
  readonly kind: 'cluster' | 'api'
  readonly name: string
  readonly path: readonly (string | number)[]
  readonly node: YamlNode
}

/** The specs of a file, in order; none of a file that cannot be read. */
export const listSpecs = onceFor(
  ({ kind, document: { root } }: CortexFile): readonly SpecPlace[] => {
    if (!root) return []
    if (kind === 'cluster') {
      if (root.kind !== 'map') return []
      return [{ kind, name: nameOf(root, 'cluster_name') || 'cortex', path: [], node: root }]
    }
    if (root.kind === 'map' && isApiSpec(root)) {
      return [{ kind, name: nameOf(root, 'name'), path: [], node: root }]
    }
    const items = root.kind === 'list' ? root.items : []
    return items.flatMap((node, index) =>
      isApiSpec(node) ? [{ kind, name: nameOf(node, 'name'), path: [index], node }] : [],
    )
  },
)

function nameOf(node: YamlNode, key: string): string {
  const name = findNode(node, [key])
  return name && name.kind !== 'list' && name.kind !== 'map' ? String(name.value ?? '') : ''
}
