import type { KeyPath, Span } from '../../text/text.ts'
import type { EditValue } from './edits.ts'
import type { Collection, Origin, Slot } from './slot.ts'
import { isCollection, isList } from './write.ts'

/** A new item before the item with an index, or a new entry. */
export type Insertion = NewItem | NewEntry

interface NewItem {
  readonly index: number
  readonly value: EditValue
  readonly origin?: Origin | undefined
}

interface NewEntry {
  readonly key: string
  value: EditValue
  /** What an older text has there, and the parts of it that are meant. */
  origin?: Origin | undefined
  kept?: readonly KeyPath[]
}

/** What happens to the children of a list or map. */
export interface CollectionChange {
  readonly slot: Slot
  readonly node: Collection
  /** Indexes of items or entries. */
  readonly removed: Set<number>
  readonly inserted: Insertion[]
}

interface Replacement {
  readonly slot: Slot
  readonly value: EditValue
  readonly origin?: Origin | undefined
}

/** All edits of a call, brought together by the places they change. */
export interface EditPlan {
  /** By place. */
  readonly replaced: Map<Span, Replacement>
  readonly changed: Map<Collection, CollectionChange>
  readonly renamed: { readonly slot: Slot; readonly to: string }[]
  /** The content of a document that had none. */
  root: EditValue | undefined
}

export type Addition = Pick<NewEntry, 'value' | 'origin' | 'kept'>

/** Entries of one new map may come from several edits. */
export function addEntry(inserted: Insertion[], key: string, addition: Addition): void {
  const same = inserted.find((insertion) => 'key' in insertion && insertion.key === key)
  if (!same || !('key' in same)) {
    inserted.push({ key, ...addition })
    return
  }
  same.value = mergeValues(same.value, addition.value)
  if (!addition.origin) same.origin = undefined
  same.kept = [...(same.kept ?? []), ...(addition.kept ?? [])]
}

/** What happens to a list or map, for more to be added. */
export function changeOf(plan: EditPlan, slot: Slot, node: Collection): CollectionChange {
  const change = plan.changed.get(node) ?? { slot, node, removed: new Set(), inserted: [] }
  plan.changed.set(node, change)
  return change
}

/** One map of what two have; else the later value. */
export function mergeValues(before: EditValue | undefined, value: EditValue): EditValue {
  if (before === undefined || !isCollection(before) || !isCollection(value)) return value
  if (isList(before) || isList(value)) return value
  const merged: Record<string, EditValue> = { ...before }
  for (const [key, item] of Object.entries(value)) merged[key] = mergeValues(merged[key], item)
  return merged
}
