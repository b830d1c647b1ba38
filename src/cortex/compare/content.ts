import type { YamlNode } from '../../yaml/tree.ts'
import { findNode } from '../../yaml/tree.ts'
import type { Located } from '../files/subject.ts'

/** The values that a spec is written with, each with its keys; of lists the order is left out. */
export type Content = ReadonlySet<string>

/** Reads what a subject is written with; the names in `except` are keys of its top level. */
export function contentOf({ file, path }: Located, except: readonly string[] = []): Content {
  const content = new Set<string>()
  const node = findNode(file.document.root, path)
  if (node?.kind !== 'map') return content

  for (const { key, value } of node.entries) {
    const name = scalarText(key)
    if (!except.includes(name)) collect(value, name, content)
  }
  return content
}

function collect(node: YamlNode, path: string, content: Set<string>): void {
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) collect(value, `${path}.${scalarText(key)}`, content)
  } else if (node.kind === 'list') {
    for (const item of node.items) collect(item, `${path}[]`, content)
  } else {
    content.add(`${path}: ${scalarText(node)}`)
  }
}

function scalarText(node: YamlNode): string {
  return node.kind === 'list' || node.kind === 'map' ? '' : String(node.value)
}

/** How much two contents share, from 0 to 1 (Dice's coefficient); nothing is like nothing. */
export function likeness(one: Content, other: Content): number {
  if (one.size + other.size === 0) return 1
  let shared = 0
  for (const each of one) if (other.has(each)) shared += 1
  return (2 * shared) / (one.size + other.size)
}
