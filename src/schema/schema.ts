import type { KeyPath } from '../text/text.ts'
import type { Edit, KeyOrder } from '../yaml/edit/edits.ts'
import type { FieldNotes } from './notes.ts'

/**
 * Field tables: the only description of a kind of file.
 *
 * A table says of every key its type, default, limits and history. Reading (`read.ts`), the order of
 * keys and their documentation all come from it. The order of keys is the order of documentation.
 */
export interface Field<T> extends FieldOptions<T> {
  readonly shape: Shape
  /** One or two sentences for the key's documentation. */
  readonly doc: string
}

export interface FieldOptions<T> extends FieldNotes {
  /** The first and the last minor version that knows the key. */
  readonly since?: number
  readonly until?: number
  readonly required?: boolean
  readonly default?: T
  /** A default that depends on keys before it in the table, or on the version. */
  readonly derive?: (siblings: Siblings, version: Versions) => T | undefined
  /** What an explicit null means; without it, null is an error. `empty` is of lists. */
  readonly nullMeans?: 'absent' | 'null' | 'empty'
  /** Of a map: if absent, so is its value, rather than the defaults of its keys. */
  readonly optional?: boolean
  /** Whether a value that fails a check counts as absent, rather than standing as written. */
  readonly dropInvalid?: boolean
  /** Whether the key may change on what is running already. */
  readonly configurable?: boolean
  /** Whether changing the key replaces running pods. */
  readonly replacesPods?: boolean
}

/** The values of the keys that come earlier in the same map. */
export type Siblings = Readonly<Record<string, unknown>>

/** A range of minor versions, both ends included. */
export interface Versions {
  readonly from: number
  readonly to: number
}

export type Shape =
  | TextShape
  | NumberShape
  | { readonly type: 'boolean' }
  /** Whatever it is, it is not read. */
  | { readonly type: 'any' }
  | ListShape
  | MapShape
  | { readonly type: 'strings'; readonly key: TextRule; readonly value: TextRule }

export interface TextShape extends TextRule {
  readonly type: 'string'
  /** Numbers that are taken as their decimal text. */
  readonly accepts?: 'integers' | 'numbers' | undefined
  /** Turns a checked text into what specs hold, e.g. a duration into nanoseconds. */
  readonly convert?: ((text: string) => unknown) | undefined
  /** The text that an unquoted number or word stands for, if it is plain; itself unless said. */
  readonly meant?: ((source: string) => string | undefined) | undefined
}

/** What a text must satisfy. */
export interface TextRule {
  /** The only values allowed. */
  readonly allowed?: readonly string[] | undefined
  /** In bytes, as Go counts. 1 unless said. */
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  readonly checks?: readonly Check<string>[] | undefined
}

export interface NumberShape {
  readonly type: 'integer' | 'float'
  /** Of an integer; 64 unless said. */
  readonly bits?: 32 | 64 | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly above?: number | undefined
  readonly below?: number | undefined
  readonly checks?: readonly Check<number>[] | undefined
}

export interface ListShape {
  readonly type: 'list'
  readonly item: Field<unknown>
  readonly length: ListLimits
}

export interface ListLimits {
  readonly minimum?: number
  readonly unique?: boolean
  /** Whether a list of exactly one item is refused. */
  readonly notOne?: boolean
}

export interface MapShape {
  readonly type: 'map'
  readonly fields: Fields
  readonly rules: readonly Relation[]
}

export type Fields = Readonly<Record<string, Field<unknown>>>

/** Says what is wrong with a value, if anything is. */
export type Check<T> = (value: T) => Complaint | undefined

/** A rule between keys of one map; it is asked only if none of `needs` is wrong by itself. */
export interface Relation {
  readonly needs: readonly string[]
  /** A method, so that a rule for the type of the table fits: the table makes the value. */
  check(value: object): Iterable<Complaint>
}

/** A rule between keys of a map of a type. */
export interface RelationOf<T> {
  readonly needs: readonly (keyof T)[]
  readonly check: (value: T) => Iterable<Complaint>
}

/** What is wrong with a value: the rest of a sentence that begins with the key. */
export interface Complaint {
  readonly code: string
  readonly message: string
  /** Where in the value; `[]` unless said. */
  readonly at?: KeyPath
  readonly fix?: SchemaFix
}

/** A change that makes a value acceptable; paths start at the value. */
export interface SchemaFix {
  readonly title: string
  readonly safety: 'safe' | 'unsafe'
  readonly edits: readonly Edit[]
}

/** A table for a type: a field for each of its keys, and for keys that only files have. */
export type FieldsOf<T> = { readonly [K in keyof T]: Field<T[K]> } & Fields

type TextOptions<T> = FieldOptions<T> & Omit<TextShape, 'type' | 'convert'>

