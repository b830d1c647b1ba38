import type { KeyPath } from '../../src/text/text.ts'
import type { Edit, EditValue } from '../../src/yaml/edit/edits.ts'
import type { YamlNode } from '../../src/yaml/tree.ts'

/** A document's data, types included, in a form that compares deeply and ignores key order. */
export type Data = Scalar | readonly Data[] | ReadonlyMap<string, Data>

interface Scalar {
  readonly kind: string
  readonly value: unknown
}

export function toData(node: YamlNode | undefined): Data {
  if (!node) return { kind: 'nothing', value: null }
  if (node.kind === 'list') return node.items.map(toData)
  if (node.kind !== 'map') return { kind: node.kind, value: node.value }
  return new Map(node.entries.map(({ key, value }) => [keyName(key), toData(value)]))
}

export function valueToData(value: EditValue): Data {
  if (Array.isArray(value)) return value.map(valueToData)
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([key, item]) => [`string ${key}`, valueToData(item)]))
  }
  if (typeof value === 'number')
    return { kind: Number.isSafeInteger(value) ? 'int' : 'float', value }
  return { kind: value === null ? 'null' : typeof value === 'boolean' ? 'bool' : 'string', value }
}

/** What an edit should make of a document's data. */
export function applyToData(data: Data, edit: Edit): Data {
  if (edit.op === 'set') return setAt(data, edit.path, valueToData(edit.value))
  if (edit.op === 'insert') {
    return changeAt(data, edit.path, (list) =>
      asList(list).toSpliced(edit.index, 0, valueToData(edit.value)),
    )
  }
  const step = edit.path.at(-1)
  return changeAt(data, edit.path.slice(0, -1), (parent) => {
    if (typeof step === 'number') return asList(parent).toSpliced(step, 1)
    const entries = new Map(asMap(parent))
    const value = entries.get(`string ${step}`)
    entries.delete(`string ${step}`)
    if (edit.op === 'rename' && value !== undefined) entries.set(`string ${edit.to}`, value)
    return entries
  })
}

/** All paths of a document made of string keys and indexes, the root's first. */
export function listPaths(node: YamlNode | undefined, path: KeyPath = []): KeyPath[] {
  if (!node) return []
  if (node.kind === 'list') {
    return [path, ...node.items.flatMap((item, index) => listPaths(item, [...path, index]))]
  }
  if (node.kind !== 'map') return [path]
  const inner = node.entries.flatMap(({ key, value }) =>
    key.kind === 'string' ? listPaths(value, [...path, key.value]) : [],
  )
  return [path, ...inner]
}

function setAt(data: Data | undefined, path: KeyPath, value: Data): Data {
  const [step, ...others] = path
  if (step === undefined) return value
  if (typeof step === 'number') {
    const list = data && isList(data) ? data : []
    const item = setAt(list[step], others, value)
    return step < list.length ? list.with(step, item) : [...list, item]
  }
  const name = `string ${step}`
  const entries = new Map(data && isMap(data) ? data : [])
  return entries.set(name, setAt(entries.get(name), others, value))
}

function changeAt(data: Data, path: KeyPath, change: (data: Data) => Data): Data {
  const [step, ...others] = path
  if (step === undefined) return change(data)
  if (typeof step === 'number') {
    const list = asList(data)
    return list.with(step, changeAt(list[step] ?? [], others, change))
  }
  const entries = new Map(asMap(data))
  const name = `string ${step}`
  return entries.set(name, changeAt(entries.get(name) ?? [], others, change))
}

function keyName(key: YamlNode): string {
  return key.kind === 'list' || key.kind === 'map' ? key.kind : `${key.kind} ${key.value}`
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data)
}

function isMap(data: Data): data is ReadonlyMap<string, Data> {
  return data instanceof Map
}

function asList(data: Data): readonly Data[] {
  if (isList(data)) return data
  throw new TypeError('Not a list')
}

function asMap(data: Data): ReadonlyMap<string, Data> {
  if (isMap(data)) return data
  throw new TypeError('Not a map')
}
