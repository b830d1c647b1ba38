import type { CST } from 'yaml'
import type { Span } from '../../text/text.ts'
import { failSyntax } from '../problem.ts'
import type { YamlList, YamlMap, YamlNode } from '../tree.ts'
import type { EntryCollector } from './entries.ts'
import type { Composition } from './entry.ts'
import {
  checkImplicitKey,
  composeAt,
  composeEntry,
  findColon,
  isBlank,
  placeOf,
  startMap,
} from './entry.ts'
import type { Properties } from './form.ts'
import { failUnexpected, readProperties, spanOf } from './form.ts'

/** A list or map in brackets. Throws SourceError. */
export function composeFlow(composition: Composition, token: CST.FlowCollection): YamlNode {
  const isMap = token.start.source === '{'
  const span = { start: token.offset, end: findEnd(token, isMap ? '}' : ']') }
  return isMap ? composeMap(composition, token, span) : composeList(composition, token, span)
}

function composeMap(composition: Composition, token: CST.FlowCollection, span: Span): YamlMap {
  const collector = startMap(composition)
  for (const [item, before] of listItems(composition, token)) {
    composePair(composition, collector, item, before)
  }
  return { kind: 'map', style: 'flow', ...collector.finish(), ...span }
}

function composeList(composition: Composition, token: CST.FlowCollection, span: Span): YamlList {
  const items: YamlNode[] = []
  const places: Span[] = []

  for (const [item, before] of listItems(composition, token)) {
    const isPair = item.sep !== undefined || before.indicator !== undefined
    const node = isPair
      ? composePairItem(composition, items.length, item, before)
      : composeAt(composition, items.length, item.value, before, true)
    items.push(node)
    places.push(isPair ? node : placeOf(item.value, node))
  }
  return { kind: 'list', style: 'flow', items, places, ...span }
}

/** The map of one entry that `key: value` is, as an item of a list in brackets. */
function composePairItem(
  composition: Composition,
  index: number,
  item: CST.CollectionItem,
  before: Properties,
): YamlMap {
  composition.path.push(index)
  const collector = startMap(composition)
  const place = composePair(composition, collector, item, before)
  composition.path.pop()
  const start = before.indicator?.offset ?? place.start
  return { kind: 'map', style: 'flow', ...collector.finish(), start, end: place.end }
}

function composePair(
  composition: Composition,
  collector: EntryCollector,
  item: CST.CollectionItem,
  before: Properties,
): Span {
  const colon = findColon(item.sep)
  if (!colon && item.value) failMissingComma(item.value)
  if (!before.indicator && (colon || !item.key)) checkImplicitKey(composition, item, before)
  return composeEntry(composition, collector, item, before, true)
}

/** The items with what stands before them; commas are checked, a last empty item is left out. */
function* listItems(
  { text }: Composition,
  token: CST.FlowCollection,
): Generator<readonly [CST.CollectionItem, Properties]> {
  for (const [index, item] of token.items.entries()) {
    const before = readProperties(item.start, 'explicit-key-ind', token.offset + 1, true)
    const isLast = index === token.items.length - 1
    const blank = isBlank(item, before)
    if (index === 0 && before.comma) failUnexpected(before.comma)
    if (blank && isLast) return
    if (index > 0 && !before.comma) failMissingComma(item.key ?? item.value ?? token)
    if (blank) failUnexpected(token.items[index + 1]?.start[0] ?? token)
    yield [widenKey(item, text, token.start.source === '['), before]
  }
}

/**
 * go-yaml reads a colon as part of an unquoted text unless a blank follows: `{a:}` has the key
 * `a:`, where YAML 1.2 has `a`.
 */
function widenKey(item: CST.CollectionItem, text: string, inList: boolean): CST.CollectionItem {
  const { start, key, sep } = item
  const colon = sep?.[0]
  if (key?.type !== 'scalar' || colon?.type !== 'map-value-ind') return item
  if (colon.offset !== key.offset + key.source.length) return item

  const next = text.charAt(colon.offset + 1)
  if (next === '[' || next === '{') failMissingComma(colon)
  if (next !== ',' && next !== ']' && next !== '}') return item
  const wide: CST.FlowScalar = { ...key, source: `${key.source}:` }
  return inList ? { start, value: wide } : { start, key: wide, sep: [] }
}

/** The offset past the closing bracket. Throws SourceError if it is missing or the wrong one. */
function findEnd(token: CST.FlowCollection, bracket: string): number {
  const close = token.end[0]
  if (close?.source === bracket) return close.offset + 1
  const { start } = token
  return failSyntax(spanOf(start), `Missing \`${bracket}\` for this \`${start.source}\`.`)
}

function failMissingComma(token: CST.Token): never {
  failSyntax(spanOf(token), 'Missing comma or colon before this.')
}
