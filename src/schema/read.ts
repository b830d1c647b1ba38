import type { KeyPath } from '../text/text.ts'
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/tree.ts'
import { checkList, checkNumber, checkText } from './limits.ts'
import { complain, type Place, pathOf, placeIn, type Reading, silent } from './problem.ts'
import type {
  Complaint,
  Field,
  Fields,
  ListShape,
  MapShape,
  Shape,
  Siblings,
  Versions,
} from './schema.ts'
import { isKnown } from './schema.ts'
import { unknownKeys } from './unknown-keys.ts'
import { mistyped, typeNameOf } from './wrong-type.ts'

/**
 * Reads a node by its field: the value with all defaults, undefined if there is none.
 *
 * Never throws on any tree: a value of a wrong type counts as absent. A list keeps its length, so
 * that indexes stay those of the file.
 */
export function readField<T>(
  field: Field<T>,
  node: YamlNode | undefined,
  reading: Reading,
  path: KeyPath = [],
): T | undefined {
  const value = read(field, node, { reading, parent: undefined, steps: path }, {})
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `FieldsOf` ties tables to types
  return value as T | undefined
}

function read(
  field: Field<unknown>,
  node: YamlNode | undefined,
  place: Place,
  siblings: Siblings,
): unknown {
  if (!node) {
    if (field.required) complain(place, { code: 'missing-key', message: 'is required' })
    return absent(field, place, siblings)
  }
  if (node.kind === 'null') {
    if (field.nullMeans === 'null') return null
    if (field.nullMeans === 'empty' && field.shape.type === 'list') {
      return readItems(field.shape, [], place)
    }
    if (!field.nullMeans) complain(place, nullComplaint(field))
    return absent(field, field.nullMeans ? place : silent(place), siblings)
  }
  // What is wrong with the value has been said; its default is no further news.
  return readValue(field, node, place) ?? absent(field, silent(place), siblings)
}

function nullComplaint({ required }: Field<unknown>): Complaint {
  const message = required ? 'must have a value' : 'must not be null; set a value or remove the key'
  return { code: 'null-value', message }
}

/** The default. A key that the newest version of the range lacks has none: the file may be newer. */
function absent(field: Field<unknown>, place: Place, siblings: Siblings): unknown {
  const { version, report } = place.reading
  if ((field.until ?? Infinity) < version.to) return undefined
  const derived = field.derive?.(siblings, version)
  if (derived !== undefined) return derived
  if (field.default !== undefined) return field.default
  if (field.shape.type !== 'map' || field.optional) return undefined
  return report ? readEntries(field.shape, undefined, place) : defaultsOf(field.shape, version)
}

/** The values of a map of which nothing is written, by version; most specs rely on some of them. */
function defaultsOf(shape: MapShape, version: Versions): Siblings {
  const place = { reading: { version }, parent: undefined, steps: [] }
  return remember(DEFAULTS, shape, version, () => readEntries(shape, undefined, place))
}

const DEFAULTS = new WeakMap<MapShape, Map<string, Siblings>>()

/** The keys of a table that some version of a range knows. */
function knownFields(shape: MapShape, version: Versions): readonly [string, Field<unknown>][] {
  return remember(KNOWN, shape, version, () =>
    Object.entries(shape.fields).filter(([, field]) => isKnown(field, version)),
  )
}

const KNOWN = new WeakMap<MapShape, Map<string, readonly [string, Field<unknown>][]>>()

/** Computes once for each table and range of versions. */
function remember<T>(
  memory: WeakMap<MapShape, Map<string, T>>,
  shape: MapShape,
  { from, to }: Versions,
  compute: () => T,
): T {
  const byVersion = memory.get(shape) ?? new Map<string, T>()
  memory.set(shape, byVersion)
  const key = `${from} ${to}`
  const value = byVersion.get(key) ?? compute()
  byVersion.set(key, value)
  return value
}

function readValue({ shape, dropInvalid }: Field<unknown>, node: YamlNode, place: Place): unknown {
  switch (shape.type) {
    case 'map':
      if (isTextMap(node)) return readEntries(shape, node, place)
      return mistyped('map', node, place)
    case 'list':
      if (node.kind === 'list') return readItems(shape, node.items, place)
      return mistyped('list', node, place)
    case 'strings':
      return readStrings(shape, node, place)
    case 'any':
      return undefined
    case 'boolean':
      return node.kind === 'bool' ? node.value : mistyped('boolean', node, place)
    default:
      return readScalar(shape, node, place, dropInvalid ?? false)
  }
}

type ScalarShape = Extract<Shape, { type: 'string' | 'integer' | 'float' }>

function readScalar(
  shape: ScalarShape,
  node: YamlNode,
  place: Place,
  dropInvalid: boolean,
): unknown {
  const text = shape.type === 'string' ? textOf(node, shape.accepts) : undefined
  const number = shape.type === 'string' ? undefined : numberOf(node, shape)
  if (text === undefined && number === undefined) {
    const meant = shape.type === 'string' ? shape.meant : undefined
    return mistyped(typeNameOf(shape), node, place, meant)
  }

  const written = node.kind === 'string' ? node.written : undefined
  const complaint =
    shape.type === 'string'
      ? checkText(shape, written ?? text ?? '')
      : checkNumber(shape, number ?? 0)
  if (complaint) complain(place, complaint)
  // What is read as the word that was meant counts as that word.
  if (complaint && dropInvalid && written === undefined) return undefined
  return shape.type === 'string' && shape.convert ? shape.convert(text ?? '') : (text ?? number)
}