/** A text that stays as written, or as `convert` says. */
export function string(
  doc: string,
  options: TextOptions<string> & { readonly convert?: (text: string) => string } = {},
): Field<string> {
  const { allowed, minLength, maxLength, accepts, checks, convert, meant, ...rest } = options
  const rule = { allowed, minLength, maxLength, accepts, checks, meant }
  const shape = { type: 'string', ...rule, convert } as const
  return { ...rest, doc, shape }
}

/** A text that means something else, e.g. a duration; one that fails a check counts as absent. */
export function converted<T>(
  doc: string,
  convert: (text: string) => T,
  options: TextOptions<T> = {},
): Field<T> {
  const { allowed, minLength, maxLength, accepts, checks, meant, ...rest } = options
  const rule = { allowed, minLength, maxLength, accepts, checks, meant }
  const shape = { type: 'string', ...rule, convert } as const
  return { ...rest, doc, shape, dropInvalid: true }
}

export function enumeration<const V extends string>(
  doc: string,
  allowed: readonly V[],
  options: FieldOptions<V> = {},
): Field<V> {
  return { ...options, doc, shape: { type: 'string', allowed }, dropInvalid: true }
}

type NumberOptions = FieldOptions<number> & Omit<NumberShape, 'type'>

export function integer(doc: string, options: NumberOptions = {}): Field<number> {
  return number('integer', doc, options)
}

export function float(doc: string, options: Omit<NumberOptions, 'bits'> = {}): Field<number> {
  return number('float', doc, options)
}

function number(type: 'integer' | 'float', doc: string, options: NumberOptions): Field<number> {
  const { bits, minimum, maximum, above, below, checks, ...rest } = options
  const shape = { type, bits, minimum, maximum, above, below, checks }
  return { ...rest, doc, shape, dropInvalid: true }
}

export function boolean(doc: string, options: FieldOptions<boolean> = {}): Field<boolean> {
  return { ...options, doc, shape: { type: 'boolean' } }
}

/** A key whose value nobody looks at. */
export function anything(
  doc: string,
  life: Pick<FieldOptions<unknown>, 'since' | 'until' | 'replacedBy'> = {},
): Field<undefined> {
  return { ...life, doc, shape: { type: 'any' }, nullMeans: 'absent' }
}

export function list<T>(
  doc: string,
  item: Field<T>,
  options: FieldOptions<readonly T[]> & { readonly length?: ListLimits } = {},
): Field<readonly T[]> {
  const { length = {}, ...rest } = options
  return { ...rest, doc, shape: { type: 'list', item, length } }
}

export function map<T extends object>(
  doc: string,
  fields: FieldsOf<T>,
  options: FieldOptions<T> & { readonly rules?: readonly RelationOf<T>[] } = {},
): Field<T> {
  const { rules = [], ...rest } = options
  const relations = rules.map(({ needs, check }) => ({ needs: needs.map(String), check }))
  return { ...rest, doc, shape: { type: 'map', fields, rules: relations } }
}

/** A map from text to text. */
export function stringMap(
  doc: string,
  { key = {}, value = {} }: { readonly key?: TextRule; readonly value?: TextRule },
  options: FieldOptions<Readonly<Record<string, string>>> = {},
): Field<Readonly<Record<string, string>>> {
  return { ...options, doc, shape: { type: 'strings', key, value } }
}

/** The field, with null as a value of its own and, unless it has a default, as its default. */
export function orNull<T>(field: Field<T>, options: FieldOptions<T | null> = {}): Field<T | null> {
  const hasDefault = field.default !== undefined || field.derive !== undefined
  return { ...field, ...(hasDefault ? {} : { default: null }), nullMeans: 'null', ...options }
}

/** Whether a version of the range knows the field. */
export function isKnown(field: Field<unknown>, version: Versions): boolean {
  return (field.since ?? 0) <= version.to && version.from <= (field.until ?? Infinity)
}

/** The order of keys that a table gives, for edits of documents. */
export function keyOrderOf(root: Field<unknown>): KeyOrder {
  return (parent) => {
    const field = findField(root, parent)
    return field?.shape.type === 'map' ? Object.keys(field.shape.fields) : []
  }
}

/** The field at a path of a file that a table describes; undefined if it knows no such key. */
export function findField(root: Field<unknown>, path: KeyPath): Field<unknown> | undefined {
  let field: Field<unknown> | undefined = root
  for (const step of path) field = field && stepInto(field, step)
  return field
}

function stepInto(field: Field<unknown>, step: string | number): Field<unknown> | undefined {
  const { shape } = field
  if (typeof step === 'number') return shape.type === 'list' ? shape.item : undefined
  // What is in there has no table.
  if (shape.type === 'any' || shape.type === 'strings') return { doc: '', shape: { type: 'any' } }
  return shape.type === 'map' && Object.hasOwn(shape.fields, step) ? shape.fields[step] : undefined
}
