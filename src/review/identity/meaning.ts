import type { YamlNode } from '../../yaml/tree.ts'
import { digest } from './digest.ts'

/**
 * What a part of a file says, as a hash: the same however it is laid out, another one for any other
 * key or value. Kept, since it is asked for with every finding.
 */
export function meaningOf(node: YamlNode | undefined): string {
  if (!node) return ''
  const known = meanings.get(node)
  if (known !== undefined) return known

  const meaning = digest(toPlain(node))
  meanings.set(node, meaning)
  return meaning
}

const meanings = new WeakMap<YamlNode, string>()

/** Kinds are part of it: the number 1 is not the text `1`, as a value or as a key. */
function toPlain(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(toPlain)
  // A misspelt word is not the one that was meant: who accepts one does not accept the other.
  if (node.kind === 'string') return { string: node.written ?? node.value }
  if (node.kind !== 'map') return { [node.kind]: String(node.value) }

  const entries = node.entries.map(({ key, value }) => {
    return [JSON.stringify(toPlain(key)), toPlain(value)] as const
  })
  return { map: entries.toSorted(([one], [other]) => (one < other ? -1 : Number(one > other))) }
}