function textOf(node: YamlNode, accepts: 'integers' | 'numbers' | undefined): string | undefined {
  if (node.kind === 'string') return node.value
  if (node.kind === 'int' && accepts) return String(node.value)
  return node.kind === 'float' && accepts === 'numbers' ? renderFloat(node.value) : undefined
}

/** A float as Go prints it: without exponent, with a decimal point. */
function renderFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN.0'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf.0' : '-Inf.0'
  const short = String(value)
  const text = short.includes('e')
    ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : short
  return text.includes('.') ? text : `${text}.0`
}

function numberOf(
  node: YamlNode,
  { type, bits = 64 }: Extract<Shape, { type: 'integer' | 'float' }>,
): number | undefined {
  if (node.kind === 'float') return type === 'float' ? node.value : undefined
  if (node.kind !== 'int') return undefined
  const integer = BigInt(node.value)
  return type === 'float' || BigInt.asIntN(bits, integer) === integer ? Number(integer) : undefined
}

function readItems(
  { item, length }: ListShape,
  items: readonly YamlNode[],
  place: Place,
): readonly unknown[] {
  const wrong = checkList(length, items)
  if (wrong) complain(place, wrong)

  return items.map((node, index) => {
    const at = placeIn(place, index)
    if (node.kind === 'null') complain(at, nullComplaint({ ...item, required: true }))
    const value = node.kind === 'null' ? undefined : readValue(item, node, at)
    return value ?? placeholder(item, node, silent(at))
  })
}

/** What stands in for an item of a wrong type. */
function placeholder({ shape }: Field<unknown>, node: YamlNode, place: Place): unknown {
  if (shape.type === 'map') return readEntries(shape, undefined, place)
  return 'source' in node ? node.source : ''
}

function readEntries(
  shape: MapShape,
  node: YamlMap | undefined,
  place: Place,
): Readonly<Record<string, unknown>> {
  const { reading } = place
  const wrongKeys = new Set<string>()
  const inner = reading.report ? { ...place, reading: watching(place, wrongKeys) } : place
  const entries = entriesByKey(node)
  const values: Record<string, unknown> = {}

  for (const [key, field] of knownFields(shape, reading.version)) {
    const value = read(field, entries.get(key)?.value, placeIn(inner, key), values)
    if (value !== undefined) values[key] = value
  }
  if (reading.report) {
    complainOfUnknownKeys(shape.fields, entries, place)
    for (const rule of shape.rules) {
      if (rule.needs.some((key) => wrongKeys.has(key))) continue
      for (const complaint of rule.check(values)) complain(place, complaint, 'relation')
    }
  }
  return values
}

/** Collects the keys of a map that something is wrong with. */
function watching(place: Place, wrongKeys: Set<string>): Reading {
  const depth = pathOf(place).length
  return {
    ...place.reading,
    report(problem) {
      wrongKeys.add(String(problem.path[depth]))
      place.reading.report?.(problem)
    },
  }
}

function complainOfUnknownKeys(
  fields: Fields,
  entries: ReadonlyMap<string, YamlEntry>,
  place: Place,
): void {
  const written = new Map(
    [...entries].map(([name, { key }]) => [
      key.kind === 'string' ? (key.written ?? name) : name,
      name,
    ]),
  )
  for (const complaint of unknownKeys(fields, written, place.reading)) complain(place, complaint)
}

function entriesByKey(node: YamlMap | undefined): ReadonlyMap<string, YamlEntry> {
  const entries = new Map<string, YamlEntry>()
  for (const entry of node?.entries ?? []) {
    const { key } = entry
    if (key.kind === 'string' || key.kind === 'reference') entries.set(key.value, entry)
  }
  return entries
}

function readStrings(
  shape: Extract<Shape, { type: 'strings' }>,
  node: YamlNode,
  place: Place,
): Readonly<Record<string, string>> | undefined {
  if (!isTextMap(node)) return mistyped('map', node, place)
  const texts: [string, string][] = []

  for (const [key, { value }] of entriesByKey(node)) {
    const at = placeIn(place, key)
    const wrongKey = checkText(shape.key, key)
    if (wrongKey) complain(at, { code: wrongKey.code, message: `as a key ${wrongKey.message}` })

    if (value.kind !== 'string') mistyped('text', value, at)
    else {
      texts.push([key, value.value])
      const wrong = checkText(shape.value, value.value)
      if (wrong) complain(at, wrong)
    }
  }
  return Object.fromEntries(texts)
}

/** Whether a node is a map all of whose keys are text, as typed languages want it. */
export function isTextMap(node: YamlNode): node is YamlMap {
  return (
    node.kind === 'map' &&
    node.entries.every(({ key }) => key.kind === 'string' || key.kind === 'reference')
  )
}
