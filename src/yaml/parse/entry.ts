import type { CST } from 'yaml'
import type { Span } from '../../text/text.ts'
import type { SourceProblem } from '../problem.ts'
import { failSyntax } from '../problem.ts'
import type { YamlNode } from '../tree.ts'
import type { EntryCollector } from './entries.ts'
import { collectEntries } from './entries.ts'
import type { Properties } from './form.ts'
import { checkTrailing, readProperties, spanOf } from './form.ts'
import type { ScalarContext } from './scalar-node.ts'

/** The longest key without `?`, up to its colon. */
const MAX_KEY_LENGTH = 1024

/** What the reading of lists and maps needs to know of its document. */
export interface Composition extends ScalarContext {
  readonly oddities: SourceProblem[]
  /** Where the reading is. */
  readonly path: (string | number)[]
  /** Composes a value; without a token, the empty one that stands after its properties. */
  compose(token: Token, properties: Properties, inFlow: boolean): YamlNode
}

export type Token = CST.Token | null | undefined

/** Starts to collect the entries of the map at the current path. */
export function startMap({ path, oddities }: Composition): EntryCollector {
  return collectEntries(path, (oddity) => oddities.push(oddity))
}

/** Composes a value one step further down. Throws SourceError. */
export function composeAt(
  composition: Composition,
  step: string | number,
  token: Token,
  properties: Properties,
  inFlow: boolean,
): YamlNode {
  composition.path.push(step)
  const node = composition.compose(token, properties, inFlow)
  composition.path.pop()
  checkEnd(token)
  return node
}

/** Adds an entry to a map and returns its place. Throws SourceError. */
export function composeEntry(
  composition: Composition,
  collector: EntryCollector,
  item: CST.CollectionItem,
  before: Properties,
  inFlow: boolean,
): Span {
  const key = composition.compose(item.key, before, inFlow)
  const keyPlace = placeOf(item.key, key)
  if (key.kind === 'list' || key.kind === 'map') {
    failSyntax(keyPlace, 'A list or a map cannot be a key.')
  }
  if (before.indicator) checkEnd(item.key)

  const after = readProperties(item.sep ?? [], 'map-value-ind', keyPlace.end, inFlow)
  const value = composeAt(composition, String(key.value), item.value, after, inFlow)
  const place = placeOf(item.value, value)
  const span = { start: keyPlace.start, end: Math.max(keyPlace.end, place.end) }
  if (isMergeKey(item.key, before)) collector.merge(value, span)
  else collector.add(key, value, place, span)
  return span
}

/** Throws SourceError unless a key without `?` is followed by a colon on its line. */
export function checkImplicitKey(
  { text }: Composition,
  { key, sep }: CST.CollectionItem,
  before: Properties,
): void {
  const colon = findColon(sep)
  if (!key) failSyntax(colon ? spanOf(colon) : { start: 0, end: 0 }, 'A key is missing here.')
  if (!colon) failSyntax(spanOf(key), 'Missing colon and space after this key.')

  const start = Math.min(
    key.offset,
    before.anchor?.offset ?? key.offset,
    before.tag?.offset ?? key.offset,
  )
  if (colon.offset - start > MAX_KEY_LENGTH || /[\r\n]/.test(text.slice(start, colon.offset))) {
    failSyntax(spanOf(key), 'This key and its colon are not on one line.')
  }
}

/** The colon among the tokens after a key. */
export function findColon(tokens: readonly CST.SourceToken[] | undefined) {
  if (tokens) for (const token of tokens) if (token.type === 'map-value-ind') return token
  return undefined
}

/** Whether an item is only blanks and comments. */
export function isBlank(item: CST.CollectionItem, { indicator, anchor, tag }: Properties): boolean {
  return !indicator && !anchor && !tag && !item.key && !item.sep && !item.value
}

/** Where a node takes effect: where it is written, or its alias. */
export function placeOf(token: Token, node: YamlNode): Span {
  return token?.type === 'alias' ? spanOf(token) : node
}

/** Throws SourceError if anything but blanks and comments follows a value. */
function checkEnd(token: Token): void {
  if (!token || !('end' in token)) return
  checkTrailing(token.type === 'flow-collection' ? token.end.slice(1) : token.end)
}

function isMergeKey(key: Token, { tag }: Properties): boolean {
  if (key?.type !== 'scalar' || key.source !== '<<') return false
  return !tag || tag.source === '!!merge' || tag.source === '!<tag:yaml.org,2002:merge>'
}
