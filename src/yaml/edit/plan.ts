import type { KeyPath, Span } from '../../text/text.ts'
import type { YamlDocument } from '../document.ts'
import { findNode, isMerged, type YamlMap, type YamlNode } from '../tree.ts'
import type { Edit, EditValue } from './edits.ts'
import { EditError } from './error.ts'
import type { Collection, Slot } from './slot.ts'
import { checkWritten, findChild, findSlot, listSlots } from './slot.ts'
import { isCollection, isList } from './write.ts'

/** A new item before the item with an index, or a new entry. */
export type Insertion =
  | { readonly index: number; readonly value: EditValue }
  | { readonly key: string; value: EditValue }

/** What happens to the children of a list or map. */
export interface CollectionChange {
  readonly slot: Slot
  readonly node: Collection
  /** Indexes of items or entries. */
  readonly removed: Set<number>
  readonly inserted: Insertion[]
}

/** All edits of a call, brought together by the places they change. */
export interface EditPlan {
  /** By place. */
  readonly replaced: Map<Span, { readonly slot: Slot; value: EditValue }>
  readonly changed: Map<Collection, CollectionChange>
  readonly renamed: { readonly slot: Slot; readonly to: string }[]
  /** The content of a document that had none. */
  root: EditValue | undefined
}

/** Plans edits; all paths and indexes are those of the document as it is. Throws EditError. */
export function planEdits(document: YamlDocument, edits: readonly Edit[]): EditPlan {
  const plan: EditPlan = { replaced: new Map(), changed: new Map(), renamed: [], root: undefined }
  for (const edit of edits) {
    if (edit.op === 'set') planSet(plan, document, edit)
    else if (edit.op === 'remove') planRemoval(plan, document, edit.path)
    else if (edit.op === 'rename') planRename(plan, document, edit.path, edit.to)
    else planInsertion(plan, document, edit)
  }
  return plan
}

/** The keys of a map that stand in the document, with their indexes, in the order of the text. */
export function listWritten(map: YamlMap): number[] {
  const indexes = [...map.entries.keys()].filter((index) => !map.entries[index]?.merged)
  return indexes.toSorted((a, b) => (map.entries[a]?.start ?? 0) - (map.entries[b]?.start ?? 0))
}

function planSet(
  plan: EditPlan,
  document: YamlDocument,
  { path, value, overrides = false }: Omit<Extract<Edit, { op: 'set' }>, 'op'>,
): void {
  const node = findNode(document.root, path)
  if (node && hasValue(node, value)) return
  if (overrides && isMerged(document.root, path)) {
    const parent = findExact(document, path.slice(0, -1))
    if (parent) addChild(plan, parent, path.at(-1) ?? '', value)
    return
  }

  const found = findSlot(document, path)
  if (!found) {
    plan.root = mergeValues(plan.root, nest(path, value))
    return
  }
  const [slot, missing] = found
  const [step, ...others] = missing
  if (step === undefined) assign(plan, slot, value)
  else addChild(plan, slot, step, nest(others, value))
}

function addChild(plan: EditPlan, slot: Slot, step: string | number, value: EditValue): void {
  checkWritten(slot)
  const { node } = slot
  if (node.kind === 'null' && typeof step === 'string') {
    const before = plan.replaced.get(slot.place)?.value
    plan.replaced.set(slot.place, { slot, value: mergeValues(before, { [step]: value }) })
  } else if (node.kind === 'map' && typeof step === 'string') {
    addEntry(changeOf(plan, slot, node).inserted, step, value)
  } else if (node.kind === 'list' && step === node.items.length) {
    changeOf(plan, slot, node).inserted.push({ index: step, value })
  } else {
    throw new EditError(`\`${slot.path.join('.')}\` has no place for \`${step}\``)
  }
}

/** Entries of one new map may come from several edits. */
function addEntry(inserted: Insertion[], key: string, value: EditValue): void {
  const same = inserted.find((insertion) => 'key' in insertion && insertion.key === key)
  if (same && 'key' in same) same.value = mergeValues(same.value, value)
  else inserted.push({ key, value })
}

/** Replaces a value by the smallest changes: lists by their items, maps by their keys. */
function assign(plan: EditPlan, slot: Slot, value: EditValue): void {
  const { node, place } = slot
  if (hasValue(node, value)) return

  const isWritten = node.start >= place.start && node.end <= place.end
  const canDiff = isWritten && isCollection(value)
  if (canDiff && node.kind === 'list' && isList(value) && value.length > 0) {
    if (node.items.length > 0) return assignItems(plan, slot, value)
  }
  if (canDiff && node.kind === 'map' && !isList(value) && sharesKeys(node, value)) {
    return assignEntries(plan, slot, node, value)
  }
  plan.replaced.set(slot.place, { slot, value })
}

