import type { YamlNode } from '../tree.ts'
import type { EditValue } from './edits.ts'
import { isCollection, isList } from './write.ts'

/** The data of a node as an edit can write it; undefined if it has a value that none can. */
export function toEditValue(node: YamlNode | undefined): EditValue | undefined {
  if (!node || node.kind === 'reference') return undefined
  if (node.kind === 'list') return toList(node.items)
  if (node.kind !== 'map') return typeof node.value === 'bigint' ? undefined : node.value

  const entries: [string, EditValue][] = []
  for (const { key, value } of node.entries) {
    const converted = toEditValue(value)
    if (key.kind !== 'string' || converted === undefined) return undefined
    entries.push([key.value, converted])
  }
  return Object.fromEntries(entries)
}

function toList(items: readonly YamlNode[]): EditValue | undefined {
  const values: EditValue[] = []
  for (const item of items) {
    const value = toEditValue(item)
    if (value === undefined) return undefined
    values.push(value)
  }
  return values
}

/** Whether a node has a value already, types included. */
export function hasValue(node: YamlNode, value: EditValue): boolean {
  if (!isCollection(value)) {
    if (node.kind === 'list' || node.kind === 'map' || node.kind === 'reference') return false
    if (Number.isSafeInteger(value) && node.kind !== 'int') return false
    return Object.is(node.value, value)
  }
  if (isList(value)) {
    if (node.kind !== 'list' || node.items.length !== value.length) return false
    return node.items.every((item, index) => hasValue(item, value[index] ?? null))
  }
  if (node.kind !== 'map' || node.entries.length !== Object.keys(value).length) return false
  return node.entries.every(({ key, value: item }) => {
    if (key.kind !== 'string' || !Object.hasOwn(value, key.value)) return false
    return hasValue(item, value[key.value] ?? null)
  })
}
