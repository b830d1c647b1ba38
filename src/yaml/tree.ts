import type { Span } from '../text/text.ts'

/**
 * The data of a YAML file as Cortex reads it (go-yaml v2, YAML 1.1 scalars), with places.
 *
 * Anchors, aliases and merge keys are resolved: a merged or aliased value has the span of the place
 * where it is written, an entry the span of the place where it takes effect.
 */
export type YamlNode = YamlScalar | YamlList | YamlMap

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'

interface ScalarBase extends Span {
  readonly style: ScalarStyle
  /** The text as written, with its quotes. */
  readonly source: string
}

export type YamlScalar =
  | (ScalarBase & {
      readonly kind: 'string'
      readonly value: string
      /** What the text says, where a reader takes it for a misspelt `value`. */
      readonly written?: string
    })
  /** A bigint beyond the integers that a number holds exactly. */
  | (ScalarBase & { readonly kind: 'int'; readonly value: number | bigint })
  | (ScalarBase & { readonly kind: 'float'; readonly value: number })
  | (ScalarBase & { readonly kind: 'bool'; readonly value: boolean })
  | (ScalarBase & { readonly kind: 'null'; readonly value: null })
  /** An unquoted `@name`: Cortex's fork of go-yaml reads it as an internal reference. */
  | (ScalarBase & { readonly kind: 'reference'; readonly value: string })

export interface YamlList extends Span {
  readonly kind: 'list'
  readonly style: 'block' | 'flow'
  readonly items: readonly YamlNode[]
  /** Where each item takes effect: its own span, for an aliased item the alias's. */
  readonly places: readonly Span[]
}

export interface YamlMap extends Span {
  readonly kind: 'map'
  readonly style: 'block' | 'flow'
  /** What counts, in the order written: of duplicate keys the last, merged keys at their place. */
  readonly entries: readonly YamlEntry[]
  /** Whether a merge key (`<<`) is written in the map. */
  readonly merges: boolean
}

export interface YamlEntry extends Span {
  readonly key: YamlNode
  readonly value: YamlNode
  /** Where the value takes effect: its own span, or the alias's. */
  readonly place: Span
  /** Whether the entry comes from a merge key (`<<`). */
  readonly merged: boolean
  /** Whether another entry would count without this one: an earlier duplicate, or a merged one. */
  readonly shadows: boolean
}

/** The entry of a map with a string key, as it is meant or written, if any. */
export function findEntry(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (node?.kind !== 'map') return undefined
  if (node.entries.length > FEW_ENTRIES) return indexOf(node).get(key)
  return node.entries.find((entry) => namesOf(entry).includes(key))
}

/** More entries than any documented map has are looked up in an index. */
const FEW_ENTRIES = 50
const indexes = new WeakMap<YamlMap, ReadonlyMap<string, YamlEntry>>()

function indexOf(map: YamlMap): ReadonlyMap<string, YamlEntry> {
  const known = indexes.get(map)
  if (known) return known

  const index = new Map<string, YamlEntry>()
  for (const entry of map.entries) {
    for (const name of namesOf(entry)) if (!index.has(name)) index.set(name, entry)
  }
  indexes.set(map, index)
  return index
}

function namesOf({ key }: YamlEntry): readonly string[] {
  if (key.kind !== 'string') return []
  return key.written === undefined ? [key.value] : [key.value, key.written]
}

/** The node at a path, if it is there. */
export function findNode(
  root: YamlNode | undefined,
  path: readonly (string | number)[],
): YamlNode | undefined {
  let node = root
  for (const step of path) {
    if (typeof step === 'number') node = node?.kind === 'list' ? node.items[step] : undefined
    else node = findEntry(node, step)?.value
    if (!node) return undefined
  }
  return node
}

/** Whether a merge key brings what is at a path. */
export function isMerged(root: YamlNode | undefined, path: readonly (string | number)[]): boolean {
  const entry = findEntry(findNode(root, path.slice(0, -1)), String(path.at(-1)))
  return entry?.merged ?? false
}
