import type { Span } from '../text/text.ts'
import { quote } from '../text/wording.ts'
import type { YamlEntry, YamlNode } from '../yaml/tree.ts'
import { quoteNode, type Reading, readScalar, suggestNames } from './values.ts'

/** A key that has a value, and where it is written. */
export interface Setting {
  readonly name: string
  readonly key: YamlNode
  readonly value: YamlNode
}

/** What a reading says of a key that it does not know. */
export type NoteUnknown = (name: string, known: readonly string[]) => string

/**
 * The keys of a map that say something: `key:` alone is as good as no key. Notes keys that are not
 * known; notes a problem and gives undefined if the node is no map.
 */
export function readMap(
  node: YamlNode,
  known: readonly string[],
  reading: Reading,
  noteUnknown: NoteUnknown = noteUnknownKey,
): readonly Setting[] | undefined {
  if (node.kind !== 'map') return reading.problem(`expected a map, found ${quoteNode(node)}.`, node)

  const settings = node.entries.map((entry) => ({
    name: nameOf(entry),
    key: entry.key,
    value: entry.value,
  }))
  for (const { name, key } of settings) {
    if (!known.includes(name)) reading.problem(noteUnknown(name, known), key)
  }
  return settings.filter(({ name, value }) => known.includes(name) && !isNothing(value))
}

/** Reads each item of a list of maps; undefined if one has a problem. */
export function readMaps<T>(
  node: YamlNode,
  known: readonly string[],
  reading: Reading,
  readItem: (settings: readonly Setting[], item: YamlNode) => T | undefined,
): readonly T[] | undefined {
  if (node.kind !== 'list') {
    return reading.problem(`expected a list of maps, found ${quoteNode(node)}.`, node)
  }
  const items = node.items.map((item) => {
    const settings = readMap(item, known, reading)
    return settings && readItem(settings, item)
  })
  const kept = items.filter((item) => item !== undefined)
  return kept.length === items.length ? kept : undefined
}

/** The value of a key that must be there. */
export function requireSetting(
  settings: readonly Setting[],
  name: string,
  reading: Reading,
  at: Span,
): YamlNode | undefined {
  const setting = settings.find((candidate) => candidate.name === name)
  return setting?.value ?? reading.problem(`lacks the key \`${name}\`.`, at)
}

function isNothing(node: YamlNode): boolean {
  return readScalar(node) === null
}

function noteUnknownKey(name: string, known: readonly string[]): string {
  return `unknown setting ${quote(name)}; ${suggestNames(name, known)}`
}

function nameOf({ key }: YamlEntry): string {
  return String(readScalar(key) ?? quoteNode(key))
}
