import type { KeyPath } from '../../text/text.ts'
import type { YamlDocument } from '../document.ts'

export type EditScalar = string | number | boolean | null

export type EditValue = EditScalar | readonly EditValue[] | { readonly [key: string]: EditValue }

/** A change of a document by key path. */
export type Edit =
  /** Replaces a value, or inserts the key (and missing parents) if it is absent. */
  | {
      readonly op: 'set'
      readonly path: KeyPath
      readonly value: EditValue
      /** Whether the key may be written beside a merge key (`<<`) that brings another value. */
      readonly overrides?: boolean
      readonly source?: Source
      /** Where an older text has the value, which is not the new one either. */
      readonly formerly?: Source
    }
  /** Removes a key with its value, or a list item. */
  | {
      readonly op: 'remove'
      readonly path: KeyPath
      /** Whether what the key shadows, such as what a merge key (`<<`) brings, counts then. */
      readonly uncovers?: boolean
    }
  | { readonly op: 'rename'; readonly path: KeyPath; readonly to: string }
  /** Inserts an item into the list at `path`, before the item that has `index` now. */
  | {
      readonly op: 'insert'
      readonly path: KeyPath
      readonly index: number
      readonly value: EditValue
      readonly source?: Source
    }

/** Where an older text says a value: its lines are copied, with their comments and their style. */
export interface Source {
  readonly document: YamlDocument
  readonly path: KeyPath
}

/** The order in which the keys of the map at a path are documented; [] if unknown. */
export type KeyOrder = (parent: KeyPath) => readonly string[]
