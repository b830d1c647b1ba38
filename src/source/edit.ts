import type { YamlDocument } from './document.ts'
import type { KeyPath, TextEdit } from './text.ts'

export type EditScalar = string | number | boolean | null
export type EditValue = EditScalar | readonly EditValue[] | { readonly [key: string]: EditValue }

/** A change of a document by key path. */
export type Edit =
  /** Replaces a value, or inserts the key (and missing parents) if it is absent. */
  | { readonly op: 'set'; readonly path: KeyPath; readonly value: EditValue }
  /** Removes a key with its value, or a list item. */
  | { readonly op: 'remove'; readonly path: KeyPath }
  | { readonly op: 'rename'; readonly path: KeyPath; readonly to: string }
  /** Inserts an item into the list at `path`, before the item that has `index` now. */
  | {
      readonly op: 'insert'
      readonly path: KeyPath
      readonly index: number
      readonly value: EditValue
    }

/** The order in which the keys of the map at a path are documented; [] if unknown. */
export type KeyOrder = (parent: KeyPath) => readonly string[]

/** An edit that cannot be expressed on this document, e.g. inside an alias. */
export class EditError extends Error {
  override readonly name = 'EditError'
}

/** Resolves edits to the smallest text edits. Throws EditError. */
export function resolveEdits(
  _document: YamlDocument,
  _edits: readonly Edit[],
  _order?: KeyOrder,
): readonly TextEdit[] {
  throw new EditError('Edits are not resolved yet')
}
