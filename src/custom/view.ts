import { Duration } from '@marcbachmann/cel-js/evaluator'
import type { Located } from '../cortex/files/subject.ts'
import { readField } from '../schema/read.ts'
import { type Field, isKnown, type MapShape, type Versions } from '../schema/schema.ts'
import { once } from '../text/once.ts'
import { findEntry, findNode, type YamlNode } from '../yaml/tree.ts'
import { type KeyType, type MapType, tableOf } from './types.ts'

/** What one evaluation comes across. */
export interface Sighting {
  /** Keys that were asked for and that the kind or the version of a subject does not have. */
  readonly foreignKeys: Set<string>
  /** Thrown by what is looked at; not to be taken for a value that is missing. */
  departure?: unknown
}

/** Where the values of a map come from, each only once it is asked for. */
export interface Origin {
  /** What specs hold: with what depends on other keys. */
  readonly value: unknown
  /** What the file says of the keys that specs leave out, with the defaults of the table. */
  readonly written: () => unknown
  readonly node: () => YamlNode | undefined
  readonly shape: MapShape
  readonly version: Versions
  readonly sighting: Sighting
}

/**
 * A map of a spec as expressions see it. A key that is null, or that its kind or version does not
 * have, is absent. Values are looked up when they are asked for, so that it is known what a rule read.
 */
export class View extends Map<string, unknown> {
  readonly origin: Origin
  readonly type: MapType
  readonly make: MakeView

  constructor(origin: Origin, type: MapType, make: MakeView) {
    super()
    this.origin = origin
    this.type = type
    this.make = make
  }

  override get(key: string): unknown {
    const { shape, version, sighting } = this.origin
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined
    const type = this.type.fields[key]
    if (!field || !type || !isKnown(field, version)) {
      sighting.foreignKeys.add(key)
      return undefined
    }
    try {
      return this.#valueOf(key, field, type)
    } catch (error) {
      sighting.departure ??= error
      throw error
    }
  }

  #valueOf(key: string, field: Field<unknown>, type: KeyType): unknown {
    const { origin, make } = this
    const { version, sighting } = origin
    const node = once(() => findEntry(origin.node(), key)?.value)
    if (field.shape.type === 'any') return toPlain(node())
    const written = () => memberOf(origin.written(), key)
    const held = memberOf(origin.value, key)
    const value = held === undefined ? written() : held
    return toCel({ value, written, node, field, type }, { version, sighting, make })
  }

  /** All that it says, as plain data. */
  toPlain(): unknown {
    return Object.keys(this.type.fields).map((key) => plainOf(this.get(key)))
  }
}

/** Makes the view of a map, of the class that its type has. */
export type MakeView = (origin: Origin, type: MapType) => View

interface Part {
  readonly value: unknown
  readonly written: () => unknown
  readonly node: () => YamlNode | undefined
  readonly field: Field<unknown>
  readonly type: KeyType
}

type Around = Pick<Origin, 'version' | 'sighting'> & { readonly make: MakeView }

function toCel({ value, written, node, field, type }: Part, around: Around): unknown {
  const { shape } = field
  if (value === undefined || value === null) return undefined
  if (shape.type === 'map' && type.map) {
    return around.make({ ...around, value, written, node, shape }, type.map)
  }
  if (shape.type === 'list') return listOf({ value, written, node, field, type }, around)
  if (shape.type === 'strings') return new Map(Object.entries(value))
  if (shape.type === 'integer')
    return Number.isSafeInteger(value) ? BigInt(Number(value)) : undefined
  if (typeof value === 'number' && shape.type === 'string') return durationOf(value)
  return value
}

function listOf({ value, written, node, field, type }: Part, around: Around): unknown {
  const { shape } = field
  if (!Array.isArray(value) || shape.type !== 'list') return undefined
  const items: readonly unknown[] = value
  return items.map((item, index) => {
    const part = {
      value: item,
      written: () => memberOf(written(), index),
      node: () => findNode(node(), [index]),
      field: shape.item,
      type: { ...type, name: type.name.replace(/^list<(.*)>$/, '$1') },
    }
    return toCel(part, around) ?? ''
  })
}

function memberOf(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

const BILLION = 1_000_000_000

function durationOf(nanoseconds: number): Duration {
  return new Duration(Math.trunc(nanoseconds / BILLION), nanoseconds % BILLION)
}

/** The view of a subject; undefined if no table describes it. */
export function viewSubject(
  subject: Located,
  value: unknown,
  {
    type,
    make,
    sighting,
  }: { readonly type: MapType; readonly make: MakeView; readonly sighting: Sighting },
): View | undefined {
  const field = tableOf(subject)
  if (field?.shape.type !== 'map') return undefined
  const { file, path } = subject
  const node = once(() => findNode(file.document.root, path))
  const written = once(() => readField(field, node(), { version: file.version }))
  const { version } = file
  return make({ value, written, node, shape: field.shape, version, sighting }, type)
}

/** A part of a file without a table: numbers as expressions have them. */
export function toPlain(node: YamlNode | undefined): unknown {
  if (!node || node.kind === 'null') return undefined
  if (node.kind === 'list') return node.items.map((item) => toPlain(item) ?? null)
  if (node.kind === 'int') return BigInt(node.value)
  if (node.kind !== 'map') return node.value
  return new Map(
    node.entries.flatMap(({ key, value }) => {
      const plain = toPlain(value)
      return key.kind === 'string' && plain !== undefined ? [[key.value, plain] as const] : []
    }),
  )
}

/** A value of an expression as data that can be written. */
export function plainOf(value: unknown): unknown {
  if (value instanceof View) return value.toPlain()
  if (Array.isArray(value)) return value.map(plainOf)
  if (value instanceof Map) return [...value].map(([key, one]) => [key, plainOf(one)])
  return typeof value === 'bigint' || value instanceof Duration ? String(value) : (value ?? null)
}
