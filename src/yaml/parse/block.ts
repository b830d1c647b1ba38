import type { CST } from 'yaml'
import type { Span } from '../../text/text.ts'
import { failSyntax } from '../problem.ts'
import type { YamlList, YamlMap, YamlNode } from '../tree.ts'
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

export function isBlock(token: CST.Token): token is CST.BlockMap | CST.BlockSequence {
  return token.type === 'block-map' || token.type === 'block-seq'
}

/** A list whose items start with dashes. Throws SourceError. */
export function composeBlockList(composition: Composition, token: CST.BlockSequence): YamlList {
  const items: YamlNode[] = []
  const places: Span[] = []

  for (const { start, value } of token.items) {
    const properties = readProperties(start, 'seq-item-ind', token.offset)
    if (!properties.indicator) {
      const misplaced = value ?? properties.anchor ?? properties.tag
      if (!misplaced) continue
      failSyntax(spanOf(misplaced), 'List item without `-`, or not aligned with the other items.')
    }
    const item = composeAt(composition, items.length, value, properties, false)
    items.push(item)
    places.push(placeOf(value, item))
  }
  const end = places.at(-1)?.end ?? token.offset
  return { kind: 'list', style: 'block', items, places, start: token.offset, end }
}

/** A map whose keys stand on lines of their own. Throws SourceError. */
export function composeBlockMap(composition: Composition, token: CST.BlockMap): YamlMap {
  const collector = startMap(composition)
  let start: number | undefined
  let end = token.offset

  for (const item of token.items) {
    const before = readProperties(item.start, 'explicit-key-ind', token.offset)
    if (isBlank(item, before)) continue
    checkColumn(token, item, before)
    if (!before.indicator) {
      checkImplicitKey(composition, item, before)
      checkValueLine(item)
    }
    const place = composeEntry(composition, collector, item, before, false)
    start ??= (before.indicator ?? before.anchor ?? before.tag)?.offset ?? place.start
    end = place.end
  }
  return { kind: 'map', style: 'block', ...collector.finish(), start: start ?? token.offset, end }
}

function checkColumn(map: CST.BlockMap, { key }: CST.CollectionItem, before: Properties): void {
  const first = before.indicator ?? key
  if (first && 'indent' in first && first.indent !== map.indent) {
    failSyntax(
      spanOf(first),
      'Inconsistent indentation: this line does not align with the surrounding keys.',
    )
  }
}

/** A block of lines cannot start on the line of its key. */
function checkValueLine({ sep, value }: CST.CollectionItem): void {
  if (!value || !sep || !isBlock(value)) return
  if (!readProperties(sep, 'map-value-ind', 0).hasBreak) failUnexpected(firstColon(value))
}

function firstColon(token: CST.BlockMap | CST.BlockSequence): CST.Token {
  return (token.type === 'block-map' && findColon(token.items[0]?.sep)) || token
}
