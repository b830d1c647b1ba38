import type { KeyPath } from '../../text/text.ts'
import type { YamlDocument } from '../document.ts'
import { findNode, isMerged, type YamlMap } from '../tree.ts'
import { type Addition, addEntry, changeOf, type EditPlan, mergeValues } from './change.ts'
import type { Edit, EditValue } from './edits.ts'
import { EditError } from './error.ts'
import { findGaps } from './gaps.ts'
import type { Origin, Slot } from './slot.ts'
import { checkWritten, findChild, findSlot, listSlots } from './slot.ts'
import { findOrigin, originOfChild, originOfParent } from './source.ts'
import { hasValue } from './value.ts'
import { isCollection, isList } from './write.ts'

/** Plans edits; all paths and indexes are those of the document as it is. Throws EditError. */
export function planEdits(document: YamlDocument, edits: readonly Edit[]): EditPlan {
  const plan: EditPlan = { replaced: new Map(), changed: new Map(), renamed: [], root: undefined }
  for (const edit of edits) {
    if (edit.op === 'set') planSet(plan, document, edit)
    else if (edit.op === 'remove') planRemoval(plan, document, edit)
    else if (edit.op === 'rename') planRename(plan, document, edit.path, edit.to)
    else planInsertion(plan, document, edit)
  }
  return plan
}

function planSet(
  plan: EditPlan,
  document: YamlDocument,
  { path, value, overrides = false, source }: Omit<Extract<Edit, { op: 'set' }>, 'op'>,
): void {
  const node = findNode(document.root, path)
  if (node && hasValue(node, value)) return
  const origin = source && findOrigin(source)
  if (overrides && isMerged(document.root, path)) {
    const parent = findExact(document, path.slice(0, -1))
    if (parent) addChild(plan, parent, path.at(-1) ?? '', { value, origin })
    return
  }

  const found = findSlot(document, path)
  if (!found) {
    plan.root = mergeValues(plan.root, nest(path, value))
    return
  }
  const [slot, missing] = found
  const [step, ...others] = missing
  if (step === undefined) assign(plan, slot, value, origin)
  else {
    const outer = originOfParent(origin, others.length)
    addChild(plan, slot, step, { value: nest(others, value), origin: outer, kept: [others] })
  }
}

function addChild(plan: EditPlan, slot: Slot, step: string | number, addition: Addition): void {
  checkWritten(slot)
  const { value, origin } = addition
  const { node } = slot
  if (node.kind === 'null' && typeof step === 'string') {
    const before = plan.replaced.get(slot.place)?.value
    plan.replaced.set(slot.place, { slot, value: mergeValues(before, { [step]: value }) })
  } else if (node.kind === 'map' && typeof step === 'string') {
    addEntry(changeOf(plan, slot, node).inserted, step, addition)
  } else if (node.kind === 'list' && step === node.items.length) {
    changeOf(plan, slot, node).inserted.push({ index: step, value, origin })
  } else {
    throw new EditError(`\`${slot.path.join('.')}\` has no place for \`${step}\``)
  }
}

/** Replaces a value by the smallest changes: lists by their items, maps by their keys. */
function assign(plan: EditPlan, slot: Slot, value: EditValue, origin?: Origin): void {
  const { node, place } = slot
  if (hasValue(node, value)) return

  const isWritten = node.start >= place.start && node.end <= place.end
  const canDiff = isWritten && isCollection(value)
  if (canDiff && node.kind === 'list' && isList(value) && value.length > 0) {
    if (node.items.length > 0) return assignItems(plan, slot, value, origin)
  }
  if (canDiff && node.kind === 'map' && !isList(value) && sharesKeys(node, value)) {
    return assignEntries(plan, { slot, node }, value, origin)
  }
  plan.replaced.set(slot.place, { slot, value, origin })
}

function assignItems(
  plan: EditPlan,
  slot: Slot,
  values: readonly EditValue[],
  origin: Origin | undefined,
): void {
  if (slot.node.kind !== 'list') return
  const items = listSlots(slot, slot.node)
  const change = changeOf(plan, slot, slot.node)
  for (const gap of findGaps(items, values)) {
    const length = Math.max(gap.items.end - gap.items.start, gap.values.end - gap.values.start)
    for (let offset = 0; offset < length; offset += 1) {
      const [index, at] = [gap.items.start + offset, gap.values.start + offset]
      const item = index < gap.items.end ? items[index] : undefined
      const value = at < gap.values.end ? values[at] : undefined
      const own = originOfChild(origin, at)
      if (item && value !== undefined) assign(plan, item, value, own)
      else if (item) change.removed.add(index)
      else if (value !== undefined) {
        change.inserted.push({ index: gap.items.end, value, origin: own })
      }
    }
  }
}

function assignEntries(
  plan: EditPlan,
  { slot, node: map }: { readonly slot: Slot; readonly node: YamlMap },
  values: { readonly [key: string]: EditValue },
  origin: Origin | undefined,
): void {
  const change = changeOf(plan, slot, map)
  for (const [index, { key }] of map.entries.entries()) {
    if (key.kind !== 'string' || !Object.hasOwn(values, key.value)) change.removed.add(index)
  }
  for (const [key, value] of Object.entries(values)) {
    const child = findChild(slot, key)
    const own = originOfChild(origin, key)
    if (child) assign(plan, child, value, own)
    else addEntry(change.inserted, key, { value, origin: own, kept: [[]] })
  }
}

/** Whether a map is best turned into another by changing its entries. */
function sharesKeys(map: YamlMap, values: { readonly [key: string]: EditValue }): boolean {
  if (map.merges) return false
  return map.entries.some(({ key }) => key.kind === 'string' && Object.hasOwn(values, key.value))
}

function planRemoval(
  plan: EditPlan,
  document: YamlDocument,
  { path, uncovers }: Extract<Edit, { op: 'remove' }>,
): void {
  const slot = findExact(document, path)
  if (!slot) return
  const { parent } = slot
  if (!parent) throw new EditError('The whole document cannot be removed')

  if (!uncovers) checkAlone(slot)
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
  { path, index, value, source }: Extract<Edit, { op: 'insert' }>,
): void {
  const slot = findExact(document, path)
  if (slot && slot.node.kind === 'list' && index >= 0 && index <= slot.node.items.length) {
    checkWritten(slot)
    const origin = source && findOrigin(source)
    changeOf(plan, slot, slot.node).inserted.push({ index, value, origin })
  } else if (index === 0 && (!slot || slot.node.kind === 'null')) {
    planSet(plan, document, { path, value: [value] })
  } else {
    throw new EditError(`\`${path.join('.')}\` has no item ${index}`)
  }
}

/** The slot of a path; undefined if the document has none. */
export function findExact(document: YamlDocument, path: KeyPath): Slot | undefined {
  const found = findSlot(document, path)
  return found?.[1].length === 0 ? found[0] : undefined
}

function nest(path: KeyPath, value: EditValue): EditValue {
  return path.reduceRight<EditValue>((inner, step) => {
    if (typeof step === 'number' && step > 0) throw new EditError(`There is no item ${step}`)
    return typeof step === 'number' ? [inner] : { [step]: inner }
  }, value)
}