function assignItems(plan: EditPlan, slot: Slot, values: readonly EditValue[]): void {
  if (slot.node.kind !== 'list') return
  const items = listSlots(slot, slot.node)
  const shorter = Math.min(items.length, values.length)

  let head = 0
  while (head < shorter && isSame(items[head], values[head])) head += 1
  let tail = 0
  while (tail < shorter - head && isSame(items.at(-1 - tail), values.at(-1 - tail))) tail += 1

  const change = changeOf(plan, slot, slot.node)
  for (let index = head; index < Math.max(items.length, values.length) - tail; index += 1) {
    const item = index < items.length - tail ? items[index] : undefined
    const value = index < values.length - tail ? values[index] : undefined
    if (item && value !== undefined) assign(plan, item, value)
    else if (item) change.removed.add(index)
    else if (value !== undefined) change.inserted.push({ index: items.length - tail, value })
  }
}

function assignEntries(
  plan: EditPlan,
  slot: Slot,
  map: YamlMap,
  values: { readonly [key: string]: EditValue },
): void {
  const change = changeOf(plan, slot, map)
  for (const [index, { key }] of map.entries.entries()) {
    if (key.kind !== 'string' || !Object.hasOwn(values, key.value)) change.removed.add(index)
  }
  for (const [key, value] of Object.entries(values)) {
    const child = findChild(slot, key)
    if (child) assign(plan, child, value)
    else addEntry(change.inserted, key, value)
  }
}

/** Whether a map is best turned into another by changing its entries. */
function sharesKeys(map: YamlMap, values: { readonly [key: string]: EditValue }): boolean {
  if (map.merges) return false
  return map.entries.some(({ key }) => key.kind === 'string' && Object.hasOwn(values, key.value))
}

function planRemoval(plan: EditPlan, document: YamlDocument, path: KeyPath): void {
  const slot = findExact(document, path)
  if (!slot) return
  const { parent } = slot
  if (!parent) throw new EditError('The whole document cannot be removed')

  checkAlone(slot)
  changeOf(plan, parent.slot, parent.node).removed.add(parent.index)
}

function planRename(plan: EditPlan, document: YamlDocument, path: KeyPath, to: string): void {
  const slot = findExact(document, path)
  if (!slot || slot.parent?.node.kind !== 'map') {
    throw new EditError(`\`${path.join('.')}\` is not there to be renamed`)
  }
  if (path.at(-1) === to) return
  if (findChild(slot.parent.slot, to)) throw new EditError(`\`${to}\` is there already`)
  checkAlone(slot)
  plan.renamed.push({ slot, to })
}

/** Throws EditError if another entry would count without this one. */
function checkAlone({ parent, path }: Slot): void {
  const entry = parent?.node.kind === 'map' ? parent.node.entries[parent.index] : undefined
  if (!entry?.shadows) return
  throw new EditError(`\`${path.join('.')}\` is written twice, or merged besides`)
}

function planInsertion(
  plan: EditPlan,
  document: YamlDocument,
  { path, index, value }: Extract<Edit, { op: 'insert' }>,
): void {
  const slot = findExact(document, path)
  if (slot && slot.node.kind === 'list' && index >= 0 && index <= slot.node.items.length) {
    checkWritten(slot)
    changeOf(plan, slot, slot.node).inserted.push({ index, value })
  } else if (index === 0 && (!slot || slot.node.kind === 'null')) {
    planSet(plan, document, { path, value: [value] })
  } else {
    throw new EditError(`\`${path.join('.')}\` has no item ${index}`)
  }
}

function findExact(document: YamlDocument, path: KeyPath): Slot | undefined {
  const found = findSlot(document, path)
  return found?.[1].length === 0 ? found[0] : undefined
}

function changeOf(plan: EditPlan, slot: Slot, node: Collection): CollectionChange {
  const change = plan.changed.get(node) ?? { slot, node, removed: new Set(), inserted: [] }
  plan.changed.set(node, change)
  return change
}

function nest(path: KeyPath, value: EditValue): EditValue {
  return path.reduceRight<EditValue>((inner, step) => {
    if (typeof step === 'number' && step > 0) throw new EditError(`There is no item ${step}`)
    return typeof step === 'number' ? [inner] : { [step]: inner }
  }, value)
}

function mergeValues(before: EditValue | undefined, value: EditValue): EditValue {
  if (before === undefined || !isCollection(before) || !isCollection(value)) return value
  if (isList(before) || isList(value)) return value
  const merged: Record<string, EditValue> = { ...before }
  for (const [key, item] of Object.entries(value)) merged[key] = mergeValues(merged[key], item)
  return merged
}

function isSame(item: Slot | undefined, value: EditValue | undefined): boolean {
  return item !== undefined && value !== undefined && hasValue(item.node, value)
}

/** Whether a node has a value already, types included. */
function hasValue(node: YamlNode, value: EditValue): boolean {
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
